"""What one key means, in full: a cause, an entry of its playbook, a rule for letters or messages.

A source is a function from nothing to entries; more kinds of knowledge join by one line in
``_SOURCES``.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from poa.causes import Cause
from poa.errors import PoaError, Problem
from poa.playbook import Entry as PlaybookEntry
from poa.playbook import EntryKind, load_playbook


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
    """The entry of a key; a playbook's may be named with its cause: ``marketing/training``.

    Raises:
        PoaError: Nothing has that key, or several causes have it; the nearest ones are named.
    """
    entries = {entry.key: entry for source in _SOURCES for entry in source()}
    wanted = key.strip().lower().replace("_", "-")
    if wanted in entries:
        return entries[wanted]
    same = [known for known in entries if known.endswith(f"/{wanted}")]
    if len(same) == 1:
        return entries[same[0]]
    if same:
        problem = Problem("", f'several causes have a "{wanted}"', f"Try: {', '.join(same)}")
        raise PoaError("Say which one", [problem])
    short = {known.rpartition("/")[2]: known for known in entries}
    near = [short[name] for name in difflib.get_close_matches(wanted, short, 3, 0.5)]
    fix = f"Try: {', '.join(near or [cause.value for cause in Cause])}"
    raise PoaError("Nothing to explain", [Problem("", f'there is no "{key}"', fix)])


def _letter_rules() -> Iterator[Entry]:
    from poa.check.rules import load_rules

    for rule in load_rules().values():
        sections = (
            ("Severity", f"{rule.severity.plain} ({rule.severity.value})"),
            ("Why it matters", rule.why),
            ("Example", rule.example),
            ("Instead", rule.instead),
            ("Source", f"{rule.source} (confidence: {rule.confidence})"),
        )
        yield Entry(rule.id, "rule for letters", rule.name, sections)


def _message_rules() -> Iterator[Entry]:
    from poa.audit.rule import load_rules

    for rule in load_rules():
        sections = (
            ("Severity", rule.severity.value),
            ("Causes", ", ".join(rule.causes) or "none of the six"),
            ("What it finds", rule.what),
            ("Why it matters", rule.why),
            ("Example", rule.example),
            ("Instead", rule.instead),
            ("Source", f"{rule.source} (confidence: {rule.confidence})"),
        )
        yield Entry(rule.id, "rule for messages", rule.name, sections)


def _causes() -> Iterator[Entry]:
    for cause in Cause:
        playbook = load_playbook(cause)
        warnings = [f"{warning.text} ({warning.source})" for warning in playbook.warnings]
        yield Entry(
            cause.value,
            "cause",
            playbook.title,
            (
                ("What it means", playbook.explains),
                ("The rule", playbook.policy),
                *((("Before you admit it", playbook.admission),) if playbook.admission else ()),
                ("Good to know", "\n".join(warnings)),
                ("Root-cause patterns", _listed(playbook.patterns)),
                ("Immediate actions", _listed(playbook.actions)),
                ("Preventive measures", _listed(playbook.measures)),
                ("Grounds for a dispute", _listed(playbook.disputes)),
                ("Source", f"{playbook.source} (confidence: {playbook.confidence})"),
            ),
        )
        for kind, name in _KINDS:
            for entry in playbook.entries(kind):
                yield _playbook_entry(entry, cause, name)


_KINDS: tuple[tuple[EntryKind, str], ...] = (
    ("pattern", "root-cause pattern"),
    ("action", "immediate action"),
    ("measure", "preventive measure"),
    ("dispute", "ground for a dispute"),
)


def _listed(entries: Iterable[PlaybookEntry]) -> str:
    return "\n".join(f"{entry.id}: {entry.explains}" for entry in entries)


def _with_gaps(sentence: str) -> str:
    """The sentence with its facts as ``<names>``."""
    return sentence.replace("{{ ", "<").replace(" }}", ">")


def _playbook_entry(entry: PlaybookEntry, cause: Cause, kind: str) -> Entry:
    asked = [
        f"{fact.id}{'' if fact.required else ' (if known)'}: {fact.ask} For example: {fact.example}"
        for fact in entry.facts
    ]
    return Entry(
        f"{cause}/{entry.id}",
        f"{kind} for {cause}",
        entry.title,
        (
            ("What it means", entry.explains),
            ("What the letter says", "\n".join(map(_with_gaps, entry.text))),
            *((("Facts it needs", "\n".join(asked)),) if asked else ()),
            ("What can prove it", "\n".join(entry.proof)),
            ("Source", f"{entry.source} (confidence: {entry.confidence})"),
        ),
    )


_SOURCES: tuple[Callable[[], Iterator[Entry]], ...] = (_causes, _letter_rules, _message_rules)
