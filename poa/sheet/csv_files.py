"""The intake form as CSV: a file for the clients, and one beside it for each further table."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from poa.readers.intake_form import EXAMPLE, Table, intake_tables
from poa.readers.intake_tables import csv_file
from poa.sheet.explain import explanation
from poa.sheet.rows import Cell, ClientRows, Row, example_row

# Excel would take a cell that begins so for a formula, or swallow the sign.
_COUNTED = ("=", "+", "-", "@", "'", "\t", "\r")


def csv_files(path: Path, clients: Sequence[ClientRows]) -> dict[Path, bytes]:
    """The files by their paths; with clients, without those that would be empty."""
    files: dict[Path, bytes] = {}
    for table in intake_tables():
        filled = [row for client in clients for row in client[table.id]]
        if filled or not clients:
            files[csv_file(path, table)] = _csv(table, filled)
    return files


def _csv(table: Table, rows: Sequence[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerow([explanation(table, column, in_csv=True) for column in table.columns])
    first, *others = example_row(table).values()
    writer.writerow([f"{EXAMPLE} {first}", *map(_shown, others)])
    for row in rows:
        writer.writerow([_shown(cell) for cell in row.values()])
    # The mark at the beginning tells Excel that this is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _shown(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_COUNTED) else text
