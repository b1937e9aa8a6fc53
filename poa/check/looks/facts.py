"""Dates, proof and persons: what makes a letter this seller's and nobody else's."""

import re
from collections.abc import Iterator

from poa.check.anatomy import Anatomy
from poa.check.finding import Hit
from poa.check.headings import Part
from poa.check.reading import Draft

_EVIDENCE = re.compile(
    r"\b(?:attach(?:ed|es|ment|ments|ing)?|enclos(?:e|ed|ure|ures)|annex(?:es)?|exhibits?"
    r"|appendi(?:x|ces)|screen ?shots?|screen ?prints?|see (?:the )?(?:file|document"
    r"|list|export|table|photo|picture|image|invoice)s?|"
    r"exports?|exported|(?:copy|copies|scans?|photos?|pictures?) of|evidence (?:\d"
    r"|[a-z]\b|no)|proof (?:\d|[a-z]\b|no)|(?:documents?|files?|captures?|pictures?|photos?"
    r"|images?|lists?|fig\.|figures?|print-?outs?) (?:no\.? ?)?\d"
    r"|document [a-z]\b|supporting (?:documents?"
    r"|files?|evidence)|uploaded|[\w-]{1,40}\.(?:pdf|png|jpe?g|xlsx?|csv|docx?|zip))\b"
)
_ON_REQUEST = re.compile(
    r"(?:on|upon) (?:your )?request|can (?:also )?(?:be )?(?:provide|send|attach)"
    r"|if (?:you )?(?:need|want|require|necessary|requested)|will (?:be )?(?:provide"
    r"|send|attach)"
)
# "(sheet 1)", "(picture two)": whatever they are called, two of them are numbered proof.
_NUMBERED = re.compile(
    r"\((?:see )?[a-z\u00e0-\u00ff]{3,14} (?:no\.? ?)?(?:\d{1,2}|[a-f]|one|two|three|four|five)\)"
)
_PDF_SENT = re.compile(
    r"(?:messages?|e-?mails?|mails?|template|buyers?|customers?|pdf|manual|unneeded"
    r"|unnecessary|links?(?: or| and)?|every|removed|without|no|any"
    r"|all) (?:\w{1,30} ){0,3}(?:attach\w"
    r"{2,5}|photos? of|copy of)|attach\w{2,5} (?:to|from) (?:\w{1,30} ){0,3}(?:messages?"
    r"|e-?mails?|mails?|template|orders?|buyers?|customers?)"
)
_PERSON = re.compile(
    r"\b(?:managers?|director|supervisor|team lead(?:er)?|head of|officer|coordinator"
    r"|owner|founder|ceo|coo|cto|administrator|"
    r"responsible (?:person|for)|is responsible|are responsible|in charge|account holder"
    r"|my (?:wife|husband|partner|brother|sister|colleague|assistant|employee)"
    r"|"
    r"(?:two|both|three) (?:of us|colleagues|people|employees|persons)|second (?:person"
    r"|colleague|employee)|bookkeeper|accountant|lead\b|"
    r"(?:our|my|the|a|one) (?:\w{1,30} ){0,2}(?:assistant|buyer for|purchaser|specialist"
    r"|consultant|warehouse lead|developer|editor|secretary|clerk|technician"
    r"|analyst|agent)|"
    r"(?:mr|mrs|ms|dr)\.? [a-z]{2,30}|[a-z]\. [a-z]{3,30}|\S{1,30}@\S{3,40})\b"
)
_I_DO = re.compile(
    r"\bi (?:\w{1,30}ly |now |also |have |myself |personally ){0,6}(?:check|checked|review"
    r"|reviewed|approve|approved|read|compare|compared|look|inspect|inspected"
    r"|test|tested|keep|go|do|verify|verified|run|obtain|open|sign|switched|removed"
    r"|stopped|deleted|turned|changed|wrote|rewrote|count|export|update|photograph"
    r"|weigh|pack)\b"
)
_NAME = re.compile(
    r"(?<![.!?:\n] )(?<![.!?:\n]  )(?<!^)\b(?!I\b)([A-Z][a-z\u00e0-\u00ff'-]{1,20} [A-Z][a-z\u00e"
    r"0-\u00ff'-]{1,24})\b(?! (?:Team|Policy|Policies|Guidelines))"
)
# "by Dana", "Dana ticks it": a given name that does something.
_GIVEN = re.compile(
    r"\bby ([A-Z][a-z\u00e0-\u00ff]{1,20})\b"
    r"|\b([A-Z][a-z\u00e0-\u00ff]{1,20}) (?:checks|reads|ticks|signs"
    r"|approves|compares|opens|looks|verifies|samples|tests|must|presses|keeps|initials|goes)\b"
)
_NOT_NAMES = re.compile(
    r"amazon|seller|central|team|policy|policies|guidelines|plan|action|account"
    r"|health|request|review|root|cause|performance|dear|code|conduct|buyer|messag"
    r"|contact|communication|important|additional|order|best|kind|regards|feedback"
    r"|support|customer|information|required|notification|storefront|store|shop"
    r"|home|north|south|new|united|american|chat|prime|black|google|face|excel"
    r"|word|microsoft|(?:january|february|\bmay\b|march|april|june|july|august|september"
    r"|october|november|december)|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|thank|ltd|inc|gmbh|llc|supply|trading|goods",
    re.IGNORECASE,
)


