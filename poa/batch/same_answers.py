"""The answers that two clients gave in the same words: what to ask them for again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from poa.case import Case, dump_case
from poa.case.parse import place
from poa.causes import Cause
from poa.playbook import Entry, EntryKind, load_playbook

# Shorter answers are names, roles and days: they may well be the same.
_LEAST_WORDS = 5
# What a letter says of the client's own doing; the notice and the rules are everybody's.
_TELLING = ("audit", "causes", "exhibits")
_KINDS: dict[str, EntryKind] = {
    "pattern": "pattern",
    "ground": "dispute",
    "action": "action",
    "measure": "measure",
}


@dataclass(frozen=True, slots=True)
class SameAnswer:
    """One answer in both cases.

    Attributes:
        where: Its place in the first case, for example ``causes[0].root_cause.facts.gap``.
        other: Its place in the second case.
        words: The answer.
        ask: The question to put to each of the two again; "" where the place says enough.
    """

    where: str
    other: str
    words: str
    ask: str


def same_answers(case: Case, other: Case) -> tuple[SameAnswer, ...]:
    """The answers of five words and more that stand in both cases, in the order of the first."""
    told = {_folded(words): where for where, words, _ in reversed([*_answers(other)])}
    return tuple(
        SameAnswer(where, told[_folded(words)], words, ask)
        for where, words, ask in _answers(case)
        if _folded(words) in told
    )


def _answers(case: Case) -> Iterator[tuple[str, str, str]]:
    """Place, words and question of every answer that is long enough to be somebody's own."""
    facts = dump_case(case)
    for name in _TELLING:
        for steps, words, asked in _walk((name,), facts.get(name), None, ""):
            if len(words.split()) >= _LEAST_WORDS:
                yield place(steps), words, asked


def _walk(
    steps: tuple[str | int, ...], value: object, cause: str | None, ask: str
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    match value:
        case str():
            yield steps, value, ask
        case list():
            for number, each in enumerate(value):
                yield from _walk((*steps, number), each, cause, ask)
        case dict():
            cause = value.get("cause", cause)
            entry = _entry(cause, value)
            for key, each in value.items():
                if key == "facts" and entry and isinstance(each, dict):
                    for fact, answer in each.items():
                        need = entry.fact(fact)
                        asked = need.ask if need else ""
                        yield from _walk((*steps, key, fact), answer, cause, asked)
                else:
                    yield from _walk((*steps, key), each, cause, ask)


def _entry(cause: str | None, holder: dict[str, Any]) -> Entry | None:
    if cause is None:
        return None
    for key, kind in _KINDS.items():
        if isinstance(chosen := holder.get(key), str):
            return load_playbook(Cause(cause)).entry(kind, chosen)
    return None


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
