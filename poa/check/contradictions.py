"""Two statements of one letter that cannot both be true."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from poa.check.anatomy import Anatomy
from poa.check.dates import FoundDate
from poa.check.finding import Hit
from poa.check.reading import Draft, Sentence


@dataclass(frozen=True, slots=True)
class _Topic:
    """One deed that a letter can deny and admit."""

    name: str
    words: re.Pattern[str]


_TOPICS = (
    _Topic(
        "reviews for a reward, or manipulated reviews",
        re.compile(
            r"(?:manipulat|incentivi[sz]|influenc|reward)\w{0,5}(?: \w{1,30}){0,5} (?:reviews?"
            r"|feedback|ratings?)|(?:reviews?|feedback)(?: \w{1,30}){0,3} (?:manipulation"
            r"|incentives?)|"
            r"(?:discounts?|gifts?|gift cards?|refunds?|coupons?|vouchers?|rewards?"
            r"|incentives?|compensation|money|payments?|anything|something"
            r"|free (?:products?|items?))"
            r"(?: [\w-]{1,30}){0,5} (?:reviews?|feedback)|"
            r"(?:ask|asks|asked|asking|request\w{0,3})(?: \w{1,30}){0,4} (?:positive"
            r"|5-star|five-star|good) (?:reviews?|feedback)|fake reviews?"
        ),
    ),
    _Topic(
        "links or attachments",
        re.compile(r"(?:external |outside |shop |website )?links?\b|attachments?|urls?\b"),
    ),
    _Topic(
        "marketing",
        re.compile(
            r"marketing|promotion\w{0,2}|advertis\w{1,5}|coupons?|discount codes?|newsletters?"
        ),
    ),
    _Topic(
        "[Important] in the subject", re.compile(r"\[important\]|important tag|important marker")
    ),
    _Topic(
        "repeated requests",
        re.compile(
            r"(?:repeated|second|multiple|duplicate|two"
            r"|more than one) (?:\w{1,30} ){0,2}(?:requests?"
            r"|reminders?|messages?|e-?mails?)|(?:asked|ask) (?:\w{1,30} ){0,6}(?:twice"
            r"|repeatedly|again|more than once)"
            r"|(?:requests?|reminders?) (?:was|were|got) (?:sent|asked) (?:twice|two times"
            r"|repeatedly)"
        ),
    ),
    _Topic(
        "counterfeit or used goods",
        re.compile(
            r"(?:counterfeit|fake|inauthentic|used|unauthori[sz]ed) (?:products?"
            r"|items?|goods|units?)"
        ),
    ),
)
_DENIAL = re.compile(r"not|never|n't")
_DENIED = re.compile(
    r"(?:\b(?:did not|didn't|do not|don't|have never|has never|had never|never"
    r"|have not|haven't|were not|was not|does not)\b)(?: \w{1,30}){0,4}$"
)
_STILL_TRUE = re.compile(
    r"\b(?:any ?more|no longer|since|from now on|again|now|will|going forward"
    r"|until|after|today|test|current(?:ly)?|new|every|each|must|may|future)\b"
)
_ADMITTED = re.compile(
    r"\b(?:we|i|our (?:\w{1,30} ){0,5}\w{1,30}|which|that|it|tool|template|campaign|they"
    r"|colleague|employee) "
    r"(?:\w{1,30}ly |had |have |also |even )?(?:withdrew|withdrawn|stopped|ended|removed|deleted"
    r"|sent|offered|included|contained|used|asked|gave|added|attached|put|promised"
    r"|paid|sold|bought|ceased|discontinued|cancelled|canceled|took out|taken out"
    r"|inserted|wrote)\b[^.;]{0,60}$"
    r"|\b(?:orders|buyers|customers) (?:\w{1,30} )?(?:got|received|were sent"
    r"|were asked)\b[^.;]{0,60}$"
)
_WAS_SENT = re.compile(r" (?:was|were|got) (?:sent|asked)\b")
_CLEAN = re.compile(
    r"\b(?:we|i) (?:\w{1,30}ly |have |did |had ){0,6}(?:not|never|no"
    r"|nothing)\b(?: \w{1,30}){0,3} (?:violat\w{1"
    r",3}|broken?|broke|breach\w{0,3}|wrong)\b|\bno (?:violation|breach) (?:\w{1,30} )?(?:occurred"
    r"|happened|took place|was|on our)"
)
_GUILTY = re.compile(
    r"\b(?:we|i) (?:\w{1,30}ly |have |do |fully ){0,6}(?:violated|broke|breached|admit\w{0,3}"
    r"|acknowledge (?:that|the|our|this)|take (?:full |complete )?responsibility"
    r"|accept (?:full |complete )?responsibility|were wrong)\b|\bour (?:violation"
    r"|breach)\b"
)
_EVENT = re.compile(
    r"\b(?:received (?:the|your|a|this) (?:notice|notification|e-?mail|warning)"
    r"|notice (?:of|dated|from|on)|(?:was|were|been|got) (?:restricted|suspended"
    r"|deactivated|blocked)(?: \w{1,30}){0,8} on)\b"
)
_TOTAL = re.compile(
    r"(?P<first>\d[\d.,]{0,7}) (?:of (?:the|our|these) )?(?P<what>messages|e-?mails"
    r"|orders|buyers|templates|review requests|requests|reminders|customers|units"
    r"|reviews|listings|asins) (?:in total|altogether|were affected|are affected"
    r"|were sent|was sent|had been sent|went out|were concerned|received)"
)


def look_for_contradictions(draft: Draft, anatomy: Anatomy) -> Iterator[Hit]:
    """Denial and admission of one deed, two dates for one event, two totals for one thing."""
    if anatomy.route != "dispute":
        yield from _denied_and_admitted(draft)
    yield from _two_dates(draft)
    yield from _two_totals(draft)


def _denied_and_admitted(draft: Draft) -> Iterator[Hit]:
    low = draft.low
    denying = "\n".join(s.low for s in draft.sentences if _DENIAL.search(s.low))
    for topic in _TOPICS:
        if not topic.words.search(denying):
            continue
        denied: tuple[int, Sentence] | None = None
        admitted: tuple[int, Sentence] | None = None
        for match in topic.words.finditer(low):
            number, begin = draft.sentence_at(match.start())
            sentence = draft.sentences[number]
            start = match.start() - begin
            if sentence.quoted(start, match.end() - begin):
                continue
            before = sentence.low[max(0, start - 70) : start].rstrip()
            around = sentence.low[max(0, start - 70) : match.end() - begin + 40]
            if _DENIED.search(before):
                if not _STILL_TRUE.search(around):
                    denied = denied or (number, sentence)
            elif _ADMITTED.search(before) or _WAS_SENT.search(match[0]):
                admitted = admitted or (number, sentence)
        if denied and admitted and denied[0] != admitted[0]:
            detail = f'about {topic.name}; elsewhere: "{_short(draft, admitted[1])}"'
            yield Hit("contradicts-itself", *draft.whole(denied[1]), detail)
            return
    clean, guilty = _CLEAN.search(low), _GUILTY.search(low)
    if clean and guilty:
        first, second = (draft.sentences[draft.sentence_at(m.start())[0]] for m in (clean, guilty))
        if first is not second:
            yield Hit(
                "contradicts-itself", *draft.whole(first), f'elsewhere: "{_short(draft, second)}"'
            )


def _short(draft: Draft, sentence: Sentence) -> str:
    words = " ".join(draft.folded.text[sentence.start : sentence.end].split())
    return words if len(words) <= 80 else words[:77] + "..."


def event_dates(draft: Draft) -> dict[str, tuple[FoundDate, Sentence]]:
    """The first date of the notice and of the restriction, where the letter tells them."""
    events: dict[str, tuple[FoundDate, Sentence]] = {}
    for kind, date in _dated_events(draft):
        events.setdefault(kind, (date, draft.sentences[date.sentence]))
    return events


def totals(draft: Draft) -> dict[str, tuple[str, Sentence, int, int]]:
    """The first total told for each thing: the number, its sentence, and its span there."""
    found: dict[str, tuple[str, Sentence, int, int]] = {}
    for what, total in _all_totals(draft):
        found.setdefault(what, total)
    return found


def _dated_events(draft: Draft) -> Iterator[tuple[str, FoundDate]]:
    for date in draft.dates:
        sentence = draft.sentences[date.sentence]
        for event in _EVENT.finditer(sentence.low):
            if date.day and date.month and 0 <= date.start - event.end() <= 12:
                yield _kind(event[0]), date


def _kind(words: str) -> str:
    return "notice" if "noti" in words or "mail" in words or "warning" in words else "restricted"


def _all_totals(draft: Draft) -> Iterator[tuple[str, tuple[str, Sentence, int, int]]]:
    for match in _TOTAL.finditer(draft.low):
        number, begin = draft.sentence_at(match.start())
        what = match[0][len(match["first"]) :].strip()
        span = (match.start() - begin, match.end() - begin)
        yield what, (match["first"], draft.sentences[number], *span)


def _two_dates(draft: Draft) -> Iterator[Hit]:
    first = event_dates(draft)
    for kind, date in _dated_events(draft):
        told = first[kind][0]
        if told.sentence != date.sentence and (told.day, told.month) != (date.day, date.month):
            sentence = draft.sentences[date.sentence]
            detail = f"for the same event {told.words} stands elsewhere"
            yield Hit("contradicts-itself", *draft.span(sentence, date.start, date.end), detail)
            return


def _two_totals(draft: Draft) -> Iterator[Hit]:
    first = totals(draft)
    for what, (number, sentence, start, end) in _all_totals(draft):
        if first[what][0] != number and first[what][1] is not sentence:
            detail = f"elsewhere it is {first[what][0]}"
            yield Hit("contradicts-itself", *draft.span(sentence, start, end), detail)
            return
