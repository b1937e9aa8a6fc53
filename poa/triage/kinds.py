"""What kind of notice a text is: signals from ideas that stand together, and the choice among them.

Where the text tells of several things, the heavier one decides: a closed account before a
restriction, a restriction before one blocked message (facts: B.1, B.2).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from poa.triage.concepts import Mention, find_mentions
from poa.triage.named import ALL_SIX
from poa.triage.stance import Stance, Stances
from poa.triage.view import View


class Kind(StrEnum):
    """What a text tells of."""

    RESTRICTED = "restricted"
    BLOCKED = "blocked"
    OPTED_OUT = "opted_out"
    OTHER_SUSPENSION = "other_suspension"
    UNRELATED = "unrelated"


class Confidence(StrEnum):
    """How much the words bear."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Signal:
    """A place that speaks for one kind; a strong one decides by itself."""

    kind: Kind
    strong: bool
    start: int
    end: int


# Fewer characters than this cannot show that nothing happened.
_THIN = 60
_TIME = re.compile(
    r"\b(?:\d{1,3}|two|three|five|six|seven|ten|fourteen|twenty|thirty|sixty|ninety) ?-?"
    r"(?:h|hrs?|hours?|d|days?|wks?|weeks?|mos?|mths?|months?|tage?n?|stunden|jours|dias|"
    r"giorni)\b|\b(?:indefinite|permanent|life ?time)"
)
_OUTSIDE_LINK = re.compile(
    r"(?:https?://|www\.)(?![^\s/]{0,60}amazon\.[a-z.]{2,6}(?:[/\s?]|$))\S{3,80}"
)
_URGENT = re.compile(
    r"\b(?:urgent|immediately|within 24|last warning|final warning|act now|verify|"
    r"confirm|sofort|dringend|update your)"
)
_FROM_MESSAGES = re.compile(
    r"\b(?:from|of|for|on|to|our|the|my|your) (?:\w{1,14} ){0,3}(?:sending|"
    r"contacting|messag|initiating|pro-? ?activ|e-?mailing)"
)
_OUR_CONDUCT = re.compile(
    r"review|feedback|coupon|discount|link|attach|pdf|newsletter|buyer|customer|e-?mail|messag|mail"
)
_SOFTLY_CLOSED = frozenset(
    ("restricted", "limited", "blocked", "under review", "at risk", "locked", "removed", "held")
)
_SELLING_LOST = re.compile(
    r"remov|revok|suspend|lost|restrict|no longer|can ?not|can't|unable|not|"
    r"entzogen|retir|停止|inactive|prohib|block|ban|plus|piu|mais|ya no|mehr|停|取消|没|"
    r"できな"
)
_SELLING_KEPT = re.compile(
    r"not affect|doesn't affect|does not affect|unaffected|does not impact|"
    r"doesn't impact|impact my|still|nicht (?:betroffen|beeintr)|continue to|"
    r"can sell|healthy"
)
_PAST = re.compile(
    r"\b(?:in 20\d\d|years? ago|last year|once before|and (?:was |were )?(?:then |"
    r"later |since )?reinstated|got (?:it )?reinstated)\b"
)
_NOTICE = re.compile(
    r"\b(?:notice|bullets?|restriction|hinweis|avis recu|aviso|avviso)\b|通知|お知らせ"
)
_BULLETS = re.compile(r"\b(?:bullets?|bullet points?|aufzahlungspunkte?)\b")
_HAPPENED = re.compile(
    r"\b(?:we|i|they|us|account|amazon) (?:\w{1,9} ){0,3}(?:got |been |was |were )?"
    r"(?:restricted|suspended|banned)\b(?! from selling)"
)
_AVOID = re.compile(r"\b(?:avoid|prevent|not|never|get|getting|be|if)\b")
_PROGRAMMING = re.compile(r"\b(?:api|endpoints?|sdk|developer docs|json)\b")
_SINGLE = re.compile(
    r"\b(?:this|that|a|one|single|my|the|your|certain|"
    r"some) (?:\w{1,12} ){0,2}(?:message|mail|e-?mail|reply|answer|text)\b"
)


