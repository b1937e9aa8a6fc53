"""What the seller has decided about rules: off, another severity, or a finding that is explained.

The decisions stand in a small TOML file::

    [rules]
    emoji = "off"
    phone-number = "check"

    [[suppress]]
    rule = "link-external"
    contains = "https://returns.example.com"
    reason = "Return portal that the order cannot be completed without, case 1234"
    until = 2026-12-31
"""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from poa.audit.finding import Finding, Severity
from poa.errors import PoaError, Problem
from poa.message import Message
from poa.readers.encoding import read_text


class Suppression(BaseModel):
    """A finding that the seller has looked at and explained, until a day.

    Attributes:
        rule: The rule's id.
        contains: Only where the words found hold this text.
        campaign: Only in messages of this campaign or template.
        reason: Why it is no breach, for whoever reads the report.
        until: The last day on which it counts; then somebody looks again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    contains: str = ""
    campaign: str = ""
    reason: str = Field(min_length=8)
    until: date

    def covers(self, finding: Finding, message: Message) -> bool:
        """Whether it explains this finding."""
        return (
            finding.rule == self.rule
            and self.contains.casefold() in finding.excerpt.casefold()
            and self.campaign.casefold() in ("", message.campaign.casefold())
        )


class Settings(BaseModel):
    """The seller's decisions about rules."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: dict[str, Literal["off", "check", "violation"]] = {}
    suppress: tuple[Suppression, ...] = ()

    def expired(self, today: date) -> tuple[Suppression, ...]:
        """The suppressions whose time is over: they count no more, and that is told."""
        return tuple(one for one in self.suppress if one.until < today)

    def without_expired(self, today: date) -> "Settings":
        """The decisions that count on this day."""
        return self.model_copy(
            update={"suppress": tuple(one for one in self.suppress if one.until >= today)}
        )

    def apply(
        self, findings: Iterable[Finding], message: Message
    ) -> tuple[tuple[Finding, ...], int]:
        """The findings that remain, with the severities that the seller gave them.

        Returns:
            The findings, and how many a suppression has explained.
        """
        kept: list[Finding] = []
        explained = 0
        for finding in findings:
            decision = self.rules.get(finding.rule)
            if decision == "off":
                continue
            if any(one.covers(finding, message) for one in self.suppress):
                explained += 1
                continue
            kept.append(
                replace(finding, severity=Severity(decision)) if decision is not None else finding
            )
        return tuple(kept), explained


def load_settings(path: Path, known: Collection[str]) -> Settings:
    """Read the file with the seller's decisions.

    Args:
        path: The TOML file.
        known: The ids of all rules.

    Raises:
        PoaError: It cannot be read, or names a rule that does not exist.
    """
    try:
        raw = tomllib.loads(read_text(path).text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise PoaError(
            "The settings were not understood", [Problem(str(path), f"it is not TOML: {error}")]
        ) from error
    try:
        settings = Settings.model_validate(raw)
    except ValidationError as error:
        problems = [
            Problem(f"{path.name}: {_place(detail['loc'])}", detail["msg"])
            for detail in error.errors()
        ]
        raise PoaError("The settings were not understood", problems) from error
    named = [*settings.rules, *(one.rule for one in settings.suppress)]
    unknown = [rule for rule in dict.fromkeys(named) if rule not in known]
    if unknown:
        raise PoaError(
            "The settings name rules that do not exist",
            [
                Problem(f"{path.name}: {rule}", "no such rule", _nearest(rule, known))
                for rule in unknown
            ],
        )
    return settings


def _nearest(rule: str, known: Collection[str]) -> str:
    close = get_close_matches(rule, known, n=1)
    return f"Did you mean {close[0]}?" if close else "See: poa audit --list-rules"


def _place(where: tuple[int | str, ...]) -> str:
    text = ""
    for step in where:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text
