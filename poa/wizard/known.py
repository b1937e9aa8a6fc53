"""What the wizard knows beside the answers: the day, the folder, what a profile offers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from poa.triage import Reading, read_notice
from poa.wizard.places import RawFacts, read_place


@dataclass(frozen=True, slots=True)
class Known:
    """What the questions may rest on.

    Attributes:
        today: The day of the letter.
        folder: Where the case file and the exhibits are.
        profile: Answers a consultant keeps for all clients, by their places; offered, not assumed.
        messages: Files named on the command line for the check of the messages.
    """

    today: date
    folder: Path
    profile: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[str, ...] = ()


def reading_of(facts: RawFacts) -> Reading | None:
    """What the notice says, if there is one."""
    text = read_place(facts, "restriction.notice_text")
    return _read(text) if isinstance(text, str) and text.strip() else None


@lru_cache(maxsize=4)
def _read(text: str) -> Reading:
    return read_notice(text)
