"""Tell in one pass over a text which terms of a language it may hold; all others are not tried.

Most messages hold few of the terms, and one pass is much quicker than a hundred searches. The
gate may let a term pass in vain; it never holds back one that the text has. With the extra
``fast`` installed the pass is RE2's, which lets less pass in vain.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from poa.audit.literals import needed_literals
from poa.audit.terms import term_sources

try:
    import re2
except ModuleNotFoundError:
    re2 = None

_PIECE = 3
# What RE2 may remember of the texts it has seen, per language, in bytes.
_MEMORY = 48 << 20
# RE2 cannot look around, and its classes are those of ASCII: without the former and with wider
# classes a pattern finds at least what it found.
_LOOKS_AROUND = re.compile(r"\(\?<?[!=]\[\^\\W_\]\)")
_WIDER = {r"\s": r"\s\x0b\x1c-\x1f\x{85}\pZ", r"\w": r"\pL\pN\pM_"}
_CLASS_OR_ESCAPE = re.compile(r"\[[^\]]{1,200}\]|\\[sw]")
# What a wider class would narrow, or RE2 does not know.
_UNREADABLE = re.compile(r"\[\^[^\]]{0,200}\\[swdSWD]|\\[bBdDSW]|\(\?[<!=]")


class Gate(Protocol):
    """Something that knows which terms a text may hold."""

    def possible(self, text: str) -> set[str]:
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

    def possible(self, text: str) -> set[str]:
        """The terms that the text may hold."""
        passed = set(self.always)
        shown = {text[at : at + _PIECE] for at in range(len(text))}
        shown.update([text[at : at + 2] for at in range(len(text))], text)
        for piece in self.pieces.keys() & shown:
            for literal, terms in self.pieces[piece]:
                if not terms <= passed and literal in text:
                    passed |= terms
        return passed


@dataclass(frozen=True)
class SetGate:
    """All terms as one set of patterns.

    Attributes:
        always: Terms that RE2 cannot read.
        names: The terms in the order of the set.
        patterns: The set.
        spare: Asked when the set finds nothing, because it also finds nothing when its memory is
            used up.
    """

    always: frozenset[str]
    names: tuple[str, ...]
    patterns: Any
    spare: LiteralGate

    def possible(self, text: str) -> set[str]:
        """The terms that the text may hold."""
        try:
            found = self.patterns.Match(text)
        except UnicodeEncodeError:
            found = ()
        if not found:
            return self.spare.possible(text)
        return {self.names[number] for number in found} | self.always


@cache
def gate_of(language: str) -> Gate:
    """The gate for the terms of a language."""
    return literal_gate(language) if re2 is None else _set_gate(language)


def _set_gate(language: str) -> SetGate:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.never_capture = True
    options.log_errors = False
    patterns = re2.Set.SearchSet(options)
    names, always = [], set()
    for term, source in term_sources(language).items():
        seen = _LOOKS_AROUND.sub("", source)
        if _UNREADABLE.search(seen):
            always.add(term)
            continue
        patterns.Add(_CLASS_OR_ESCAPE.sub(_widened, seen))
        names.append(term)
    patterns.Compile()
    return SetGate(frozenset(always), tuple(names), patterns, literal_gate(language))


def _widened(found: re.Match[str]) -> str:
    text = found[0]
    if text in _WIDER:
        return f"[{_WIDER[text]}]"
    for narrow, wide in _WIDER.items():
        text = text.replace(narrow, wide)
    return text


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
