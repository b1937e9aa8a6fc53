"""The intake form as a workbook: a sheet for each table, with lists to choose from.

Row 1 of each table holds the columns' keys and is hidden: by them a workbook is read after a
heading was changed. Row 2 holds the headings, row 3 what they mean, row 4 an example.
"""

import io
import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from poa.documents.package import Package
from poa.readers.intake_form import EXAMPLE, LISTS, START, Column, Table, intake_tables
from poa.resources import shipped_text
from poa.sheet.explain import explanation
from poa.sheet.lists import Lists
from poa.sheet.rows import Cell, ClientRows, Row, example_row

_KEYS, _HEADINGS, _EXPLANATIONS, _EXAMPLE, _FIRST = 1, 2, 3, 4, 5
# Lists and formats reach as far as anybody will fill in; it costs nothing, they are ranges.
_LAST = 20_000
_STAMP = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]{0,300}>)[^<]{0,40}(</)")
_MOST_LINES = 8
_LINE = 14  # the height of one line of text, in points
_WIDTHS = {"text": 24, "prose": 44, "day": 15, "count": 14, "yes-no": 14, "list": 26, "choice": 22}
_WIDEST = 44

_FACE = "Calibri"
_HEADING_FONT = Font(name=_FACE, bold=True, color="FFFFFF")
# What belongs together has headings of one colour.
_OTHERS = "1F3A5F"
_GROUPS = {"restriction": "7A3B1D", "policy": "2F5D3A", "audit": "4B4372", "dispute": "4B4372"}
_SAID_FONT = Font(name=_FACE, size=9, color="44546A")
_SAID_FILL = PatternFill("solid", fgColor="EEF2F7")
_EXAMPLE_FONT = Font(name=_FACE, italic=True, color="7F6000")
_EXAMPLE_FILL = PatternFill("solid", fgColor="FFF8E5")
_EDGE = Border(right=Side("thin", color="D0D7E2"), bottom=Side("thin", color="D0D7E2"))
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WRAP = Alignment(horizontal="left", vertical="top", wrap_text=True)


def workbook(clients: Sequence[ClientRows]) -> bytes:
    """The workbook, empty or with these clients in it; the same bytes on every day."""
    book = Workbook()
    start = book.active
    assert isinstance(start, Worksheet)  # noqa: S101 - a new workbook has one sheet
    _start(start)
    lists = Lists()
    for table in intake_tables():
        sheet = book.create_sheet(table.name)
        _head(sheet, table)
        rows = [row for client in clients for row in client[table.id]]
        for number, row in enumerate(rows, start=_FIRST):
            _write(sheet, table, number, row)
        _choices(sheet, table, lists)
    lists.write(book.create_sheet(LISTS))
    book.active = 1
    start.sheet_view.tabSelected = False
    book.properties.creator = "poa"
    book.properties.created = book.properties.modified = _STAMP
    return _same_bytes(book)


def _start(sheet: Worksheet) -> None:
    sheet.title = START
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 96
    for number, line in enumerate(_start_lines(), start=1):
        cell = sheet.cell(number, 1, line)
        cell.alignment = _WRAP
        cell.font = Font(name=_FACE, bold=number == 1, size=15 if number == 1 else 11)
        sheet.row_dimensions[number].height = 26 if number == 1 else 6 + 15 * _lines(line, 100)


def _start_lines() -> Iterator[str]:
    for line in shipped_text("templates/intake-start.txt").splitlines():
        if line == "[tables]":
            yield from (f"    {table.name}: {table.about}" for table in intake_tables())
        else:
            yield line


