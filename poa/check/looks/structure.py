"""The three parts: is each there, and does it say what it is for?"""

import re
from collections.abc import Iterator

from poa.causes import Cause
from poa.check.anatomy import Anatomy
from poa.check.expected import Expected
from poa.check.finding import Hit, Severity
from poa.check.headings import Part
from poa.check.looks.facts import has_evidence, has_person
from poa.check.reading import Draft, Sentence
from poa.check.signals import is_control, is_only_planned

_THREE = (Part.ROOT, Part.ACTIONS, Part.PREVENTION)
_MOST_MEASURES = 8
_AT_LENGTH, _MANY_DATES = 90, 3
# Words of which an answer to a cause uses at least one.
_CAUSE_WORDS = {
    Cause.IMPORTANT_TAG: re.compile(
        r"important|additional information|subject|critical|tag\b|marker"
    ),
    Cause.MARKETING: re.compile(
        r"market|promot|coupon|discount|offer|advert|newsletter|voucher|code\b"
        r"|shop\b|website|product|campaign|footer|signature|sale"
    ),
    Cause.REVIEW_MANIPULATION: re.compile(
        r"review|feedback|rating|star\b|stars\b|incentiv|gift|refund"
    ),
    Cause.REPEAT_REQUESTS: re.compile(
        r"repeat|second|twice|duplicate|reminder|again|same|request|more than once"
        r"|two |both|once|one "
    ),
    Cause.LINKS_ATTACHMENTS: re.compile(
        r"link|attach|url|pdf|file|website|logo|manual|image|document|host|address"
    ),
    Cause.COMPLAINTS: re.compile(
        r"complain|unsolicited|volume|messages per|per order|number of messages|opt|message|mail"
    ),
}


def look_at_structure(draft: Draft, anatomy: Anatomy, expected: Expected) -> Iterator[Hit]:
    """Missing or empty parts, plans among actions, unanswered causes."""
    if anatomy.route == "dispute":
        yield from _dispute(draft)
        return
    if anatomy.route != "inform":
        yield from _parts(draft, anatomy)
    elif not anatomy.done and not anatomy.controls:
        yield Hit("no-corrective-action-done", 0, 0)
    for sentence in anatomy.actions:
        if Part.PREVENTION not in sentence.parts and is_only_planned(sentence):
            yield Hit("planned-as-action", *draft.whole(sentence))
    yield from _causes(anatomy, expected)


def _parts(draft: Draft, anatomy: Anatomy) -> Iterator[Hit]:
    unsure = Severity.WARN if _is_concrete(draft) else None
    if not anatomy.explained:
        yield Hit("no-root-cause", *_heading(draft, Part.ROOT), severity=unsure)
    if not anatomy.done:
        yield Hit("no-corrective-action-done", *_heading(draft, Part.ACTIONS), severity=unsure)
    if not anatomy.prevention and not any(map(_in_force, anatomy.actions)):
        other = {s.start for s in (*anatomy.root, *anatomy.explained, *anatomy.done)}
        controls = [s for s in draft.sentences if s.start not in other and is_control(s)]
        yield Hit("no-prevention", 0, 0, severity=unsure if len(controls) > 1 else None)
    measures = [s for s in anatomy.prevention if s.bullet and Part.PREVENTION in s.parts]
    paragraphs = {sentence.start for sentence in measures}
    if len(paragraphs) > _MOST_MEASURES + 4:
        yield Hit("too-many-measures", *draft.whole(measures[-1]), f"{len(paragraphs)} points")
    if draft.words >= 120 and not all(part in draft.headed for part in _THREE):
        missing = ", ".join(part for part in _THREE if part not in draft.headed)
        yield Hit("no-headings", 0, 0, f"no heading for: {missing}")


def _is_concrete(draft: Draft) -> bool:
    """Whether the letter holds so many facts that a part we do not see may well be there."""
    return (
        draft.words >= _AT_LENGTH
        and len(draft.dates) >= _MANY_DATES
        and has_evidence(draft)
        and has_person(draft)
    )


def _in_force(sentence: Sentence) -> bool:
    return (
        re.search(r"\b(?:from now on|since then|is now|are now|every|each)\b", sentence.low)
        is not None
    )


def _dispute(draft: Draft) -> Iterator[Hit]:
    low = draft.low
    counted = re.search(
        r"\b\d[\d.,]{0,6} (?:\w{1,30} ){0,3}(?:messages?|e-?mails?|templates?|orders?"
        r"|mails?|invoices?|units?|texts?|entries|rows|replies|answers)",
        low,
    )
    if not counted and not re.search(
        r"attach|enclos|exhibit|annex|appendix|screenshot|export|\.(?:pdf|csv|png|xlsx)\b", low
    ):
        yield Hit("no-proof-of-denial", 0, 0)


def _heading(draft: Draft, part: Part) -> tuple[int, int]:
    for sentence in draft.sentences:
        if sentence.heading and part in sentence.parts:
            return draft.whole(sentence)
    return 0, 0


def _causes(anatomy: Anatomy, expected: Expected) -> Iterator[Hit]:
    if anatomy.route == "inform":
        return
    parts = (
        ("the root cause", anatomy.root + anatomy.explained),
        ("the actions", anatomy.actions + anatomy.done),
        ("the prevention", anatomy.prevention),
    )
    for cause in expected.causes:
        pattern = _CAUSE_WORDS[cause]
        for name, sentences in parts:
            if sentences and not any(pattern.search(sentence.low) for sentence in sentences):
                detail = f"{cause.value}: {name} does not speak of it"
                yield Hit("cause-unanswered", 0, 0, detail, Severity.WARN)
