"""A client's files as one zip beside the folder; the same files give the same bytes."""

import contextlib
import io
import zipfile
from pathlib import Path

from poa.batch.folder import FolderNote, replace_file

_STAMP = (1980, 1, 1, 0, 0, 0)


def pack_folder(folder: Path, note: FolderNote) -> str:
    """Write ``CLIENT.zip`` beside the folder unless it is there and current; returns its name.

    Raises:
        OSError: The disk refuses.
    """
    target = folder.with_name(f"{folder.name}.zip")
    mark = f"{note.fingerprint} {note.dated}".encode()
    if not _is_current(target, mark):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = mark
            for name in note.files:
                entry = zipfile.ZipInfo(f"{folder.name}/{name}", _STAMP)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                archive.writestr(entry, (folder / name).read_bytes())
        replace_file(target, packed.getvalue())
    return target.name


def _is_current(target: Path, mark: bytes) -> bool:
    with contextlib.suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(target) as archive:
        return archive.comment == mark
    return False
