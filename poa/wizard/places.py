"""Places such as ``causes[0].actions[2].on`` in the raw facts of a case."""

import re
from typing import Any

RawFacts = dict[str, Any]
_STEP = re.compile(r"([a-z_][\w-]*)|\[(\d+)\]", re.IGNORECASE)


def read_place(facts: RawFacts, place: str) -> Any:  # noqa: ANN401 - JSON
    """What stands there, or ``None``."""
    value: Any = facts
    for step in _steps(place):
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def write_place(facts: RawFacts, place: str, answer: Any) -> None:  # noqa: ANN401 - JSON
    """Put an answer there; what leads to it is made where it is missing."""
    *way, last = _steps(place)
    holder: Any = facts
    for step, following in zip(way, [*way, last][1:], strict=True):
        holder = _enter(holder, step, [] if isinstance(following, int) else {})
    if isinstance(last, int):
        _enter(holder, last, {})
    holder[last] = answer


def drop_place(facts: RawFacts, place: str) -> None:
    """Take out what stands there, if anything does."""
    *way, last = _steps(place)
    holder: Any = facts
    for step in way:
        holder = holder[step] if isinstance(step, int) else holder.get(step)
        if holder is None:
            return
    if isinstance(holder, dict):
        holder.pop(last, None)


def leaves(value: Any, place: str = "") -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Every single answer by its place."""
    if isinstance(value, dict):
        inside = [(f"{place}.{key}" if place else key, each) for key, each in value.items()]
    elif isinstance(value, list):
        inside = [(f"{place}[{number}]", each) for number, each in enumerate(value)]
    else:
        return {} if value in (None, "") else {place: value}
    return {key: leaf for at, each in inside for key, leaf in leaves(each, at).items()}


def general(place: str) -> str:
    """The place without its numbers: ``causes[].actions[].on``."""
    return re.sub(r"\[\d+\]", "[]", place)


def _steps(place: str) -> list[str | int]:
    return [name or int(number) for name, number in _STEP.findall(place)]


def _enter(holder: Any, step: str | int, empty: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(step, int):
        while len(holder) <= step:
            holder.append({})
        return holder[step]
    if holder.get(step) is None:
        holder[step] = empty
    return holder[step]
