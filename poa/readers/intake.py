"""A client sheet in, one client's raw facts after the other out.

Rows of the further tables are joined to their client by its name; a row whose client is not there
is told with its place. Nothing is decided about the facts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from poa.case.nearest import nearest
from poa.errors import Problem
from poa.readers.intake_cells import read_text
from poa.readers.intake_client import ClientFacts
from poa.readers.intake_form import intake_tables
from poa.readers.intake_tables import Broken, FilledTable, Row, empty_table, read_tables
from poa.readers.items import Note
from poa.readers.raw_case import RawCase

_ONE_ROW = "Keep one row for each client; a second restriction gets a name of its own"


def read_intake(path: Path, *, tell: Callable[[Note], None] | None = None) -> Iterator[RawCase]:
    """The clients of an intake workbook (.xlsx), or of a CSV file with the files beside it.

    Args:
        path: The workbook, or the CSV file of the clients.
        tell: Called with what is worth telling of the file: columns and rows that are not read.

    Yields:
        One raw case for each client's row; what cannot be said of any client comes last, as raw
        cases without facts.

    Raises:
        UnreadableError: A file cannot be opened, is unsafe, or names no clients.
    """
    tables = read_tables(path)
    if tell:
        for note in (note for table in tables for note in table.notes):
            tell(note)
    clients, *filled = tables
    in_sheets = clients.where.startswith("sheet ")
    there = {table.table.id: table for table in filled}
    further = {
        table.id: there.get(table.id) or empty_table(table, path, in_sheets=in_sheets)
        for table in intake_tables()
        if table.is_further
    }
    by_client = {key: _by_client(table) for key, table in further.items()}
    stands: dict[str, list[int]] = defaultdict(list)
    for row in clients.rows:
        stands[_identity(row)].append(row.number)
    for row in clients.rows:
        source = f"{path.name}, {clients.place(row.number)}" if in_sheets else _line(path, row)
        facts = ClientFacts(clients, row, further)
        identity = _identity(row)
        if not identity:
            facts.refuse("client", "no client is named", "Write a short name for it")
        elif len(stands[identity]) > 1:
            rows = " and ".join(map(str, stands[identity]))
            facts.refuse("client", f"the same client stands in rows {rows}", _ONE_ROW)
        else:
            facts.read_further({key: rows.get(identity, []) for key, rows in by_client.items()})
        yield RawCase(
            source, facts.name, facts.facts, path.parent, tuple(facts.problems), facts.places
        )
    for table in tables:
        for problem in table.problems:
            yield _refused(path, problem)
    for table in filled:
        yield from _without_client(path, table, stands)


def _without_client(
    path: Path, table: FilledTable, known: dict[str, list[int]]
) -> Iterator[RawCase]:
    for row in table.rows:
        identity = _identity(row)
        place = table.place(row.number, "client")
        cell = row.cells.get("client")
        if not identity:
            what, fix = "no client is named", "Write the client into each row"
            if isinstance(cell, Broken):
                what, fix = cell.what, cell.fix
            yield _refused(path, Problem(place, what, fix))
        elif identity not in known:
            name = str(cell)
            fix = (
                nearest(name, known)
                or "Add it to the clients, correct the name, or take the row out"
            )
            yield _refused(path, Problem(place, f'there is no client "{name[:60]}"', fix), name)


def _refused(path: Path, problem: Problem, client: str = "") -> RawCase:
    source = problem.where.partition(", column ")[0]
    if not source.startswith(path.stem):
        source = f"{path.name}, {source}"
    return RawCase(source, client, None, path.parent, (problem,), is_client=False)


def _line(path: Path, row: Row) -> str:
    return f"{path.name}:{row.number}"


def _by_client(table: FilledTable) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        grouped[_identity(row)].append(row)
    return grouped


def _identity(row: Row) -> str:
    """A client's name as it is compared between tables; empty where there is none."""
    text = read_text(row.cells.get("client", ""))
    return "" if isinstance(text, Broken) else " ".join(text.split()).casefold()
