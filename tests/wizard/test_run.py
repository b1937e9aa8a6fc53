"""The wizard from its start to its end, in plain lines as through a pipe."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from poa.resources import shipped

NOTICE = (
    "We have temporarily restricted your account from sending proactive messages to buyers for "
    "30 days, because messages you sent contained marketing or promotional content."
)
OTHER = (
    "Your Amazon seller account has been deactivated because of intellectual property complaints. "
    "Your listings have been removed. Submit a plan of action."
)


def run(folder: Path, typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "poa", "wizard", "--date=2026-06-30", *arguments],
        input=typed, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60,
        check=False, env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip


def case_in(folder: Path, name: str = "my-appeal/case.json") -> dict[str, object]:
    kept: dict[str, object] = json.loads((folder / name).read_text(encoding="utf-8"))
    return kept


def test_without_a_terminal_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "")
    assert done.returncode == 2
    assert "--plain" in done.stderr
    assert "poa sample case" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_end_of_a_pipe_saves_and_says_how_to_go_on(tmp_path: Path) -> None:
    done = run(tmp_path, f"{NOTICE}\n.\n2026-06-01\n", "--plain")
    assert done.returncode == 130
    assert "poa wizard --resume my-appeal/case.json" in done.stdout
    assert case_in(tmp_path)["restriction"] == {
        "notice_text": NOTICE,
        "noticed_on": "2026-06-01",
    }


def test_plain_output_is_ascii_without_colour(tmp_path: Path) -> None:
    done = run(tmp_path, f"{NOTICE}\n.\n2026-06-01\n\n\n\n\n", "--plain")
    assert "Important" in done.stdout
    assert done.stdout.isascii()
    assert "\x1b" not in done.stdout


def test_a_notice_about_something_else_ends_politely_and_can_be_insisted_on(
    tmp_path: Path,
) -> None:
    stopped = run(tmp_path, f"{OTHER}\n.\n1\n", "--plain")
    assert stopped.returncode == 0
    assert "would not help" in " ".join(stopped.stdout.split())
    assert "poa wizard --resume" in stopped.stdout
    insisted = run(tmp_path, "2\n2026-06-01\n", "--plain", "--resume", "my-appeal/case.json")
    assert "How long does the restriction last?" in insisted.stdout


def test_a_notice_in_a_file_is_read_at_once(tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    done = run(tmp_path, "", "--plain", "--notice", "notice.txt")
    assert "This is what the notice says" in done.stdout
    assert "30 days" in done.stdout


def test_going_on_says_whose_case_it_is(tmp_path: Path) -> None:
    sample = str(shipped("samples/marketing/case.json"))
    (tmp_path / "case.json").write_text(Path(sample).read_text(encoding="utf-8"), encoding="utf-8")
    done = run(tmp_path, "", "--plain", "--resume", "case.json")
    assert "Going on with the case of" in done.stdout
    assert case_in(tmp_path, "case.json")["seller"]["store_name"] in done.stdout  # type: ignore[index]


def test_a_case_that_is_not_there_cannot_be_taken_up(tmp_path: Path) -> None:
    done = run(tmp_path, "", "--plain", "--resume", "nothing.json")
    assert done.returncode == 2
    assert "nothing.json" in done.stderr


def test_a_file_that_is_no_case_is_not_written_to(tmp_path: Path) -> None:
    other = tmp_path / "case.json"
    other.write_text("[1, 2]", encoding="utf-8")
    done = run(tmp_path, "x\n", "--plain", "--resume", "case.json")
    assert done.returncode == 2
    assert other.read_text(encoding="utf-8") == "[1, 2]"


def test_a_profile_is_offered_and_not_assumed(tmp_path: Path) -> None:
    (tmp_path / "me.toml").write_text(
        '[signatory]\nname = "Ana Ruiz"\nrole = "Consultant"\n', encoding="utf-8"
    )
    to_the_sender = f"{NOTICE}\n.\n" + "-\n" * 14
    done = run(tmp_path, to_the_sender, "--plain", "--profile", "me.toml")
    assert "Enter takes: Ana Ruiz" in done.stdout
    assert "seller" not in case_in(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[signatory]\nnaem = 'x'\n", 'Did you mean "signatory.name"'),
        ("[signatory\n", "cannot be read"),
        ("[contact]\nphone = 3\n", "a text in quotes"),
    ],
)
def test_a_profile_that_cannot_be_used_is_told(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "me.toml").write_text(text, encoding="utf-8")
    done = run(tmp_path, "", "--plain", "--profile", "me.toml")
    assert done.returncode == 2
    assert words in done.stderr


def test_text_with_brackets_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    done = run(tmp_path, "[bold]x[/bold] [/x]\n.\n", "--plain")
    assert case_in(tmp_path)["restriction"] == {"notice_text": "[bold]x[/bold] [/x]"}
    assert done.returncode in (0, 130)


def test_messages_suggest_causes_with_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "sent.csv").write_text(
        "order_id,sent_on,subject,body\n"
        "113-4410287-2241069,2026-05-02,Your order,Use code SAVE10 for 10% off your next order!\n"
        "113-4410287-2241070,2026-05-03,Your order,Your parcel left today.\n",
        encoding="utf-8",
    )
    typed = f"{NOTICE}\n.\n2026-06-01\n\n\n\n\n"
    done = run(tmp_path, typed, "--plain", "--messages", "sent.csv")
    assert "2 messages were read" in done.stdout
    assert "Your messages show it: 1." in done.stdout
    assert "is not offered" not in done.stdout.split("Which of these happened?")[0]
    audit = case_in(tmp_path)["audit"]
    assert isinstance(audit, dict)
    assert audit["violations"]["marketing"] == 1


def test_a_dry_run_writes_no_documents(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    done = subprocess.run(
        [sys.executable, "-m", "poa", "sample", "case", str(folder)],
        capture_output=True, check=True,
    )  # fmt: skip
    assert done.returncode == 0
    ran = run(tmp_path, "\n" * 12 + "1\n" * 3, "--plain", "--dry-run", "--resume", "case/case.json")
    assert "Nothing was written" in ran.stdout
    assert not (tmp_path / "appeals").exists()
