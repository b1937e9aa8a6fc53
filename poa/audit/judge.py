"""Judge one message: what its texts say, then what its other fields make of that.

The judgement of the texts is pure in the texts, so that equal texts need to be judged only once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from poa.audit.finding import Finding, Severity
from poa.audit.language import Spoken, detect
from poa.audit.look import Sight, look_for
from poa.audit.reading import Reading, read
from poa.audit.rule import Look, Rule, load_rules, rules_by_id
from poa.audit.structure import (
    Mark,
    attachment_rule,
    body_marks,
    has_order_id,
    important_marks,
)
from poa.causes import Cause
from poa.message import Message

Verdict = Literal["violation", "check", "compliant"]

_DAYS_AFTER_DELIVERY = 30
# Amazon takes 2,000 characters. Ten times as many are judged, and of markup another ten
# times; a search through a million characters of nonsense would take minutes.
_MOST_SHOWN = 20_000
_MOST_GIVEN = 200_000
# Words of one offer stand no further apart than this many characters.
_ONE_OFFER = 120
_ADDITIONAL = "additional information required"


@dataclass(frozen=True, slots=True)
class TextJudgement:
    """What subject and body say, whoever sent them to whomever.

    Attributes:
        findings: What breaks a rule when the message is not an answer.
        asks_for_review: A product review or seller feedback is asked for. One neutral request per
            order is allowed.
        is_critical: Something is asked that the order cannot be completed without.
        has_order_id: The texts name the order, or have a place for its number.
    """

    findings: tuple[Finding, ...] = ()
    asks_for_review: bool = False
    is_critical: bool = False
    has_order_id: bool = False


def judge_message(message: Message) -> tuple[Finding, ...]:
    """Everything that one message breaks by itself, the order of its places in the text."""
    return judge_fields(message, judge_text(message.subject, message.body, message.language))


def verdict_of(findings: Sequence[Finding]) -> Verdict:
    """The worst that the findings say."""
    if not findings:
        return "compliant"
    severities = {finding.severity for finding in findings}
    if Severity.VIOLATION in severities:
        return "violation"
    return "check"


def causes_of(findings: Sequence[Finding]) -> tuple[Cause, ...]:
    """The causes that the violations stand for, in the order of Amazon's list."""
    if not findings:
        return ()
    named = {
        cause
        for finding in findings
        if finding.severity is Severity.VIOLATION
        for cause in finding.causes
    }
    return tuple(cause for cause in Cause if cause in named)


def judge_text(subject: str, body: str, language: str = "") -> TextJudgement:
    """Judge the texts of a message as if the seller had sent it of his own accord.

    Args:
        subject: As it was given.
        body: As it was given; HTML is read as its reader sees it.
        language: What the source calls its language; it decides only where the text does not.
    """
    judging = _judging(subject, body, language)
    judgement = judging.judgement(language)
    unread = tuple(
        _at("partly-read", name, (end, end), "")
        for name, given in (("subject", subject), ("body", body))
        if (end := judging.readings[name].read_to) < len(given)
    )
    return replace(judgement, findings=judgement.findings + unread) if unread else judgement


def says_something(subject: str, body: str, language: str = "") -> bool:
    """Whether the texts hold more than thanks: a question, a request, news of a problem."""
    judging = _judging(subject, body, language)
    return any(map(judging.says, _SOMETHING)) or judging.asks()


def _judging(subject: str, body: str, language: str) -> "_Judging":
    readings = {"subject": _read_beginning(subject), "body": _read_beginning(body)}
    spoken = detect(readings["body"].text or readings["subject"].text, language)
    sights = {name: Sight(reading, spoken.read) for name, reading in readings.items()}
    return _Judging(readings, sights, spoken)


def _read_beginning(source: str) -> Reading:
    """As much of a field as a message can have; what lies behind it is told, not judged."""
    reading = read(source[:_MOST_GIVEN])
    return reading if len(reading.text) <= _MOST_SHOWN else reading.beginning(_MOST_SHOWN)


