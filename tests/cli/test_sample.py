import json
from datetime import date
from pathlib import Path

import pytest

from poa.appeal import prepare_appeal
from poa.case import Case, parse_case
from poa.causes import Cause
from poa.cli import main

TODAY = date(2026, 6, 30)
Capture = pytest.CaptureFixture[str]


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def read(folder: Path) -> Case:
    raw = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    return parse_case(raw, today=TODAY, folder=folder)


@pytest.mark.parametrize("cause", Cause)
def test_a_sample_of_each_cause_is_complete_where_it_was_written(
    tmp_path: Path, cause: Cause
) -> None:
    assert run("sample", "case", tmp_path / "start", "--cause", cause) == 0
    assert [answer.cause for answer in read(tmp_path / "start").causes] == [cause]


@pytest.mark.parametrize("route", ["dispute", "inform"])
@pytest.mark.parametrize("cause", [None, *Cause])
def test_a_sample_of_each_other_route_is_complete_for_each_cause(
    tmp_path: Path, route: str, cause: Cause | None
) -> None:
    chosen = ("--cause", cause) if cause else ()
    assert run("sample", "case", tmp_path / "start", "--route", route, *chosen) == 0
    case = read(tmp_path / "start")
    assert case.route == route
    assert cause is None or [answer.cause for answer in case.causes] == [cause]
    assert prepare_appeal(case, today=TODAY).missing == ()


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
