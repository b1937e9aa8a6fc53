"""``poa render`` as a person and as a program meets it."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from poa.cli import main

FILES = [
    "appeal.txt", "appeal.eml", "appeal.docx", "checklist.docx", "checklist.md", "fact-sheet.md",
    "case.json",
]  # fmt: skip
DAY = ("--date", "2026-06-30")
CaseFolder = Callable[..., Path]
Capture = pytest.CaptureFixture[str]


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def render(folder: Path, *options: str | Path) -> int:
    return run("render", folder / "case.json", *DAY, *options)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Put bytes on the standard input."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return put


def test_a_finished_case_becomes_a_folder_of_documents(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture
) -> None:
    assert render(case_folder(), "--out", tmp_path / "out") == 0
    assert sorted(content(tmp_path / "out" / "lumiere-douce")) == sorted(FILES)
    told = capsys.readouterr()
    assert told.out == ""
    assert all(name in told.err for name in FILES)
    assert "characters" in told.err


def test_a_program_gets_the_promised_keys(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out"
    assert render(case_folder(), "--out", out, "--format", "json") == 0
    told = capsys.readouterr()
    assert told.err == ""
    result = json.loads(told.out)["result"]
    assert result["client"] == "lumiere-douce"
    assert result["folder"] == str(out / "lumiere-douce")
    assert result["files"] == FILES
    assert isinstance(result["findings"], list)


def test_the_written_case_renders_to_the_same_bytes_elsewhere(
    case_folder: CaseFolder, tmp_path: Path
) -> None:
    folder = case_folder()
    assert render(folder, "--out", tmp_path / "one") == 0
    first = content(tmp_path / "one" / "lumiere-douce")
    moved = tmp_path / "elsewhere"
    folder.rename(moved)
    (moved / "case.json").write_bytes(first["case.json"])
    assert render(moved, "--out", tmp_path / "two") == 0
    assert content(tmp_path / "two" / "lumiere-douce") == first


def test_a_day_is_that_of_the_letter(case_folder: CaseFolder, tmp_path: Path) -> None:
    assert run("render", case_folder() / "case.json", "--date", "2026-07-04", "-o", tmp_path) == 0
    assert b"4 July 2026" in (tmp_path / "lumiere-douce" / "checklist.md").read_bytes() or (
        b"04 Jul 2026" in (tmp_path / "lumiere-douce" / "appeal.eml").read_bytes()
    )


def test_an_unfinished_letter_lists_what_is_missing_and_writes_nothing(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture
) -> None:
    missing = {
        "seller.signatory.name": ...,
        "restriction.noticed_on": ...,
        "causes[0].actions[1].by": ...,
        "causes[0].measures[2].owner": ...,
        "causes[0].root_cause.facts.gap": ...,
        "exhibits[2].shows": ...,
    }
    assert render(case_folder(missing), "--out", tmp_path / "out") == 1
    told = capsys.readouterr()
    assert [place for place in missing if place not in told.err] == []
    assert not (tmp_path / "out").exists()


def test_for_a_program_what_is_missing_is_an_error_with_places(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture
) -> None:
    folder = case_folder({"policy.read_by": ..., "seller.contact": {}})
    assert render(folder, "--out", tmp_path / "out", "--format", "json") == 1
    error = json.loads(capsys.readouterr().out)["error"]
    assert {"policy.read_by", "seller.contact.email"} <= {
        problem["where"] for problem in error["problems"]
    }


@pytest.mark.parametrize("words", ["[Your Name]", "TODO", "{{ store }}", "____"])
def test_a_placeholder_does_not_leave(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture, words: str
) -> None:
    own = {"own_words": f"Our tool was set up by {words} in May.", "exhibits": ["A"]}
    folder = case_folder({"causes[0].root_cause": own})
    assert render(folder, "--out", tmp_path / "out") == 1
    assert "placeholders-left" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_draft_of_it_is_marked_in_each_name_and_returns_the_same_code(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture
) -> None:
    folder = case_folder({"seller.signatory.name": ...})
    assert render(folder, "--out", tmp_path / "out", "--draft") == 1
    written = content(tmp_path / "out" / "lumiere-douce")
    assert sorted(written) == sorted(f"DRAFT-{name}" for name in FILES)
    assert "seller.signatory.name" in capsys.readouterr().err
    assert b"DRAFT" in written["DRAFT-appeal.txt"]


def test_a_case_of_which_nothing_is_known_can_be_drafted(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "case.json").write_text("{}", encoding="utf-8")
    assert render(tmp_path, "--out", tmp_path / "out") == 1
    assert "seller.store_name" in capsys.readouterr().err
    assert render(tmp_path, "--out", tmp_path / "out", "--draft") == 1
    text = (tmp_path / "out" / "client" / "DRAFT-appeal.txt").read_text(encoding="utf-8")
    assert "None" not in text
    assert "{{" not in text


def test_wrong_facts_are_all_told_with_their_places(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture
) -> None:
    wrong = {"seller.merchant_token": "x", "causes[0].actions[2].on": "2026-07-09", "chanel": "x"}
    assert render(case_folder(wrong), "--out", tmp_path / "out", "--draft") == 2
    told = capsys.readouterr().err
    assert [place for place in wrong if place not in told] == []
    assert 'Did you mean "channel"?' in told
    assert not (tmp_path / "out").exists()


def test_an_exhibit_that_is_not_there_is_told(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture
) -> None:
    folder = case_folder()
    (folder / "exhibits" / "campaign-off.png").unlink()
    assert render(folder, "--out", tmp_path / "out") == 2
    assert "exhibits[1].file: the file exhibits/campaign-off.png is not there" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\x89PNG\r\n\x1a\n\0\0", b'{"a": 1, "a": 2}'])
def test_what_is_no_case_is_told_without_a_traceback(
    tmp_path: Path, capsys: Capture, data: bytes
) -> None:
    (tmp_path / "case.json").write_bytes(data)
    assert render(tmp_path, "--out", tmp_path / "out") == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_case_that_is_not_there_is_told(tmp_path: Path, capsys: Capture) -> None:
    assert render(tmp_path / "nowhere", "--format", "json") == 2
    assert "case.json" in json.loads(capsys.readouterr().out)["error"]["message"]


@pytest.mark.parametrize(
    "options", [("--date", "30/06/2026"), ("--limit", "0"), ("--only", "poem"), ("--format", "xml")]
)
def test_wrong_usage_is_told(case_folder: CaseFolder, options: tuple[str, str]) -> None:
    assert run("render", case_folder() / "case.json", *options) == 2


def test_nothing_is_written_over_unless_forced(case_folder: CaseFolder, tmp_path: Path) -> None:
    folder, out = case_folder(), tmp_path / "out"
    assert render(folder, "--out", out) == 0
    written = out / "lumiere-douce"
    (written / "appeal.txt").write_bytes(b"edited")
    (written / "notes.txt").write_bytes(b"mine")
    assert render(folder, "--out", out) == 2
    assert (written / "appeal.txt").read_bytes() == b"edited"
    assert render(folder, "--out", out, "--force") == 0
    assert (written / "appeal.txt").read_bytes().startswith(b"Dear")
    assert (written / "notes.txt").read_bytes() == b"mine"


def test_text_alone_goes_to_the_screen_from_standard_input(
    case_folder: CaseFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
    typed: Callable[[bytes], None],
) -> None:
    folder = case_folder()
    monkeypatch.chdir(folder)
    typed((folder / "case.json").read_bytes())
    before = sorted(folder.iterdir())
    assert run("render", "--only", "text", "-", *DAY) == 0
    told = capsys.readouterr()
    assert told.out.startswith("Dear Amazon team,\n")
    assert "Lumière Douce, merchant token A2MC5H9V3N7EJQ" in told.out
    assert sorted(folder.iterdir()) == before


def test_a_program_gets_one_object_for_text_alone_too(
    case_folder: CaseFolder, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    folder = case_folder()
    monkeypatch.chdir(folder)
    assert run("render", "case.json", "--only", "text", "--format", "json", *DAY) == 0
    result = json.loads(capsys.readouterr().out)["result"]
    assert result["files"] == ["appeal.txt"]
    assert (Path(result["folder"]) / "appeal.txt").exists()


@pytest.mark.parametrize(
    ("only", "files"),
    [
        ("text", {"appeal.txt"}),
        ("mail", {"appeal.eml"}),
        ("letter", {"appeal.docx"}),
        ("checklist", {"checklist.docx", "checklist.md"}),
        ("facts", {"fact-sheet.md"}),
        ("case", {"case.json"}),
    ],
)
def test_one_document_can_be_written_alone(
    case_folder: CaseFolder, tmp_path: Path, only: str, files: set[str]
) -> None:
    assert render(case_folder(), "--out", tmp_path / "out", "--only", only) == 0
    assert set(content(tmp_path / "out" / "lumiere-douce")) == files


@pytest.mark.parametrize(("limit", "told"), [(100, True), (100_000, False)])
def test_a_letter_longer_than_the_form_takes_is_told(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture, limit: int, *, told: bool
) -> None:
    assert render(case_folder(), "--out", tmp_path / "out", "--limit", str(limit)) == 0
    assert (f"more than {limit:,} characters" in capsys.readouterr().err) is told


def test_a_letterhead_that_is_none_is_refused(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture
) -> None:
    folder = case_folder()
    page = folder / "exhibits" / "campaign-off.png"
    assert render(folder, "--out", tmp_path / "out", "--letterhead", page) == 2
    assert "not a Word document" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_half_a_character_anywhere_gives_a_sentence(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture
) -> None:
    places = {
        "client": "a\ud800",
        "seller.contact": {"\ud800": 1},
        "causes[0].root_cause.facts.gap": "\udfff",
    }
    folder = case_folder(places)
    for answer in ("text", "json"):
        assert render(folder, "--out", tmp_path / "out", "--format", answer) == 2
    told = capsys.readouterr()
    assert "U+D800" in told.err
    assert len(json.loads(told.out)["error"]["problems"]) == 3


def test_what_follows_from_missing_answers_is_not_told_twice(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture
) -> None:
    folder = case_folder(
        {
            "causes[0].actions": ...,
            "causes[0].measures": ...,
            "exhibits": ...,
            "causes[0].root_cause.exhibits": ...,
        }
    )
    assert render(folder, "--draft", "--out", tmp_path / "out") == 1
    told = capsys.readouterr().err
    assert "causes[0].measures: not answered yet" in told
    assert "no-prevention" not in told
    assert "“”" not in told


def test_own_words_that_block_are_told_beside_missing_answers(
    case_folder: CaseFolder, tmp_path: Path, capsys: Capture
) -> None:
    folder = case_folder(
        {"seller.contact.email": ..., "causes[0].root_cause.facts.gap": "we [today]"}
    )
    assert render(folder, "--out", tmp_path / "out") == 1
    told = capsys.readouterr().err
    assert "seller.contact.email" in told
    assert "[today]" in told
