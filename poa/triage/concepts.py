"""Where a text speaks of which idea; the ideas and their words are in ``concepts.toml``."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from poa.resources import shipped_toml
from poa.triage.view import View

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "ja", "zh")
_UNSPACED = ("ja", "zh")


class Concept(BaseModel):
    """One idea and the words for it, by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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
    return {key: Concept.model_validate(table) for key, table in shipped.items()}


@cache
def _pattern(concept: str) -> re.Pattern[str]:
    words = load_concepts()[concept]
    spaced: list[str] = []
    unspaced: list[str] = []
    for language in LANGUAGES:
        phrases: tuple[str, ...] = getattr(words, language)
        (unspaced if language in _UNSPACED else spaced).extend(map(_as_regex, phrases))
    either = [rf"(?<![a-z0-9])(?:{'|'.join(dict.fromkeys(spaced))})(?![a-z0-9])"]
    either += dict.fromkeys(unspaced)
    return re.compile("|".join(either))


def _as_regex(phrase: str) -> str:
    """A phrase in the notation of ``concepts.toml`` as a bounded regular expression."""
    regex = phrase.replace(r"\w*", r"\w{0,14}").replace(")*", "){0,4}")
    regex = re.sub(r"(?<=\w)\*", r"\\w{0,14}", regex)
    regex = regex.replace(r"\w+", r"\w{1,16}").replace(r"\d+", r"\d{1,6}")
    regex = regex.replace(" … ", "…").replace(" ", "[ -]")
    regex = re.sub(r"\((?!\?)", "(?:", regex)
    # A French or Italian article clings to its word: l'objet, nell'oggetto.
    return regex.replace("…", r"[ -](?:\S{1,30}[ -]){0,4}(?:[a-z]{1,5}')?")


def find_mentions(view: View, concept: str) -> tuple[Mention, ...]:
    """Every place of the view that speaks of the idea, in order."""
    found = _pattern(concept).finditer(view.text)
    return tuple(Mention(*match.span(), concept) for match in found if match.end() > match.start())
