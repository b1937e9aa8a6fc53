"""Start-up time is a feature: what a command does not need is not loaded."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("docx", "openpyxl", "questionary", "prompt_toolkit", "lxml", "rich", "python_calamine")
PROGRAM = """
import json, sys
from poa.cli import main
try:
    main(sys.argv[1:])
except SystemExit as left:
    code = left.code
print("\\n" + json.dumps([code, sorted(sys.modules)]))
"""


def loaded(*arguments: str, folder: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize(
    "arguments", [("--version",), ("--help",), ("render", "--help"), ("sample", "case", "start")]
)
def test_help_and_samples_load_nothing_heavy(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert loaded(*arguments, folder=tmp_path) & {*HEAVY, "jinja2", "re2"} == set()


def test_help_loads_no_facts(tmp_path: Path) -> None:
    assert "pydantic" not in loaded("--help", folder=tmp_path)


def test_an_appeal_is_made_without_what_others_need(tmp_path: Path) -> None:
    loaded("sample", "case", ".", folder=tmp_path)
    arguments = ("render", "case.json", "--date", "2026-06-30")
    assert loaded(*arguments, folder=tmp_path) & set(HEAVY) == set()