@dataclass(frozen=True)
class _Judging:
    """The texts of one message on their way to a judgement."""

    readings: dict[str, Reading]
    sights: dict[str, Sight]
    spoken: Spoken

    def says(self, term: str) -> bool:
        return any(sight.holds(term) for sight in self.sights.values())

    def judgement(self, declared: str) -> TextJudgement:
        body = self.readings["body"]
        critical = self.says("critical")
        findings = list(self._said())
        findings += (
            self._marked(mark)
            for mark in body_marks(body, needed=critical)
            # The numbers of carriers, manufacturers and warranties are allowed.
            if mark.rule != "phone-number" or not self.says("phone-ok")
        )
        tags = list(important_marks(self.readings["subject"], body))
        if tags and not self.says("amazon-template"):
            findings.extend(self._tag(mark, needed=critical) for mark in tags)
        findings = self._without_echoes(findings)
        findings.extend(self._nothing_said(findings))
        findings.extend(self._language(declared))
        return TextJudgement(
            findings=tuple(findings),
            asks_for_review=self.says("review-ask"),
            is_critical=critical,
            has_order_id=has_order_id(self.readings["subject"].source) or has_order_id(body.source),
        )

    def _said(self) -> Iterator[Finding]:
        """What the looks of the rules find, each place once per rule."""
        possible = {name: sight.possible for name, sight in self.sights.items()}
        for rule, looks in _rules_for(possible["subject"], possible["body"]):
            told: set[tuple[str, int]] = set()
            for look, name in looks:
                if any(map(self.says, look.unless)):
                    continue
                for span in look_for(look, self.sights[name]):
                    if (name, span[0]) in told:
                        continue
                    told.add((name, span[0]))
                    finding = _finding(rule.id, name, self.readings[name], span)
                    yield replace(finding, severity=look.severity or rule.severity)

    def _marked(self, mark: Mark) -> Finding:
        source = self.readings[mark.field].source
        return _at(mark.rule, mark.field, mark.span, source[slice(*mark.span)])

    def _tag(self, mark: Mark, *, needed: bool) -> Finding:
        """The tag is worth a look even on what an order needs; on all else it is a breach.

        Returns, refunds and delays are on Amazon's own list of what is not critical, and
        since 25 April 2025 the seller's own tag does nothing at all.
        """
        finding = self._marked(mark)
        return replace(finding, severity=Severity.CHECK) if needed else finding

    def _without_echoes(self, findings: list[Finding]) -> list[Finding]:
        """Leave out what another finding or the purpose of the message already explains."""
        rules = {finding.rule for finding in findings if finding.severity is Severity.VIOLATION}
        kept = []
        for finding in findings:
            match finding.rule:
                case "confirmation" if any(map(self.says, ("critical", "service", "review-ask"))):
                    continue
                case "promotion" | "newsletter" | "warranty-offer" | "cross-sell" if _is_the_reward(
                    finding, findings
                ):
                    continue
                case "off-amazon" if (
                    "review-incentive" in rules and "paypal" in finding.excerpt.lower()
                ):
                    continue
                case "refund-confirmation" if self.says("review-ask"):
                    continue
                case "promotion" | "feedback-change" if (
                    finding.severity is Severity.CHECK
                    and rules
                    & {
                        "promotion",
                        "review-incentive",
                        "review-change",
                    }
                ):
                    continue
                case _:
                    kept.append(finding)
        return kept

    def _nothing_said(self, findings: list[Finding]) -> Iterator[Finding]:
        if self.spoken.unread or any(map(self.says, _SOMETHING)):
            return
        if any(finding.rule not in _BESIDES for finding in findings):
            return
        if self.asks():
            return
        sight = self.sights["body"]
        for term in ("thanks", "help-offer"):
            for hit in sight.hits(term)[:1]:
                yield _finding("thanks-only", "body", sight.reading, hit)
                return

    def asks(self) -> bool:
        """Whether a question is put that is more than how the buyer is."""
        sight = self.sights["body"]
        text = sight.reading.text
        return any(
            _QUESTION.search(text, start, end)
            and end - start >= _SHORTEST_QUESTION
            and not any(sight.within(term, (start, end)) for term in _SMALL_TALK)
            for start, end in sight.reading.sentences
        )

    def _language(self, declared: str) -> Iterator[Finding]:
        if self.spoken.unread:
            yield _at("unread-language", "body", (0, 0), "")
        elif declared and declared[:2].lower() not in self.spoken.read:
            yield _at("wrong-language", "body", (0, 0), "")


