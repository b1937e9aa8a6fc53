"""Whether a file can serve as an exhibit: there, readable, of a kind and size that forms take."""

import zipfile
from pathlib import Path

# Amazon's older requests for documents name PDF, PNG and GIF; the others are what sellers use
# beside them. No source gives a size for an appeal; 10 MB is the limit for a message's attachment.
MOST_BYTES = 10 * 1024 * 1024
_BEGINS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".csv": (),
    ".txt": (),
}
KINDS = tuple(_BEGINS)

_WhatAndFix = tuple[str, str]


def exhibit_problem(name: str, folder: Path) -> _WhatAndFix | None:
    """What keeps a file from being an exhibit and how to mend it, or ``None``.

    Args:
        name: The file as the case names it, relative to ``folder``.
        folder: Where the case is. A file outside of it is refused, through links as well.
    """
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # until Python 3.13 links in a circle are a RuntimeError
        return f"{name} is a link that leads nowhere", "Copy the file itself beside the case file"
    if Path(name).is_absolute() or not inside:
        return f"{name} lies outside the folder of the case", "Copy it beside the case file"
    kind = path.suffix.lower()
    if kind not in _BEGINS:
        return (
            f"Amazon's forms do not take {kind or 'a file without an ending'}",
            "Save it as PDF or PNG",
        )
    try:
        if not path.exists():
            return f"the file {name} is not there", _nearby(path)
        if not path.is_file():
            return f"{name} is a folder", "Name the file inside it"
        size = path.stat().st_size
        with path.open("rb") as file:
            beginning = file.read(1024)
    except OSError as error:
        return f"{name} cannot be opened ({error.strerror})", "Check the file and its rights"
    if size == 0:
        return f"{name} is empty", "Save it again"
    if size > MOST_BYTES:
        return f"{name} is larger than 10 MB", "Make it smaller, or split it into parts"
    return _content_problem(name, kind, beginning, path)


def _content_problem(name: str, kind: str, beginning: bytes, path: Path) -> _WhatAndFix | None:
    begins = _BEGINS[kind]
    if begins and not any(start in beginning[:1024] for start in begins):
        return f"{name} is not what its ending says", f"Open it and save it as {kind} again"
    if not begins and b"\0" in beginning and not beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return f"{name} is not a text", f"Open it and save it as {kind} again"
    if kind in (".docx", ".xlsx"):
        if not zipfile.is_zipfile(path):
            return f"{name} is damaged", f"Open it and save it as {kind} again"
        with zipfile.ZipFile(path) as package:
            if any("vbaProject" in entry for entry in package.namelist()):
                return f"{name} holds macros", "Save it without macros, or as PDF"
    return None


def _nearby(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return "Check the folder's name"
    others = sorted(other.name for other in folder.iterdir() if other.suffix.lower() in _BEGINS)[:5]
    return f"In that folder there are: {', '.join(others)}" if others else "Put it into that folder"
