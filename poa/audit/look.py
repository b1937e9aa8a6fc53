"""Look for the terms of a rule: which sentences hold them, and which clauses deny them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from poa.audit.gate import gate_of, pattern_within, surely_holds
from poa.audit.reading import Reading, Span
from poa.audit.rule import Look

_CLAUSE_END = re.compile(
    r"[,;:()\n、，；：。！？]|[.!?](?=\s|$)|\s(?:but|aber|mais|pero|ma|mas)\s|\s(?:we|i)(?:\swill|'ll)\s"
)
_DENIED_WITHIN = 42
_DENIED_AFTER = 16


@dataclass(frozen=True)
class Sight:
    """One field of a message, and what was already seen in it.

    Attributes:
        reading: The field.
        languages: Whose terms to look for.
    """

    reading: Reading
    languages: tuple[str, ...]
    _seen: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    _held: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def possible(self) -> frozenset[str]:
        """The terms that the text may hold; every other one is surely not in it."""
        held = tuple(self._possible_in.values())
        return held[0] if len(held) == 1 else frozenset().union(*held)

    @cached_property
    def _possible_in(self) -> dict[str, frozenset[str]]:
        text = self.reading.text
        if not text or text.isspace():
            return {}
        return {language: gate_of(language).possible(text) for language in self.languages}

    def holds(self, term: str) -> bool:
        """Whether a term occurs; quicker than to say where."""
        held = self._held.get(term)
        if held is None:
            held = self._held[term] = term in self.possible and self._holds(term)
        return held

    def _holds(self, term: str) -> bool:
        if term in _MISTAKEN_FOR:
            return bool(self.hits(term))
        for language, possible in self._possible_in.items():
            if term in possible:
                told = surely_holds(language, term, self.reading.text)
                if told is None:
                    return bool(self.hits(term))
                if told:
                    return True
        return False

    def hits(self, term: str) -> tuple[Span, ...]:
        """Where a term occurs, in any of the languages, harmless uses of its words left out."""
        if term not in self.possible:
            return ()
        found = self._seen.get(term)
        if found is None:
            spans = {
                hit.span()
                for language, possible in self._possible_in.items()
                if term in possible
                and surely_holds(language, term, self.reading.text) is not False
                and (pattern := pattern_within(language, term, self.reading.text)) is not None
                for hit in pattern.finditer(self.reading.text)
            }
            if spans and term in _MISTAKEN_FOR:
                excluded = self.hits(_MISTAKEN_FOR[term])
                spans = {
                    span
                    for span in spans
                    if not any(start < span[1] and span[0] < end for start, end in excluded)
                }
            found = tuple(sorted(spans))
            self._seen[term] = found
        return found

    def within(self, term: str, stretch: Span) -> tuple[Span, ...]:
        """The hits of a term that begin inside a stretch of text."""
        return tuple(hit for hit in self.hits(term) if stretch[0] <= hit[0] < stretch[1])

    def affirmed(self, term: str, stretch: Span) -> tuple[Span, ...]:
        """The hits in a stretch that their own clause does not deny."""
        return tuple(hit for hit in self.within(term, stretch) if not self._is_denied(hit))

    def _is_denied(self, hit: Span) -> bool:
        text = self.reading.text
        for _, end in self.hits("negation"):
            if end <= hit[0] <= end + _DENIED_WITHIN and not _CLAUSE_END.search(text, end, hit[0]):
                return True
        for start, _ in self.hits("negation-after"):
            if hit[1] <= start <= hit[1] + _DENIED_AFTER and not _CLAUSE_END.search(
                text, hit[1], start
            ):
                return True
        return False


# Terms whose words have another, harmless use, and the term that describes it.
_MISTAKEN_FOR = {
    **dict.fromkeys(
        ("review", "review-ask", "review-noun", "feedback-noun", "review-mention"), "not-review"
    ),
    **dict.fromkeys(("if-happy", "happy-question"), "open-question"),
    **dict.fromkeys(("free-gift", "discount"), "free-service"),
    "cross-sell": "not-cross-sell",
    "again": "not-again",
    "social": "own-number",
    "change-review": "not-change",
    "warranty-offer": "own-warranty",
}


def look_for(look: Look, sight: Sight) -> Iterator[Span]:
    """Each place where a way of looking finds what it looks for, at most one per sentence.

    What excuses it wherever the message has it (``unless``) is not looked at here.
    """
    if not all(map(sight.holds, look.all)):
        return
    shown = look.mark or look.all[0]
    for stretch in _stretches(look, sight):
        found = {
            term: (sight.affirmed if term in look.affirmed else sight.within)(term, stretch)
            for term in (*look.all, shown)
        }
        if all(found.values()) and not any(sight.within(term, stretch) for term in look.none):
            yield found[shown][0]


def _stretches(look: Look, sight: Sight) -> Iterator[Span]:
    if look.within == "message":
        yield 0, len(sight.reading.text)
        return
    sentences = sight.reading.sentences
    for number, (start, end) in enumerate(sentences):
        if not sight.within(look.all[0], (start, end)):
            continue
        if look.within == "sentence":
            yield start, end
        else:
            yield (
                sentences[max(number - 1, 0)][0],
                sentences[min(number + 1, len(sentences) - 1)][1],
            )
