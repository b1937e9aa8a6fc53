"""Which column of an export holds which fact about a message."""

import shlex
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from poa.errors import PoaError, Problem, UnreadableError
from poa.resources import shipped_toml

# Enough to tell a column of texts from a column of dates.
_LONG_TEXT = 30


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A column's name or a cell's word as it is compared: no case, spaces, accents, punctuation."""
    parts = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    return "".join(char for char in parts if char.isalnum())


@cache
def _ranks() -> dict[str, tuple[str, int]]:
    names: Mapping[str, list[str]] = shipped_toml("readers/columns.toml")["names"]
    return {
        plain_name(name): (field, rank)
        for field, known in names.items()
        for rank, name in enumerate(known)
    }


@cache
def meanings(kind: str) -> frozenset[str]:
    """The words that mean ``yes``, ``no``, ``incoming`` or a delivery status."""
    says: Mapping[str, list[str]] = shipped_toml("readers/columns.toml")["says"]
    return frozenset(plain_name(word) for word in says[kind])


@cache
def fields() -> tuple[str, ...]:
    """The facts that a column can stand for."""
    return tuple(shipped_toml("readers/columns.toml")["names"])


def parse_maps(given: Iterable[str]) -> dict[str, str]:
    """Read ``column=field`` pairs as they are typed after ``--map``.

    Raises:
        PoaError: A pair has no ``=``, or its field is none that we know.
    """
    columns: dict[str, str] = {}
    problems = []
    for pair in given:
        column, equals, field = pair.rpartition("=")
        field = plain_name(field)
        known = {plain_name(name): name for name in fields()}
        if not equals or not column.strip():
            fix = 'Write it as --map "Column=body"'
            problems.append(Problem(f"--map {pair}", "it is not of the form column=field", fix))
        elif field not in known:
            fix = f"Use one of: {', '.join(fields())}"
            problems.append(Problem(f"--map {pair}", "there is no such field", fix))
        else:
            columns[column.strip()] = known[field]
    if problems:
        raise PoaError("The columns were not understood", problems)
    return columns


def match_columns(header: Sequence[str], told: Mapping[str, str]) -> dict[str, int]:
    """For each field the index of its column; what the seller told wins over what we know."""
    wanted = {plain_name(column): field for column, field in told.items()}
    best: dict[str, tuple[int, int]] = {}
    for index, name in enumerate(header):
        plain = plain_name(name)
        if plain in wanted:
            field, rank = wanted[plain], -1
        elif plain in _ranks():
            field, rank = _ranks()[plain]
        else:
            continue
        if field not in best or rank < best[field][0]:
            best[field] = (rank, index)
    return {field: index for field, (_, index) in best.items()}


def twice(header: Sequence[str], matched: Mapping[str, int]) -> list[str]:
    """The names of matched columns that the header has more than once."""
    plain = [plain_name(name) for name in header]
    return [header[index] for index in matched.values() if plain.count(plain[index]) > 1]


def unmatched(name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> UnreadableError:
    """The refusal of a table whose message text is in no column we know.

    It shows the columns, and a command to copy: its column is the one with the longest texts,
    which is a proposal to the seller and never used by itself.
    """
    shown = ", ".join(f'"{_short(column)}"' for column in header) or "none"
    lengths = [_mean_length(index, rows) for index in range(len(header))]
    longest = max(range(len(header)), key=lengths.__getitem__, default=None)
    column = "COLUMN"
    if longest is not None and lengths[longest] >= _LONG_TEXT and header[longest].strip():
        column = header[longest].strip()
    command = shlex.join(["poa", "audit", name, "--map", f"{column}=body"])
    return UnreadableError(
        f"Cannot tell which column of {name} holds the messages",
        [
            Problem(
                name,
                f"no column is known as the message text. Its columns: {shown}",
                f"Say which one it is, for example: {command}",
            )
        ],
    )


def _short(column: str, most: int = 40) -> str:
    one_line = " ".join(column.split())
    return one_line if len(one_line) <= most else f"{one_line[: most - 1]}…"


def _mean_length(index: int, rows: Sequence[Sequence[str]]) -> float:
    cells = [len(row[index]) for row in rows if index < len(row) and row[index]]
    return sum(cells) / len(cells) if cells else 0.0
