"""The words of a Word document, without opening what could harm us."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from poa.errors import Problem, UnreadableError
from poa.readers.encoding import MEGABYTE

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_UNPACKED = 50 * MEGABYTE
_MOST_PARTS = 2000
_MACRO_TYPES = (b"macroEnabled", b"vbaProject")


def open_package(data: bytes, where: str) -> zipfile.ZipFile:
    """Open a DOCX as a zip file, after looking at what it claims to hold.

    Raises:
        UnreadableError: It is no DOCX, encrypted, macro-enabled, or unpacks to more than 50 MB.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refusal(
            where,
            "it is an old Word file (.doc) or protected by a password",
            "Open it in Word and save it as .docx without a password",
        )
    if data.startswith(b"%PDF"):
        raise _refusal(where, "it is a PDF, not a Word document", "Save it as .docx")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > _MOST_PARTS or unpacked > _MOST_UNPACKED:
            raise _refusal(where, "it unpacks to more than 50 MB", "Remove large pictures")
        if any(entry.flag_bits & 1 for entry in entries):
            raise _refusal(where, "it is protected by a password", "Save it without a password")
        types = package.read("[Content_Types].xml")
    except (
        zipfile.BadZipFile,
        KeyError,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
    ) as error:
        raise _refusal(where, "it is not a Word document (.docx)", "Save it as .docx") from error
    if any(mark in types for mark in _MACRO_TYPES):
        raise _refusal(where, "it holds macros", "Save it as .docx, which has none")
    return package


def read_docx_text(data: bytes, where: str) -> str:
    """The document's paragraphs, one per line, table cells included, in reading order.

    Raises:
        UnreadableError: As ``open_package``, or the document inside is damaged.
    """
    from lxml import etree

    package = open_package(data, where)
    try:
        body = package.read("word/document.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(body, parser)
    except (
        KeyError,
        zipfile.BadZipFile,
        EOFError,
        ParseError,
        etree.XMLSyntaxError,
        ValueError,
    ) as error:
        raise _refusal(
            where, "the document inside is damaged", "Open and save it in Word"
        ) from error
    return "\n".join("".join(_pieces(paragraph)) for paragraph in root.iter(f"{_W}p"))


def _pieces(paragraph: "_Element") -> Iterator[str]:
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
        if node.tag == f"{_W}t":
            yield node.text or ""
        else:
            yield "\t" if node.tag == f"{_W}tab" else "\n"


def _refusal(where: str, what: str, fix: str) -> UnreadableError:
    return UnreadableError(f"Cannot read {where or 'the document'}", [Problem(where, what, fix)])
