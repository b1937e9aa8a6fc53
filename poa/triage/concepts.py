"""Where a text speaks of which idea; the ideas and their words are in ``concepts.toml``."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from poa.resources import shipped_toml
from poa.triage.languages import SPACED
from poa.triage.view import View

LANGUAGES = (*SPACED, "ja", "zh")
_UNSPACED = ("ja", "zh")
# Ideas of small words, which mean something else in the next language.
_SMALL = frozenset(("not", "not-after", "not-next", "ends-denial", "supposed"))


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea and the words for it, by language."""

    means: str
    source: str
    confidence: str
    en: tuple[str, ...] = ()
    de: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    es: tuple[str, ...] = ()
    it: tuple[str, ...] = ()
    pt: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place in the view that speaks of an idea."""

    start: int
    end: int
    concept: str


@cache
def load_concepts() -> dict[str, Concept]:
    """All ideas by their key."""
    shipped = shipped_toml("triage/concepts.toml")
    return {
        key: Concept(**{name: _frozen(value) for name, value in table.items()})
        for key, table in shipped.items()
    }


def _frozen(value: Any) -> Any:  # noqa: ANN401 - what TOML holds
    return tuple(value) if isinstance(value, list) else value


@cache
def _pattern(concept: str, languages: frozenset[str]) -> re.Pattern[str]:
    words = load_concepts()[concept]
    spaced: dict[str, None] = {}
    unspaced: dict[str, None] = {}
    for language in LANGUAGES:
        if language in languages or language in _UNSPACED:
            phrases: tuple[str, ...] = getattr(words, language)
            here = unspaced if language in _UNSPACED else spaced
            here |= dict.fromkeys(map(as_regex, phrases))
    either = [rf"(?<![a-z0-9])(?:{'|'.join(spaced)})(?![a-z0-9])"] if spaced else []
    return re.compile("|".join([*either, *unspaced]) or "(?!)")


def as_regex(phrase: str) -> str:
    """A phrase in the notation of ``concepts.toml`` as a bounded regular expression."""
    regex = phrase.replace(r"\w*", r"\w{0,14}").replace(")*", "){0,4}")
    regex = re.sub(r"(?<=\w)\*", r"\\w{0,14}", regex)
    regex = regex.replace(r"\w+", r"\w{1,16}").replace(r"\d+", r"\d{1,6}")
    regex = regex.replace(" … ", "…").replace(" ", "[ -]")
    regex = re.sub(r"\((?!\?)", "(?:", regex)
    # A French or Italian article clings to its word: l'objet, nell'oggetto.
    gap = r"[\"'),:]{0,2}[ -](?:\S{1,30}[ -]){0,4}[\"'(]?(?:[a-z]{1,5}')?"
    return regex.replace("…", gap)


def find_mentions(view: View, concept: str) -> tuple[Mention, ...]:
    """Every place of the view that speaks of the idea, in order."""
    languages = view.spoken if concept in _SMALL else view.languages
    found = _pattern(concept, frozenset(languages)).finditer(view.text)
    return tuple(Mention(*match.span(), concept) for match in found if match.end() > match.start())
