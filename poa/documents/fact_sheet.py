"""For the seller's eyes only: every sentence of the letter and the answers it rests on."""

import re
from collections.abc import Iterator
from typing import Any

from poa.case import dump_case
from poa.documents.document import Document
from poa.letter.model import Letter
from poa.plan import Plan
from poa.wording import render_text

_STEP = re.compile(r"(\w[\w-]*)|\[(\d+)\]")


def render_fact_sheet(plan: Plan, letter: Letter, *, draft: bool = False) -> Document:
    """List the sentences in reading order, each with its places in the case and what they say."""
    facts = dump_case(plan.case)
    rows = [
        (
            _escaped(sentence.text),
            [(place, _escaped(_shown(facts, place))) for place in sentence.rests_on],
        )
        for sentence in letter.sentences()
    ]
    content = render_text("fact-sheet.md", rows=rows, plan=plan, draft=draft)
    return Document("fact-sheet.md", content.encode())


def _shown(facts: Any, place: str) -> str:  # noqa: ANN401 - JSON
    """The answer at a place in the case, in one line."""
    value = facts
    for name, index in _STEP.findall(place):
        if index and isinstance(value, list) and int(index) < len(value):
            value = value[int(index)]
        elif name and isinstance(value, dict):
            value = value.get(name)
        else:
            value = None
    return "; ".join(_lines(value))


def _lines(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (f"{key}: {line}" for line in _lines(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _lines(inner)
    elif value is not None:
        yield " ".join(str(value).split())


def _escaped(text: str) -> str:
    """Text that Markdown does not read as formatting."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)
