"""Bytes in, text out: which encoding it was is found, told and never guessed silently."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from poa.errors import Problem, UnreadableError

MEGABYTE = 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_REASONS: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("there is no such file", "Check the name and the folder"),
    IsADirectoryError: ("this is a folder, not a file", "Name the file inside it"),
    PermissionError: ("this file may not be opened", "Close it elsewhere, or check its rights"),
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read with (Python's name for it)."""

    text: str
    encoding: str


def find_encoding(sample: bytes) -> str:
    """The encoding of a text, by its byte order mark or by what its bytes can be.

    A sample cut inside a character is fine. Windows-1252 is the answer for what is not UTF-8: it is
    what Excel and old mail programs write; ``gb18030`` where the bytes can only be that.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if sample[:2000].count(0) > len(sample[:2000]) // 4:
        return "utf-16-le" if sample[1:2] == b"\0" else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    try:
        codecs.getincrementaldecoder("cp1252")().decode(sample)
    except UnicodeDecodeError:
        return "gb18030"
    return "cp1252"


def decode(data: bytes, where: str = "") -> Decoded:
    """Decode a whole text.

    Raises:
        UnreadableError: The bytes are no text in any encoding we know.
    """
    encoding = find_encoding(data)
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "The file is not readable as text",
            [Problem(where, f"byte {error.start} fits no known encoding", "Save it as UTF-8")],
        ) from error


def read_bytes(path: Path, most: int = 20 * MEGABYTE) -> bytes:
    """The bytes of a file of at most ``most`` bytes.

    Raises:
        UnreadableError: It is missing, a folder, not allowed, or larger.
    """
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        what, fix = _REASONS.get(type(error), (reason, "Check the name and its rights"))
        raise UnreadableError(f"Cannot read {path}", [Problem(str(path), what, fix)]) from error
    if len(data) > most:
        raise UnreadableError(
            f"Cannot read {path}",
            [Problem(str(path), f"it is larger than {most // MEGABYTE} MB", None)],
        )
    return data


def read_text(path: Path, most: int = 20 * MEGABYTE) -> Decoded:
    """The text of a file of at most ``most`` bytes.

    Raises:
        UnreadableError: It cannot be read, is larger, or is no text.
    """
    return decode(read_bytes(path, most), str(path))
