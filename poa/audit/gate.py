"""Tell in one pass over a text which terms of a language it may hold; all others are not tried.

Most messages hold few of the terms, and one pass is much quicker than a hundred searches. The
gate may let a term pass in vain; it never holds back one that the text has. With the extra
``fast`` installed the pass is RE2's, which lets less pass in vain, and which then also tells of
each term that passed whether a text of ASCII characters really holds it.
"""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Protocol

from poa.audit.literals import needed_literals
from poa.audit.terms import EDGE_AFTER, EDGE_BEFORE, phrase_sources, term_sources

try:
    import re2
except ModuleNotFoundError:
    re2 = None

_PIECE = 3
# What RE2 may remember of the texts it has seen, in bytes: for a language, and for a term.
_MEMORY = 16 << 20
_MEMORY_OF_TERM = 8 << 20
_MOST_MET = 4096
# RE2 cannot look around, so the edge of a word becomes a character that is read; its classes are
# those of ASCII, so they become wider. On ASCII text that is the same, on any other text a
# pattern finds at least what it found.
# Signs beyond ASCII are no letters, digits or spaces for either engine.
_AS_ASCII = re.compile("[\x00-\x7f–—•·€£…™®°«»¿¡✓★☆]*")
_EDGES = {EDGE_BEFORE: "(?:^|[^a-z0-9])", EDGE_AFTER: "(?:[^a-z0-9]|$)"}
_WIDER = {r"\s": r"\s\x0b\x1c-\x1f\x{85}\pZ", r"\w": r"\pL\pN\pM_"}
_TOKEN = re.compile(r"\[[^\]]{1,200}\]|\\.|\$")
# To count how often something comes is dear for RE2; that it comes at all is enough for a gate.
_COUNT = re.compile(r"\[[^\]]{1,200}\]|\\.|\{(\d),\d{1,3}\}")
# What a wider class would narrow, or RE2 does not know.
_UNREADABLE = re.compile(r"\[\^[^\]]{0,200}\\[swdSWD]|\\[bBdDSW]|\(\?[<!=]")


class Gate(Protocol):
    """Something that knows which terms a text may hold."""

    def possible(self, text: str) -> frozenset[str]:
        """The terms that the text may hold."""


@dataclass(frozen=True)
class LiteralGate:
    """The texts that terms cannot do without, under a short piece of each.

    Attributes:
        always: Terms without such a text.
        pieces: For each piece the texts that it stands for, with the terms that need them.
    """

    always: frozenset[str]
    pieces: dict[str, tuple[tuple[str, frozenset[str]], ...]]

    def possible(self, text: str) -> frozenset[str]:
        """The terms that the text may hold."""
        passed = set(self.always)
        shown = {text[at : at + _PIECE] for at in range(len(text))}
        shown.update([text[at : at + 2] for at in range(len(text))], text)
        for piece in self.pieces.keys() & shown:
            for literal, terms in self.pieces[piece]:
                if not terms <= passed and literal in text:
                    passed |= terms
        return frozenset(passed)


@dataclass(frozen=True)
class SetGate:
    """All terms as one set of patterns.

    Attributes:
        names: The terms in the order of the set; the last pattern of the set fits every text.
        patterns: The set.
        always: Terms that RE2 cannot read.
        language: Its literals are looked for when the set finds nothing at all, because its
            memory was used up.
    """

    names: tuple[str, ...]
    patterns: Any
    always: frozenset[str]
    language: str
    _met: dict[tuple[int, ...], frozenset[str]] = field(default_factory=dict)

    def possible(self, text: str) -> frozenset[str]:
        """The terms that the text may hold."""
        found = _match(self.patterns, text)
        if not found:
            return literal_gate(self.language).possible(text)
        key = tuple(found)
        terms = self._met.get(key)
        if terms is None:
            if len(self._met) >= _MOST_MET:
                self._met.clear()
            known = (self.names[number] for number in found if number < len(self.names))
            terms = self._met[key] = self.always.union(known)
        return terms


@cache
def gate_of(language: str) -> Gate:
    """The gate for the terms of a language."""
    return literal_gate(language) if re2 is None else _set_gate(language)


