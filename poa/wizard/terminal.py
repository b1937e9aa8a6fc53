"""Questions in a full terminal: arrow keys, editing, pasting. The only place with questionary."""

import textwrap
from collections.abc import Callable
from datetime import date
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.filters import to_filter
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.output import Output

from poa.console import visible
from poa.console.wizard import Screen
from poa.wizard.answers import AnswerError, read_answer, show_answer
from poa.wizard.asker import HELP, WISHES, Interrupted, Reply, Wish
from poa.wizard.question import Choice, Kind, Question

_MARK = ">"
_WAYS = {
    Wish.LATER: "I don't know yet",
    Wish.BACK: "Go back",
}
_TEXT_KEYS = "Enter: go on   ?: why   <: back   -: I don't know yet   !: take it out"
_LINES_KEYS = "Esc, then Enter: go on   ?: why   <: back   -: I don't know yet"
_PICK_KEYS = "arrow keys, then Enter"
_TICK_KEYS = "arrow keys, space ticks, Enter goes on"
# Columns that stand before a choice's title, and before what explains it.
_TITLE_AT = 5
_EXPLAINS_AT = 15


class TerminalAsker:
    """Arrow keys for choices, a line to edit for everything else."""

    def __init__(
        self, screen: Screen, today: date, source: Input | None = None, target: Output | None = None
    ) -> None:
        """Ask on the terminal, or on the given input and output."""
        self._screen = screen
        self._today = today
        self._streams: dict[str, Any] = {"input": source, "output": target}

    def ask(self, question: Question, current: object) -> Reply:  # noqa: D102
        default = current if current not in (None, "", []) else question.offered
        self._screen.question(question.ask)
        if question.example:
            self._screen.note(f"For example: {question.example}")
        while True:
            match question.kind:
                case Kind.CHOICE | Kind.YES_NO:
                    reply = self._pick(question, default)
                case Kind.CHOICES:
                    reply = self._tick(question, default)
                case _:
                    reply = self._type(question, default)
            if reply != HELP:
                return reply
            self._screen.note(question.why)

    def choose(self, ask: str, choices: tuple[Choice, ...]) -> str:  # noqa: D102
        self._screen.question(ask)
        return str(self._select([self._shown(choice) for choice in choices], None))

    def _type(self, question: Question, default: object) -> Reply:
        many = question.kind is Kind.LINES
        begin = "" if default is None else show_answer(question, default)
        if default == [] or (question.for_now and default is None):
            begin = ""
        self._screen.note(_LINES_KEYS if many else _TEXT_KEYS)
        while True:
            typed = self._line(begin, many=many)
            # A sign typed behind the answer that stood there already is meant as a sign.
            word = typed.removeprefix(begin).strip() if begin else typed.strip()
            if word == HELP:
                return HELP
            if word in WISHES:
                return WISHES[word]
            if not typed.strip():
                return Wish.LEAVE_OUT
            try:
                return read_answer(question, typed, today=self._today)
            except AnswerError as error:
                self._screen.warning(f"{error}.")
                begin = typed

    def _line(self, begin: str, *, many: bool) -> str:
        return str(
            self._run(
                lambda: questionary.text(
                    "",
                    default=begin,
                    qmark=_MARK,
                    multiline=many,
                    instruction="\n" if many else None,
                    **self._streams,
                )
            )
        )

    def _pick(self, question: Question, default: object) -> Reply:
        if question.kind is Kind.YES_NO:
            options: tuple[Choice, ...] = (Choice("yes", "Yes"), Choice("no", "No"))
            first = {True: "yes", False: "no"}.get(default) if isinstance(default, bool) else None
        else:
            options, first = question.choices, default if isinstance(default, str) else None
        shown = [self._shown(choice) for choice in options]
        shown += [questionary.Choice(title, value=wish) for wish, title in _WAYS.items()]
        shown.append(questionary.Choice("Why is this asked?", value=HELP))
        picked = self._select(shown, first)
        if question.kind is Kind.YES_NO and picked in ("yes", "no"):
            return bool(picked == "yes")
        return picked if isinstance(picked, Wish) else str(picked)

    def _select(self, shown: list[questionary.Choice], first: str | None) -> Any:  # noqa: ANN401
        return self._run(
            lambda: questionary.select(
                "",
                choices=shown,
                default=first,
                qmark=_MARK,
                instruction=f"({_PICK_KEYS})",
                show_description=True,
                **self._streams,
            )
        )

    def _tick(self, question: Question, default: object) -> Reply:
        ticked = default if isinstance(default, list) else []
        shown = [self._shown(choice, checked=choice.key in ticked) for choice in question.choices]
        ways = [questionary.Choice(title, value=wish) for wish, title in _WAYS.items()]
        ways.append(questionary.Choice("Why is this asked?", value=HELP))
        picked = self._run(
            lambda: questionary.checkbox(
                "",
                choices=[*shown, questionary.Separator(), *ways],
                qmark=_MARK,
                instruction=f"({_TICK_KEYS})",
                show_description=True,
                **self._streams,
            )
        )
        wishes = [each for each in picked if isinstance(each, Wish) or each == HELP]
        if wishes:
            return wishes[0]  # type: ignore[no-any-return]
        chosen = [str(each) for each in picked]
        self._screen.note(f"Chosen: {show_answer(question, chosen)}")
        return chosen

    def _shown(self, choice: Choice, *, checked: bool = False) -> questionary.Choice:
        """A choice whose lines break between words, below each other."""
        title = textwrap.wrap(visible(choice.title), self._screen.width - _TITLE_AT)
        below = textwrap.fill(
            visible(choice.explains), self._screen.width, initial_indent=" " * _EXPLAINS_AT
        )
        return questionary.Choice(
            f"\n{' ' * _TITLE_AT}".join(title),
            value=choice.key,
            description=below.strip() or None,
            checked=checked,
        )

    def _run(self, make: Callable[[], questionary.Question]) -> Any:  # noqa: ANN401 - any answer
        asked = make()
        application = asked.application
        _end_by_ctrl_d(application)
        for window in application.layout.find_all_windows():
            window.wrap_lines = to_filter(True)
        try:
            return asked.unsafe_ask()
        except (KeyboardInterrupt, EOFError) as error:
            raise Interrupted(application.current_buffer.text) from error


def _end_by_ctrl_d(application: Application[Any]) -> None:
    """Ctrl-D stops everywhere, as Ctrl-C does."""
    extra = KeyBindings()

    @extra.add("c-d")
    def _stop(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    known = application.key_bindings
    application.key_bindings = merge_key_bindings([known, extra] if known else [extra])
