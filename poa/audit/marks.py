"""A message as people see it, with the offending words marked and the buyer left out."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from poa.audit.finding import Finding, Severity
from poa.audit.masking import HIDDEN, private_spans
from poa.plaintext import Folded, fold_html, is_html

_GAP = " … "


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a message.

    Attributes:
        text: The words.
        rules: The rules that these words break; empty for the words between.
        severity: The most serious of them.
    """

    text: str
    rules: tuple[str, ...] = ()
    severity: Severity | None = None


def marked(  # noqa: PLR0913 - the ways to show one text
    text: str,
    findings: Iterable[Finding],
    *,
    buyer: str = "",
    masked: bool = True,
    around: int | None = None,
    most: int = 6000,
) -> tuple[Piece, ...]:
    """The text in pieces, HTML shown as its words.

    Args:
        text: A subject or a body, as it was given.
        findings: What was found in this text.
        buyer: Who must not be named.
        masked: Whether the buyer is left out.
        around: Only so many characters on either side of a finding; the whole text without it.
        most: Longer texts are cut behind this many characters.
    """
    folded = fold_html(text) if is_html(text) else Folded(text)
    shown = folded.text
    marks = [
        (*_shown_span(folded, finding), finding)
        for finding in findings
        if finding.end > finding.start
    ]
    hidden = private_spans(shown, buyer) if masked else []
    kept = _kept(marks, len(shown), around, most)
    spans = [*hidden, *kept, *((start, end) for start, end, _ in marks)]
    cuts = {0, len(shown), *(edge for span in spans for edge in span)}
    pieces: list[Piece] = []
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(shown))
    for start, end in pairwise(edges):
        if not any(first <= start and end <= last for first, last in kept):
            if not pieces or pieces[-1].text != _GAP:
                pieces.append(Piece(_GAP))
            continue
        found = [mark for first, last, mark in marks if first <= start and end <= last]
        private = any(first <= start and end <= last for first, last in hidden)
        pieces.append(_piece(HIDDEN if private else shown[start:end], found))
    return _joined(pieces)


def _shown_span(folded: Folded, finding: Finding) -> tuple[int, int]:
    if folded.starts is None:
        return finding.start, finding.end
    start = bisect_left(folded.starts, finding.start)
    return start, max(start, bisect_left(folded.starts, finding.end))


def _kept(
    marks: list[tuple[int, int, Finding]], length: int, around: int | None, most: int
) -> list[tuple[int, int]]:
    if around is None:
        return [(0, min(length, most))]
    return [(max(0, start - around), min(length, end + around)) for start, end, _ in marks]


def _piece(text: str, found: list[Finding]) -> Piece:
    if not found:
        return Piece(text)
    serious = any(finding.severity is Severity.VIOLATION for finding in found)
    rules = tuple(dict.fromkeys(finding.rule for finding in found))
    return Piece(text, rules, Severity.VIOLATION if serious else Severity.CHECK)


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours that say the same become one; what was hidden in two parts is hidden once."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and last.severity is piece.severity:
            text = last.text if piece.text == HIDDEN == last.text else last.text + piece.text
            rules = tuple(dict.fromkeys((*last.rules, *piece.rules)))
            joined[-1] = Piece(text, rules, piece.severity)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)
