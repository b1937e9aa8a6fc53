"""The README tells the truth about what is there."""

import re
from pathlib import Path

import typer

from poa.appeal import FILES
from poa.causes import Cause
from poa.cli import app
from poa.errors import ExitCode

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def commands() -> set[str]:
    return set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_every_command_is_named() -> None:
    assert {name for name in commands() if f"poa {name}" not in README} == set()


def test_no_command_is_named_that_does_not_exist() -> None:
    named = set(re.findall(r"^poa ([a-z]+)|`poa ([a-z]+)", README, re.MULTILINE))
    assert {first or second for first, second in named} <= commands()


def test_every_file_cause_and_exit_code_is_named() -> None:
    assert [name for name in FILES if f"`{name}`" not in README] == []
    assert [cause for cause in Cause if f"`{cause}`" not in README] == []
    assert [code for code in ExitCode if f"| {code.value} |" not in README] == []


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert pictures
    assert [name for name in pictures if not (Path(__file__).parent.parent / name).exists()] == []
