"""A client's files as one zip beside the folder; the same files give the same bytes."""

import contextlib
import io
import zipfile
from errno import EEXIST
from pathlib import Path

from poa.batch.folder import FolderNote, replace_file

_STAMP = (1980, 1, 1, 0, 0, 0)
_OURS = b"made by poa batch"


def pack_folder(folder: Path, note: FolderNote) -> None:
    """Write ``CLIENT.zip`` beside the folder, with our files as they are now.

    Raises:
        OSError: The disk refuses, or somebody else's file of this name is there.
    """
    target = _zip_of(folder)
    if target.exists() and not is_packed(folder):
        raise FileExistsError(EEXIST, f"{target.name} was there before, and no batch made it")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = _OURS
        for name in note.files:
            entry = zipfile.ZipInfo(f"{folder.name}/{name}", _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, (folder / name).read_bytes())
    if not target.exists() or target.read_bytes() != packed.getvalue():
        replace_file(folder.parent, target, packed.getvalue())


def is_packed(folder: Path) -> bool:
    """Whether a zip that a batch made stands beside the folder."""
    target = _zip_of(folder)
    if not target.is_file():
        return False
    with contextlib.suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(target) as archive:
        return archive.comment == _OURS
    return False


def _zip_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.zip")
