"""Promises without a control."""

from collections.abc import Iterator

from poa.check.anatomy import Anatomy
from poa.check.finding import Hit, Severity
from poa.check.reading import Draft
from poa.check.signals import is_vague

_MOST = 6
_MANY = 4


def look_at_promises(draft: Draft, anatomy: Anatomy) -> Iterator[Hit]:
    """Promises that nobody can check; they block where the letter holds nothing better."""
    if anatomy.route == "dispute":
        return
    empty = not anatomy.controls
    vague = [sentence for sentence in anatomy.vague if empty or is_vague(sentence)]
    blocks = vague and (empty or len(vague) >= _MANY > len(anatomy.controls))
    for sentence in vague[:_MOST]:
        severity = Severity.BLOCK if blocks else None
        yield Hit("vague-future-promises", *draft.whole(sentence), severity=severity)
