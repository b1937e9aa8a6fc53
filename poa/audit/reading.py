"""A text as rules read it: lower case, no accents, disguise or quoted mail, cut in sentences."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from poa.audit.shapes import ALL_SHAPES, shapes_of
from poa.plaintext import Folded, fold, fold_html, is_html

Span = tuple[int, int]

_ACCENTED = {
    code: base
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (base := unicodedata.normalize("NFD", chr(code))[0].lower()).isascii() and base.isalpha()
}
# Quotation marks and Markdown's stars say nothing to a rule; a star behind a digit is a star.
_DECORATION = re.compile(r'["`~|]|(?<!\d)\*|(?<![^\W_])_|_(?![^\W_])')
_LEET = re.compile(r"(?<=[a-z])[013457@$]{1,3}(?=[a-z])")
_LEET_LETTERS = str.maketrans("013457@$", "oieastas")
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_]([ .\-*·•_])[^\W\d_](?:\1[^\W\d_]){2,40}(?![^\W_])")
_QUOTED_LINE = re.compile(r"(?m)^[ \t]{0,9}>[^\n]{0,4000}")
_QUOTED_REST = re.compile(
    r"(?m)^[ \t]{0,9}(?:-{2,}\s?(?:original message|ursprungliche nachricht|message d'origine|"
    r"mensaje original|messaggio originale|mensagem original)|"
    r"(?:on|am|le|el|il|em)\s[^\n]{8,120}(?:wrote|schrieb[^\n:]{0,60}|a ecrit|escribio|ha scritto|"
    r"escreveu)\s?:\s?$)"
)
_SENTENCE_END = re.compile(
    r"[.!?…](?:[.!?…)\]'\"»]{0,9})(?=\s)(?!\s{1,9}[a-z])|[。！？]+|\n\s{0,99}\n|\n(?=\s{0,9}(?:[-•·–●►✓]|\d{1,2}[.)]))|\n"
)
_WRAPPED_AT = 56


@dataclass(frozen=True)
class Reading:
    """One field of a message as rules read it.

    Attributes:
        source: The field as it was given.
        folded: What it shows, and the way back to ``source``.
        text: Lower case, without accents, disguises and quoted mail; as long as ``folded.text``.
        shapes: What ``folded`` may hold of links, numbers and the like; surely nothing else.
    """

    source: str
    folded: Folded
    text: str
    shapes: frozenset[str] = ALL_SHAPES

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Where the sentences are; a line that was wrapped does not end one."""
        spans: list[Span] = []
        start = 0
        for end in _SENTENCE_END.finditer(self.text):
            if end[0] == "\n" and self._is_wrapped(end.start()):
                continue
            if self.text[start : end.end()].strip():
                spans.append((start, end.end()))
            start = end.end()
        if self.text[start:].strip():
            spans.append((start, len(self.text)))
        return tuple(spans)

    @property
    def read_to(self) -> int:
        """Where in the field the part that was read ends."""
        return len(self.source)

    def beginning(self, length: int) -> "Reading":
        """The same field, as if it ended behind so many shown characters."""
        starts = self.folded.starts
        end = length if starts is None else starts[length]
        folded = Folded(
            self.folded.text[:length], None if starts is None else [*starts[:length], end]
        )
        return Reading(self.source[:end], folded, self.text[:length], self.shapes)

    def origin(self, span: Span) -> Span:
        """Where in the field as it was given the words of ``span`` stand."""
        return self.folded.origin(*span)

    def _is_wrapped(self, at: int) -> bool:
        line = self.text.rfind("\n", 0, at) + 1
        before = self.text[line:at].rstrip()
        after = self.folded.text[at + 1 : at + 40].lstrip(" \t")
        if (
            not after
            or after[0] in "-*•"
            or before.endswith((".", "!", "?", ":", "。", "！", "？"))
        ):
            return False
        return after[0].islower() or (len(before) >= _WRAPPED_AT and after[0].isalnum())


def plain(text: str) -> str:
    """The text in lower case and without accents, character for character."""
    if text.isascii():
        return text.lower()
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_ACCENTED)


def read(source: str) -> Reading:
    """Make a field of a message ready for the rules."""
    folded = fold_html(source) if is_html(source) else fold(source)
    text = plain(folded.text)
    shapes = shapes_of(text)
    if "spaced" in shapes:
        folded = _unspaced(folded)
        text = plain(folded.text)
        shapes = shapes_of(text)
    if "decoration" in shapes:
        text = _DECORATION.sub(" ", text)
    if "leet" in shapes:
        text = _LEET.sub(lambda found: found[0].translate(_LEET_LETTERS), text)
    if "quoted-line" in shapes:
        text = _QUOTED_LINE.sub(lambda found: " " * len(found[0]), text)
    if "quoted-rest" in shapes:
        quoted = _QUOTED_REST.search(text)
        if quoted and text[: quoted.start()].strip():
            text = text[: quoted.start()] + " " * (len(text) - quoted.start())
    return Reading(source, folded, text, shapes)


def _unspaced(folded: Folded) -> Folded:
    """Close up words written with spaces or dots between their letters."""
    if _SPACED.search(folded.text) is None:
        return folded
    kept: list[int] = []
    at = 0
    for word in _SPACED.finditer(folded.text):
        kept.extend(range(at, word.start()))
        kept.extend(range(word.start(), word.end(), 2))
        at = word.end()
    kept.extend(range(at, len(folded.text)))
    text = "".join(folded.text[place] for place in kept)
    starts = folded.starts
    origins = kept if starts is None else [starts[place] for place in kept]
    return Folded(text, [*origins, len(folded.text) if starts is None else starts[-1]])
