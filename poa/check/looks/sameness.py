"""Sentences that stand twice, and closeness to published templates."""

import re
from collections.abc import Iterator

from poa.check.finding import Hit, Severity
from poa.check.fingerprints import known_templates, shingles
from poa.check.reading import Draft

_WORD = re.compile(r"[a-z0-9']+")
_NOTICEABLE, _CLOSE = 0.06, 0.2
_LEAST_SHARED = 6


def look_at_sameness(draft: Draft) -> Iterator[Hit]:
    """Repeated sentences and known templates."""
    seen: dict[str, int] = {}
    for sentence in draft.sentences:
        words = _WORD.findall(sentence.low)
        if len(words) < 8 or sentence.heading:
            continue
        key = " ".join(words)
        if seen.setdefault(key, sentence.start) != sentence.start:
            yield Hit("repeated-sentence", *draft.whole(sentence))
    own = shingles(draft.low)
    shared = own & known_templates()
    share = len(shared) / len(own) if own else 0.0
    if len(shared) >= _LEAST_SHARED and share >= _NOTICEABLE:
        severity = Severity.BLOCK if share >= _CLOSE else Severity.WARN
        yield Hit(
            "generic-template",
            0,
            0,
            f"{share:.0%} of the wording is in published templates",
            severity,
        )
