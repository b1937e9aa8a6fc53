"""The parts of a letter and what each sentence does there, found once for all rules."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from poa.check.finding import Hit
from poa.check.headings import Part
from poa.check.reading import Draft, Sentence
from poa.check.signals import explains, is_control, is_vague, promises, reports_action

_PREVENTION = re.compile(
    r"\b(?:prevent\w{0,4}|in (?:the )?future|going forward|moving forward|from now on"
    r"|from today|happen(?:ing)? again|keep (?:it|this) from|(?:re)?occur again"
    r"|never again|recur\w{0,5}|to avoid"
    r"|henceforth|no longer|any more|anymore|as of now|since then|(?:is|are) now"
    r"|now (?:use|check|send|require|need|has|have|goes|go|only)"
    r"|since (?:\d{1,4}(?! ?(?:years?|months?|weeks?|days?))|the same day)"
    r"|(?:every|each) (?:(?:first|second|third|last|new) )?(?:week|month|day|quarter|new|change"
    r"|template"
    r"|message|mail|e-?mail|morning|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|only (?!amazon|you\b)\w{1,20} (?:can|may)|of (?:a|each|every|the) month|(?:once"
    r"|twice) (?:a|per|each) (?:day|week|month"
    r"|quarter)|weekly|monthly|quarterly|daily)\b"
)
_ROOT = re.compile(
    r"\b(?:root cause|the (?:main |real |actual )?(?:cause|reasons?|problem|issue"
    r"|mistake)|caused by|because|happened|due to|led to|resulted|went wrong"
    r"|we found (?:out )?that|(?:review|audit|investigation|analysis) (?:showed"
    r"|found|revealed))\b"
)
_IN_FORCE = re.compile(
    r"\bsince \d[^.;]{0,60} (?:is|are|must|may|cannot|can|reads?|checks?|signs?|approves?|compares?"
    r"|refuses?|looks?|opens?|sends?)\b|\b(?:is|are) [^.;]{0,60} since \d"
)
# What is done or in force may tell the cause as well, if it tells why.
_CAUSAL = re.compile(
    r"\b(?:because|since(?! (?:\d|then|that|the same))|due|caused|led|result\w{0,3}|without|not"
    r"|n't|never|nobody|no one"
    r"|neither|nor|missing|lacked|which|until|had|why|so)\b"
)
_SHOWN = re.compile(r"\b(?:screen ?shots?|exhibits?|annex|attached|pictures?|photos?)\b")
_LASTING = re.compile(
    r"\b(?:prevent\w{0,4}|future|going forward|from now on|again|now|since then"
    r"|must|only|will|shall)\b"
)
_EXAMINED = re.compile(
    r"\b(?:review\w{0,3}|audit\w{0,3}|check\w{0,3}|examin\w{1,3}|went through"
    r"|gone through|look(?:ed|ing) (?:at|through|for|into)|search\w{0,3}|export\w{0,3}"
    r"|compar\w{1,3}"
    r"|read|inspect\w{0,3}|analy[sz]ed|listed|list of|log of)\b(?: \S{1,20}){0,9} (?:messages?"
    r"|templates?|e-?mails?|mails?|orders?|invoices?|logs?|texts?|records?|requests?"
    r"|sends|conversations?|folders?|rows|entries|repl(?:y|ies)|reviews"
    r"|listings?|solicitations?|returns?|units?)\b"
)
_NONE_FOUND = re.compile(
    r"\b(?:none (?:of|was|were|contain\w{0,2}|had|has|show\w{0,2}|is|are|carries"
    r"|carried|included?s?|asks?|offers?|mention\w{0,1})|found (?:no|none|nothing"
    r"|zero|not)|no (?:message|template|e-?mail|mail|text|request|buyer|order"
    r"|review|link|coupon|attachment|proactive|such|promotion\w{0,2}|marketing"
    r"|external|incentive|unit|item|product|second|repeat\w{0,2}|campaign)\w{0,2}\b"
    r"|zero|0 (?:messages?|of|hits|links|e-?mails?|cases|requests|times|results)"
    r"|: (?:0|none|zero|nil)\b"
    r"|not (?:one|a single)|(?:did|do|does) not (?:contain|include|ask|offer"
    r"|carry|send|use|mention|appear|occur|show)|never (?:contained|asked|offered"
    r"|sent|used))\b"
)
_DISPUTED = re.compile(
    r"\b(?:dispute|in error|by mistake|mistaken\w{0,2}|incorrect\w{0,2}|does not apply"
    r"|do not apply|did not occur|did not happen|not happened|no violation|not violat\w{1,3}"
    r"|complies|comply|compliant|re-?examin\w{1,3}"
    r"|(?:we|i|and|therefore|hereby|kindly|respectfully|formally) request (?:an? )?"
    r"(?:new |second |manual |full )?(?:re-?)?review"
    r"|re-?consider|apply to (?:our|my) account|ask (?:you )?to (?:review|look"
    r"|check|examine|compare)"
    r"|(?:did|do|could|can) ?not (?:find|see|identify) (?:any|one|a single|anything)"
    r"|which message (?:was|is) meant|(?:none|not one) of (?:them|the six|these)"
    r"|evidence that|proof that|shows that|wrongly|clarif\w{1,8})\b"
)
_COUNTED = re.compile(
    r"\bis empty\b|\bno messages? at all\b|\b\d[\d.,]{0,6} (?:\w{1,30} ){0,2}(?:entries|messages"
    r"|e-?mails|rows|replies)\b"
)
_PLAINLY = re.compile(
    r"\b(?:in error|by mistake|mistaken\w{0,2}|we dispute|no violation"
    r"|(?:did|does) not (?:apply|fit|happen)|(?:cannot|can not) (?:concern|apply)|another account"
    r"|which message (?:was|is) meant)\b"
)
_RECORD = re.compile(
    r"\b(?:for (?:your|the|our|amazon'?s?|information and|your own|amazon seller) (?:records?"
    r"|files?|information|reference)|for (?:the )?record|no (?:action|answer"
    r"|reply|response|decision) (?:is |from \w{1,30} is )?(?:needed|required|requested"
    r"|necessary|expected)|nothing (?:is|else is|more is) (?:asked|requested"
    r"|needed)|(?:do|are) not (?:ask\w{0,3}|request\w{0,3}|appeal\w{0,3}|disput\w{1,3})"
    r"|not an appeal|ends? (?:by itself|on its own|automatically|on \d)|has (?:ended"
    r"|expired)|expires? on|on file|keep (?:this|it) (?:on|with)|added? (?:this )?to (?:the"
    r"|our|your) (?:file|record|account notes))\b"
)
# A sentence that does one of these explains and reports nothing.
_SAYS_NOTHING = frozenset(
    (
        "emotional",
        "hardship",
        "emotional-plea",
        "threats",
        "demands",
        "blames-amazon",
        "blames-buyer",
        "blames-employee",
        "blames-third-party",
        "defensive",
        "metrics-bragging",
        "irrelevant-history",
    )
)
_PRESSES = frozenset(("threats", "demands", "metrics-bragging", "irrelevant-history"))
_CANNED = frozenset(("generic-template",))
_LATER = frozenset((Part.PREVENTION, Part.ACTIONS))
_SETTLED = frozenset((Part.PREVENTION, Part.ACTIONS, Part.CLOSING))


@dataclass(frozen=True, slots=True)
class Anatomy:
    """What a letter is made of.

    Attributes:
        route: ``correct``, ``dispute`` or ``inform``.
        root: Sentences of the first part.
        explained: Those, anywhere but in the later parts, that tell how it came about.
        actions: Sentences of the second part.
        done: Those, anywhere, that report something done about it.
        prevention: Sentences of the third part.
        controls: Those of the third part that state something that can be checked.
        vague: Promises, and sentences of the third part, that name no control.
    """

    route: str
    root: tuple[Sentence, ...]
    explained: tuple[Sentence, ...]
    actions: tuple[Sentence, ...]
    done: tuple[Sentence, ...]
    prevention: tuple[Sentence, ...]
    controls: tuple[Sentence, ...]
    vague: tuple[Sentence, ...]


def dissect(draft: Draft, route: str = "", said: Iterable[Hit] = ()) -> Anatomy:
    """Find the parts of a letter, by its headings where it has them and by its words elsewhere.

    Args:
        draft: The letter.
        route: What is known of its route, or empty.
        said: What the phrases found; a sentence that pleads, threatens or boasts explains nothing.
    """
    hits = tuple(said)
    empty = _sentences_of(draft, hits, _SAYS_NOTHING)
    pressing = _sentences_of(draft, hits, _PRESSES)
    canned = _sentences_of(draft, hits, _CANNED)
    headed = draft.headed
    spoken = [sentence for sentence in draft.sentences if not sentence.heading]
    telling = [sentence for sentence in spoken if sentence.start not in empty]
    done = [s for s in telling if _is_done(s, headed)]
    prevention = [s for s in telling if _is_prevention(s, headed)]
    shown = (s for s in telling if _SHOWN.search(s.low))
    settled = {s.start for s in (*done, *prevention, *shown) if Part.ROOT not in headed}
    explained = [
        s
        for s in telling
        if s.start not in canned
        and _is_explained(s, headed)
        and (s.start not in settled or _CAUSAL.search(s.low))
    ]
    return Anatomy(
        route=route or _infer_route(draft, explained=bool(Part.ROOT in headed and explained)),
        root=tuple(s for s in telling if _is_root(s, headed)),
        explained=tuple(explained),
        actions=(
            tuple(s for s in telling if Part.ACTIONS in s.parts)
            if Part.ACTIONS in headed
            else tuple(done)
        ),
        done=tuple(done),
        prevention=tuple(prevention),
        controls=tuple(s for s in prevention if is_control(s)),
        vague=tuple(s for s in spoken if s.start not in pressing and _is_empty_promise(s)),
    )


def _is_root(sentence: Sentence, headed: frozenset[Part]) -> bool:
    if Part.ROOT in headed:
        return Part.ROOT in sentence.parts
    return _ROOT.search(sentence.low) is not None


def _is_explained(sentence: Sentence, headed: frozenset[Part]) -> bool:
    here = Part.ROOT in sentence.parts if Part.ROOT in headed else not sentence.parts & _SETTLED
    return here and explains(sentence)


def _is_done(sentence: Sentence, headed: frozenset[Part]) -> bool:
    """Under a heading for it, in the third part too, and anywhere after the first without one."""
    parts = sentence.parts
    here = parts & _LATER or (Part.ACTIONS not in headed and Part.ROOT not in parts)
    return bool(here) and reports_action(sentence, own_part=Part.ACTIONS in parts)


def _is_prevention(sentence: Sentence, headed: frozenset[Part]) -> bool:
    if Part.PREVENTION in sentence.parts:
        return True
    if Part.PREVENTION in headed or Part.ROOT in sentence.parts:
        return False
    if not _PREVENTION.search(sentence.low) and not promises(sentence):
        return False
    lasts = _LASTING.search(sentence.low) or _IN_FORCE.search(sentence.low)
    return lasts is not None or not explains(sentence)


def _is_empty_promise(sentence: Sentence) -> bool:
    if len(sentence.low.split()) < 4 or Part.ROOT in sentence.parts or is_control(sentence):
        return False
    if promises(sentence):
        return True
    return (
        bool(sentence.parts & _LATER)
        and is_vague(sentence)
        and not reports_action(sentence, own_part=True)
    )


def _sentences_of(draft: Draft, hits: Iterable[Hit], rules: frozenset[str]) -> frozenset[int]:
    """Where the sentences begin in which one of the rules fired."""
    places = [hit.start for hit in hits if hit.rule in rules]
    spans = [(draft.whole(sentence), sentence.start) for sentence in draft.sentences]
    return frozenset(
        begin for place in places for (start, end), begin in spans if start <= place < end
    )


def _infer_route(draft: Draft, *, explained: bool) -> str:
    low = draft.low
    whole = {Part.ROOT, Part.ACTIONS, Part.PREVENTION} <= draft.headed
    if not whole and draft.words < 400 and _RECORD.search(low):
        return "inform"
    admitted = explained and Part.PREVENTION in draft.headed
    if admitted or whole or not _NONE_FOUND.search(low):
        return "correct"
    examined = _EXAMINED.search(low)
    if (examined and _DISPUTED.search(low)) or (_COUNTED.search(low) and _PLAINLY.search(low)):
        return "dispute"
    return "correct"
