"""Feelings, pleading and shouting, where phrases alone do not decide."""

import re
from collections.abc import Iterable, Iterator

from poa.check.finding import Hit, Severity
from poa.check.reading import Draft

_REQUEST = re.compile(
    r"\b(?:please|kindly|ask|request|hope|need|want|help)\b[^.]{0,60}\b(?:reinstat\w{1,4}"
    r"|reactivat\w{1,4}|restor\w{1,4}|lift\w{0,3}|help|give|consider\w{0,3}|back"
    r"|open|unblock\w{0,3}|remove|allow|understand\w{0,3}|review)\b"
)
_CAPITALS = re.compile(r"\b(?:[A-Z']{3,20}\b[ ,]{1,2}){2,500}[A-Z']{3,20}\b")
_LOUD = re.compile(r"!{2,500}|\?{2,500}|![^!\n]{1,300}![^!\n]{1,300}!")


def look_at_tone(draft: Draft) -> Iterator[Hit]:
    """Capitals and exclamation marks."""
    text = draft.folded.text
    for pattern in (_CAPITALS, _LOUD):
        for match in pattern.finditer(text):
            line_start = text.rfind("\n", 0, match.start()) + 1
            line_end = text.find("\n", match.end())
            line = text[line_start : len(text) if line_end < 0 else line_end].strip()
            if pattern is _CAPITALS and len(line) - len(match[0]) < 25:
                continue  # a heading in capitals
            yield Hit("shouting", *draft.folded.origin(*match.span()))
            break


def settle_tone(draft: Draft, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Report hardship as feelings, and the request that leans on it as a plea."""
    hits = list(hits)
    pleads = any(hit.rule == "emotional-plea" for hit in hits)
    hardship = False
    for hit in hits:
        if hit.rule == "hardship":
            hardship = True
            yield Hit("emotional", hit.start, hit.end, "hardship is no reason for Amazon")
        elif hit.rule == "deep-apology":
            yield Hit("over-apologetic", hit.start, hit.end, severity=Severity.WARN)
        else:
            yield hit
    if hardship and not pleads:
        for sentence in draft.sentences:
            request = _REQUEST.search(sentence.low)
            if request:
                yield Hit(
                    "emotional-plea",
                    *draft.span(sentence, *request.span()),
                    "the request leans on hardship",
                )
                break
