"""A client's folder: whole or not at all, the old one until the new one is complete.

The new folder is made out of sight and moved into place at once, with a note of what it is made
of. What somebody put into the old folder, or changed in it, moves along. Wherever a run is killed,
``recover`` finds either the old folder whole or the new one, and puts things in order.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from poa.batch.result import Outcome
from poa.documents import Document
from poa.readers.cases import STATE

NOTE = ".poa.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class FolderNote:
    """What a client's folder was made of.

    Attributes:
        client: Whose it is.
        fingerprint: The digest of the facts and everything else that goes in.
        dated: The day of the letter (ISO).
        files: Our files and the digests of their bytes.
        outcome: What the appeal is.
    """

    client: str
    fingerprint: str
    dated: str
    files: dict[str, str]
    outcome: Outcome


def read_note(folder: Path) -> FolderNote | None:
    """The note of a folder that a batch made, or ``None``."""
    try:
        shape = json.loads((folder / NOTE).read_bytes())
        if shape["format"] != _FORMAT:
            return None
        outcome = dict(shape["outcome"])
        for key in ("causes", "notes"):
            outcome[key] = tuple(outcome[key])
        outcome["planned"] = tuple((todo, due) for todo, due in outcome["planned"])
        return FolderNote(
            shape["client"],
            shape["fingerprint"],
            shape["dated"],
            dict(shape["files"]),
            Outcome(**outcome),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_whole(folder: Path, note: FolderNote) -> bool:
    """Whether every file of the note is still there, and not empty."""
    try:
        return all(
            (folder / name).is_file() and (folder / name).stat().st_size > 0 for name in note.files
        )
    except OSError:
        return False


def write_folder(
    out: Path, name: str, documents: Sequence[Document], facts: FolderNote
) -> FolderNote:
    """Write a client's folder and return its note, with the digests of the files.

    Args:
        out: The folder of all clients.
        name: The client's folder in it.
        documents: What goes in.
        facts: The note without its files.

    Raises:
        OSError: The disk refuses. What was there before is there still.
    """
    target = out / name
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        kind = "a link" if target.is_symlink() else "a file"
        raise NotADirectoryError(0, f"{kind} stands where the client's folder belongs")
    made = out / STATE / "work" / name
    files = {each.name: _digest(each.content) for each in documents}
    note = FolderNote(facts.client, facts.fingerprint, facts.dated, files, facts.outcome)
    shape = json.dumps({"format": _FORMAT, **asdict(note)}, ensure_ascii=True)
    try:
        _clear(made)
        # An appeal holds personal data: folder and files are private to the user.
        made.mkdir(mode=0o700, parents=True)
        for document in documents:
            _write_file(made / document.name, document.content)
        _write_file(made / NOTE, shape.encode())
        _put_in_place(made, target, out / STATE / "old" / name)
    except BaseException:
        _clear(made)
        raise
    return note


def _write_file(path: Path, content: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(content)


def _put_in_place(made: Path, target: Path, old: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    old.parent.mkdir(exist_ok=True)
    if old.exists():
        _carry_over(old, target)
    target.rename(old)
    try:
        made.rename(target)
    except BaseException:
        old.rename(target)
        raise
    _carry_over(old, target)


def _carry_over(old: Path, new: Path) -> None:
    """Move what is not ours, or was changed by hand, from the old folder; remove the rest.

    It may be cut off anywhere and begun again: the note of the old folder goes last.
    """
    note = read_note(old)
    ours = note.files if note else {}
    for path in sorted(old.iterdir()):
        if path.name == NOTE:
            continue
        if _is_untouched(path, ours.get(path.name)):
            path.unlink()
        else:
            path.rename(_free_name(new, path.name))
    (old / NOTE).unlink(missing_ok=True)
    old.rmdir()


def _is_untouched(path: Path, digest: str | None) -> bool:
    return digest is not None and path.is_file() and _digest(path.read_bytes()) == digest


def _free_name(folder: Path, name: str) -> Path:
    """The name itself, or one that says that it was edited by hand."""
    path, number = folder / name, 1
    while path.exists() or path.is_symlink():
        path = folder / (f"edited-{name}" if number == 1 else f"edited-{number}-{name}")
        number += 1
    return path


def recover(out: Path) -> None:
    """Put in order what a killed run left behind; call it while no other run is at work.

    Raises:
        OSError: The disk refuses.
    """
    old = out / STATE / "old"
    for left in sorted(old.iterdir()) if old.is_dir() else ():
        if (out / left.name).exists():
            _carry_over(left, out / left.name)
        else:
            left.rename(out / left.name)
    _clear(out / STATE / "work")


def find_folders(out: Path) -> list[str]:
    """The names of all folders that a batch made, sorted."""
    with os.scandir(out) as entries:
        return sorted(
            entry.name
            for entry in entries
            if entry.name != STATE
            and entry.is_dir(follow_symlinks=False)
            and Path(entry.path, NOTE).is_file()
        )


def replace_file(out: Path, path: Path, content: bytes) -> None:
    """Write one file of the batch's own, somewhere in ``out``, whole or not at all.

    Raises:
        OSError: The disk refuses.
    """
    unfinished = out / STATE / "work" / f"{path.name}.{os.getpid()}"
    try:
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        _write_file(unfinished, content)
        unfinished.replace(path)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
