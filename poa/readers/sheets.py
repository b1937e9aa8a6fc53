"""Spreadsheets: every sheet that holds messages, dates and numbers as Excel keeps them."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from poa.errors import Problem, UnreadableError
from poa.readers.columns import match_columns, unmatched
from poa.readers.encoding import MEGABYTE, read_bytes
from poa.readers.fields import RowReader
from poa.readers.items import Item, Note, ReadingOptions, Source
from poa.readers.tables import TableColumns

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

# A spreadsheet is read whole; a longer log belongs into a CSV file, which is not.
_MOST = 200 * MEGABYTE
_MOST_UNPACKED = 1000 * MEGABYTE
_SAMPLE_ROWS = 200
_EVERY = 512


def read_sheets(source: Source, options: ReadingOptions) -> Iterator[Item]:
    """The messages of all sheets whose columns are known.

    Raises:
        UnreadableError: It is no spreadsheet, protected, too large, or no sheet has messages.
    """
    workbook = open_workbook(read_bytes(source.path, _MOST), source.name)
    refused: list[UnreadableError] = []
    read = 0
    with workbook:
        names = workbook.sheet_names
        for at, sheet_name in enumerate(names, start=1):
            sheet = workbook.get_sheet_by_name(sheet_name)
            place = f"{source.name}, sheet {sheet_name}" if len(names) > 1 else source.name
            try:
                for item in _read_sheet(sheet, source, place, options):
                    read += not isinstance(item, Note)
                    yield item
            except UnreadableError as error:
                refused.append(error)
            source.done = source.size * at // len(names)
    if refused and not read:
        raise UnreadableError(
            refused[0].message, [problem for one in refused for problem in one.problems]
        )
    for one in refused:
        yield Note(f"not read: {one.problems[0]}")


def open_workbook(data: bytes, name: str) -> "CalamineWorkbook":
    """Open a spreadsheet of any kind.

    Raises:
        UnreadableError: It is none, protected by a password, or unpacks to too much.
    """
    import python_calamine

    if data.startswith(b"PK"):
        _refuse_bomb(data, name)
    try:
        return python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        raise _refusal(name, "it is protected by a password", "Save it without one") from error
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        what = "it is not a spreadsheet, or a damaged one"
        raise _refusal(name, what, "Open it in Excel and save it as .xlsx or .csv") from error


def _refuse_bomb(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return  # the reader names it better
    if unpacked > _MOST_UNPACKED:
        raise _refusal(name, "it unpacks to more than 1,000 MB", "Save it as .csv")


def _read_sheet(
    sheet: "CalamineSheet", source: Source, place: str, options: ReadingOptions
) -> Iterator[Item]:
    rows = sheet.iter_rows()
    first_row = (sheet.start or (0, 0))[0] + 1
    header = [_header_cell(cell) for cell in next(iter(rows), [])]
    if not any(header):
        return
    matched = match_columns(header, options.columns)
    if "body" not in matched:
        sample = [[str(cell) for cell in row] for row in islice(rows, _SAMPLE_ROWS)]
        raise unmatched(place, header, sample)
    columns = TableColumns(header, matched)
    yield from columns.notes()
    reader = RowReader(place, is_template=columns.is_templates)
    sample_facts = [columns.facts(row) for row in islice(sheet.iter_rows(), 1, _SAMPLE_ROWS)]
    reader.learn_dates(sample_facts)
    for number, row in enumerate(islice(sheet.iter_rows(), 1, None), start=first_row + 1):
        facts = {field: _blank(value) for field, value in columns.facts(row).items()}
        item = reader.read(facts, f"{place}:{number}")
        if item is not None:
            yield item
        if number % _EVERY == 0:
            source.done = min(source.size, source.size * number // max(sheet.total_height, 1))
    yield from reader.notes()


def _header_cell(cell: object) -> str:
    return cell.isoformat() if isinstance(cell, date | datetime) else str(cell)


def _blank(value: object) -> object:
    """Calamine gives an empty cell as an empty text."""
    return None if value == "" else value


def _refusal(name: str, what: str, fix: str) -> UnreadableError:
    return UnreadableError(f"Cannot read {name}", [Problem(name, what, fix)])
