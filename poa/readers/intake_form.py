"""The intake form: the tables and columns of a client sheet, made from the case's own questions.

Names are data (``intake.toml``); what is asked, its example, its kind and its choices are the case
model's, so that the sheet and the case cannot disagree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from poa.case import Case
from poa.causes import Cause
from poa.marketplace import MARKETPLACES
from poa.playbook import EntryKind
from poa.readers.columns import plain_name
from poa.resources import shipped_toml

ColumnKind = Literal[
    "text", "prose", "day", "count", "yes-no", "choice", "list", "cause", "entry", "question"
]
ENTRY_KINDS: dict[str, EntryKind] = {
    "root_cause.pattern": "pattern",
    "dispute.ground": "dispute",
    "action": "action",
    "measure": "measure",
}
_LONG_TEXT = 1000

# Rows that begin with a number sign are explanations, examples and remarks, never a client.
REMARK = "#"
EXPLAINED = "# What to write:"
EXAMPLE = "# Example:"
# The workbook's sheets that hold no answers.
START = "Start here"
LISTS = "Lists"


@dataclass(frozen=True, slots=True)
class Column:
    """One question of a table.

    Attributes:
        key: Its place in the case, from the row's own place on: ``seller.legal_name``, ``on``.
        name: The heading that a client reads.
        also: Other headings by which it is known, ``name`` and ``key`` among them, as compared.
        says: The explanation below the heading.
        example: An answer as the case holds it; ``None`` where the example row stays empty.
        kind: What an answer is.
        choices: The answers to choose from, as the case holds them.
    """

    key: str
    name: str
    also: frozenset[str]
    says: str
    example: object
    kind: ColumnKind
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of the workbook, or one CSV file.

    Attributes:
        id: Its key, and the end of its CSV file's name.
        name: The sheet's name.
        also: Names by which it is known, ``name`` and ``id`` among them, as compared.
        place: The list in a case that its rows fill: ``causes.actions``; empty for the clients.
        about: What its rows are.
        columns: Its questions, in their order.
    """

    id: str
    name: str
    also: frozenset[str]
    place: str
    about: str
    columns: tuple[Column, ...]

    @property
    def is_further(self) -> bool:
        """It belongs to clients that stand in the first table."""
        return self.id != "clients"

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)

    def match(self, header: Sequence[str]) -> dict[str, int]:
        """For each key the index of its column in a header; the first one counts."""
        found: dict[str, int] = {}
        for index, cell in enumerate(header):
            plain = plain_name(cell)
            for column in self.columns if plain else ():
                if plain in column.also:
                    found.setdefault(column.key, index)
        return found


@cache
def intake_tables() -> tuple[Table, ...]:
    """All tables of the form; the first one holds the clients."""
    return tuple(
        Table(
            id=key,
            name=table["name"],
            also=_names(key, table),
            place=table["place"],
            about=table["about"],
            columns=tuple(
                _column(name, said, table["place"]) for name, said in table["columns"].items()
            ),
        )
        for key, table in shipped_toml("readers/intake.toml").items()
    )


def table(key: str) -> Table:
    """The table of that id."""
    return next(each for each in intake_tables() if each.id == key)


def _names(key: str, said: dict[str, Any]) -> frozenset[str]:
    return frozenset(plain_name(name) for name in (key, said["name"], *said["also"]))


def _column(key: str, said: dict[str, Any], place: str) -> Column:
    way = [*place.split("."), *key.split(".")] if place else key.split(".")
    annotation, description, example, longest = _question(way)
    kind, choices = _kind(key, annotation, longest)
    if key == "violations":
        kind = "count"
    example = said.get("example", example)
    return Column(
        key=key,
        name=said["name"],
        also=_names(key, said),
        says=said.get("says") or description,
        example=None if example == "" else example,
        kind=kind,
        choices=choices,
    )


def _question(way: Sequence[str]) -> tuple[object, str, object, int]:
    """The annotation, description, example and greatest length of the field at a place."""
    model: type[BaseModel] | None = Case
    field = None
    for name in way:
        field = model.model_fields.get(name) if model else None
        model = _model_inside(field.annotation) if field else None
    if field is None:
        return None, "", None, 0
    lengths = (getattr(each, "max_length", 0) for each in field.metadata)
    example = next(iter(field.examples or ()), None)
    return field.annotation, field.description or "", example, max(lengths, default=0)


def _kind(key: str, annotation: object, longest: int) -> tuple[ColumnKind, tuple[str, ...]]:
    if key in ENTRY_KINDS or key == "entry":
        return "entry", ()
    if key in ("cause", "question"):
        return ("cause", tuple(Cause)) if key == "cause" else ("question", ())
    if key == "seller.marketplace":
        return "choice", tuple(MARKETPLACES)
    kinds = tuple(_members(annotation))
    choices = next((get_args(each) for each in kinds if get_origin(each) is Literal), ())
    if choices:
        return "choice", choices
    if get_origin(annotation) is tuple:
        return "list", ()
    by_type: tuple[tuple[type, ColumnKind], ...] = (
        (date, "day"), (bool, "yes-no"), (int, "count"),
    )  # fmt: skip
    for wanted, kind in by_type:
        if wanted in kinds:
            return kind, ()
    return ("prose" if longest >= _LONG_TEXT else "text"), ()


def _members(annotation: object) -> Iterator[object]:
    """The type itself and, for unions and annotated types, what they are made of."""
    yield annotation
    if get_origin(annotation) is not tuple:
        for member in get_args(annotation):
            yield from _members(member)


def _model_inside(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type there is
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_inside(each))), None)