def look_at_facts(draft: Draft, anatomy: Anatomy) -> Iterator[Hit]:
    """Missing dates, proof, persons, the policy's name, a sentence of responsibility."""
    dates = draft.dates
    if not dates:
        yield Hit("no-dates", 0, 0)
    elif anatomy.route == "correct" and anatomy.done:
        dated = {date.sentence for date in dates}
        spoken = {s.start for s in anatomy.done + anatomy.actions + anatomy.controls}
        near = any(draft.sentences[number].start in spoken for number in dated)
        heads = any(draft.sentences[number].heading for number in dated)
        if not near and not heads:
            yield Hit("undated-actions", *draft.whole(anatomy.done[0]))
    if not has_evidence(draft):
        yield Hit("no-evidence", 0, 0)
    if anatomy.route != "correct":
        return
    if not has_person(draft):
        yield Hit("no-responsible-person", 0, 0)
    if draft.words < 60:
        return
    low = draft.low
    if not re.search(r"guideline|polic|code of conduct|requirements|terms", low):
        yield Hit("policy-not-named", 0, 0)
    if not re.search(
        r"responsib|accountab|(?:our|my) (?:own )?(?:mistake|error|fault|failure)"
        r"|apolog|sorry|regret|we should have|i should have|acknowledge|we accept"
        r"|we own|wrong of us",
        low,
    ):
        yield Hit("no-acknowledgement", 0, 0)


def has_evidence(draft: Draft) -> bool:
    """Whether a piece of proof is named that goes with the letter."""
    if len(_NUMBERED.findall(draft.low)) > 1:
        return True
    for sentence in draft.sentences:
        if not _EVIDENCE.search(sentence.low):
            continue
        bare = _PDF_SENT.sub(" ", sentence.low)
        if _EVIDENCE.search(bare) and not _ON_REQUEST.search(sentence.low):
            return True
    return False


def has_person(draft: Draft) -> bool:
    """Whether somebody who does something is named, or their role."""
    for sentence in draft.sentences:
        if sentence.parts & {Part.OPENING} and draft.headed:
            continue
        if _I_DO.search(sentence.low):
            return True
        for match in _PERSON.finditer(sentence.low):
            if not sentence.quoted(*match.span()):
                return True
        if sentence.paragraph and len(sentence.low) > 30:
            raw = draft.folded.text[sentence.start : sentence.end]
            for name in (*_NAME.finditer(" " + raw[:2000]), *_GIVEN.finditer(raw[:2000])):
                if not _NOT_NAMES.search(name[name.lastindex or 0]):
                    return True
    return False
