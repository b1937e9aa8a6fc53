"""The wizard as a user starts it, in a real terminal."""

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input

from poa.console.wizard import Screen
from poa.output import folder_name
from poa.wizard.session import Session
from poa.wizard.walk import Walk
from tests.wizard.conftest import TODAY, MakeTypist
from tests.wizard.keys import CTRL_C, ENTER, KeyTypist
from tests.wizard.test_walks import rendered

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminal like this")

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x09\x0b-\x1f]")
_PATIENCE = 30


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        import pty

        self._master, follower = pty.openpty()
        self._text = ""
        self._read = 0
        environment = os.environ | {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "80"}
        command = [sys.executable, "-m", "poa", "wizard", f"--date={TODAY}", *arguments]
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=follower, stdout=follower, stderr=follower,
            start_new_session=True,
        )  # fmt: skip
        os.close(follower)

    def wait_for(self, words: str) -> None:
        """Read until the words stand on the screen, below what was waited for before."""
        wanted = "".join(words.split())
        until = time.monotonic() + _PATIENCE
        while (found := self._text.find(wanted, self._read)) < 0:
            assert time.monotonic() < until, (words, self._text[-800:])
            self._take(0.1)
        self._read = found + len(wanted)
        # The question stands there before its line can be typed into.
        while self._take(0.03):
            pass

    def _take(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            new = os.read(self._master, 65_536).decode("utf-8", "replace")
        except OSError:
            return False
        self._text += "".join(_CONTROL.sub("", new).split())
        return bool(new)

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def end(self) -> int:
        code = self.process.wait(timeout=_PATIENCE)
        os.close(self._master)
        return code


def test_a_whole_appeal_in_a_terminal(
    make_typist: MakeTypist, session: Session, tmp_path: Path
) -> None:
    with create_pipe_input() as keys:
        typist = KeyTypist(make_typist("inform"), keys)
        Walk(session, typist, Screen(plain=False)).run()
    terminal = Terminal(tmp_path)
    for ask, pressed in typist.pressed:
        terminal.wait_for(ask)
        terminal.press(pressed)
    terminal.wait_for("What next?")
    terminal.press(ENTER)
    assert terminal.end() == 0
    written = tmp_path / "appeals" / folder_name(session.facts["client"])
    for document in rendered(session.facts, session.known.folder):
        assert (written / document.name).read_bytes() == document.content


def test_a_stop_in_a_terminal_says_how_to_go_on(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "--case", "mine/case.json")
    terminal.wait_for("Please paste Amazon's notice")
    terminal.press(f"half a notice{CTRL_C}")
    terminal.wait_for("kept in mine/unsent.txt")
    assert terminal.end() == 130
    assert (tmp_path / "mine" / "unsent.txt").read_text(encoding="utf-8") == "half a notice\n"


def test_a_closed_window_keeps_the_answers(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.wait_for("Please paste Amazon's notice")
    terminal.press(ENTER + "\x1b" + ENTER)
    terminal.wait_for("On which day did the notice come?")
    terminal.press(f"2026-06-01{ENTER}")
    terminal.wait_for("How long does the restriction last?")
    terminal.process.terminate()
    assert terminal.end() == 130
    assert "2026-06-01" in (tmp_path / "my-appeal" / "case.json").read_text(encoding="utf-8")
