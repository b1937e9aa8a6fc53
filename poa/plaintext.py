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
# Cyrillic and Greek letters that look like Latin ones; used only beside Latin letters in a word.
_LOOKALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһӏԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιν",
    "ABESIJKMHOPCTYXaesijopcyxdhlqwABEZHIKMNOPTYXaoiv",
)
_WORD = re.compile(r"\w{2,64}")
_LATIN = re.compile(r"[A-Za-z]")
_GREEK_OR_CYRILLIC = re.compile(r"[\u0370-\u052f]")
_HTML = re.compile(
    r"<(?:!doctype|html|head|body|p|br|div|a|table|tr|td|span|img|b|i|strong|em|ul|ol|li|h[1-6]|font|style)\b[^>]{0,2000}>",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"<!--.{0,20000}?-->|<(script|style|head)\b.{0,50000}?</\1\s{0,9}>|</?[a-z!][^<>]{0,4000}>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(r"</?(?:p|br|div|tr|table|ul|ol|li|h[1-6]|blockquote|hr)\b", re.IGNORECASE)


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
    chars: list[str] = []
    starts: list[int] = []
    for at, char in enumerate(text):
        if char < "\x80":
            if char == "\r":
                if text[at + 1 : at + 2] == "\n":
                    continue
                char = "\n"  # noqa: PLW2901 - a lone carriage return is a line break
            chars.append(char)
            starts.append(at)
            continue
        if _INVISIBLE.match(char):
            continue
        plain = _SAME.get(char) or unicodedata.normalize("NFKC", char)
        chars.extend(plain)
        starts.extend([at] * len(plain))
    starts.append(len(text))
    folded = "".join(chars)
    if _GREEK_OR_CYRILLIC.search(folded):
        folded = _WORD.sub(_unmixed, folded)
    return Folded(folded, starts)


def _unmixed(word: re.Match[str]) -> str:
    """The word with its look-alikes made Latin, when it has Latin letters at all."""
    return word[0].translate(_LOOKALIKE) if _LATIN.search(word[0]) else word[0]


def fold_html(text: str) -> Folded:
    """The text that an HTML message shows, folded; tags, scripts and comments are left out."""
    pieces: list[str] = []
    starts: list[int] = []
    at = 0

    def keep(shown: str, first: int, *, each: bool) -> None:
        pieces.append(shown)
        starts.extend(range(first, first + len(shown)) if each else [first] * len(shown))

    for markup in _MARKUP.finditer(text):
        keep(text[at : markup.start()], at, each=True)
        token = markup[0]
        if token.startswith("&"):
            keep(html.unescape(token), markup.start(), each=False)
        elif _BLOCK.match(token):
            keep("\n", markup.start(), each=False)
        at = markup.end()
    keep(text[at:], at, each=True)
    starts.append(len(text))
    shown = fold("".join(pieces))
    if shown.starts is None:
        return Folded(shown.text, starts)
    return Folded(shown.text, [starts[start] for start in shown.starts])
