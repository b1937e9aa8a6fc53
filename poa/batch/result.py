"""What became of each client, as values; shown and written elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from poa.errors import Problem


class Status(StrEnum):
    """What became of one client in this run."""

    RENDERED = "rendered"
    UNCHANGED = "unchanged"
    NOT_READY = "not-ready"
    FAILED = "failed"

    @property
    def in_words(self) -> str:
        """The status for a person."""
        return {"rendered": "made", "not-ready": "not ready"}.get(self.value, self.value)

    @property
    def is_good(self) -> bool:
        """Whether the client's folder holds a finished appeal of these facts."""
        return self in (Status.RENDERED, Status.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished appeal is, kept in the client's folder for the next run's summary."""

    store: str = ""
    route: str = ""
    causes: tuple[str, ...] = ()
    words: int = 0
    characters: int = 0
    planned: tuple[tuple[str, str | None], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientResult:
    """One client's line in the list.

    Attributes:
        source: Where its facts stand.
        client: Its id, or "" where there is none.
        status: What became of it.
        folder: The name of its folder below the output folder, when there is one.
        dated: The day its letter bears (ISO), when there is one.
        files: What its folder holds of ours.
        outcome: What the appeal is; empty for a failed client.
        problems: Why it is not finished, each with its place and its remedy.
        earlier: An appeal of earlier facts is still in the folder.
        is_carried: Not looked at in this run: the line is that of an earlier run.
    """

    source: str
    client: str
    status: Status
    folder: str = ""
    dated: str = ""
    files: tuple[str, ...] = ()
    outcome: Outcome = field(default_factory=Outcome)
    problems: tuple[Problem, ...] = ()
    earlier: bool = False
    is_carried: bool = False

    def as_json(self) -> dict[str, Any]:
        """The promised keys and those beside them."""
        shape = asdict(self)
        outcome = shape.pop("outcome")
        outcome["planned"] = [{"todo": todo, "due_on": due} for todo, due in outcome["planned"]]
        shape["problems"] = [problem.as_json() for problem in self.problems]
        shape["status"] = self.status.value
        return {**shape, **outcome}


@dataclass
class Counts:
    """How many clients have which status; grows while the run goes on."""

    rendered: int = 0
    unchanged: int = 0
    not_ready: int = 0
    failed: int = 0

    def add(self, status: Status) -> None:
        """Count one more."""
        name = status.name.lower()
        setattr(self, name, getattr(self, name) + 1)

    @property
    def cases(self) -> int:
        """All clients."""
        return self.rendered + self.unchanged + self.not_ready + self.failed

    @property
    def attention(self) -> int:
        """Clients whose appeal is not finished."""
        return self.not_ready + self.failed

    def as_json(self) -> dict[str, int]:
        """The promised keys, ``cases`` first."""
        return {"cases": self.cases, **asdict(self)}


def result_from_json(shape: Mapping[str, Any]) -> ClientResult:
    """The result that ``as_json`` wrote.

    Raises:
        KeyError, TypeError, ValueError: It is no such shape.
    """
    own = {each.name for each in fields(ClientResult)} - {"outcome", "problems", "status", "files"}
    return ClientResult(
        **{name: shape[name] for name in own},
        status=Status(shape["status"]),
        files=tuple(shape["files"]),
        problems=tuple(Problem(**problem) for problem in shape["problems"]),
        outcome=outcome_from_json(shape),
    )


def outcome_from_json(shape: Mapping[str, Any]) -> Outcome:
    """The outcome among the keys of a written result."""
    return Outcome(
        store=shape["store"],
        route=shape["route"],
        causes=tuple(shape["causes"]),
        words=shape["words"],
        characters=shape["characters"],
        planned=tuple((each["todo"], each["due_on"]) for each in shape["planned"]),
        notes=tuple(shape["notes"]),
    )


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a run did.

    Attributes:
        results: The clients of this run, in the order of the source.
        counts: How many of them have which status.
        everyone: The clients of the source, those left out in this run as an earlier run saw them.
        gone: Folders of clients who are no longer in the source.
        problems: What went wrong beside the clients: rows that belong to none, a lost summary.
        notes: What is worth telling of the sources, and needs no mending.
    """

    results: tuple[ClientResult, ...]
    counts: Counts
    everyone: tuple[ClientResult, ...]
    gone: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing needs attention."""
        return not self.counts.attention and not self.problems

    def as_json(self, clients: Sequence[ClientResult]) -> dict[str, Any]:
        """The promised keys and those beside them, with these clients."""
        return {
            **count(clients).as_json(),
            "clients": [client.as_json() for client in clients],
            "gone": list(self.gone),
            "problems": [problem.as_json() for problem in self.problems],
            "notes": list(self.notes),
        }


def count(clients: Iterable[ClientResult]) -> Counts:
    """How many of these have which status."""
    counts = Counts()
    for client in clients:
        counts.add(client.status)
    return counts
