"""What a caller knows about a letter beside its words, all of it optional."""

from dataclasses import dataclass

from poa.causes import Cause


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a letter and the place in the case whose answer it came from."""

    start: int
    end: int
    where: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that is set aside, and why.

    Attributes:
        rule: The rule's id.
        reason: Why the letter is right as it is; must not be empty.
        excerpt: Words that the finding's own words hold, or empty for every finding of the rule.
        where: The place in the case, or empty.
    """

    rule: str
    reason: str
    excerpt: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """Facts of the case that a letter is held against.

    Attributes:
        route: ``correct``, ``dispute`` or ``inform``; empty to infer it from the words.
        store: This store's name.
        other_stores: Names that must not appear, of other clients.
        causes: The causes that the letter must answer.
        limit: The most characters that the form takes, or ``None``.
        buyers: Buyers' names that must not appear.
        places: Where the letter's words come from; first match wins.
        suppressions: Findings to set aside.
    """

    route: str = ""
    store: str = ""
    other_stores: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    limit: int | None = None
    buyers: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
