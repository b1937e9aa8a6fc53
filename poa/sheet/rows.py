"""A case as the rows of the intake form: what a person would have typed to get this case."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from poa.case import Case, dump_case
from poa.causes import Cause
from poa.playbook import Entry, load_playbook
from poa.readers.intake_cells import find_entry, find_question, write_list
from poa.readers.intake_form import Column, Table, intake_tables

Cell = str | int | date | None
Row = dict[str, Cell]
# The rows of one client in each table; cells by the keys of their columns.
ClientRows = dict[str, list[Row]]
_Facts = dict[str, Any]


def case_rows(case: Case) -> ClientRows:
    """For each table the rows that say what the case says."""
    facts = dump_case(case)
    answers: list[_Facts] = facts.get("causes", [])
    violations = facts.get("audit", {}).get("violations", {})
    items: dict[str, list[_Facts]] = {
        "clients": [facts],
        "causes": [
            answer | {"violations": violations.get(answer.get("cause"))} for answer in answers
        ],
        "details": [each for answer in answers for each in _details(answer)],
        "exhibits": facts.get("exhibits", []),
        "examples": facts.get("audit", {}).get("examples", []),
        "earlier": facts.get("earlier_appeals", []),
        "kept": facts.get("suppressions", []),
    }
    for name in ("actions", "measures", "templates"):
        items[name] = [
            item | {"cause": answer.get("cause")}
            for answer in answers
            for item in answer.get(name, [])
        ]
    return {
        each.id: [_row(each, item | {"client": case.client}) for item in items[each.id]]
        for each in intake_tables()
    }


def example_row(of_table: Table) -> Row:
    """The row that shows how a table is filled in."""
    examples = {column.key: column.example for column in of_table.columns}
    entry = _entry(str(examples.get("cause")), examples.get("entry"))
    need = find_question(entry, str(examples["question"])) if entry else None
    shown = {"question": need.ask} if need else {}
    return _row(of_table, examples | shown)


def _row(of_table: Table, item: _Facts) -> Row:
    cause = str(item.get("cause", ""))
    return {column.key: _cell(column, _at(item, column.key), cause) for column in of_table.columns}


def _at(item: _Facts, key: str) -> object:
    if key in item:
        return item[key]
    value: object = item
    for step in key.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _cell(column: Column, value: object, cause: str) -> Cell:
    if value is None or value == "":
        return None
    match column.kind:
        case "cause":
            return load_playbook(Cause(str(value))).heading
        case "entry":
            entry = _entry(cause, value)
            return entry.title if entry else str(value)
        case "choice":
            return str(value).replace("_", " ")
        case "day":
            return _as_day(str(value))
        case _:
            return _plain(value)


def _plain(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return write_list(list(value))
    return value if isinstance(value, int) else str(value)


def _as_day(text: str) -> Cell:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _details(answer: _Facts) -> Iterator[_Facts]:
    """One item for each fact of an answer; the same entry twice is told by its number."""
    cause = str(answer.get("cause"))
    root, dispute = answer.get("root_cause", {}), answer.get("dispute", {})
    holders: list[tuple[object, _Facts]] = [
        (root.get("pattern"), root),
        (dispute.get("ground"), dispute),
        *((item.get("action"), item) for item in answer.get("actions", [])),
        *((item.get("measure"), item) for item in answer.get("measures", [])),
    ]
    chosen = [key for key, _ in holders]
    for at, (key, holder) in enumerate(holders):
        entry = _entry(cause, key)
        if entry is None:
            continue
        number = chosen[: at + 1].count(key) if chosen.count(key) > 1 else None
        for name, value in holder.get("facts", {}).items():
            need = find_question(entry, name)
            yield {
                "cause": cause,
                "entry": entry.id,
                "number": number,
                "question": need.ask if need else name,
                "answer": _as_day(str(value)) if need and need.kind == "date" else _plain(value),
            }


def _entry(cause: str, key: object) -> Entry | None:
    known = cause in list(Cause) and isinstance(key, str)
    return find_entry(load_playbook(Cause(cause)), str(key)) if known else None
