"""The rules for messages: what each one says, why, and on whose word. How to look is beside it."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from poa.audit.finding import Severity
from poa.causes import Cause
from poa.resources import shipped, shipped_toml

_STRICT = ConfigDict(frozen=True, extra="forbid")


class Look(BaseModel):
    """One way to find a breach with phrases: terms that must meet, and terms that excuse them.

    Attributes:
        all: Terms that must all occur within one stretch of text.
        none: Terms that excuse when they occur in the same stretch.
        within: How long the stretch is; ``neighbours`` is a sentence with the one before and after.
        affirmed: Those of ``all`` that do not count where their clause denies them.
        mark: The term whose words are shown; the first of ``all`` when empty.
        unless: Terms that excuse wherever the message has them.
        fields: Where to look.
        severity: Where this way of looking is less sure than its rule.
    """

    model_config = _STRICT

    all: tuple[str, ...] = Field(min_length=1)
    none: tuple[str, ...] = ()
    within: Literal["sentence", "neighbours", "message"] = "sentence"
    affirmed: tuple[str, ...] = ()
    mark: str = ""
    unless: tuple[str, ...] = ()
    fields: tuple[Literal["subject", "body"], ...] = ("subject", "body")
    severity: Severity | None = None


class Rule(BaseModel):
    """One rule for messages.

    Attributes:
        id: Its name for programs; never used again for something else.
        name: Its name for people.
        causes: Which of the six it stands for; empty where none covers it.
        severity: ``check`` where sources disagree or the context decides.
        proactive_only: An answer to a buyer cannot break it.
        what: What it looks for.
        why: Why Amazon minds.
        example: Words that break it.
        instead: What to write or do.
        source: Where Amazon or others say so, by the marks of our notes on the policy.
        confidence: ``high`` from Amazon's own text, ``medium`` from two sources, ``low`` from one.
        looks: How to find it with phrases; empty where code looks.
    """

    model_config = _STRICT

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    name: str
    causes: tuple[Cause, ...] = ()
    severity: Severity = Severity.VIOLATION
    proactive_only: bool = False
    what: str
    why: str
    example: str
    instead: str
    source: str
    confidence: Literal["high", "medium", "low"]
    looks: tuple[Look, ...] = Field(default=(), alias="look")


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules in the order of their files and of their places in them; read once per process."""
    files = sorted(path.name for path in shipped("audit/rules").glob("*.toml"))
    return tuple(
        Rule.model_validate(rule)
        for name in files
        for rule in shipped_toml(f"audit/rules/{name}")["rule"]
    )


@cache
def rules_by_id() -> dict[str, Rule]:
    """The rules under their ids; treat it as read-only."""
    return {rule.id: rule for rule in load_rules()}