def read_kind(view: View, stances: Stances) -> tuple[Kind, Confidence, tuple[Signal, ...]]:
    """The kind, how sure it is, and the places it rests on."""
    if _is_phishing(view):
        return Kind.UNRELATED, Confidence.HIGH, ()
    signals = tuple(_signals(view, stances))
    # A suspension long over is history where a restriction is told of.
    if any(one.kind is Kind.RESTRICTED and one.strong for one in signals):
        signals = tuple(one for one in signals if not _is_past(view, one))
    signals += tuple(_only_named(view, stances, signals))
    for kind, strong in (
        (Kind.OTHER_SUSPENSION, True),
        (Kind.RESTRICTED, True),
        (Kind.OPTED_OUT, True),
        (Kind.BLOCKED, True),
        (Kind.OTHER_SUSPENSION, False),
        (Kind.RESTRICTED, False),
        (Kind.OPTED_OUT, False),
        (Kind.BLOCKED, False),
    ):
        chosen = tuple(one for one in signals if one.kind is kind and one.strong is strong)
        if chosen:
            confidence = Confidence.HIGH if strong else Confidence.LOW
            rest = tuple(one for one in signals if one.kind is kind and one.strong is not strong)
            return kind, confidence, chosen + rest
    is_thin = len(view.text) < _THIN
    return Kind.UNRELATED, Confidence.LOW if is_thin else Confidence.HIGH, ()


def _signals(view: View, stances: Stances) -> Iterator[Signal]:
    proactive = find_mentions(view, "proactive")
    messages = find_mentions(view, "message")
    yield from _restricted(view, stances, proactive, messages)
    yield from _other(view, stances)
    yield from _one_message(view, stances)


def _only_named(view: View, stances: Stances, signals: tuple[Signal, ...]) -> Iterator[Signal]:
    """A text about proactive messages that says nothing firmer, but is no mere question."""
    if signals or find_mentions(view, "service-sold"):
        return
    proactive = find_mentions(view, "proactive")
    taken = find_mentions(view, "taken")
    told = any(not stances.is_supposed(word.start, word.end) for word in taken)
    told = told or bool(_NOTICE.search(view.text))
    for mention in proactive:
        timed = _TIME.search(view.text, *view.sentence(mention.start))
        if (told or timed) and stances.of(mention.start, mention.end) is Stance.SAID:
            yield Signal(Kind.RESTRICTED, False, mention.start, mention.end)
    for six in ALL_SIX.finditer(view.text):
        if _TIME.search(view.text) and not stances.is_supposed(*six.span()):
            yield Signal(Kind.RESTRICTED, False, *six.span())
    if proactive:
        for happened in _HAPPENED.finditer(view.text):
            if stances.of(*happened.span()) is Stance.SAID and not _AVOID.search(happened[0]):
                yield Signal(Kind.RESTRICTED, False, *happened.span())


def _is_past(view: View, signal: Signal) -> bool:
    first, last = view.sentence(signal.start)
    return signal.kind is Kind.OTHER_SUSPENSION and bool(_PAST.search(view.text, first, last))


def _restricted(
    view: View, stances: Stances, proactive: tuple[Mention, ...], messages: tuple[Mention, ...]
) -> Iterator[Signal]:
    taken = find_mentions(view, "taken")
    may_not = find_mentions(view, "may-not")
    ability = find_mentions(view, "messaging-ability")
    for one, other in (*_near(view, taken, proactive, 100), *_near(view, taken, ability, 40)):
        start, end = _span(one, other)
        if other.concept == "messaging-ability" and _is_one_message(view, start, end):
            continue
        if stances.of(one.start, one.end) is Stance.SAID and not _is_selling(view, start, end):
            yield Signal(
                Kind.RESTRICTED,
                other.concept == "proactive" or _is_firm(view, start, end),
                start,
                end,
            )
    if _PROGRAMMING.search(view.text):
        ability = ()
    for one, other in (*_near(view, may_not, proactive, 70), *_near(view, may_not, ability, 30)):
        start, end = _span(one, other)
        if not stances.is_supposed(start, end) and not _is_one_message(view, start, end):
            yield Signal(
                Kind.RESTRICTED,
                one.start < other.start or view.text[one.start : one.end] != "no",
                start,
                end,
            )
    for phrase in (
        *find_mentions(view, "restricted-phrase"),
        *find_mentions(view, "templates-only"),
    ):
        if stances.of(phrase.start, phrase.end) is Stance.SAID:
            yield Signal(Kind.RESTRICTED, True, phrase.start, phrase.end)
    about_messages = bool(
        proactive or messages or find_mentions(view, "review") or _BULLETS.search(view.text)
    )
    for word in taken:
        close = view.text[max(0, word.start - 40) : word.end + 60]
        if (
            about_messages
            and _TIME.search(close)
            and stances.of(word.start, word.end) is Stance.SAID
        ):
            yield Signal(Kind.RESTRICTED, False, word.start, word.end)
    for one, other in _near(view, taken, messages, 60):
        start, end = _span(one, other)
        if (
            stances.of(start, end) is Stance.SAID
            and re.search(
                r"\b(?:all|any|every|our|account|no more)\b", view.text[max(0, start - 30) : end]
            )
            and view.text[one.start : one.end].startswith(
                ("restrict", "suspen", "ban", "disabl", "limit", "paus")
            )
        ):
            yield Signal(Kind.RESTRICTED, False, start, end)


