"""A place in a message where a rule fired, and what it makes of the message."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from poa.causes import Cause


class Severity(StrEnum):
    """How sure we are that Amazon's rules are broken."""

    VIOLATION = "violation"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule fired.

    Attributes:
        rule: The rule's id, for example ``review-incentive``.
        severity: ``CHECK`` where sources disagree or context is missing.
        causes: Which of the six the rule stands for; empty where none covers it.
        field: ``subject``, ``body``, or the message's field that broke the rule.
        start: Offset of the first character in the field as it was given.
        end: Offset behind the last one; equal to ``start`` where there are no words to show.
        excerpt: The words themselves, not masked.
        on: The day on which it happened, where that is not the message's own: of two requests the
            later one repeats, whichever of them was read first.
    """

    rule: str
    severity: Severity
    causes: tuple[Cause, ...]
    field: str
    start: int
    end: int
    excerpt: str
    on: date | None = None
