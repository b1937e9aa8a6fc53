"""Text as rules want to see it, with the way back to the text as it was given.

Sellers paste from mail programs, and some messages hide words behind look-alike letters. A rule
reads the folded text; what it finds is reported by offsets into the original.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_SAME = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u00b4": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-",
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u3000": " ",
    "\u2028": "\n", "\u2029": "\n", "\u0085": "\n",
}  # fmt: skip
# Zero-width characters, soft hyphen, variation selectors and direction marks: shown as nothing.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
_FOREIGN = re.compile("\r\n?|[^\x00-\x7f]")
# Cyrillic and Greek letters that look like Latin ones; used only beside Latin letters in a word.
_LOOKALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһӏԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιν",
    "ABESIJKMHOPCTYXaesijopcyxdhlqwABEZHIKMNOPTYXaoiv",
)
_WORD = re.compile(r"\w{2,64}")
_LATIN = re.compile("[A-Za-z]")
_GREEK_OR_CYRILLIC = re.compile("[\u0370-\u052f]")
_HTML = re.compile(
    r"<(?:!doctype|html|head|body|p|br|div|a|table|tr|td|span|img|b|i|strong|em|ul|ol|li|h[1-6]|font|style)\b[^>]{0,2000}>",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"<!--|</?[a-z!][^<>]{0,4000}>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});",
    re.IGNORECASE,
)
# What stands between these tags is not shown.
_UNSHOWN = re.compile(r"<(script|style|head)\b", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|br|div|tr|td|th|table|ul|ol|li|h[1-6]|blockquote|hr)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made plain.

    Attributes:
        text: What a rule reads.
        starts: For each character of ``text`` the offset of its origin, and one more for the end;
            ``None`` when nothing was changed.
    """

    text: str
    starts: Sequence[int] | None = None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original that the span ``start:end`` of the folded text came from."""
        if self.starts is None:
            return start, end
        last = self.starts[end - 1] + 1 if end > start else self.starts[start]
        return self.starts[start], max(last, self.starts[start])


def is_html(text: str) -> bool:
    """Whether the text is written in HTML."""
    return "<" in text and _HTML.search(text) is not None


def fold(text: str) -> Folded:
    r"""Make typographic and deceptive characters plain; letters of any language stay.

    Curly quotes, unusual hyphens and spaces become their plain forms, invisible characters vanish,
    full-width and other compatibility forms become usual ones, ``\r\n`` becomes ``\n``, and a
    Cyrillic or Greek look-alike inside a Latin word becomes the letter that it imitates.
    """
    if text.isascii() and "\r" not in text:
        return Folded(text)
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for match in _FOREIGN.finditer(text):
        here = match.start()
        pieces.append(text[at:here])
        starts.extend(range(at, here))
        at = match.end()
        char = match[0]
        if char[0] == "\r":  # a lone carriage return is a line break as well
            plain = "\n"
        elif _INVISIBLE.match(char):
            continue
        else:
            plain = _SAME.get(char) or unicodedata.normalize("NFKC", char)
        pieces.append(plain)
        starts.extend([at - 1] * len(plain))
    pieces.append(text[at:])
    starts.extend(range(at, len(text) + 1))
    folded = "".join(pieces)
    if _GREEK_OR_CYRILLIC.search(folded):
        folded = _WORD.sub(_without_lookalikes, folded)
    return Folded(folded, starts)


def _without_lookalikes(word: re.Match[str]) -> str:
    mixed = _LATIN.search(word[0]) and _GREEK_OR_CYRILLIC.search(word[0])
    return word[0].translate(_LOOKALIKE) if mixed else word[0]


def fold_html(text: str) -> Folded:
    """The text that an HTML message shows, folded; tags, scripts and comments are left out."""
    pieces: list[str] = []
    starts: list[int] = []
    at = 0

    def keep(shown: str, first: int, *, each: bool) -> None:
        pieces.append(shown)
        starts.extend(range(first, first + len(shown)) if each else [first] * len(shown))

    never_closed: set[str] = set()
    markup = _MARKUP.search(text)
    while markup:
        keep(text[at : markup.start()], at, each=True)
        found, at = markup[0], markup.end()
        unshown = _UNSHOWN.match(found)
        closing = "-->" if found == "<!--" else f"</{unshown[1].lower()}" if unshown else ""
        if closing and closing not in never_closed:
            end = re.compile(re.escape(closing), re.IGNORECASE).search(text, at)
            if end:
                at = end.end() if found == "<!--" else end.start()
            else:
                never_closed.add(closing)
        if found.startswith("&"):
            keep(html.unescape(found), markup.start(), each=False)
        elif _BLOCK.match(found):
            keep("\n", markup.start(), each=False)
        markup = _MARKUP.search(text, at)
    keep(text[at:], at, each=True)
    starts.append(len(text))
    shown = fold("".join(pieces))
    if shown.starts is None:
        return Folded(shown.text, starts)
    return Folded(shown.text, [starts[start] for start in shown.starts])
