"""One client's facts as a source gives them, before anything is decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from poa.errors import Problem


@dataclass(frozen=True, slots=True)
class RawCase:
    """What one row, line or file says of one client.

    Attributes:
        source: Where it stands, for people: ``clients.csv:4``, ``acme/case.json``,
            ``clients.xlsx, sheet Clients, row 4``.
        client: The client's id as written there, or "" where there is none.
        facts: Values for ``parse_case``; ``None`` where nothing could be read.
        folder: Where the exhibits are looked for.
        problems: What was wrong already while reading, each with its place.
        places: For each place in the case (``restriction.noticed_on``,
            ``causes[0].actions[2].on``) the place in the source that a person can find; what is not
            named here keeps its place in the case.
        is_client: Whether it is a client at all; a row that belongs to none is not.
    """

    source: str
    client: str
    facts: Mapping[str, Any] | None
    folder: Path
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    is_client: bool = True

    def located(self, problem: Problem) -> Problem:
        """The problem with its place in the source; a part of an answer is where the answer is."""
        where = problem.where
        while where:
            if where in self.places:
                return replace(problem, where=self.places[where])
            where = where[: max(where.rfind("."), where.rfind("["), 0)]
        return problem
