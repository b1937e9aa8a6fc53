"""One question to the seller, and what may come back."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache

from poa.resources import shipped_toml
from poa.wizard.places import general
from poa.wizard.stores import Field, Store

Answer = str | int | bool | list[str]
_NO_LIMIT = 999_999_999


class Section(Enum):
    """The way through, in its order."""

    NOTICE = "What happened"
    MESSAGES = "What your messages show"
    CAUSES = "Which causes"
    ANSWERS = "Cause by cause"
    PROOF = "Proof"
    SENDER = "Who signs, where it goes"
    REVIEW = "Review"

    @property
    def number(self) -> int:
        """Its number, from 1."""
        return list(Section).index(self) + 1


class Kind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    LINES = "lines"
    DATE = "date"
    COUNT = "count"
    LIST = "list"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes-no"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from.

    Attributes:
        key: What is stored.
        title: What is shown.
        explains: One line more about it.
    """

    key: str
    title: str
    explains: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        place: Its name; for most the place of the answer in the case.
        section: Where it belongs.
        ask: The question.
        kind: How it is answered.
        why: Why it is asked.
        example: An answer as one would type it.
        choices: What to choose from, for kinds with a choice.
        offered: An answer that is suggested and not yet given.
        optional: The letter can do without it.
        title: What the next questions are about.
        intro: Paragraphs to read before the question.
        store: Where the answer goes.
        for_now: It is asked once in a sitting, and again when the case is taken up later.
        most: The largest number that makes sense, for a count.
    """

    place: str
    section: Section
    ask: str
    kind: Kind = Kind.LINE
    why: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()
    offered: Answer | None = None
    optional: bool = False
    title: str = ""
    intro: tuple[str, ...] = ()
    store: Store | None = None
    for_now: bool = False
    most: int = _NO_LIMIT

    @property
    def keeps(self) -> Store:
        """Where the answer goes: its own store, or the place itself."""
        return self.store or Field(self.place)


@cache
def _texts() -> dict[str, dict[str, object]]:
    return shipped_toml("wizard/questions.toml")


def words_for(place: str) -> dict[str, object]:
    """What ``questions.toml`` says about a place; empty where it says nothing."""
    return _texts().get(general(place), {})


def question(  # noqa: PLR0913 - what a question may need beside its words
    place: str,
    section: Section,
    *,
    worded: str = "",
    offered: Answer | None = None,
    choices: tuple[Choice, ...] | None = None,
    title: str = "",
    intro: tuple[str, ...] = (),
    store: Store | None = None,
    for_now: bool = False,
) -> Question:
    """The question that ``questions.toml`` words for a place, or under the name ``worded``."""
    words = words_for(worded or place)
    options = words.get("choices", {})
    named = tuple(Choice(key, str(title)) for key, title in options.items())  # type: ignore[attr-defined]
    suggested = offered if offered is not None else words.get("offered")
    return Question(
        place=place,
        section=section,
        ask=str(words["ask"]),
        kind=Kind(str(words.get("kind", "line"))),
        why=str(words.get("why", "")),
        example=str(words.get("example", "")),
        choices=named if choices is None else choices,
        offered=suggested,  # type: ignore[arg-type]
        optional=bool(words.get("optional")),
        title=title,
        intro=intro,
        store=store,
        for_now=for_now,
        most=int(str(words.get("most", _NO_LIMIT))),
    )
