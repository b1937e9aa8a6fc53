"""CSV and its relatives: rows of a file of any length, one after the other.

Delimiter and encoding are found and told. A row that cannot be read is a problem with its number,
counted as a spreadsheet counts its rows, the header being row 1; it never stops the rest.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from poa.errors import Problem, UnreadableError
from poa.readers.columns import match_columns, twice, unmatched
from poa.readers.encoding import MEGABYTE, find_encoding
from poa.readers.fields import RowReader
from poa.readers.items import Item, Note, ReadingOptions, Source

_SAMPLE = 2 * MEGABYTE
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
# No message is longer; a longer cell is a quotation mark that is never closed.
_LONGEST_CELL = 2_000_000
_BOMLESS = {"utf-8-sig": "utf-8"}
_ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252 (Western European)",
    "gb18030": "GB 18030 (Chinese)",
}
# A letter as UTF-8 writes it; hardly two such bytes stand together in Windows-1252.
_UTF8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_SAMPLE_ROWS = 500
_EVERY = 512
# The columns of a list of templates have none of these; a log of sent messages has one at least.
_OF_A_LOG = frozenset(
    {"id", "order_id", "sent_on", "buyer", "is_reply", "direction", "delivered_on"}
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written.

    Attributes:
        delimiter: What stands between two cells.
        encoding: Python's name of the encoding.
        skip: Lines before the header: a ``sep=;`` line that Excel writes.
    """

    delimiter: str
    encoding: str
    skip: int = 0

    def told(self) -> str:
        """In words for the seller."""
        name = _BOMLESS.get(self.encoding, self.encoding)
        encoding = _ENCODINGS.get(name, name.upper())
        return f"read as {encoding} with {_DELIMITERS[self.delimiter]} between the columns"


class TableColumns:
    """What the columns of one table mean; shared by CSV files and spreadsheets."""

    def __init__(self, header: Sequence[str], matched: Mapping[str, int]) -> None:
        self.header = header
        self.matched = matched
        self.is_templates = not _OF_A_LOG & matched.keys()
        self._pairs = tuple(matched.items())

    def facts(self, row: Sequence[object]) -> dict[str, object]:
        """The cells of a row by the fields they stand for."""
        return {field: row[index] for field, index in self._pairs}

    def notes(self) -> Iterator[Note]:
        """Which columns are read, and which name stands twice."""
        named = (f'{field} from "{self.header[at].strip()}"' for field, at in self._pairs)
        yield Note(f"columns: {', '.join(named)}")
        for column in twice(self.header, self.matched):
            yield Note(f'two columns are called "{column.strip()}"; the first one is read')


def find_dialect(sample: bytes, known: Callable[[Sequence[str]], int]) -> Dialect:
    """How a table is written, from its first bytes.

    The delimiter is the one that gives the most known columns, then the most columns.

    Args:
        sample: The first bytes of the file.
        known: How many columns of a header are known.
    """
    encoding = find_encoding(sample)
    if encoding == "cp1252" and _UTF8.search(sample):
        encoding = "utf-8"  # two encodings in one file: its other rows are read one by one
    text = sample.decode(encoding, errors="replace").lstrip("\ufeff")
    first = text.partition("\n")[0].strip()
    if first.lower().startswith("sep=") and len(first) == 5 and first[4] in _DELIMITERS:
        return Dialect(first[4], encoding, skip=1)
    if first.lower() == "sep=":  # a tab was stripped
        return Dialect("\t", encoding, skip=1)

    def fit(delimiter: str) -> tuple[int, int]:
        header = next(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter), [])
        return known(header), len(header)

    csv.field_size_limit(_LONGEST_CELL)
    return Dialect(max(_DELIMITERS, key=fit), encoding)


def read_table(source: Source, options: ReadingOptions) -> Iterator[Item]:
    """The messages of a CSV, TSV or similar file.

    Raises:
        UnreadableError: It cannot be opened, is empty, or has no column for the message text.
    """
    try:
        with source.path.open("rb") as file:
            yield from _read(file, source, options)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableError(
            f"Cannot read {source.name}", [Problem(source.name, reason)]
        ) from error


