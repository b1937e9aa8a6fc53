"""``poa check`` and ``poa explain`` as a person and a program use them."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from poa.cli import main

GOOD = """\
Root cause
Two campaigns of our mail tool were active for the same orders since 1 May 2026, because nobody had
compared them, so 300 buyers were asked twice. This was our responsibility under the Communication
Guidelines.

Actions taken
- On 3 June 2026 Ana Pires switched off the second campaign (exhibit 1).
- On 4 June 2026 she listed the 300 orders and wrote down why each buyer was asked (exhibit 2).

Prevention
- Ana Pires compares the campaigns every Monday since 8 June 2026.
- A template is activated only after her approval and a second signature.
"""
BEGS = GOOD + "\nWe beg you [today] to help.\n"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


def result_of(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    told = capsys.readouterr()
    assert told.err == ""
    result: dict[str, Any] = json.loads(told.out)["result"]
    return result


def test_a_good_letter_can_go_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", write("good.txt", GOOD)) == 0
    assert capsys.readouterr().out.startswith("READY. This letter can go out.")


def test_a_weak_letter_shows_its_words_the_reason_and_the_way_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("check", write("weak.md", BEGS)) == 1
    shown = capsys.readouterr().out
    assert ">[today]<" in shown
    assert "(emotional-plea)" in shown
    assert "Instead:" in shown
    assert "\nNOT READY. 2 things must be mended" in shown


def test_each_weight_is_told_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    owned = " This was our responsibility under the Communication\nGuidelines."
    run("check", write("weak.txt", BEGS.replace(owned, "") + "We are sorry, so very sorry.\n"))
    shown = capsys.readouterr().out
    assert "Must be mended\nDo not send the letter with this in it.\n" in shown
    assert "Should be mended\nOne of these weakens the letter; several can stop it.\n" in shown
    assert "Worth a look\nThis does not stop the letter.\n" in shown


@pytest.mark.parametrize("columns", [80, 40])
def test_the_screen_keeps_to_its_width(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    run("check", write("weak.txt", BEGS), "--against", write("old.txt", BEGS))
    run("explain", "no-root-cause")
    assert max(map(len, capsys.readouterr().out.splitlines())) <= columns


def test_a_program_gets_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", write("weak.txt", BEGS), "--format", "json") == 1
    result = result_of(capsys)
    assert result["verdict"] == "not-ready"
    assert result["characters"] == len(BEGS)
    gap = next(f for f in result["findings"] if f["rule"] == "placeholders-left")
    assert BEGS[gap["start"] : gap["end"]] == gap["excerpt"] == "[today]"


def test_a_letter_is_read_from_the_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert run("check", "-", "-f", "json") == 0
    assert result_of(capsys)["verdict"] == "ready"


def test_a_word_file_gets_the_findings_of_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document()
    for line in BEGS.split("\n"):
        document.add_paragraph(line)
    document.save("weak.docx")
    assert run("check", "weak.docx", "-f", "json") == 1
    rules = {finding["rule"] for finding in result_of(capsys)["findings"]}
    assert {"emotional-plea", "placeholders-left"} <= rules


def test_a_finding_is_set_aside_with_a_reason_and_said_to_be(
    capsys: pytest.CaptureFixture[str],
) -> None:
    aside = '[[suppress]]\nrule = "emotional-plea"\nreason = "asked for"\nexcerpt = "beg"\n'
    letter = write("weak.txt", GOOD + "\nWe beg you to help.\n")
    assert run("check", letter, "--suppress", write("aside.toml", aside)) == 0
    assert "Set aside with a reason: emotional-plea" in capsys.readouterr().out


def test_a_wrong_file_of_suppressions_is_named_with_its_entry(
    capsys: pytest.CaptureFixture[str],
) -> None:
    aside = write("aside.toml", '[[suppress]]\nrule = "no-such-rule"\nreason = "x"\n')
    assert run("check", write("good.txt", GOOD), "--suppress", aside) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "aside.toml, entry 1" in told.err
    assert "no-such-rule" in told.err


def test_the_earlier_appeal_again_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    letter = write("good.txt", GOOD)
    assert run("check", letter, "--against", letter, "-f", "json") == 1
    result = result_of(capsys)
    assert result["against"]["share_repeated"] == 1
    assert "resubmitted" in {finding["rule"] for finding in result["findings"]}


def test_new_sentences_are_listed_against_the_earlier_appeal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    old = write("old.txt", "We sent a coupon to some buyers in the month of April.")
    assert run("check", write("good.txt", GOOD), "--against", old) == 0
    shown = capsys.readouterr().out
    assert "0% of the words stood there already." in shown
    assert "- On 3 June 2026 Ana Pires switched off" in shown


@pytest.mark.parametrize(("fail_on", "code"), [("block", 0), ("warn", 1), ("hint", 1)])
def test_fail_on_says_from_which_weight_on_the_command_returns_1(fail_on: str, code: int) -> None:
    apologies = "\nWe are deeply sorry for this.\n"
    assert run("check", write("letter.txt", GOOD + apologies), "--fail-on", fail_on) == code


def test_a_letter_longer_than_the_form_takes_is_not_ready(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("check", write("good.txt", GOOD), "--limit", "100") == 1
    assert f"({len(GOOD)} characters of 100)" in capsys.readouterr().out


def test_another_store_s_name_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    letter = write("good.txt", "Store name: Blue Fern\n\n" + GOOD)
    assert run("check", letter, "--store", "Larkfield Home") == 1
    assert ">Blue Fern<" in capsys.readouterr().out
    assert run("check", letter, "--store", "Blue Fern") == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.txt", None), ("empty.txt", b" \n"), ("broken.docx", b"PK\x03\x04 no zip")],
)
def test_what_cannot_be_read_is_an_error_with_its_place(
    name: str, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    assert run("check", name) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert name in told.err
    assert run("check", name, "--format", "json") == 2
    assert name in json.loads(capsys.readouterr().out)["error"]["problems"][0]["where"]


@pytest.mark.parametrize("wrong", [["--limit", "0"], ["--fail-on", "never"], ["--format", "xml"]])
def test_a_wrong_option_is_wrong_usage(wrong: list[str]) -> None:
    assert run("check", write("good.txt", GOOD), *wrong) == 2


def test_words_of_the_letter_never_control_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("check", write("letter.txt", GOOD + "\nWe beg you [bold]\x1b[2J[/bold] to help.\n"))
    shown = capsys.readouterr().out
    assert "\x1b[2J" not in shown
    assert ">[bold]<" in shown


def test_a_rule_is_explained_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "No_Root_Cause") == 0
    shown = capsys.readouterr().out
    for title in ("Why it matters", "Example", "Instead", "Source"):
        assert f"\n{title}\n" in shown
    assert run("explain", "no-root-cause", "-f", "json") == 0
    assert result_of(capsys)["key"] == "no-root-cause"


def test_the_nearest_names_are_given_for_an_unknown_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("explain", "no-rootcause") == 2
    assert "no-root-cause" in capsys.readouterr().err


def test_a_store_that_is_given_is_held_against_the_letter_of_a_case(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("sample", "case", "a-case")
    file = Path("a-case/case.json")
    facts = json.loads(file.read_text(encoding="utf-8"))
    facts["seller"]["legal_name"] = f"Store name: {facts['seller']['store_name']}"
    file.write_text(json.dumps(facts), encoding="utf-8")
    capsys.readouterr()
    run("check", str(file), "-f", "json")
    assert "other-store" not in {each["rule"] for each in result_of(capsys)["findings"]}
    run("check", str(file), "--store", "Quite Another", "-f", "json")
    assert "other-store" in {each["rule"] for each in result_of(capsys)["findings"]}
