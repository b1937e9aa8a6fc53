"""Counts over all messages, small however many there are: by cause, by wording, by day."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from poa.audit.finding import Finding
from poa.audit.judge import Verdict
from poa.audit.masking import mask
from poa.causes import Cause
from poa.errors import Problem
from poa.message import Message

_MOST_GROUPS = 2000
_MOST_NAMES = 200
_MOST_ORDERS = 200
_LONGEST_EXAMPLE = 8000
_DIGITS = re.compile(r"\d+")
_LINK_TAIL = re.compile(r"(https?://[^\s\"'<>?#]{1,200})[^\s\"'<>]{0,2000}")
_SPACE = re.compile(r"\s+")


class Judged(NamedTuple):
    """A message, what it breaks, and what its texts have in common with others."""

    message: Message
    verdict: Verdict
    causes: tuple[Cause, ...]
    findings: tuple[Finding, ...]
    wording: Hashable = None


@dataclass(slots=True)
class Spread:
    """How often something was sent, when, and by which campaigns and tools."""

    messages: int = 0
    first_on: date | None = None
    last_on: date | None = None
    campaigns: Counter[str] = field(default_factory=Counter)
    tools: Counter[str] = field(default_factory=Counter)
    order_ids: list[str] = field(default_factory=list)

    def add(self, message: Message, day: date | None = None) -> None:
        """Count one more message, as of its own day or another."""
        self.messages += 1
        if day := day or message.sent_on:
            if self.first_on is None or day < self.first_on:
                self.first_on = day
            if self.last_on is None or day > self.last_on:
                self.last_on = day
        if message.campaign:
            _count(self.campaigns, message.campaign)
        if message.tool:
            _count(self.tools, message.tool)
        if message.order_id and len(self.order_ids) < _MOST_ORDERS:
            self.order_ids.append(message.order_id)


def _count(names: Counter[str], name: str) -> None:
    if name in names or len(names) < _MOST_NAMES:
        names[name] += 1


@dataclass(slots=True)
class Group:
    """Messages of one wording; the first of them stands for all."""

    example: Judged
    spread: Spread = field(default_factory=Spread)


@dataclass(slots=True)
class FileReport:
    """What was read of one file, and what could not be read."""

    file: str
    messages: int = 0
    incoming: int = 0
    unreadable: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failed: bool = False


@dataclass(slots=True)
class Tally:
    """The sums over all messages.

    Attributes:
        all: All messages that the seller sent.
        violations: Messages that break a rule.
        checks: Messages that a person should look at, and nothing worse.
        by_cause: The violations, by each of their causes.
        by_rule: Messages by the rules that fired, whatever their severity.
        groups: Offending wordings, in the order met.
        ungrouped: Messages of wordings beyond the first two thousand.
        days: For each day the messages, and those that break a rule.
        over_ceiling: Days with more messages than allowed: the day, the messages, the ceiling.
    """

    all: Spread = field(default_factory=Spread)
    violations: int = 0
    checks: int = 0
    replies: int = 0
    templates: int = 0
    suppressed: int = 0
    incoming: int = 0
    unreadable: int = 0
    by_cause: dict[Cause, Spread] = field(default_factory=dict)
    by_rule: dict[str, Spread] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    ungrouped: int = 0
    days: dict[date, tuple[int, int]] = field(default_factory=dict)
    over_ceiling: tuple[tuple[date, int, int], ...] = ()
    files: list[FileReport] = field(default_factory=list)
    _texts: dict[Hashable, str] = field(default_factory=dict)

    def add(self, judged: Judged) -> None:
        """Count one message."""
        message = judged.message
        self.all.add(message)
        self.replies += message.is_reply is True
        self.templates += message.is_template
        violated = judged.verdict == "violation"
        self.violations += violated
        self.checks += judged.verdict == "check"
        if day := message.sent_on:
            sent, bad = self.days.get(day, (0, 0))
            self.days[day] = (sent + 1, bad + violated)
        if not judged.findings:
            return
        for cause in judged.causes:
            day = _day_of(one for one in judged.findings if cause in one.causes)
            self.by_cause.setdefault(cause, Spread()).add(message, day)
        for rule in dict.fromkeys(finding.rule for finding in judged.findings):
            day = _day_of(one for one in judged.findings if one.rule == rule)
            self.by_rule.setdefault(rule, Spread()).add(message, day)
        self._group(judged)

    def worst(self) -> Sequence[Group]:
        """The offending wordings: violations before checks, then the most frequent."""
        return sorted(
            self.groups.values(),
            key=lambda group: (group.example.verdict != "violation", -group.spread.messages),
        )

    def _group(self, judged: Judged) -> None:
        key = self._key(judged)
        group = self.groups.get(key)
        if group is None:
            if len(self.groups) >= _MOST_GROUPS:
                self.ungrouped += 1
                return
            group = self.groups[key] = Group(judged)
        group.spread.add(judged.message)

    def _key(self, judged: Judged) -> int:
        """The same number for messages of one wording.

        They may differ in names, numbers and the tails of links; of one campaign in anything, as
        long as they break the same rules: it fills in products and shops as well.
        """
        message = judged.message
        if message.campaign:
            rules = sorted({finding.rule for finding in judged.findings})
            text = "\0".join((message.campaign, message.tool, message.language, *rules))
        else:
            text = self._texts.get(judged.wording, "") if judged.wording else ""
            if not text:
                text = _common_text(message)
                if judged.wording and len(self._texts) < _MOST_GROUPS:
                    self._texts[judged.wording] = text
        digest = blake2b(f"{judged.verdict}\0{text}".encode(errors="replace"), digest_size=8)
        return int.from_bytes(digest.digest(), "big")


def _day_of(findings: Iterable[Finding]) -> date | None:
    """The day of what was found, where none of it happened on the message's own day."""
    days = [finding.on for finding in findings]
    return None if None in days else max(filter(None, days), default=None)


def _common_text(message: Message) -> str:
    """The texts of a message as others of its wording have them."""
    text = mask(f"{message.subject}\n{message.body}"[:_LONGEST_EXAMPLE], message.buyer)
    text = _LINK_TAIL.sub(r"\1", text)
    return _SPACE.sub(" ", _DIGITS.sub("#", text)).casefold()