def _other(view: View, stances: Stances) -> Iterator[Signal]:
    closed = find_mentions(view, "closed")
    for one, other in _near(view, find_mentions(view, "account"), closed, 60):
        start, end = _span(one, other)
        if _is_about_messages(view, start, end) or other.start == one.start:
            continue
        word = view.text[other.start : other.end]
        if stances.of(start, end) is Stance.SAID and not _taken_back(stances, other):
            yield Signal(Kind.OTHER_SUSPENSION, word not in _SOFTLY_CLOSED, start, end)
        elif word == "at risk" or re.search(r"at risk of", view.text[start : end + 12]):
            yield Signal(Kind.OTHER_SUSPENSION, False, start, end)
    for mention in find_mentions(view, "selling"):
        around = view.text[max(0, mention.start - 60) : mention.end + 60]
        lost = _SELLING_LOST.search(around)
        kept = _SELLING_KEPT.search(around)
        if lost and not kept and not stances.is_supposed(mention.start, mention.end):
            yield Signal(Kind.OTHER_SUSPENSION, True, mention.start, mention.end)
    for mention in find_mentions(view, "other-enforcement"):
        if stances.of(mention.start, mention.end) is Stance.SAID:
            yield Signal(Kind.OTHER_SUSPENSION, False, mention.start, mention.end)


def _one_message(view: View, stances: Stances) -> Iterator[Signal]:
    refused = find_mentions(view, "message-refused")
    guidelines = find_mentions(view, "guidelines-unmet")
    for mention in find_mentions(view, "opted-out"):
        if not stances.is_supposed(mention.start, mention.end):
            yield Signal(Kind.OPTED_OUT, True, mention.start, mention.end)
    for mention in refused:
        if not stances.is_supposed(mention.start, mention.end):
            yield Signal(Kind.BLOCKED, True, mention.start, mention.end)
    for mention in guidelines:
        if not stances.is_supposed(mention.start, mention.end):
            yield Signal(Kind.BLOCKED, False, mention.start, mention.end)


def _near(
    view: View, some: tuple[Mention, ...], others: tuple[Mention, ...], most: int
) -> Iterator[tuple[Mention, Mention]]:
    """Pairs within one sentence and ``most`` characters."""
    for one in some:
        for other in others:
            gap = max(one.start, other.start) - min(one.end, other.end)
            if gap <= most and view.sentence(one.start) == view.sentence(other.start):
                yield one, other


def _span(one: Mention, other: Mention) -> tuple[int, int]:
    return min(one.start, other.start), max(one.end, other.end)


def _is_firm(view: View, start: int, end: int) -> bool:
    """Whether messaging as a whole is meant rather than one message."""
    return not _SINGLE.search(view.text, max(0, start - 12), end + 8)


def _is_one_message(view: View, start: int, end: int) -> bool:
    return bool(_SINGLE.search(view.text, start, end))


def _is_selling(view: View, start: int, end: int) -> bool:
    return bool(re.search(r"\bselling privileges\b", view.text[start:end]))


def _is_about_messages(view: View, start: int, end: int) -> bool:
    """Whether what was taken from the account is the right to write."""
    first, last = view.sentence(start)
    text = view.text[max(first, start - 10) : min(last, end + 60)]
    return bool(_FROM_MESSAGES.search(text[max(0, end - start - 20) :])) or bool(
        re.search(r"pro-? ?a[ck]?tiv|proatt|messaging|主动|プロアクティブ|能動|自発", text)
    )


def _taken_back(stances: Stances, closed: Mention) -> bool:
    return stances.is_denied(closed.start, closed.end)


def _is_phishing(view: View) -> bool:
    secrets = find_mentions(view, "not-amazon")
    return bool(secrets and _URGENT.search(view.text) and _OUTSIDE_LINK.search(view.text))
