"""Documents to disk: a client's folder whole or not at all, never over a file unless told."""

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Sequence
from errno import EISDIR
from pathlib import Path

from poa.documents.document import Document
from poa.errors import PoaError, Problem

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)
_LONGEST = 80


def folder_name(client: str) -> str:
    """A client's name as a folder that every system can hold.

    Letters of any language stay; what a path cannot hold becomes a hyphen; a name that Windows
    keeps for itself gets an underscore in front; a name without letters becomes ``client``.
    """
    plain = unicodedata.normalize("NFC", client)
    kept = "".join(char if char.isalnum() or char in "._-" else "-" for char in plain)
    name = re.sub(r"-{2,}", "-", kept).strip("-. _")
    while len(name.encode()) > _LONGEST:
        name = name[:-1].rstrip("-. _")
    if not name:
        return "client"
    return f"_{name}" if _RESERVED.fullmatch(name.partition(".")[0]) else name


def write_documents(documents: Sequence[Document], folder: Path, *, force: bool = False) -> None:
    """Write all documents into a folder, or none.

    They are written beside the folder first and moved as a whole. With ``force`` the files of these
    names are replaced, and put back when one of them cannot be; other files in it stay.

    Raises:
        PoaError: A file is there already and ``force`` is not given, or the disk refuses.
    """
    try:
        there = [document.name for document in documents if (folder / document.name).exists()]
        if there and not force:
            raise _refusal(folder, there)
        _write(documents, folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PoaError(
            "Nothing was written",
            [Problem(str(folder), reason, "Check the disk and the rights, then run it again")],
        ) from error


def _refusal(folder: Path, there: list[str]) -> PoaError:
    return PoaError(
        f"Nothing was written: {folder} holds an appeal already",
        [Problem(str(folder / name), "this file exists") for name in there]
        + [Problem("", "nothing is overwritten unasked", "Use --force, or another --out")],
    )


def _write(documents: Sequence[Document], folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for document in documents:
            file = made / document.name
            # An appeal holds personal data; mkdtemp made the folder private to the user as well.
            file.touch(mode=0o600)
            file.write_bytes(document.content)
        if folder.exists():
            _replace([document.name for document in documents], made, folder)
        else:
            made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _replace(names: Sequence[str], made: Path, folder: Path) -> None:
    """Move the new files into the folder; when one cannot be moved, put the old ones back."""
    for name in names:
        if (folder / name).is_dir():
            raise IsADirectoryError(EISDIR, f"{name} is a folder there")
    old = Path(tempfile.mkdtemp(prefix=".old-", dir=made))
    placed: list[str] = []
    try:
        for name in names:
            if (folder / name).exists():
                (folder / name).replace(old / name)
            placed.append(name)
            (made / name).replace(folder / name)
    except OSError:
        for name in placed:
            (folder / name).unlink(missing_ok=True)
            if (old / name).exists():
                (old / name).replace(folder / name)
        raise
