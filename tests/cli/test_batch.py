"""``poa batch`` as a person and as a program meets it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.cli import main

Capture = pytest.CaptureFixture[str]
MakeFacts = Callable[..., dict[str, Any]]
DAY = ("--date", "2026-06-30")


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main(["batch", *(str(argument) for argument in arguments), *DAY])
    return int(left.value.code or 0)


@pytest.fixture
def lines(tmp_path: Path, make_facts: MakeFacts) -> Callable[..., Path]:
    """Clients as JSON Lines, each with the answers that differ; without exhibits."""

    def make(**changes: dict[str, object]) -> Path:
        file = tmp_path / "clients.jsonl"
        cases = [
            make_facts({"client": name, **changed}, sample="inform")
            for name, changed in changes.items()
        ]
        file.write_text("".join(f"{json.dumps(case)}\n" for case in cases), encoding="utf-8")
        exhibits = Path(__file__).parent.parent.parent / "samples" / "inform" / "exhibits"
        (tmp_path / "exhibits").mkdir(exist_ok=True)
        for exhibit in exhibits.iterdir():
            (tmp_path / "exhibits" / exhibit.name).write_bytes(exhibit.read_bytes())
        return file

    return make


WRONG: dict[str, object] = {"restriction.noticed_on": "31/02/2026"}


def test_a_program_gets_one_object_and_the_exit_code(
    lines: Callable[..., Path], tmp_path: Path, capsys: Capture
) -> None:
    file = lines(acme={}, borealis=WRONG)
    assert run(file, "--out", tmp_path / "out", "--format", "json") == 1
    said = capsys.readouterr()
    assert said.err == ""
    result = json.loads(said.out)["result"]
    assert {key: result[key] for key in ("cases", "rendered", "unchanged", "failed")} == {
        "cases": 2, "rendered": 1, "unchanged": 0, "failed": 1,
    }  # fmt: skip
    assert result["clients"][1]["source"] == f"{file}:2"
    assert result["clients"][1]["client"] == "borealis"
    assert result["clients"][1]["problems"][0]["where"] == "restriction.noticed_on"
    assert (tmp_path / "out" / "acme" / "appeal.eml").exists()


def test_a_person_reads_last_whether_all_is_finished(
    lines: Callable[..., Path], tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out"
    assert run(lines(acme={}, borealis=WRONG), "--out", out) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == (
        "NOT FINISHED: 1 client needs attention (0 not ready, 1 failed)."
    )
    assert "borealis" in said.err
    assert run(lines(acme={}, borealis={}), "--out", out) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[-1] == "Every client has a finished appeal."
    assert "2 clients: 1 made, 1 unchanged." in told


def test_an_answer_is_not_read_as_markup_nor_moves_the_cursor(
    lines: Callable[..., Path], tmp_path: Path, capsys: Capture
) -> None:
    name = "[bold]acme[/nothing]\x1b[2J"
    assert run(lines(**{name: WRONG}), "--out", tmp_path / "out") == 1
    said = capsys.readouterr().err
    assert "[bold]acme[/nothing]" in said
    assert "\x1b" not in said


def test_a_source_that_is_not_there_is_refused(tmp_path: Path, capsys: Capture) -> None:
    assert run(tmp_path / "gone.jsonl", tmp_path / "letter.pdf", "--out", tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert said.count("there is no such file or folder") == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["", "\n\n  \n"])
def test_a_source_without_clients_is_refused(tmp_path: Path, capsys: Capture, text: str) -> None:
    file = tmp_path / "clients.jsonl"
    file.write_text(text, encoding="utf-8")
    assert run(file, "--out", tmp_path / "out", "--format", "json") == 2
    assert "no client" in json.loads(capsys.readouterr().out)["error"]["message"]


def test_a_letterhead_that_cannot_be_used_stops_before_the_first_client(
    lines: Callable[..., Path], tmp_path: Path
) -> None:
    page = tmp_path / "page.docx"
    page.write_bytes(b"no zip")
    assert run(lines(acme={}), "--out", tmp_path / "out", "--letterhead", page) == 2
    assert not (tmp_path / "out" / "acme").exists()


def test_a_run_loads_nothing_that_it_does_not_need(
    lines: Callable[..., Path], tmp_path: Path
) -> None:
    program = """
import sys
from poa.cli import main
try:
    main(sys.argv[1:])
except SystemExit as left:
    assert not left.code
heavy = {"docx", "questionary", "rich", "python_calamine"}
print(heavy & {name.partition(".")[0] for name in sys.modules})
"""
    arguments = ["batch", str(lines(acme={})), "--out", str(tmp_path / "out"), *DAY]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        check=True, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert done.stdout.strip() == "set()"