def _head(sheet: Worksheet, table: Table) -> None:
    example = example_row(table)
    heights = dict.fromkeys((_HEADINGS, _EXPLANATIONS, _EXAMPLE), 1)
    for index, column in enumerate(table.columns, start=1):
        shown = example[column.key]
        said = explanation(table, column)
        width = min(max(_WIDTHS.get(column.kind, 30), len(said) // 6), _WIDEST)
        sheet.column_dimensions[get_column_letter(index)].width = width
        _text(sheet, _KEYS, index, column.key)
        _text(sheet, _HEADINGS, index, column.name)
        _text(sheet, _EXPLANATIONS, index, said)
        _put(sheet, _EXAMPLE, index, f"{EXAMPLE} {shown}" if index == 1 else shown)
        fill = PatternFill("solid", fgColor=_GROUPS.get(column.key.partition(".")[0], _OTHERS))
        looks = (
            (_HEADINGS, _HEADING_FONT, fill),
            (_EXPLANATIONS, _SAID_FONT, _SAID_FILL),
            (_EXAMPLE, _EXAMPLE_FONT, _EXAMPLE_FILL),
        )
        for row, font, filled in looks:
            cell = sheet.cell(row, index)
            cell.font, cell.fill, cell.border, cell.alignment = font, filled, _EDGE, _WRAP
            fits = width * 1.15 if row == _EXPLANATIONS else width * 0.9
            heights[row] = max(heights[row], _lines(str(cell.value or ""), fits))
    for row, lines in heights.items():
        sheet.row_dimensions[row].height = 6 + _LINE * lines
    sheet.row_dimensions[_KEYS].hidden = True
    sheet.freeze_panes = f"B{_EXPLANATIONS}"


def _lines(text: str, width: float) -> int:
    return max(1, math.ceil(len(text) / width))


def _write(sheet: Worksheet, table: Table, number: int, row: Row) -> None:
    most = 1
    for index, column in enumerate(table.columns, start=1):
        if row[column.key] is not None:
            _put(sheet, number, index, row[column.key])
            sheet.cell(number, index).alignment = _WRAP
            width = sheet.column_dimensions[get_column_letter(index)].width
            most = max(most, _lines(str(row[column.key]), width * 0.9))
    # LibreOffice does not find the height of wrapped text by itself.
    sheet.row_dimensions[number].height = 2 + _LINE * min(most, _MOST_LINES)


def _put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, date):
        sheet.cell(row, column, cell).number_format = "yyyy-mm-dd"
    elif isinstance(cell, str):
        _text(sheet, row, column, cell)
    elif cell is not None:
        sheet.cell(row, column, cell)


def _text(sheet: Worksheet, row: int, column: int, text: str) -> SheetCell:
    """A cell with a text that no program takes for a formula, a number or a date."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)  # noqa: S101 - nothing is merged here
    # In a workbook _x0041_ stands for a letter; where somebody wrote just that, it is escaped.
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _choices(sheet: Worksheet, table: Table, lists: "Lists") -> None:
    for index, column in enumerate(table.columns, start=1):
        letter = get_column_letter(index)
        reach = f"{letter}{_FIRST}:{letter}{_LAST}"
        for check in _checks(table, column, lists):
            check.add(reach)
            sheet.add_data_validation(check)
        if column.kind == "day":
            sheet.column_dimensions[letter].number_format = "yyyy-mm-dd"
        elif column.kind != "count":
            sheet.column_dimensions[letter].number_format = "@"


def _checks(table: Table, column: Column, lists: "Lists") -> Iterator[DataValidation]:
    if column.kind == "day":
        check = DataValidation(
            type="date", operator="greaterThan", formula1="40179", allow_blank=True
        )
        check.error = "Write a day, for example 2026-03-04."
    elif formula := lists.formula(table, column, _FIRST):
        check = DataValidation(type="list", formula1=formula, allow_blank=True)
        check.error = "Choose from the list."
    else:
        return
    check.errorTitle = column.name[:32]
    check.errorStyle = "warning"
    check.showErrorMessage = True
    yield check


def _same_bytes(book: Workbook) -> bytes:
    """The file with fixed stamps: openpyxl writes the time of writing into the package."""
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[_CORE] = _MODIFIED.sub(rb"\g<1>%sZ\g<2>" % _STAMP.isoformat().encode(), parts[_CORE])
    return Package(parts).pack({})
