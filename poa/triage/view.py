"""The text of a notice as the rules read it, with the way back to the text as it was given.

Lower case, no accents on Latin letters, single spaces, quote marks of forwarded mail gone, typing
errors in the field's key words mended. A line break is a space; an empty line or a list item ends
a sentence.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from poa.plaintext import Folded, fold, fold_html, is_html
from poa.triage.languages import languages_of
from poa.triage.spelling import in_full, mend

# A notice is a page; what stands behind this many characters is not read.
MOST_CHARACTERS = 24_000
_MOST_MARKUP = 120_000
_SAYS_SOMETHING = 2
# A shorter word has too many neighbours for a typing error to be told.
_LONG = 6

_QUOTED = re.compile(r"(?m)^[ \t]{0,8}(?:(?:>|\|)[ \t]{0,2}){1,8}")
_ITEM = re.compile(
    r"[ \t]{0,30}(?:[-*\u2022\u00b7\u25cf\u25aa\u2023\u2013\u2014]|\(?\d{1,2}[.)]|\(?[a-f]\))[ \t]"
)
_SENTENCE_END = re.compile(r"[.!?;]{1,30}(?=[ \n\"')\]]|$)|[\u3002\uff01\uff1f]+|[!?;]+|\n+")
_WORD = re.compile(r"(?<![a-z0-9'])[a-z0-9]{1,20}(?![a-z0-9'])")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class View:
    """What the rules read.

    Attributes:
        text: The plain text.
        starts: For each character of ``text`` its offset in the given text, and one for the end.
        ends: For each character of ``text`` the offset behind its origin.
        sentences: Start and end of each sentence in ``text``.
        whole: Whether all that was given was read.
        languages: The languages of which it holds a word at least.
        spoken: Of those, the ones in which it says something.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: tuple[tuple[int, int], ...]
    whole: bool
    languages: tuple[str, ...]
    spoken: tuple[str, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text that ``start:end`` came from."""
        if not self.text or end <= start:
            return 0, 0
        return self.starts[start], self.ends[end - 1]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that holds the character at ``at``."""
        for start, end in self.sentences:
            if start <= at < end:
                return start, end
        return 0, len(self.text)


def read_view(given: str) -> View:
    """Make the view of a text, of HTML as well as of plain text."""
    markup = is_html(given[:_MOST_MARKUP])
    folded = fold_html(given[:_MOST_MARKUP]) if markup else fold(given[:MOST_CHARACTERS])
    shown = folded.text[:MOST_CHARACTERS]
    whole = len(given) <= _MOST_MARKUP if markup else len(given) <= MOST_CHARACTERS
    text, places = _plain(shown)
    spoken = languages_of(text, _SAYS_SOMETHING)
    # A word of another language may be further from an English key word than a typing error.
    text, places = _mended(text, places, most=2 if spoken[0] == "en" else 1)
    starts, ends = _origins(places, folded)
    read = whole and len(folded.text) <= len(shown)
    return View(text, starts, ends, _sentences(text), read, languages_of(text), spoken)


def _plain(shown: str) -> tuple[str, list[int]]:
    """Lower case, bare letters, single spaces; with the place of each character in ``shown``."""
    chars: list[str] = []
    places: list[int] = []
    skip = {at for quote in _QUOTED.finditer(shown) for at in range(*quote.span())}
    at = 0
    while at < len(shown):
        if at in skip:
            at += 1
            continue
        char = shown[at]
        if char.isspace():
            stop = at
            while stop < len(shown) and (shown[stop].isspace() or stop in skip):
                stop += 1
            mark = _gap(shown[at:stop], shown, at, stop)
            if mark and chars and chars[-1] != "\n":
                chars.append(mark)
                places.append(at)
            at = stop
            continue
        for bare in _bare(char):
            chars.append(bare)
            places.append(at)
        at += 1
    return "".join(chars), places


def _gap(blank: str, shown: str, start: int, stop: int) -> str:
    """What a run of white space becomes."""
    lines = blank.count("\n")
    if lines and (lines > 1 or _ITEM.match(shown, stop)):
        return "\n"
    before, after = shown[start - 1 : start], shown[stop : stop + 1]
    if _EAST_ASIAN.match(before) and _EAST_ASIAN.match(after):
        return ""
    return " "


def _bare(char: str) -> str:
    if char < "\x80":
        return char.lower()
    if char == "\u00df":
        return "ss"
    if char < "\u0250":
        return unicodedata.normalize("NFD", char)[0].lower()
    return char.lower() if len(char.lower()) == 1 else char


def _mended(text: str, places: list[int], *, most: int) -> tuple[str, list[int]]:
    """Key words with a typing error written as they should be."""
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for word in _WORD.finditer(text):
        right = mend(word[0], most) if len(word[0]) >= _LONG else word[0]
        if right == word[0] and most > 1:
            right = in_full(word[0])
        if right == word[0]:
            continue
        pieces += [text[at : word.start()], right]
        kept += places[at : word.start()]
        last = word.end() - 1
        kept += [places[min(word.start() + n, last)] for n in range(len(right) - 1)]
        kept.append(places[last])
        at = word.end()
    return "".join([*pieces, text[at:]]), kept + places[at:]


def _origins(places: list[int], folded: Folded) -> tuple[list[int], list[int]]:
    spans = [folded.origin(place, place + 1) for place in places]
    return [start for start, _ in spans], [end for _, end in spans]


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    start = 0
    for stop in _SENTENCE_END.finditer(text):
        if stop.end() > start:
            found.append((start, stop.end()))
            start = stop.end()
    if start < len(text):
        found.append((start, len(text)))
    return tuple(found)
