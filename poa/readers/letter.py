"""A letter from a file or the input, as plain text."""

from pathlib import Path
from typing import BinaryIO

from poa.errors import Problem, UnreadableError
from poa.readers.encoding import MEGABYTE, decode, read_bytes

_MOST = 20 * MEGABYTE


def read_letter_file(path: Path) -> str:
    """The text of a letter.

    Raises:
        UnreadableError: It is missing, of another kind, empty, or damaged.
    """
    return _text(read_bytes(path, _MOST), str(path))


def read_letter_stream(stream: BinaryIO) -> str:
    """The text of a letter that comes over the input.

    Raises:
        UnreadableError: It is empty or no text.
    """
    return _text(stream.read(_MOST), "the input")


def _text(data: bytes, where: str) -> str:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        from poa.readers.docx import read_docx_text

        text = read_docx_text(data, where)
    else:
        text = decode(data, where).text.removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableError("There is no letter", [Problem(where, "it is empty")])
    return text
