"""The words of each language that rules are made of, written as short phrases in ``terms/*.toml``.

A phrase is whole words; a ``*`` behind a word or before it lets the word go on. A space stands for
any white space, and may be missing where a ``?`` follows it; ``...`` stands for up to a few words
of the same clause, ``{name}`` for any phrase of another term.
Everything else is a regular expression in the common part of ``re`` and RE2. Case and accents do
not matter: phrases and messages lose them in the same way (``poa.audit.reading.plain``).
"""

import re
from functools import cache

from poa.audit.reading import plain
from poa.resources import shipped_toml

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "ja", "zh")
# Where a word begins, and where it ends.
EDGE_BEFORE, EDGE_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_WITHOUT_SPACES = frozenset({"ja", "zh"})
_GOES_ON = re.compile(r"\w\*$")
_REFERENCE = re.compile(r"\{([a-z][a-z-]*)\}")


@cache
def pattern_of(language: str, term: str) -> re.Pattern[str] | None:
    """A term of a language as one pattern for text that ``plain`` made, if the language has it."""
    source = term_sources(language).get(term)
    return None if source is None else re.compile(source)


@cache
def term_sources(language: str) -> dict[str, str]:
    """The regular expressions of a language's terms."""
    return {term: "|".join(sources) for term, sources in phrase_sources(language).items()}


@cache
def phrase_sources(language: str) -> dict[str, tuple[str, ...]]:
    """The regular expressions of the phrases that a language's terms are made of."""
    phrases: dict[str, list[str]] = shipped_toml(f"audit/terms/{language}.toml")
    joined = language in _WITHOUT_SPACES
    return {
        term: tuple(_source(_expand(phrase, phrases), joined=joined) for phrase in listed)
        for term, listed in phrases.items()
    }


def _expand(phrase: str, phrases: dict[str, list[str]]) -> str:
    return _REFERENCE.sub(
        lambda name: "(?:" + "|".join(_expand(one, phrases) for one in phrases[name[1]]) + ")",
        phrase,
    )


def _source(phrase: str, *, joined: bool) -> str:
    """A phrase as a regular expression, with edges of words that all engines agree on."""
    opens, closes = phrase.startswith("*"), _GOES_ON.search(phrase) is not None
    core = phrase[1 if opens else 0 : -1 if closes else None]
    gap = "[^.!?。！？\n]{0,20}" if joined else "[^.!?;\n]{0,45}"
    core = plain(core).replace(" ... ", rf" (?:{gap} )?").replace("...", gap)
    core = core.replace(" ?", r"\s{0,9}").replace(" ", r"\s{1,9}")
    before = "" if opens or joined else EDGE_BEFORE
    after = "" if closes or joined else EDGE_AFTER
    return f"{before}(?:{core}){after}"
