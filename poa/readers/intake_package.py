"""What is inside a workbook file: whether it is safe to open, and what its reader would not tell.

The reader of cells gives nothing for a formula without a value and for a cell in error, and makes
room for every cell between the first and the last one; so the file itself is looked at before.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath

from poa.errors import Problem, UnreadableError
from poa.readers.encoding import MEGABYTE

_MOST_UNPACKED = 300 * MEGABYTE
_MOST_PARTS = 5000
_MOST_CELLS = 20_000_000
_CHUNK = MEGABYTE
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEET = re.compile(rb"<(?:\w{1,20}:)?sheet\s([^>]{1,600})>")
_RELATION = re.compile(rb"<(?:\w{1,20}:)?Relationship\s([^>]{1,2000})>")
_CELL = re.compile(rb"<(?:\w{1,20}:)?c\s([^>]{1,300})>(?=<)")
_REF = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_NO_VALUE = re.compile(
    rb"<(?:\w{1,20}:)?f(?:\s[^>]{0,500})?(?:/>|>[^<]{0,8200}</(?:\w{1,20}:)?f>)"
    rb"(?:<(?:\w{1,20}:)?v\s{0,3}/>|<(?:\w{1,20}:)?v></(?:\w{1,20}:)?v>)?</(?:\w{1,20}:)?c>"
)
_ERROR_VALUE = re.compile(rb"(?:<f[^>]{0,500}>[^<]{0,8200}</f>|<f[^>]{0,500}/>)?<v>([^<]{1,20})")


@dataclass(frozen=True, slots=True)
class Hollow:
    """Cells of one sheet that hold something else than a value.

    Attributes:
        formulas: Rows and columns (counted from 0) of formulas whose value is not saved.
        errors: Those of cells in error, with what Excel shows there.
    """

    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def inspect_workbook(data: bytes, name: str) -> dict[str, Hollow]:
    """Look into a workbook before it is opened; for each sheet what its reader would not tell.

    Raises:
        UnreadableError: It is encrypted, holds macros, is no .xlsx, or unpacks to too much.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise _refusal(name, "it is protected by a password", "Save it without a password")
        raise _refusal(name, "it is in Excel's old format", "Save it as .xlsx")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return _inspect(package, name)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError) as error:
        what = "it is not a workbook, or a damaged one"
        raise _refusal(name, what, "Open it in Excel and save it as .xlsx or .csv") from error
    except RuntimeError as error:  # zipfile's word for an entry with a password
        raise _refusal(
            name, "it is protected by a password", "Save it without a password"
        ) from error


def _inspect(package: zipfile.ZipFile, name: str) -> dict[str, Hollow]:
    parts = package.namelist()
    if any("vbaproject" in part.lower() for part in parts):
        raise _refusal(name, "it holds macros", "Save it as .xlsx, which has none")
    if "xl/workbook.xml" not in parts:
        raise _refusal(name, "it is not an .xlsx workbook", "Open it in Excel and save it as .xlsx")
    if len(parts) > _MOST_PARTS:
        raise _refusal(name, f"it is made of {len(parts):,} parts", "Save it as .csv")
    left = _MOST_UNPACKED
    sheets = {path: title for title, path in _sheet_parts(package, name)}
    hollow: dict[str, Hollow] = {}
    for part in parts:
        content = _unpack(package, part, left, name)
        left -= len(content)
        if part in sheets:
            hollow[sheets[part]] = _look(content, f"{name}, sheet {sheets[part]}")
    return hollow


def _unpack(package: zipfile.ZipFile, part: str, most: int, name: str) -> bytes:
    """The bytes of a part; what it says of its own size is not believed."""
    chunks = []
    length = 0
    with package.open(part) as file:
        while chunk := file.read(_CHUNK):
            length += len(chunk)
            if length > most:
                megabytes = _MOST_UNPACKED // MEGABYTE
                raise _refusal(name, f"it unpacks to more than {megabytes} MB", "Save it as .csv")
            chunks.append(chunk)
    return b"".join(chunks)


def _sheet_parts(package: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str]]:
    """The sheets' names, and the parts that hold their cells."""
    book = _unpack(package, "xl/workbook.xml", 10 * MEGABYTE, name)
    relations = "xl/_rels/workbook.xml.rels"
    links = _unpack(package, relations, 10 * MEGABYTE, name) if _has(package, relations) else b""
    targets = {
        _attribute(each[1], "Id"): _attribute(each[1], "Target")
        for each in _RELATION.finditer(links)
    }
    for sheet in _SHEET.finditer(book):
        target = targets.get(_attribute(sheet[1], r"\w{1,20}:id"))
        if target:
            part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            yield _attribute(sheet[1], "name"), part


def _has(package: zipfile.ZipFile, part: str) -> bool:
    return part in package.NameToInfo


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf"""(?:^|\s){name}=(?:"([^"]*)"|'([^']*)')""".encode(), tag)
    return html.unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""


def _look(content: bytes, where: str) -> Hollow:
    formulas: set[tuple[int, int]] = set()
    errors: dict[tuple[int, int], str] = {}
    rows = columns = 0
    for cell in _CELL.finditer(content):
        tag = cell[1]
        if tag.endswith(b"/") or content.startswith(b"</", cell.end()):
            continue  # an empty cell
        ref = _REF.search(tag)
        if ref is None:
            continue
        row, column = int(ref[2]) - 1, _column_index(ref[1])
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        if b't="e"' in tag:
            shown = _ERROR_VALUE.match(content, cell.end())
            errors[row, column] = shown[1].decode("ascii", "replace") if shown else "#ERROR"
        elif b't="str"' not in tag and _NO_VALUE.match(content, cell.end()):
            formulas.add((row, column))
    if rows * columns > _MOST_CELLS:
        what = f"the sheet reaches to row {rows:,} and column {columns:,}"
        fix = "Delete the rows below the table and the columns beside it, and save it again"
        raise _refusal(where, what, fix)
    return Hollow(frozenset(formulas), errors)


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _refusal(where: str, what: str, fix: str) -> UnreadableError:
    return UnreadableError("The client sheet cannot be read", [Problem(where, what, fix)])
