"""For the seller's eyes only: every sentence of the letter and the answers it rests on."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from poa.case import dump_case
from poa.documents.document import Document
from poa.letter.model import Letter
from poa.plan import Plan
from poa.wording import render_text

_STEP = re.compile(r"(\w[\w-]*)|\[(\d+)\]")
# One of several answers: causes[0] is called cause 1.
_ONE_OF = {
    "causes": "cause",
    "examples": "example",
    "exhibits": "exhibit",
    "earlier_appeals": "earlier appeal",
}
_ONE_OF |= {"actions": "action", "measures": "measure", "templates": "template"}
# What an answer with many parts is known by.
_NAMED_BY = (
    "pattern",
    "action",
    "measure",
    "ground",
    "own_words",
    "file",
    "name",
    "order_id",
    "sent_on",
)


def render_fact_sheet(plan: Plan, letter: Letter, *, draft: bool = False) -> Document:
    """List the sentences in reading order, each with its places in the case and what they say."""
    rows = [
        (_escaped(words), [(_escaped(place), _escaped(answer)) for place, answer in grounds])
        for words, grounds in sentences_with_grounds(plan, letter)
    ]
    planned = [
        (_escaped(step.todo), step.due_on, place_in_words(step.where)) for step in plan.planned
    ]
    content = render_text("fact-sheet.md", rows=rows, plan=plan, planned=planned, draft=draft)
    return Document("fact-sheet.md", content.encode())


def sentences_with_grounds(
    plan: Plan, letter: Letter
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each sentence in reading order, with the places it rests on in words and what they say."""
    facts = dump_case(plan.case)
    for sentence in letter.sentences():
        yield (
            sentence.text,
            [(place_in_words(place), _answer(facts, place)) for place in sentence.rests_on],
        )


@lru_cache(maxsize=4096)
def _steps(place: str) -> tuple[str | int, ...]:
    return tuple(int(index) if index else name for name, index in _STEP.findall(place))


@lru_cache(maxsize=4096)
def place_in_words(place: str) -> str:
    """``cause 1, action 2, by`` for ``causes[0].actions[1].by``."""
    words: list[str] = []
    for step in _steps(place):
        if isinstance(step, int):
            words[-1] = f"{_ONE_OF.get(words[-1], words[-1])} {step + 1}"
        elif step != "facts":
            words.append(step)
    return ", ".join(word.replace("_", " ") for word in words)


def _answer(facts: Any, place: str) -> str:  # noqa: ANN401 - JSON
    """The answer at a place in the case, in one line."""
    value = facts
    for step in _steps(place):
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            value = None
    if isinstance(value, dict):
        value = next((value[name] for name in _NAMED_BY if value.get(name)), None)
    if isinstance(value, list):
        value = "; ".join(str(each) for each in value if not isinstance(each, dict))
    shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    return "" if shown is None else " ".join(str(shown).split())


def _escaped(text: str) -> str:
    """Text that Markdown does not read as formatting."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)
