import json
from datetime import date
from pathlib import Path

import pytest

from poa.case import Case, parse_case
from poa.causes import Cause
from poa.cli import main

Capture = pytest.CaptureFixture[str]


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def read(folder: Path) -> Case:
    raw = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    return parse_case(raw, today=date(2026, 6, 30), folder=folder)


@pytest.mark.parametrize("cause", Cause)
def test_a_sample_of_each_cause_is_complete_where_it_was_written(
    tmp_path: Path, cause: Cause
) -> None:
    assert run("sample", "case", tmp_path / "start", "--cause", cause) == 0
    assert [answer.cause for answer in read(tmp_path / "start").causes] == [cause]


@pytest.mark.parametrize("route", ["dispute", "inform"])
def test_a_sample_of_each_other_route_is_complete_too(tmp_path: Path, route: str) -> None:
    assert run("sample", "case", tmp_path / "start", "--route", route) == 0
    assert read(tmp_path / "start").route == route


def test_a_sample_that_there_is_not_is_told(tmp_path: Path, capsys: Capture) -> None:
    options = ("--route", "dispute", "--cause", "marketing")
    assert run("sample", "case", tmp_path / "start", *options) == 2
    assert "important-tag" in capsys.readouterr().err
    assert not (tmp_path / "start").exists()


def test_no_file_is_written_over_unless_forced(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "case.json").write_text("mine", encoding="utf-8")
    assert run("sample", "case", tmp_path) == 2
    assert "--force" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"]
    assert (tmp_path / "case.json").read_text(encoding="utf-8") == "mine"
    assert run("sample", "case", tmp_path, "--force") == 0
    assert read(tmp_path).client


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run("sample", "case", tmp_path / "file" / "start") == 2


def test_a_message_log_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        assert run("sample", "messages", tmp_path / name) == 0
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert run("sample", "messages", tmp_path / "one.csv") == 2
