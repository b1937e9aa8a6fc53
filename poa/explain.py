"""What one key means, in full: a rule of the letter check, later also audit rules and playbooks.

A source is a function from nothing to entries; more kinds of knowledge join by one line in
``_SOURCES``.
"""

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from poa.errors import PoaError, Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be explained.

    Attributes:
        key: What to ask for.
        kind: What it is, for example ``rule for letters``.
        name: The same in a few words.
        sections: Titles and texts, in the order to show them.
    """

    key: str
    kind: str
    name: str
    sections: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, object]:
        """For a program."""
        return {
            "key": self.key,
            "kind": self.kind,
            "name": self.name,
            "sections": [{"title": title, "text": text} for title, text in self.sections],
        }


def explain(key: str) -> Entry:
    """The entry of a key.

    Raises:
        PoaError: Nothing has that key; the nearest ones are named.
    """
    entries = {entry.key: entry for source in _SOURCES for entry in source()}
    wanted = key.strip().lower().replace("_", "-")
    if wanted in entries:
        return entries[wanted]
    near = difflib.get_close_matches(wanted, entries, 3, 0.5) or sorted(entries)
    raise PoaError(
        "Nothing to explain", [Problem("", f'there is no "{key}"', f"Try: {', '.join(near)}")]
    )


def _letter_rules() -> Iterator[Entry]:
    from poa.check.rules import load_rules

    for rule in load_rules().values():
        sections = (
            ("Severity", rule.severity.value),
            ("Why it matters", rule.why),
            ("Example", rule.example),
            ("Instead", rule.instead),
            ("Source", f"{rule.source} (confidence: {rule.confidence})"),
        )
        yield Entry(rule.id, "rule for letters", rule.name, sections)


_SOURCES: tuple[Callable[[], Iterator[Entry]], ...] = (_letter_rules,)
