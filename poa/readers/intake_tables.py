"""The tables of a client sheet as they stand in the file: rows of cells, by question.

A workbook has a sheet for each table; CSV has a file for each, ``clients.csv`` beside
``clients-actions.csv``. What a cell means is not looked at here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from poa.case.nearest import nearest
from poa.errors import Problem, UnreadableError
from poa.readers.columns import plain_name
from poa.readers.encoding import MEGABYTE, read_bytes
from poa.readers.intake_form import EXAMPLE, EXPLAINED, LISTS, REMARK, START, Table, intake_tables
from poa.readers.intake_package import Hollow, inspect_workbook
from poa.readers.items import Note, Source
from poa.readers.sheets import open_workbook
from poa.readers.tables import find_dialect, numbered_rows

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_Rows = list[tuple[int, Sequence[object]]]
_VISIBLE = "SheetVisibleEnum.Visible"
# What Excel shows in a cell that it cannot compute.
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|ERROR)")
_FIX_ERROR = "Type the value itself"
_FIX_FORMULA = "Open it in Excel and save it again, or type the value itself"
_MOST = 100 * MEGABYTE
_HEADER_WITHIN = 15
_FEWEST_KNOWN = 2
_SAMPLE = 2 * MEGABYTE
_CSV = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose value cannot be read: why, and how to mend it."""

    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts, and the cells that are not empty, by key."""

    number: int
    cells: dict[str, object]


@dataclass(frozen=True, slots=True)
class FilledTable:
    """One table as somebody filled it in.

    Attributes:
        table: What it should hold.
        where: The sheet or file, as a person finds it.
        names: The headings of the known columns, as they stand there.
        rows: What was filled in; remarks and empty rows are left out.
        notes: Which columns and rows are not read.
        problems: Rows that have lost their shape.
    """

    table: Table
    where: str
    names: dict[str, str]
    rows: list[Row] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def place(self, row: int, key: str = "") -> str:
        """A row, or a cell in it, as a person finds it."""
        at = f"{self.where}, row {row}"
        if not key:
            return at
        return f'{at}, column "{self.names.get(key) or self.table.column(key).name}"'


class NoClientSheetError(UnreadableError):
    """A table of something else."""


def read_tables(path: Path) -> list[FilledTable]:
    """The tables of a workbook, or of a CSV file and the files beside it; the clients come first.

    Raises:
        UnreadableError: A file cannot be opened, is unsafe, or names no clients
            (``NoClientSheetError``).
    """
    tables = list(_read_files(path) if path.suffix.lower() in _CSV else _read_workbook(path))
    if not tables or tables[0].table.is_further:
        what = 'there is no column "Client" beside other columns that we know'
        raise NoClientSheetError(
            "The client sheet cannot be read",
            [Problem(path.name, what, "Begin with: poa sample sheet clients.xlsx")],
        )
    return tables


def empty_table(table: Table, path: Path, *, in_sheets: bool) -> FilledTable:
    """A table that is not there, named as it would be."""
    where = f"sheet {table.name}" if in_sheets else csv_file(path, table).name
    return FilledTable(table, where, {})


def csv_file(path: Path, table: Table) -> Path:
    """Where a table stands beside the CSV file of the clients."""
    return path.with_name(f"{path.stem}-{table.id}{path.suffix}") if table.is_further else path


def companion_of(path: Path) -> Path | None:
    """The client file that a CSV file belongs to, for ``clients-actions.csv`` ``clients.csv``."""
    if path.suffix.lower() not in _CSV:
        return None
    for table in intake_tables()[1:]:
        stem = path.stem.removesuffix(f"-{table.id}")
        if stem != path.stem and (first := path.with_name(f"{stem}{path.suffix}")).is_file():
            return first
    return None


def _read_files(path: Path) -> Iterator[FilledTable]:
    for table in intake_tables():
        file = csv_file(path, table)
        if file == path or file.is_file():
            yield from _read_file(file, table)


def _read_file(path: Path, table: Table) -> Iterator[FilledTable]:
    sample = read_bytes(path, _MOST)[:_SAMPLE]
    if b"\0" in sample[:1000] and not sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(path.name, "it is not a table of text", "Save it as .csv or .xlsx")
    dialect = find_dialect(sample, lambda header: len(table.match(header)))
    rows: _Rows = []
    problems = []
    with path.open("rb") as file:
        for number, row in numbered_rows(file, Source(path, path.name, "table"), dialect):
            if isinstance(row, Problem):
                problems.append(Problem(f"{path.name}, row {number}", row.what, row.fix))
            else:
                rows.append((number, [_csv_cell(cell) for cell in row]))
    filled = _fill(table, path.name, rows, strict=True)
    if filled:
        filled.problems.extend(problems)
        if not dialect.encoding.startswith("utf"):
            filled.notes.append(Note(f"{path.name}: {dialect.told()}"))
        yield filled
    elif table.is_further:
        raise _refusal(
            path.name, "its columns are not known", "Compare it with: poa sample sheet FILE.csv"
        )


def _csv_cell(cell: str) -> object:
    """A cell of a CSV file; an apostrophe that keeps Excel from counting is no part of it."""
    if not cell.isascii():
        try:
            cell.encode()
        except UnicodeEncodeError:
            what = "it holds characters in another encoding than the rest of the file"
            return Broken(what, "Open the file in Excel and save it as CSV UTF-8")
    cell = cell.removeprefix("\ufeff")
    return cell[1:] if cell.startswith("'") and cell[1:2] in tuple("=+-@'\t\r") else cell


def _read_workbook(path: Path) -> Iterator[FilledTable]:
    data = read_bytes(path, _MOST)
    hollow = inspect_workbook(data, path.name)
    with open_workbook(data, path.name) as workbook:
        hidden = {
            sheet.name for sheet in workbook.sheets_metadata if str(sheet.visible) != _VISIBLE
        }
        left = [name for name in workbook.sheet_names if name in hollow]
        left.sort(key=hidden.__contains__)
        found: list[FilledTable] = []
        for table in intake_tables():
            filled = _find_sheet(table, left, workbook, hollow)
            if filled:
                found.append(filled)
                name = filled.where.removeprefix("sheet ")
                left.remove(name)
                if name in hidden:
                    filled.notes.append(Note(f"sheet {name} is hidden; it was read"))
    if found:
        found[0].notes.extend(
            Note(f"sheet {name} is not read") for name in left if name not in (START, LISTS)
        )
    yield from found


def _find_sheet(
    table: Table, left: list[str], workbook: "CalamineWorkbook", hollow: dict[str, Hollow]
) -> FilledTable | None:
    """The sheet of that table by its name; the clients may stand in a sheet of any name."""
    named = [name for name in left if plain_name(name) in table.also]
    for name in named or (left if not table.is_further else []):
        rows = _sheet_rows(workbook.get_sheet_by_name(name), hollow[name])
        filled = _fill(table, f"sheet {name}", rows, strict=False)
        if filled:
            return filled
        if named and rows and table.is_further:
            fix = "Compare it with: poa sample sheet FILE.xlsx; or give the sheet another name"
            raise _refusal(f"sheet {name}", "its columns are not known", fix)
    return None


def _sheet_rows(sheet: "CalamineSheet", hollow: Hollow) -> _Rows:
    dense = enumerate(sheet.to_python(skip_empty_area=False))
    rows: dict[int, list[object]] = {number: list(row) for number, row in dense}
    broken = {
        at: Broken(f"Excel shows {shown} here", _FIX_ERROR) for at, shown in hollow.errors.items()
    }
    broken |= {
        at: Broken("it holds a formula whose value is not saved", _FIX_FORMULA)
        for at in hollow.formulas
    }
    for (number, column), cell in broken.items():
        row = rows.setdefault(number, [])
        row.extend([""] * (column + 1 - len(row)))
        row[column] = cell
    return [(number + 1, rows[number]) for number in sorted(rows)]


def _fill(table: Table, where: str, rows: _Rows, *, strict: bool) -> FilledTable | None:
    """The rows below the header by their keys; ``None`` where no header is known.

    A workbook has its keys in a hidden row above the headings; a heading may also stand below a
    title. With ``strict`` a row has to have a cell for each heading.
    """
    headers = [[_heading(cell) for cell in row] for _, row in rows[:_HEADER_WITHIN]]
    known = [table.match(header) for header in headers]
    best = max(range(len(known)), key=lambda index: len(known[index]), default=0)
    matched = known[best] if known else {}
    if len(matched) < _FEWEST_KNOWN or "client" not in matched:
        return None
    below = best
    while below + 1 < len(known) and len(known[below + 1]) * 2 > len(matched):
        below += 1
    header = headers[below]
    names = {key: header[index] for key, index in matched.items() if index < len(header)}
    filled = FilledTable(table, where, names)
    filled.notes.extend(_unknown(table, where, header, matched))
    width = len(header)
    for number, row in rows[below + 1 :]:
        blank = not any(_given(cell) for cell in row)
        if blank or _is_remark(row, matched, filled.place(number), filled.notes):
            continue
        if strict and len(row) != width:
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            what = f"the row has {cells} instead of {width}"
            fix = "Put quotation marks around a cell that holds a comma or a line break"
            filled.problems.append(Problem(filled.place(number), what, fix))
            continue
        cells_by_key = {
            key: cell
            for key, index in matched.items()
            if index < len(row) and _given(cell := _checked(row[index]))
        }
        if cells_by_key:
            filled.rows.append(Row(number, cells_by_key))
    return filled


def _unknown(
    table: Table, where: str, header: Sequence[str], matched: Mapping[str, int]
) -> Iterator[Note]:
    others = [column.name for column in table.columns if column.key not in matched]
    for index, name in enumerate(header):
        if not name or index in matched.values():
            continue
        if table.match([name]).keys() & matched.keys():
            yield Note(f'{where}: the column "{name}" stands twice; the first one is read')
            continue
        meant = nearest(name, others)
        advice = f". {meant}" if meant else ""
        yield Note(f'{where}: the column "{name[:60]}" is not known and not read{advice}')


def _is_remark(
    row: Sequence[object], matched: Mapping[str, int], place: str, notes: list[Note]
) -> bool:
    at = matched["client"]
    given = row[at] if at < len(row) and _given(row[at]) else next(filter(_given, row))
    if not isinstance(given, str) or _ERROR.match(given.strip()):
        return False
    text = given.strip()
    if not text.startswith(REMARK):
        return False
    if not text.startswith((EXPLAINED, EXAMPLE)):
        notes.append(Note(f"{place}: the row begins with {REMARK} and is not read"))
    return True


def _heading(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _given(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _checked(cell: object) -> object:
    error = _ERROR.match(cell.strip()) if isinstance(cell, str) else None
    return Broken(f"Excel shows {error[0]} here", _FIX_ERROR) if error else cell


def _refusal(where: str, what: str, fix: str) -> UnreadableError:
    return UnreadableError("The client sheet cannot be read", [Problem(where, what, fix)])
