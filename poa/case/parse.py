"""Raw facts in, a case out, or every problem at once, each with its place and its remedy."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from poa.case.checks import find_problems
from poa.case.model import SCHEMA_VERSION, Case
from poa.case.nearest import choices, nearest
from poa.errors import InvalidCaseError, Problem

_Place = tuple[str | int, ...]
_MOST_ROUNDS = 6
_DEEPEST = 12


def parse_case(raw: object, *, today: date, folder: Path | None = None) -> Case:
    """Make a case of raw facts: the wizard's answers, a JSON value or a sheet's row.

    Args:
        raw: Mappings, lists, texts, numbers and truth values, as JSON gives them.
        today: The day by which "done" is told from "planned".
        folder: Where the exhibits are; without it their files are not looked at.

    Raises:
        InvalidCaseError: Something is wrong; ``problems`` names each place. What is only missing
            is no problem here.
    """
    if not isinstance(raw, Mapping):
        raise InvalidCaseError(
            "This is not a case",
            [Problem("", "a case is one JSON object", 'Start it with "{" and end it with "}"')],
        )
    version = raw.get("schema_version", SCHEMA_VERSION)
    if isinstance(version, int) and version > SCHEMA_VERSION:
        what = f"the case has format {version}, and this poa reads format {SCHEMA_VERSION}"
        raise InvalidCaseError(
            "The case cannot be read", [Problem("schema_version", what, "Install a newer poa")]
        )
    if _depth(raw) > _DEEPEST:
        what = "the brackets are nested far deeper than in any case"
        raise InvalidCaseError(
            "The case cannot be read", [Problem("", what, "Compare it with a sample")]
        )
    facts = {key: value for key, value in raw.items() if key != "$schema"}
    case, problems = _read(facts)
    if case is not None:
        problems += find_problems(case, today=today, folder=folder)
    if case is None or problems:
        ordered = sorted(_without_doubles(problems), key=lambda problem: _order(problem.where))
        raise InvalidCaseError(_headline(len(ordered)), ordered)
    return case


def dump_case(case: Case) -> dict[str, Any]:
    """The case as plain values for JSON; what is not known is left out.

    ``parse_case`` of the result gives the same case.
    """
    known = case.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return {"schema_version": case.schema_version, **known}


def place(where: _Place) -> str:
    """``causes[0].actions[2].on`` for the keys and indices that lead there."""
    text = ""
    for step in where:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _read(facts: dict[str, Any]) -> tuple[Case | None, list[Problem]]:
    """Validate; put wrong values aside and go on, so that everything else is looked at as well."""
    problems: list[Problem] = []
    rest: Any = facts
    for _ in range(_MOST_ROUNDS):
        try:
            return Case.model_validate(rest), problems
        except ValidationError as error:
            details = error.errors(include_url=False)
        problems += [_problem(detail) for detail in details]
        rest = copy.deepcopy(rest)
        for detail in details:
            _put_aside(rest, _path(rest, detail["loc"]))
    return None, problems


def _path(rest: object, loc: Sequence[str | int]) -> _Place:
    """The part of pydantic's location that leads through the facts: it also names union members."""
    steps: list[str | int] = []
    for step in loc:
        if isinstance(rest, Mapping):
            steps.append(step)
            rest = rest.get(step)
        elif isinstance(rest, list) and isinstance(step, int) and step < len(rest):
            steps.append(step)
            rest = rest[step]
    return tuple(steps)


def _put_aside(
    rest: Any,  # noqa: ANN401 - JSON
    where: _Place,
) -> None:
    *way, last = where
    for step in way:
        rest = rest[step]
        if rest is None:
            return
    if isinstance(rest, list) and isinstance(last, int):
        rest[last] = "" if isinstance(rest[last], str) else {}
    elif isinstance(rest, dict):
        rest.pop(last, None)


def _problem(detail: ErrorDetails) -> Problem:
    where = place(tuple(step for step in detail["loc"] if step not in ("str", "int", "[key]")))
    context = detail.get("ctx", {})
    given = detail["input"]
    match detail["type"]:
        case "poa":
            return Problem(where, str(context["what"]), str(context["fix"]))
        case "extra_forbidden":
            return _unknown_key(where, detail["loc"])
        case "literal_error" | "enum":
            allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            return Problem(
                where, f"{_shown(given)} is not one of the choices", choices(given, allowed)
            )
        case "string_type" if isinstance(given, bool | int | float):
            return Problem(
                where, "a number stands where a text belongs", f'Put it in quotes: "{given}"'
            )
        case "string_type":
            return Problem(where, "this has to be a text in quotes", None)
        case "int_type" | "int_parsing" | "int_from_float":
            return Problem(
                where, f"{_shown(given)} is not a whole number", "Write digits only, without quotes"
            )
        case "greater_than_equal":
            return Problem(where, f"the number cannot be below {context['ge']}", None)
        case "less_than_equal":
            return Problem(where, "the number is far too large", "Check the digits")
        case "string_too_long":
            most = int(str(context["max_length"]))
            fix = "Shorten it; long lists belong in an exhibit"
            return Problem(where, f"this is longer than {most:,} characters", fix)
        case "bool_type" | "bool_parsing":
            return Problem(
                where,
                f"{_shown(given)} is neither true nor false",
                "Write true or false, without quotes",
            )
        case "tuple_type" | "list_type":
            return Problem(where, "a list belongs here", "Put it in square brackets: [ … ]")
        case "model_type" | "model_attributes_type" | "dict_type":
            return Problem(
                where, "an object with keys belongs here", "Put it in curly brackets: { … }"
            )
        case _:
            return Problem(where, detail["msg"].lower(), None)


def _unknown_key(where: str, loc: Sequence[str | int]) -> Problem:
    key = str(loc[-1])
    model: type[BaseModel] = Case
    for step in loc[:-1]:
        if isinstance(step, str):
            model = _model_of(model, step) or model
    fix = f"Known here: {', '.join(model.model_fields)}"
    return Problem(
        where, f'there is no answer called "{key}"', nearest(key, model.model_fields) or fix
    )


def _model_of(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model behind a field, looking through optional and tuple types."""
    field = model.model_fields.get(key)
    waiting: list[Any] = [field.annotation] if field else []
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
        waiting.extend(get_args(kind))
    return None


def _shown(given: object) -> str:
    text = str(given)
    return f'"{text[:40]}{"…" if len(text) > 40 else ""}"'


def _depth(value: object) -> int:
    deepest = 0
    waiting = [(value, 1)]
    while waiting:
        item, level = waiting.pop()
        deepest = max(deepest, level)
        if deepest > _DEEPEST:
            break
        if isinstance(item, Mapping):
            waiting.extend((inner, level + 1) for inner in item.values())
        elif isinstance(item, list | tuple):
            waiting.extend((inner, level + 1) for inner in item)
    return deepest


def _without_doubles(problems: Iterable[Problem]) -> list[Problem]:
    """One problem per place: what follows from a wrong value is not told again."""
    first: dict[str, Problem] = {}
    for problem in problems:
        first.setdefault(f"{problem.where}|{problem.what}", problem)
    return list(first.values())


def _order(where: str) -> tuple[int, str]:
    top = where.partition(".")[0].partition("[")[0]
    fields = list(Case.model_fields)
    return (fields.index(top) if top in fields else len(fields), where)


def _headline(number: int) -> str:
    return (
        "One thing in the case is wrong"
        if number == 1
        else f"{number} things in the case are wrong"
    )
