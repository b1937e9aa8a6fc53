"""Who puts a question to the seller, and what may come back besides an answer."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from poa.wizard.question import Answer, Choice, Question


class Wish(Enum):
    """What a seller may want instead of answering."""

    LEAVE_OUT = "leave out"
    LATER = "later"
    BACK = "back"
    REMOVE = "remove"


Reply = Answer | Wish

# Typed instead of an answer.
HELP, BACK, LATER, REMOVE = "?", "<", "-", "!"
WISHES = {BACK: Wish.BACK, LATER: Wish.LATER, REMOVE: Wish.REMOVE}
KEYS = "? why    < back    - I don't know yet    Ctrl-C stop, all is saved"


@dataclass
class Interrupted(Exception):  # noqa: N818 - it is no error
    """The seller stopped in the middle of a question.

    Attributes:
        typed: What stood in the line and was not sent.
    """

    typed: str = ""


class Asker(Protocol):
    """Puts questions to a person."""

    def ask(self, question: Question, current: object) -> Reply:
        """The reply to one question; ``current`` is the stored answer, or ``None``.

        Raises:
            Interrupted: The seller stopped.
        """

    def choose(self, ask: str, choices: tuple[Choice, ...]) -> str:
        """One of the wizard's own choices, by its key.

        Raises:
            Interrupted: The seller stopped.
        """
