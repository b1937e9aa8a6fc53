"""A seller at a full terminal, who knows the answers of a case and presses the keys for them."""

from prompt_toolkit.input import PipeInput
from prompt_toolkit.output import DummyOutput

from poa.console.wizard import Screen
from poa.wizard.asker import Reply
from poa.wizard.question import Kind, Question
from poa.wizard.terminal import TerminalAsker
from tests.wizard.conftest import TODAY, Typist

ENTER, DOWN, ESCAPE, CTRL_A, CTRL_K = "\r", "\x1b[B", "\x1b", "\x01", "\x0b"
CTRL_C, CTRL_D = "\x03", "\x04"


class KeyTypist(TerminalAsker):
    """Presses the keys that give the answers of a known case, and notes them by question."""

    def __init__(self, typist: Typist, keys: PipeInput) -> None:
        super().__init__(Screen(plain=False), TODAY, keys, DummyOutput())
        self._typist = typist
        self._keys = keys
        self.pressed: list[tuple[str, str]] = []

    def ask(self, question: Question, current: object) -> Reply:
        pressed = self._keys_for(question, current)
        self.pressed.append((question.ask, pressed))
        self._keys.send_text(pressed)
        return super().ask(question, current)

    def _keys_for(self, question: Question, current: object) -> str:
        typed = self._typist.typed(question)
        default = current if current not in (None, "", []) else question.offered
        number = int(typed) - 1 if typed.isdecimal() else 0
        match question.kind:
            case Kind.YES_NO:
                return (DOWN if typed == "no" else "") + ENTER
            case Kind.CHOICE if typed in ("-", ""):
                return DOWN * len(question.choices) + ENTER
            case Kind.CHOICE:
                keys = [choice.key for choice in question.choices]
                begin = keys.index(default) if default in keys else 0
                return DOWN * ((number - begin) % (len(keys) + 3)) + ENTER
            case Kind.CHOICES:
                wanted = {int(each) - 1 for each in typed.split(",") if each.strip().isdecimal()}
                ticked = default if isinstance(default, list) else []
                return (
                    "".join(
                        (" " if (at in wanted) != (choice.key in ticked) else "") + DOWN
                        for at, choice in enumerate(question.choices)
                    )
                    + ENTER
                )
            case Kind.LINES:
                return f"{typed}{ESCAPE}{ENTER}"
        return f"{CTRL_A}{CTRL_K}{typed}{ENTER}"
