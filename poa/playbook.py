"""What we know about one cause: root-cause patterns, actions, measures, proof, questions, warnings.

The knowledge is data, one TOML file per cause in ``playbooks``; this module loads and checks it.
"""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from poa.causes import Cause
from poa.resources import shipped_toml

Confidence = Literal["high", "medium", "low", "experience"]
FactKind = Literal["text", "clause", "quote", "date", "count", "list", "order_ids"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FactNeed(_Frozen):
    """One fact that an entry's sentences name.

    Attributes:
        id: The name in the sentences and in the case.
        ask: The question to the seller.
        why: Why it is asked.
        example: An answer as one would type it.
        kind: What the answer is, and how it is written in a letter.
        unit: For a count: what is counted, singular and plural.
        required: Without it the letter is unfinished; otherwise its sentence drops.
    """

    id: str
    ask: str
    why: str
    example: str
    kind: FactKind = "text"
    unit: tuple[str, str] = ("", "")
    required: bool = True


class Entry(_Frozen):
    """A root-cause pattern, an immediate action, a preventive measure, or a ground for a dispute.

    Attributes:
        id: Its key in a case; unique within its playbook and never reused.
        title: A short name. For an action what is true once it is done, for a measure the control.
        explains: One line for somebody who chooses.
        text: The letter's sentences: an action as done, a measure as in force.
        doing: An action's sentences while it is in progress; empty where that says nothing yet.
        todo: What the checklist asks for while it is only planned.
        facts: What the sentences need to know.
        proof: What can show it.
        source: Where the claim or the advice comes from.
        confidence: How well the source supports it; ``experience`` is our own judgement.
    """

    id: str
    title: str
    explains: str
    text: tuple[str, ...]
    doing: tuple[str, ...] = ()
    todo: str = ""
    facts: tuple[FactNeed, ...] = ()
    proof: tuple[str, ...]
    source: str
    confidence: Confidence

    def fact(self, key: str) -> FactNeed | None:
        """The fact of that name, or ``None``."""
        return next((fact for fact in self.facts if fact.id == key), None)


class Question(_Frozen):
    """What a consultant asks to get from the cause to the real root cause."""

    id: str
    ask: str
    why: str
    source: str
    confidence: Confidence


class Warning(_Frozen):  # noqa: A001 - the field's word; the built-in is not used here
    """What a seller has to know before naming this cause."""

    id: str
    text: str
    source: str
    confidence: Confidence


class Playbook(_Frozen):
    """All we know about one cause.

    Attributes:
        cause: Which of the six.
        title: Amazon's reason in our words.
        heading: The sub-heading in a letter that answers several causes.
        explains: One line for a seller who has never heard of it.
        policy: What the rule asks for, as a noun phrase.
        admission: What an admission can lead to; empty where that needs no warning of its own.
    """

    cause: Cause
    title: str
    heading: str
    explains: str
    policy: str
    admission: str = ""
    source: str
    confidence: Confidence
    warnings: tuple[Warning, ...]
    questions: tuple[Question, ...]
    patterns: tuple[Entry, ...]
    actions: tuple[Entry, ...]
    measures: tuple[Entry, ...]
    disputes: tuple[Entry, ...]

    def entry(self, kind: "EntryKind", key: str) -> Entry | None:
        """The entry of that kind and id, or ``None``."""
        return next((entry for entry in self.entries(kind) if entry.id == key), None)

    def entries(self, kind: "EntryKind") -> tuple[Entry, ...]:
        """All entries of a kind, in the order in which they are offered."""
        match kind:
            case "pattern":
                return self.patterns
            case "action":
                return self.actions
            case "measure":
                return self.measures
            case "dispute":
                return self.disputes


EntryKind = Literal["pattern", "action", "measure", "dispute"]


@cache
def load_playbook(cause: Cause) -> Playbook:
    """The playbook of a cause; read once per process.

    Raises:
        pydantic.ValidationError: The shipped file is wrong; a test keeps that from being released.
    """
    return Playbook.model_validate(shipped_toml(f"playbooks/{cause}.toml"))