def _read(file: io.BufferedReader, source: Source, options: ReadingOptions) -> Iterator[Item]:
    sample = file.read(_SAMPLE)
    dialect = find_dialect(sample, lambda header: len(match_columns(header, options.columns)))
    header, rows = _sample_rows(sample, dialect)
    if not header:
        raise UnreadableError(
            f"Cannot read {source.name}", [Problem(source.name, "the file is empty")]
        )
    matched = match_columns(header, options.columns)
    if "body" not in matched:
        raise unmatched(source.name, header, rows)
    columns = TableColumns(header, matched)
    yield Note(dialect.told())
    yield from columns.notes()
    reader = RowReader(source.name, is_template=columns.is_templates)
    reader.learn_dates(columns.facts(row) for row in rows if len(row) == len(header))
    file.seek(0)
    rescued = 0
    for number, row in numbered_rows(file, source, dialect):
        if number == 1 and not isinstance(row, Problem):
            continue
        place = f"{source.name}:{number}"
        facts = _facts(row, place, columns)
        if isinstance(facts, dict) and _is_foreign(facts):
            facts = _rescue(facts, place, dialect)
            rescued += isinstance(facts, dict)
        item = reader.read(facts, place) if isinstance(facts, dict) else facts
        if item is not None:
            yield item
    if rescued:
        rows_read = "one row was" if rescued == 1 else f"{rescued:,} rows were"
        yield Note(f"{rows_read} not UTF-8 as the rest and read as Windows-1252")
    yield from reader.notes()


def _facts(
    row: list[str] | Problem, place: str, columns: TableColumns
) -> dict[str, object] | Problem | None:
    """A row's cells by their fields; a problem when the row has lost its shape."""
    if isinstance(row, Problem):
        return row
    if not row:
        return None
    width = len(columns.header)
    if len(row) == width:
        return columns.facts(row)
    if len(row) > width and not any(cell.strip() for cell in row[width:]):
        return columns.facts(row)
    cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
    return Problem(place, f"the row has {cells} instead of {width}")


def _sample_rows(sample: bytes, dialect: Dialect) -> tuple[list[str], list[list[str]]]:
    text = sample.decode(dialect.encoding, errors="replace").lstrip("\ufeff")
    lines = io.StringIO(text, newline="")
    reader = csv.reader(islice(lines, dialect.skip, None), delimiter=dialect.delimiter)
    try:
        rows = list(islice(reader, _SAMPLE_ROWS))
    except csv.Error:
        lines.seek(0)
        reader = csv.reader(islice(lines, dialect.skip, None), delimiter=dialect.delimiter)
        rows = list(islice(reader, 1))
    return (rows[0], rows[1:]) if rows else ([], [])


def numbered_rows(
    file: io.BufferedReader, source: Source, dialect: Dialect
) -> Iterator[tuple[int, list[str] | Problem]]:
    """All rows with their numbers, the header among them; a problem for what is no row."""
    errors = (
        "surrogateescape" if dialect.encoding in ("utf-8", "utf-8-sig", "cp1252") else "replace"
    )
    text = io.TextIOWrapper(file, dialect.encoding, errors=errors, newline="")
    lines = _Lines(islice(text, dialect.skip, None))
    reader = csv.reader(lines, delimiter=dialect.delimiter)
    number = 0
    row: list[str] = []
    try:
        while True:
            number += 1
            if number % _EVERY == 0:
                source.done = file.tell()
            begin = reader.line_num
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                place = f"{source.name}:{number}"
                what = f"lines {begin + 1} to {reader.line_num}: a quotation mark is never closed"
                yield number, Problem(place, what, "Close it, or export the file again")
                continue
            if reader.line_num > begin + 1 and lines.ended and lines.open_quote:
                place = f"{source.name}:{number}"
                what = "a quotation mark opens in this row and is never closed; the rest is lost"
                yield number, Problem(place, what, "Close it, or export the file again")
                return
            yield number, row
    finally:
        text.detach()


class _Lines:
    """Lines on their way to the CSV reader, which does not tell that a quote stays open."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._quotes = 0
        self.ended = False

    @property
    def open_quote(self) -> bool:
        return self._quotes % 2 == 1

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._quotes += line.count('"')
            yield line
        self.ended = True


def _is_foreign(facts: Mapping[str, object]) -> bool:
    """Whether a cell holds bytes that its encoding does not know."""
    if "".join(map(str, facts.values())).isascii():
        return False
    for value in facts.values():
        if isinstance(value, str) and not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                return True
            if "\ufffd" in value:
                return True
    return False


def _rescue(facts: dict[str, object], place: str, dialect: Dialect) -> dict[str, object] | Problem:
    """Read the cells of a row that is not UTF-8 as Windows-1252, when all of it fits."""
    problem = Problem(
        place, f"the row holds characters that are not {dialect.encoding}", "Save it as UTF-8"
    )
    if dialect.encoding not in ("utf-8", "utf-8-sig"):
        return problem
    try:
        saved: dict[str, object] = {
            field: str(value).encode("utf-8", "surrogateescape").decode("cp1252")
            if _is_foreign({field: value})
            else value
            for field, value in facts.items()
        }
    except UnicodeDecodeError:
        return problem
    return problem if any("\ufffd" in str(value) for value in saved.values()) else saved