def pattern_within(language: str, term: str, text: str) -> re.Pattern[str] | None:
    """The pattern of a term without those of its phrases that a text surely does not hold.

    It finds what the whole pattern finds: a phrase that cannot match is no alternative.
    """
    kept = tuple(
        number
        for number, literals in enumerate(_literals_of(language, term))
        if literals is None or any(literal in text for literal in literals)
    )
    return _pattern_of(language, term, kept) if kept else None


@cache
def _literals_of(language: str, term: str) -> tuple[frozenset[str] | None, ...]:
    return tuple(map(needed_literals, phrase_sources(language).get(term, ())))


@lru_cache(maxsize=4096)
def _pattern_of(language: str, term: str, kept: tuple[int, ...]) -> re.Pattern[str]:
    phrases = phrase_sources(language)[term]
    return re.compile("|".join(phrases[number] for number in kept))


def surely_holds(language: str, term: str, text: str) -> bool | None:
    """Whether a text holds a term of a language; ``None`` where only a search can tell."""
    patterns = _set_of(language, term)
    found = None if patterns is None else _match(patterns, text)
    if not found:
        return None
    if len(found) == 1:
        return False
    return True if text.isascii() or _AS_ASCII.fullmatch(text) else None


def _match(patterns: Any, text: str) -> list[int] | None:  # noqa: ANN401 - RE2 has no types
    try:
        found: list[int] | None = patterns.Match(text)
    except UnicodeEncodeError:
        return None
    return found


def _set_gate(language: str) -> SetGate:
    readable = {
        term: _COUNT.sub(_uncounted, source)
        for term, plain in term_sources(language).items()
        if (source := _for_re2(plain)) is not None
    }
    patterns = _compiled([*readable.values(), ""], _MEMORY)
    always = term_sources(language).keys() - readable.keys()
    return SetGate(tuple(readable), patterns, frozenset(always), language)


@cache
def _set_of(language: str, term: str) -> Any:  # noqa: ANN401 - RE2 has no types
    """A term as a set of its own and of a pattern that fits every text, where RE2 can read it."""
    plain = term_sources(language).get(term)
    source = None if re2 is None or plain is None else _for_re2(plain)
    if source is None:
        return None
    try:
        return _compiled(["", source], _MEMORY_OF_TERM)
    except re2.error:
        return None


def _compiled(sources: list[str], memory: int) -> Any:  # noqa: ANN401 - RE2 has no types
    options = re2.Options()
    options.max_mem = memory
    options.never_capture = True
    options.log_errors = False
    patterns = re2.Set.SearchSet(options)
    for source in sources:
        patterns.Add(source)
    patterns.Compile()
    return patterns


def _for_re2(source: str) -> str | None:
    """A term's expression as RE2 reads it, or nothing where that could hold back a match."""
    for edge, read in _EDGES.items():
        source = source.replace(edge, read)
    return None if _UNREADABLE.search(source) else _TOKEN.sub(_widened, source)


def _widened(found: re.Match[str]) -> str:
    text = found[0]
    if text == "$":
        return r"\n?$"
    if text in _WIDER:
        return f"[{_WIDER[text]}]"
    if text.startswith("["):
        for narrow, wide in _WIDER.items():
            text = text.replace(narrow, wide)
    return text


def _uncounted(found: re.Match[str]) -> str:
    return found[0] if found[1] is None else f"{{{found[1]},}}"


@cache
def literal_gate(language: str) -> LiteralGate:
    """The gate that needs nothing but the standard library."""
    needing: dict[str, set[str]] = {}
    always = set()
    for term, source in term_sources(language).items():
        literals = needed_literals(source)
        if literals is None:
            always.add(term)
        for literal in literals or ():
            needing.setdefault(literal, set()).add(term)
    crowd: dict[str, int] = {}
    for literal in needing:
        for piece in _pieces(literal):
            crowd[piece] = crowd.get(piece, 0) + 1
    pieces: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for literal, terms in needing.items():
        rarest = min(_pieces(literal), key=lambda piece: (crowd[piece], piece))
        pieces.setdefault(rarest, []).append((literal, frozenset(terms)))
    return LiteralGate(frozenset(always), {piece: tuple(known) for piece, known in pieces.items()})


def _pieces(literal: str) -> list[str]:
    if len(literal) <= _PIECE:
        return [literal]
    return [literal[at : at + _PIECE] for at in range(len(literal) - _PIECE + 1)]
