"""What a check of a letter finds, as values; formatted last and elsewhere."""

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """A finding's weight: ``BLOCK`` stops the letter, ``WARN`` weakens it, ``HINT`` helps."""

    BLOCK = "block"
    WARN = "warn"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """The higher, the graver."""
        return _RANKS[self]

    @property
    def plain(self) -> str:
        """What a seller should do about it, in three words."""
        return _PLAIN[self]


_RANKS = {Severity.HINT: 0, Severity.WARN: 1, Severity.BLOCK: 2}
_PLAIN = {
    Severity.HINT: "Worth a look",
    Severity.WARN: "Should be mended",
    Severity.BLOCK: "Must be mended",
}


class Verdict(StrEnum):
    """Would a careful consultant send this letter?"""

    READY = "ready"
    NOT_READY = "not-ready"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule fired, in offsets of the letter as it was given.

    Attributes:
        rule: The rule's id.
        start: Offset of the first character.
        end: Offset behind the last one; equal to ``start`` where something is missing.
        detail: What was seen here, where the rule's own words do not say it.
        severity: Another severity than the rule's usual one.
    """

    rule: str
    start: int
    end: int
    detail: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule fired, with what a reader needs to mend it.

    Attributes:
        rule: The rule's id.
        severity: How much it weighs.
        start: Offset of the first character in the letter as it was given.
        end: Offset behind the last one; equal to ``start`` where something is missing.
        excerpt: The words themselves.
        name: The rule in a few words.
        detail: What was seen here, or empty.
        why: Why it matters.
        instead: What to write instead.
        source: Who says so.
        where: The place in a case whose answer mends it, or empty.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    excerpt: str
    name: str
    detail: str
    why: str
    instead: str
    source: str
    where: str = ""

    def as_json(self) -> dict[str, str | int]:
        """The promised keys and those beside them."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "start": self.start,
            "end": self.end,
            "excerpt": self.excerpt,
            "name": self.name,
            "detail": self.detail,
            "why": self.why,
            "instead": self.instead,
            "source": self.source,
            "where": self.where,
        }


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome for one letter.

    Attributes:
        verdict: Ready to be sent or not.
        reason: One sentence on why the verdict is what it is.
        words: Words in the letter.
        characters: Characters in the letter, line breaks included.
        route: What kind of letter it was read as: ``correct``, ``dispute`` or ``inform``.
        findings: In the order of the letter; what is missing comes first.
        suppressed: Findings that were set aside with a reason.
    """

    verdict: Verdict
    reason: str
    words: int
    characters: int
    route: str
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = field(default=())

    def at_or_above(self, severity: Severity) -> bool:
        """Whether a finding of that weight, or a graver one, stands."""
        return any(finding.severity.rank >= severity.rank for finding in self.findings)

    def as_json(self) -> dict[str, object]:
        """The promised shape."""
        return {
            "verdict": self.verdict.value,
            "reason": self.reason,
            "words": self.words,
            "characters": self.characters,
            "route": self.route,
            "findings": [finding.as_json() for finding in self.findings],
            "suppressed": [finding.as_json() for finding in self.suppressed],
        }
