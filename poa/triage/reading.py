"""The whole reading of one notice: what it is, what it says, what to do now."""

from dataclasses import dataclass
from datetime import date

from poa.causes import Cause
from poa.triage.advice import Advice, advise
from poa.triage.kinds import Confidence, Kind, read_kind
from poa.triage.lengths import Length, read_stretch
from poa.triage.named import read_causes
from poa.triage.stance import Stances
from poa.triage.view import View, read_view

# The six causes are about a seller's messages; elsewhere the same words tell of other things.
_HAVE_CAUSES = (Kind.RESTRICTED, Kind.BLOCKED)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the given text and what they mean; ``start`` and ``end`` are offsets into it."""

    start: int
    end: int
    means: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says about a restriction.

    Attributes:
        kind: What it tells of.
        confidence: ``low`` where the words could mean something else.
        causes: The causes it says apply.
        causes_listed: The causes it only recites as possibilities.
        duration_hours: The length in hours, ``"indefinite"``, or ``None`` where it does not say.
        noticed_on: The day of the notice.
        starts_on: The first day.
        ends_on: The day it ends.
        advice: The next step.
        why: The reason for it, in a sentence or two.
        missing: What the text leaves open and the seller should find.
        evidence: The words it rests on, in the order of the text.
        whole: Whether all of the text was read; a notice is never as long as what was left out.
    """

    kind: Kind
    confidence: Confidence
    causes: tuple[Cause, ...]
    causes_listed: tuple[Cause, ...]
    duration_hours: Length
    noticed_on: date | None
    starts_on: date | None
    ends_on: date | None
    advice: Advice
    why: str
    missing: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    whole: bool

    def as_json(self) -> dict[str, object]:
        """The promised keys, and those that stand beside them."""
        return {
            "kind": self.kind,
            "confidence": self.confidence,
            "causes": list(self.causes),
            "causes_listed": list(self.causes_listed),
            "duration_hours": self.duration_hours,
            "noticed_on": _iso(self.noticed_on),
            "starts_on": _iso(self.starts_on),
            "ends_on": _iso(self.ends_on),
            "advice": self.advice,
            "why": self.why,
            "missing": list(self.missing),
            "evidence": [
                {"start": one.start, "end": one.end, "means": one.means} for one in self.evidence
            ],
            "whole": self.whole,
        }


def read_notice(text: str, *, received_on: date | None = None) -> Reading:
    """Read a pasted notice, a mail's text, an error line, or a seller's own description.

    Args:
        text: Plain text or HTML, in any of eight languages.
        received_on: The day it came, where that is known; it completes "until the 14th".
    """
    view = read_view(text)
    stances = Stances(view)
    kind, confidence, signals = read_kind(view, stances)
    named = read_causes(view, stances) if kind in _HAVE_CAUSES else ()
    stretch = read_stretch(view, stances, received_on)
    is_ours = kind is Kind.RESTRICTED
    causes = _in_order({one.cause for one in named if not one.recited})
    listed = _in_order({one.cause for one in named if one.recited})
    hours = stretch.hours if is_ours else None
    counsel = advise(
        kind,
        confidence,
        hours,
        has_causes=bool(causes),
        is_dated=stretch.noticed_on is not None,
    )
    places = [(one.start, one.end, str(one.kind)) for one in signals]
    places += [
        (one.start, one.end, f"listed:{one.cause}" if one.recited else str(one.cause))
        for one in named
    ]
    places += stretch.places if is_ours else ()
    return Reading(
        kind=kind,
        confidence=confidence,
        causes=causes,
        causes_listed=listed,
        duration_hours=hours,
        noticed_on=stretch.noticed_on,
        starts_on=stretch.starts_on if is_ours else None,
        ends_on=stretch.ends_on if is_ours else None,
        advice=counsel.advice,
        why=counsel.why,
        missing=counsel.missing,
        evidence=_evidence(view, places),
        whole=view.whole,
    )


def _in_order(causes: set[Cause]) -> tuple[Cause, ...]:
    return tuple(cause for cause in Cause if cause in causes)


def _evidence(view: View, places: list[tuple[int, int, str]]) -> tuple[Evidence, ...]:
    """The places as spans of the given text; one inside another of the same meaning is left out."""
    kept: list[tuple[int, int, str]] = []
    for start, end, means in sorted(set(places), key=lambda place: (place[0], -place[1], place[2])):
        if not any(s <= start and end <= e and means == m for s, e, m in kept):
            kept.append((start, end, means))
    return tuple(Evidence(*view.origin(start, end), means) for start, end, means in kept)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
