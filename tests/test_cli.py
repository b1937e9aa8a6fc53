import json

import pytest

from poa.cli import main


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


def test_an_unknown_command_is_named_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("bogus") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "bogus" in told.err
    assert "poa --help" in told.err


def test_wrong_usage_is_one_json_object_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("bogus", "--format", "json") == 2
    assert "bogus" in json.loads(capsys.readouterr().out)["error"]["problems"][0]["what"]


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 2
    assert "--version" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "step"),
    [
        ("render", "poa sample case FOLDER"),
        ("check", "poa check letter.docx"),
        ("explain", "poa explain marketing"),
    ],
)
def test_a_command_without_its_object_names_the_first_step(
    command: str, step: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command) == 2
    told = capsys.readouterr().err
    assert step in told
    assert f"poa {command} --help" in told
