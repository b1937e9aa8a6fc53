"""A letter as rules want to see it: sentences, the part each belongs to, what is only quoted."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from poa.check.dates import FoundDate, find_dates
from poa.check.headings import Part, read_heading
from poa.plaintext import Folded, fold
from poa.resources import shipped_toml

# A letter that long is refused for its length; the rules read its beginning.
MOST_READ = 40_000
_MOST_SENTENCES = 1_500
_BULLET = re.compile(
    r"\s{0,12}(?:[-*\u2022\u00b7\u25cf\u25aa\u2013\u2014>+]|\(?(?:\d{1,2}|[a-zA-Z])[.):,])\s{1,6}"
)
_END = re.compile(r"[.!?][\"')\]]{0,3}\s{1,4}(?=\S)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|e\.g|i\.e|mr|mrs|ms|dr|no|nos|inc|ltd|co|corp|approx"
    r"|vs|etc|st|art|resp|incl|dept|\d{1,2})\.$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"\"[^\"]{1,600}\"|\u00ab[^\u00bb]{1,600}\u00bb|`[^`\n]{1,300}`|(?<!\w)'[^'\n]{2,300}'(?!\w)"
)
_CLOSING = re.compile(
    r"(?:we|i) (?:kindly |respectfully |therefore |hereby ){0,6}(?:ask|request|hope"
    r"|look|thank|appreciate|remain|would)|thank|please|kind|best|sincere|yours"
    r"|regards|with regards|respectfully|looking forward"
)
# "What guards it:" opens something, though no part that is known; its words tell what it does.
_LEAD = re.compile(r"(?:What|How|Why|Where|So|And) [^.!?:\n]{2,50}:(?:\s|$)")
_ENGLISH = frozenset(shipped_toml("check/rules/words.toml")["english"].split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one line of a list.

    Attributes:
        low: What patterns read: folded, lower case, one space between words.
        start: Offset of its first character in the folded text.
        end: Offset behind its last one.
        parts: What it is there for; by the headings, else by its place.
        bullet: It is an item of a list.
        heading: It is a heading.
        quotes: Spans of ``low`` that stand within quotation marks.
        paragraph: Number of the paragraph it stands in.
    """

    low: str
    start: int
    end: int
    parts: frozenset[Part]
    bullet: bool = False
    heading: bool = False
    quotes: tuple[tuple[int, int], ...] = ()
    paragraph: int = 0

    def quoted(self, start: int, end: int) -> bool:
        """Whether that span of ``low`` stands within quotation marks."""
        return any(first <= start and end <= last for first, last in self.quotes)


@dataclass(frozen=True)
class Draft:
    """A letter, read.

    Attributes:
        text: As it was given.
        folded: Its beginning, made plain.
        sentences: In order, headings among them.
        headed: The parts that have headings of their own.
        words: How many words the whole letter has.
    """

    text: str
    folded: Folded
    sentences: tuple[Sentence, ...]
    headed: frozenset[Part]
    words: int

    @cached_property
    def low(self) -> str:
        """All sentences as patterns read them, one per line."""
        return "\n".join(sentence.low for sentence in self.sentences)

    @cached_property
    def dates(self) -> tuple[FoundDate, ...]:
        """The dates it names."""
        return find_dates(sentence.low for sentence in self.sentences)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for sentence in self.sentences:
            starts.append(at)
            at += len(sentence.low) + 1
        return starts

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The number of the sentence at an offset of ``low``, and where it begins there."""
        number = bisect_right(self._starts, offset) - 1
        return number, self._starts[number]

    def span(self, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
        """The span of the given text that the span ``start:end`` of a sentence's ``low`` shows."""
        raw = self.folded.text[sentence.start : sentence.end]
        places: list[int] = []
        blank = False
        for at, char in enumerate(raw):
            if char.isspace():
                blank = True
                continue
            if blank and places:
                places.append(at - 1)
            blank = False
            places.append(at)
        first, last = places[start], places[end - 1] + 1
        return self.folded.origin(sentence.start + first, sentence.start + last)

    def whole(self, sentence: Sentence) -> tuple[int, int]:
        """The span of the given text that a sentence shows."""
        return self.folded.origin(sentence.start, sentence.end)

    @cached_property
    def english(self) -> bool:
        """Whether enough of the words are English for the rules about wording."""
        words = self.low.split()[:400]
        return len(words) < 12 or sum(word in _ENGLISH for word in words) * 8 >= len(words)


