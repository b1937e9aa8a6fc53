"""The rows that say something of one client, put together as the facts of its case."""

from collections.abc import Mapping, Sequence
from typing import Any

from poa.case.nearest import choices, nearest
from poa.causes import Cause
from poa.errors import Problem
from poa.playbook import Entry, FactNeed, load_playbook
from poa.readers.columns import plain_name
from poa.readers.intake_cells import (
    find_cause,
    find_entry,
    find_question,
    read_answer,
    read_cell,
    read_count,
    read_text,
)
from poa.readers.intake_tables import Broken, FilledTable, Row

_Facts = dict[str, Any]
# The tables whose rows fill a list of a cause, and those that fill one of the case.
_OF_A_CAUSE = ("actions", "measures", "templates")
_OF_THE_CASE = {"exhibits": "exhibits", "earlier": "earlier_appeals", "kept": "suppressions"}


class _RefusedError(Exception):
    """A row that cannot be joined: the column that is wrong, why, and how to mend it."""

    def __init__(self, key: str, what: str, fix: str | None) -> None:
        super().__init__(what)
        self.key, self.what, self.fix = key, what, fix


class _FollowsError(Exception):
    """A row that cannot be joined because of another row that has been told already."""


class ClientFacts:
    """The facts of one client as they are read, with the place of each.

    Attributes:
        facts: Values for ``parse_case``.
        places: Where each place of the case stands in the sheet.
        problems: What could not be read or joined.
    """

    def __init__(self, clients: FilledTable, row: Row, further: Mapping[str, FilledTable]) -> None:
        self.facts: _Facts = {}
        self.places: dict[str, str] = {"audit": clients.place(row.number)}
        self.problems: list[Problem] = []
        self._clients = clients
        self._row = row
        self._further = further
        self._causes: dict[str, int] = {}
        # What asks for details: by cause and entry, each place in the case with its answers.
        self._asking: dict[tuple[str, str], list[tuple[str, _Facts]]] = {}
        # Causes that are named and not there, and what could not be joined: told once.
        self._unknown: set[str] = set()
        self._lost: set[str] = set()
        self._fill("", self.facts, clients, row)

    @property
    def name(self) -> str:
        """The client as written."""
        return str(self.facts.get("client", "")).strip()

    def refuse(self, key: str, what: str, fix: str) -> None:
        """Add a problem with a cell of the client's own row, unless that has one already."""
        place = self._clients.place(self._row.number, key)
        if all(problem.where != place for problem in self.problems):
            self.problems.append(Problem(place, what, fix))

    def read_further(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Take in this client's rows of the further tables."""
        self.places["causes"] = self._new_row("causes")
        for row in rows["causes"]:
            self._read_cause(row)
        for key, of_the_case in _OF_THE_CASE.items():
            self.places[of_the_case] = self._new_row(key)
            for row in rows[key]:
                self._append("", self.facts, of_the_case, self._further[key], row)
        for row in rows["examples"]:
            audit = self.facts.setdefault("audit", {})
            self._append("audit", audit, "examples", self._further["examples"], row)
        for key in _OF_A_CAUSE:
            for row in rows[key]:
                self._joined(key, row)
        for row in rows["details"]:
            self._joined("details", row)

    def _joined(self, key: str, row: Row) -> None:
        table = self._further[key]
        try:
            if key == "details":
                self._read_detail(table, row)
            else:
                self._read_of_cause(key, table, row)
        except (_FollowsError, _RefusedError) as error:
            self._lost.add(plain_name(str(row.cells.get(key.removesuffix("s"), ""))))
            if isinstance(error, _FollowsError):
                return
            place = table.place(row.number, error.key)
            self.problems.append(Problem(place, error.what, error.fix))

    def _read_cause(self, row: Row) -> None:
        table = self._further["causes"]
        at, answer = self._append("", self.facts, "causes", table, row)
        cause = str(answer.get("cause", ""))
        self._causes.setdefault(cause, len(self.facts["causes"]) - 1)
        violations = answer.pop("violations", None)
        self.places[f"audit.violations.{cause}"] = table.place(row.number, "violations")
        if violations is not None:
            audit = self.facts.setdefault("audit", {})
            audit.setdefault("violations", {})[cause] = violations
        for key in _OF_A_CAUSE:
            self.places[f"{at}.{key}"] = self._new_row(key, cause)
        for name, key in (("root_cause", "pattern"), ("dispute", "ground")):
            self.places[f"{at}.{name}"] = table.place(row.number, f"{name}.{key}")
            if name in answer:
                self._asks(cause, f"{at}.{name}", answer[name], key)

    def _read_of_cause(self, key: str, table: FilledTable, row: Row) -> None:
        cause = self._cause(row)
        index = self._causes[cause]
        at, item = self._append(f"causes[{index}]", self.facts["causes"][index], key, table, row)
        item.pop("cause", None)
        if key != "templates":
            self._asks(cause, at, item, key.removesuffix("s"))

    def _cause(self, row: Row) -> str:
        """The cause that a row names, among those of this client."""
        text = _required(row, "cause", "no cause is named")
        cause = find_cause(text)
        if cause in self._unknown:
            raise _FollowsError
        if cause not in self._causes:
            self._unknown.add(cause)
            what = f'{self.name} has no row for the cause "{cause[:60]}" in {self._in("causes")}'
            fix = nearest(cause, self._causes) or "Add the cause there, or correct it here"
            raise _RefusedError("cause", what, fix)
        return cause

    def _read_detail(self, table: FilledTable, row: Row) -> None:
        cause = self._cause(row)
        entry = self._entry(cause, row)
        at, holder = self._holder(cause, entry, row)
        need = _question(entry, row)
        self.places[f"{at}.facts.{need.id}"] = table.place(row.number, "answer")
        cell = row.cells.get("answer")
        if cell is None:
            return  # not answered yet
        facts = holder.setdefault("facts", {})
        if need.id in facts:
            what = "this question is answered in another row as well"
            raise _RefusedError("question", what, "Keep one of the two rows")
        value = read_answer(need, cell)
        if isinstance(value, Broken):
            raise _RefusedError("answer", value.what, value.fix)
        facts[need.id] = value

    def _entry(self, cause: str, row: Row) -> Entry:
        """What a row of details belongs to, among all that the playbook has."""
        text = _required(row, "entry", "it belongs to no reason, action or measure")
        if cause not in list(Cause):
            raise _RefusedError("cause", f'"{cause[:60]}" is not one of the six causes', None)
        playbook = load_playbook(Cause(cause))
        entry = find_entry(playbook, text)
        if entry is None:
            chosen = (find_entry(playbook, key) for of, key in self._asking if of == cause)
            titles = [each.title for each in chosen if each]
            fix = choices(text, titles) if titles else "Choose it from the list"
            raise _RefusedError("entry", f'the list for {cause} has no "{text[:60]}"', fix)
        return entry

    def _holder(self, cause: str, entry: Entry, row: Row) -> tuple[str, _Facts]:
        """The chosen reason, action or measure that a row of details belongs to."""
        holders = self._asking.get((cause, entry.id), [])
        if not holders and self._lost & {plain_name(entry.id), plain_name(entry.title)}:
            raise _FollowsError
        if not holders:
            what = f'{self.name} has not chosen "{entry.title}" for {cause}'
            fix = f"Choose it in {self._in('causes')}, Actions or Measures, or correct it here"
            raise _RefusedError("entry", what, fix)
        cell = row.cells.get("number")
        if cell is None and len(holders) == 1:
            return holders[0]
        number = read_count(cell) if cell is not None else None
        if isinstance(number, int) and 1 <= number <= len(holders):
            return holders[number - 1]
        rows = "one row" if len(holders) == 1 else f"{len(holders)} rows"
        what = f'"{entry.title}" stands in {rows}, and this does not say in which'
        raise _RefusedError("number", what, f"Write a number from 1 to {len(holders)}")

    def _asks(self, cause: str, at: str, item: _Facts, key: str) -> None:
        """Remember an answer that asks for details, and where those belong."""
        given = item.get(key)
        entry = None
        if isinstance(given, str) and cause in list(Cause):
            entry = find_entry(load_playbook(Cause(cause)), given)
        if entry is None:
            return
        item[key] = entry.id
        self._asking.setdefault((cause, entry.id), []).append((at, item))
        for need in entry.facts:
            self.places[f"{at}.facts.{need.id}"] = self._new_row("details", entry.title)

    def _append(
        self, at: str, holder: _Facts, name: str, table: FilledTable, row: Row
    ) -> tuple[str, _Facts]:
        """Add a row to a list of the case; its place and its answers."""
        items = holder.setdefault(name, [])
        at = f"{at}.{name}[{len(items)}]" if at else f"{name}[{len(items)}]"
        item: _Facts = {}
        items.append(item)
        self.places[at] = table.place(row.number)
        self._fill(f"{at}.", item, table, row)
        item.pop("client", None)
        return at, item

    def _fill(self, at: str, facts: _Facts, table: FilledTable, row: Row) -> None:
        for column in table.table.columns:
            place = table.place(row.number, column.key)
            self.places[f"{at}{column.key}"] = place
            if column.key not in row.cells:
                continue
            value = read_cell(column, row.cells[column.key])
            if isinstance(value, Broken):
                self.problems.append(Problem(place, value.what, value.fix))
                continue
            *way, last = column.key.split(".")
            inner = facts
            for step in way:
                inner = inner.setdefault(step, {})
            inner[last] = value

    def _new_row(self, key: str, *named: str) -> str:
        return f"{self._in(key)}, a row for {', '.join((self.name, *named))}"

    def _in(self, key: str) -> str:
        return self._further[key].where


def _required(row: Row, key: str, what: str) -> str:
    cell = row.cells.get(key)
    text = Broken(what, "Choose it from the list") if cell is None else read_text(cell)
    if isinstance(text, Broken):
        raise _RefusedError(key, text.what, text.fix)
    return text


def _question(entry: Entry, row: Row) -> FactNeed:
    text = _required(row, "question", "no question is named")
    need = find_question(entry, text)
    if need is None:
        asked = [each.ask for each in entry.facts]
        fix = choices(text, asked) if asked else "It asks for nothing; delete this row"
        raise _RefusedError("question", f'"{entry.title}" does not ask "{text[:60]}"', fix)
    return need
