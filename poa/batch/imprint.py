"""What is a letter's own: its words in runs of five, without the runs that the tool itself says.

Two clients who chose the same action share its sentence; that is no copy. What they filled in, and
what they wrote in their own words, should not be the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any
from zlib import crc32

from poa.causes import Cause
from poa.playbook import load_playbook
from poa.resources import shipped_toml

_WORD = re.compile(r"\w+")
_FACT = re.compile(r"\{\{ \w+ \}\}")
_RUN = 5
_MOST_WORDS = 6_000
# One run in so many is kept as a mark: enough to find the letters worth a closer look.
_SAMPLE = 8


@dataclass(frozen=True, slots=True)
class Imprint:
    """A letter in some dozens of numbers, to find the letters that resemble it.

    The same text gives the same numbers in every process and on every machine.

    Attributes:
        letter: What the letter is called, for example its client; no other has that name.
        marks: A sample of its own runs of words.
        is_earlier: It was sent before; two such letters are not compared.
    """

    letter: str
    marks: tuple[int, ...]
    is_earlier: bool = False


def find_imprint(letter: str, text: str, *, is_earlier: bool = False) -> Imprint:
    """The imprint of a letter's text."""
    marks = sorted(run for run in own_runs(text) if run % _SAMPLE == 0)
    return Imprint(letter, tuple(marks), is_earlier)


def own_runs(text: str) -> frozenset[int]:
    """A number for each run of five words that is not the tool's own wording."""
    return frozenset(_runs(text)) - _wording()


def _runs(text: str) -> Iterator[int]:
    words = [word.encode() for word in _WORD.findall(text.lower())[:_MOST_WORDS]]
    runs = zip(*(words[at:] for at in range(_RUN)), strict=False)
    return (crc32(b" ".join(run)) for run in runs)


@cache
def _wording() -> frozenset[int]:
    entries = chain.from_iterable(
        (*playbook.patterns, *playbook.actions, *playbook.measures, *playbook.disputes)
        for playbook in map(load_playbook, Cause)
    )
    said = chain(
        chain.from_iterable((entry.title, *entry.text, *entry.doing) for entry in entries),
        _texts(shipped_toml("templates/letter.toml")),
    )
    pieces = chain.from_iterable(map(_FACT.split, said))
    return frozenset(chain.from_iterable(map(_runs, pieces)))


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever stands in the TOML file
    match value:
        case str():
            yield value
        case dict():
            yield from chain.from_iterable(map(_texts, value.values()))
        case list():
            yield from chain.from_iterable(map(_texts, value))