@lru_cache(maxsize=4096)
def _rules_for(
    subject: frozenset[str], body: frozenset[str]
) -> tuple[tuple[Rule, tuple[tuple[Look, str], ...]], ...]:
    """The rules that can fire where the fields hold no more than these terms, and on what look."""
    possible = {"subject": subject, "body": body}
    looks_of = (
        (
            rule,
            tuple(
                (look, name)
                for look in rule.looks
                for name in look.fields
                if possible[name].issuperset(look.all)
            ),
        )
        for rule in load_rules()
    )
    return tuple((rule, looks) for rule, looks in looks_of if looks)


# Sentences are asked for with these; shorter ones are "All well?" and the like.
_QUESTION = re.compile(r"[?？]|でしょうか|ますか。|吗。")
_SHORTEST_QUESTION = 12
_SMALL_TALK = ("happy-question", "any-problem", "help-offer", "small-talk")
# What a message says that is more than thanks.
_SOMETHING = ("critical", "review-ask", "service", "asks-action", "past-service")
# Findings that do not make a message more than thanks.
_BESIDES = frozenset(
    {
        "emoji",
        "style-override",
        "image-without-words",
        "tracking-pixel",
        "important-tag",
        "opt-out-link",
    }
)


def judge_fields(message: Message, text: TextJudgement) -> tuple[Finding, ...]:
    """What the texts say in the light of the message's other fields."""
    if message.is_reply is True:
        rules = rules_by_id()
        findings = [one for one in text.findings if not rules[one.rule].proactive_only]
    else:
        findings = [*text.findings, *_of_fields(message, text)]
    findings.sort(key=lambda finding: (finding.field != "subject", finding.start))
    return tuple(findings)


def _of_fields(message: Message, text: TextJudgement) -> list[Finding]:
    found = []
    if (message.earlier_requests or 0) > 0 and text.asks_for_review:
        count = str(message.earlier_requests)
        found.append(_at("repeat-request", "earlier_requests", (0, 0), count))
    days = days_after_delivery(message)
    if days is not None and days > _DAYS_AFTER_DELIVERY:
        found.append(_at("late-message", "days_since_delivery", (0, 0), str(days)))
    if not text.is_critical:
        for field, value in (
            ("subject", message.subject),
            ("contact_reason", message.contact_reason),
        ):
            start = value.lower().find(_ADDITIONAL) if value else -1
            if start >= 0:
                span = (start, start + len(_ADDITIONAL))
                found.append(_at("additional-information", field, span, value[slice(*span)]))
                break
    for name in message.attachments:
        rule = attachment_rule(name)
        if rule is not None:
            found.append(_at(rule, "attachments", (0, 0), name))
    if not message.order_id and not text.has_order_id and not message.is_template:
        found.append(_at("missing-order-id", "order_id", (0, 0), ""))
    if message.status == "opted_out":
        found.append(_at("after-opt-out", "status", (0, 0), "opted_out"))
    return found


def days_after_delivery(message: Message) -> int | None:
    """Days from the delivery of the order to the message, where the record tells."""
    if message.days_since_delivery is not None:
        return message.days_since_delivery
    if message.sent_on is None or message.delivered_on is None:
        return None
    return (message.sent_on - message.delivered_on).days


def _is_the_reward(finding: Finding, findings: list[Finding]) -> bool:
    """Whether an offer is the one that was made for a review, which is one breach and not two."""
    return any(
        other.rule in ("review-incentive", "review-change")
        and other.field == finding.field
        and abs(other.start - finding.start) <= _ONE_OFFER
        for other in findings
    )


def _finding(rule: str, field: str, reading: Reading, span: tuple[int, int]) -> Finding:
    start, end = reading.origin(span)
    return _at(rule, field, (start, end), reading.source[start:end])


def _at(rule: str, field: str, span: tuple[int, int], excerpt: str) -> Finding:
    known = rules_by_id()[rule]
    return Finding(rule, known.severity, known.causes, field, *span, excerpt)
