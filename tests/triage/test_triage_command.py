import json
import subprocess
import sys
from pathlib import Path

NOTICE = "Your account is restricted from sending proactive messages for 30 days."


def triage(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "poa", "triage", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)


def test_a_pasted_notice_is_one_json_object() -> None:
    done = triage("-", "--format", "json", given=NOTICE.encode())
    assert done.returncode == 0
    result = json.loads(done.stdout)["result"]
    assert (result["kind"], result["duration_hours"]) == ("restricted", 720)
    assert done.stderr == b""


def test_the_screen_has_no_colours_when_piped() -> None:
    done = triage(given=NOTICE.encode())
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"30 days (720 hours)" in done.stdout


def test_an_unrelated_text_is_read_too() -> None:
    assert (
        triage(given=b"Where is my parcel? I have been waiting since Monday for it.").returncode
        == 0
    )


def test_a_saved_mail_gives_the_day(tmp_path: Path) -> None:
    mail = (
        "From: notice@example.com\r\nSubject: Your messages\r\n"
        "Date: Sun, 09 Mar 2025 10:00:00 +0000\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        "Your account is restricted from sending proactive mess=\r\nages until the 14th.\r\n"
    )
    file = tmp_path / "notice.eml"
    file.write_bytes(mail.encode())
    by_file = json.loads(triage(str(file), "-f", "json").stdout)["result"]
    piped = json.loads(triage("-f", "json", given=mail.encode()).stdout)["result"]
    assert by_file == piped
    assert (by_file["noticed_on"], by_file["duration_hours"]) == ("2025-03-09", 120)
    words = [by_file["text"][one["start"] : one["end"]] for one in by_file["evidence"]]
    assert "restricted from sending proactive messages" in words


def test_brackets_and_control_characters_of_a_notice_do_not_touch_the_screen() -> None:
    done = triage(given=b"Restricted from proactive messages, [Important] in the subject.\x1b[31m")
    assert b"[Important]" in done.stdout
    assert b"\x1b" not in done.stdout


def test_empty_input_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert triage(given=b" \n").returncode == 2
    missing = triage(str(tmp_path / "none.txt"), "--format", "json")
    assert missing.returncode == 2
    assert "none.txt" in json.loads(missing.stdout)["error"]["message"]