class _Block(NamedTuple):
    """Lines that belong together, whether they are a list's item, whether a paragraph begins."""

    start: int
    end: int
    bullet: bool = False
    fresh: bool = False


def read_letter(text: str) -> Draft:
    """Read a letter; never fails, whatever the text is."""
    folded = fold(text[:MOST_READ])
    sentences: list[Sentence] = []
    headed: set[Part] = set()
    current: frozenset[Part] = frozenset((Part.OPENING,))
    paragraph = 0
    for block in _blocks(folded.text):
        start = block.start
        paragraph += block.fresh
        if len(sentences) > _MOST_SENTENCES:
            break
        heading = read_heading(folded.text[start : block.end].split("\n", 1)[0])
        begin = start
        if heading:
            current = heading[0]
            headed |= current
            begin = start + heading[1]
            line = _sentence(folded.text, _Block(start, begin), current, paragraph=0)
            sentences.append(replace(line, heading=True))
        elif block.fresh and not block.bullet and headed and _LEAD.match(folded.text, start):
            current = frozenset()
        elif (
            block.fresh
            and not block.bullet
            and headed
            and _CLOSING.match(folded.text[start : start + 60].lower())
        ):
            current = frozenset((Part.CLOSING,))
        sentences.extend(_split(folded.text, block._replace(start=begin), current, paragraph))
    kept = tuple(sentence for sentence in sentences if sentence.low)
    return Draft(text, folded, kept, frozenset(headed), len(text.split()))


def _blocks(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    at = 0
    fresh = True
    before = ""
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        shown = line.strip()
        if not shown:
            fresh, before = True, ""
            continue
        mark = _BULLET.match(line)
        goes_on = (
            not fresh
            and not mark
            and before
            and before[-1] not in ".!?:;|"
            and (shown[0].islower() or len(before) >= 55)
            and not (len(shown) < 80 and read_heading(line))
        )
        if goes_on and blocks:
            blocks[-1] = blocks[-1]._replace(end=start + len(line))
        else:
            blocks.append(_Block(start, start + len(line), mark is not None, fresh))
        fresh, before = False, shown
    return blocks


def _split(text: str, of: _Block, parts: frozenset[Part], paragraph: int) -> list[Sentence]:
    start, end = of.start, of.end
    mark = _BULLET.match(text, start, end) if of.bullet else None
    start = mark.end() if mark else start
    block = text[start:end]
    if not block.strip():
        return []
    quotes = (
        [quote.span() for quote in _QUOTED.finditer(block)]
        if any(q in block for q in "\"'`\u00ab")
        else []
    )
    cuts = [0]
    for stop in _END.finditer(block):
        here = stop.start()
        if any(first < here < last - 1 for first, last in quotes):
            continue
        if block[here] == "." and _ABBREVIATION.search(block[max(0, here - 8) : here + 1]):
            continue
        cuts.append(stop.end())
    cuts.append(len(block))
    return [
        _sentence(text, of._replace(start=start + first, end=start + last), parts, paragraph)
        for first, last in pairwise(cuts)
    ]


def _sentence(text: str, of: _Block, parts: frozenset[Part], paragraph: int) -> Sentence:
    start, end = of.start, of.end
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    end -= len(raw) - len(raw.rstrip())
    low = " ".join(raw.replace("\u0130", "i").lower().split())
    quotes: tuple[tuple[int, int], ...] = ()
    if any(q in low for q in "\"'`\u00ab"):
        quotes = tuple(quote.span() for quote in _QUOTED.finditer(low))
    if low.startswith("> "):
        quotes = ((0, len(low)),)
    return Sentence(
        low, start, max(start, end), parts, bullet=of.bullet, quotes=quotes, paragraph=paragraph
    )
