"""Questions in plain lines: for pipes, simple terminals and screen readers."""

import os
import sys
from collections.abc import Callable
from datetime import date

from poa.console.wizard import Screen
from poa.wizard.answers import AnswerError, read_answer, show_answer
from poa.wizard.asker import BACK, HELP, LATER, REMOVE, WISHES, Interrupted, Reply, Wish
from poa.wizard.question import Choice, Kind, Question, Section

_END = "."
_PASTE_PAUSE = 0.05


class PlainAsker:
    """Numbered choices, one line at a time; nothing is redrawn."""

    def __init__(self, screen: Screen, today: date, read: Callable[[], str] | None = None) -> None:
        """Ask on ``screen``; ``read`` gives the next line and raises ``EOFError`` at the end."""
        self.screen = screen
        self._today = today
        self._read = read or _read_line

    def ask(self, question: Question, current: object) -> Reply:  # noqa: D102
        screen = self.screen
        screen.question(question.ask)
        if question.example:
            screen.note(f"For example: {question.example}")
        for number, choice in enumerate(question.choices, start=1):
            screen.choice(f"{number}. {choice.title}", choice.explains)
        default = current if current not in (None, "", []) else question.offered
        screen.note(_how(question, default, stored=default is current))
        while True:
            typed = self._typed(question)
            word = typed.strip()
            if word == HELP:
                screen.note(question.why)
                screen.note(_COMMANDS)
                continue
            if word in WISHES:
                return WISHES[word]
            if not word:
                if default is None or default == []:
                    return Wish.LEAVE_OUT
                return default  # type: ignore[return-value]
            try:
                return read_answer(question, typed, today=self._today)
            except AnswerError as error:
                screen.warning(f"{error}.")

    def choose(self, ask: str, choices: tuple[Choice, ...]) -> str:  # noqa: D102
        question = Question("", Section.REVIEW, ask, Kind.CHOICE, choices=choices)
        self.screen.question(ask)
        for number, choice in enumerate(choices, start=1):
            self.screen.choice(f"{number}. {choice.title}", choice.explains)
        while True:
            try:
                return str(read_answer(question, self._typed(question), today=self._today))
            except AnswerError as error:
                self.screen.warning(f"{error}.")

    def _typed(self, question: Question) -> str:
        lines: list[str] = []
        try:
            while True:
                self.screen.prompt()
                line = self._read()
                lines.append(line)
                if question.kind is not Kind.LINES:
                    return self._with_pasted(lines)
                if line.strip() == _END:
                    return "\n".join(lines[:-1])
                if len(lines) == 1 and line.strip() in ("", HELP, BACK, LATER, REMOVE):
                    return line
        except (EOFError, KeyboardInterrupt) as error:
            raise Interrupted("\n".join(lines)) from error

    def _with_pasted(self, lines: list[str]) -> str:
        """A line with those that were pasted with it: none of them answers the next question."""
        while _more_is_waiting():
            lines.append(self._read())
        if len(lines) > 1:
            self.screen.note(f"Taken as one answer: {' '.join(lines)}")
        return " ".join(lines)


_COMMANDS = (
    "Type < to go back, - when you do not know it yet, ! to take a stored answer out. "
    "Ctrl-C stops; everything you answered is saved."
)


def _how(question: Question, default: object, *, stored: bool) -> str:
    """How to answer, in one line."""
    match question.kind:
        case Kind.LINES:
            ways = ["Type or paste it; a line with only a full stop ends it."]
        case Kind.CHOICE:
            ways = ["Type a number."]
        case Kind.CHOICES:
            ways = ["Type the numbers, separated by commas."]
        case Kind.YES_NO:
            ways = ["Type yes or no."]
        case _:
            ways = []
    if default is not None and default != []:
        keeps = "keeps" if stored else "takes"
        ways.append(f"Enter {keeps}: {show_answer(question, default)}")
    elif question.optional:
        ways.append("Enter leaves it out.")
    ways.append("? why, < back, - later")
    return " ".join(ways)


def _read_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def _more_is_waiting() -> bool:
    """Whether more was pasted at once; a pipe gives its lines one by one, as answers."""
    if not sys.stdin.isatty():
        return False
    if os.name == "nt":
        import msvcrt

        return bool(msvcrt.kbhit())  # type: ignore[attr-defined, unused-ignore]
    import select

    return bool(select.select([sys.stdin], [], [], _PASTE_PAUSE)[0])
