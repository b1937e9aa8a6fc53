"""No command opens a network connection: every way to one is shut, and a knock is remembered.

The lock stands in ``sitecustomize``, so that it holds in every process that a command starts. It
hears Python's own audit events, which are raised below the ``socket`` module. Sockets of the
machine itself, by which processes talk to each other, stay allowed.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from poa.cli import app
from poa.resources import shipped

_LOCK = """
import os, socket, sys

def _lock(event, arguments):
    if event == "socket.__new__":
        outside = arguments[1] in (socket.AF_INET, socket.AF_INET6)
    else:
        outside = event in (
            "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"
        )
    if outside:
        with open(os.environ["KNOCKS"], "a") as knocks:
            knocks.write(event + "\\n")
        raise PermissionError("the network is forbidden here")

sys.addaudithook(_lock)
"""

_CASE = shipped("samples/marketing/case.json")
_SHEET = shipped("samples/clients.csv")
_NOTICE = "Your account may no longer send proactive messages to buyers. See https://example.com/x"
_ANSWERS = f"{_NOTICE}\n.\n1\nx\n-\n2026-06-01\n1\ny"

# The words after "poa", and what is typed.
_COMMANDS = {
    "render": (["render", str(_CASE), "--out", "made", "--date", "2026-06-30"], ""),
    "check": (["check", str(shipped("samples/second-appeal/earlier/appeal-2026-03-18.txt"))], ""),
    "audit": (["audit", "messages.csv", "--format", "html", "--out", "report.html"], ""),
    "triage": (["triage"], _NOTICE),
    "explain": (["explain", "marketing"], ""),
    "schema": (["schema"], ""),
    "sample": (["sample", "case", "new"], ""),
    "wizard": (["wizard", "--plain", "--case", "mine/case.json"], _ANSWERS),
    "batch": (["batch", str(_SHEET), "--out", "appeals", "--date", "2026-06-30"], ""),
}


_IN_ANOTHER_PROCESS = """
import subprocess, sys
subprocess.run([sys.executable, "-c", "import socket; socket.socket()"])
"""


class Cell:
    """A folder where Python starts behind the lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._knocks = folder / "knocks.txt"
        (folder / "lock").mkdir()
        (folder / "lock" / "sitecustomize.py").write_text(_LOCK, encoding="utf-8")

    def run(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(self.folder / "lock"), "KNOCKS": str(self._knocks)},
            input=typed,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def knocks(self) -> str:
        return self._knocks.read_text(encoding="utf-8") if self._knocks.exists() else ""


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    return Cell(tmp_path)


@pytest.mark.parametrize(
    "knock",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        _IN_ANOTHER_PROCESS,
    ],
)
def test_the_lock_hears_a_knock(cell: Cell, knock: str) -> None:
    cell.run("-c", knock)
    assert cell.knocks()


def test_every_command_is_tried() -> None:
    named = {each.callback.__name__ for each in app.registered_commands if each.callback}
    groups = {each.name for each in app.registered_groups}
    assert set(_COMMANDS) == named | groups


@pytest.mark.parametrize("command", _COMMANDS)
def test_no_command_knocks_at_the_network(cell: Cell, command: str) -> None:
    cell.run("-m", "poa", "sample", "messages", "messages.csv")
    arguments, typed = _COMMANDS[command]
    done = cell.run("-m", "poa", *arguments, typed=typed)
    assert cell.knocks() == ""
    assert done.returncode in (0, 1, 130), done.stderr
    assert "Traceback" not in done.stderr
