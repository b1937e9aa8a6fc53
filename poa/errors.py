"""What can go wrong, as values and exceptions. Nothing here prints or exits."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What a command tells the program that called it."""

    DONE = 0
    ATTENTION = 1
    FAILED = 2
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what we were given.

    Attributes:
        where: The place, in the words of the input: ``causes[0].actions[2].on``, ``sent.csv:9``,
            ``sheet Clients, row 7, column "Noticed on"``. Empty when it concerns the whole input.
        what: What is wrong, in a seller's words; a whole sentence without its full stop.
        fix: How to mend it, or ``None`` when that is plain from ``what``.
    """

    where: str
    what: str
    fix: str | None = None

    def __str__(self) -> str:
        """One line for a person."""
        place = f"{self.where}: " if self.where else ""
        stop = "" if self.what.endswith(("?", "!")) else "."
        mend = f"{stop} {self.fix}" if self.fix else ""
        return f"{place}{self.what}{mend}"

    def as_json(self) -> dict[str, str]:
        """The promised keys ``where`` and ``what``, and ``fix`` where there is one."""
        shape = {"where": self.where, "what": self.what}
        return shape | {"fix": self.fix} if self.fix else shape


class PoaError(Exception):
    """A refusal: the command could not do its work, and every reason is listed.

    Attributes:
        message: One sentence on what could not be done.
        problems: Every reason that was found, each with its place.
        exit_code: What the command returns.
    """

    exit_code = ExitCode.FAILED

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)


class UnreadableError(PoaError):
    """A file or text that could not be read at all."""


class InvalidCaseError(PoaError):
    """A case with wrong facts; ``problems`` names each one."""


class UnfinishedError(PoaError):
    """A case whose letter cannot leave yet: something is missing or blocked."""

    exit_code = ExitCode.ATTENTION
