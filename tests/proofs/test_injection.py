"""Hostile words in the answers of a case and in a message stay words in whatever is written."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from poa.case import Case
from poa.cli import main
from tests.proofs.ways_out import appeal_texts, mail_of, rendered

MakeCase = Callable[..., Case]
CaseFolder = Callable[..., Path]
PAYLOADS = [
    "=HYPERLINK(1)", "+1+cmd", "-1+cmd", "@SUM(1)", "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>', "]]></w:t><w:instrText>DDEAUTO</w:instrText>",
    "{{ 7*7 }}", "{% raw %}", "[red]x[/red]", "../../etc/passwd",
]  # fmt: skip
TERMINAL = ["\x1b[31m", "\x1b]0;t\x07", "\x9b2J", "\u202e", "\x07"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_stay_words_in_every_document(make_case: MakeCase, payload: str) -> None:
    words = f"Our form sent {payload} to buyers."
    files = rendered(
        make_case(
            {
                "causes[0].root_cause": {"own_words": words, "exhibits": ["A"]},
                "seller.store_name": f"Acme {payload}",
                "seller.signatory.name": f"Ana {payload}",
            }
        )
    )
    for name, text in appeal_texts(files).items():
        if not name.startswith(("checklist", "appeal.eml page")):
            assert payload in text, name
    page = mail_of(files["appeal.eml"]).get_body(("html",))
    assert page is not None
    assert not re.search(r"<script|<img|<w:", page.get_content())
    for name in ("appeal.docx", "checklist.docx"):
        body = docx.Document(io.BytesIO(files[name])).element.xml
        assert "<w:instrText>DDE" not in body


@pytest.mark.parametrize("payload", TERMINAL)
def test_hostile_words_never_control_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], payload: str
) -> None:
    hostile = f"Leave a 5-star review {payload} and get 10$ back."
    log, letter = tmp_path / "sent.jsonl", tmp_path / "letter.txt"
    log.write_text(json.dumps({"id": payload, "subject": payload, "body": hostile}), "utf-8")
    letter.write_text(f"Dear Amazon, {hostile} [your name {payload}]", "utf-8")
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"client": payload, payload: payload}), "utf-8")
    commands = (["audit", log], ["check", letter], ["triage", letter], ["render", case])
    for command in commands:
        with pytest.raises(SystemExit):
            main([str(word) for word in command])
        told = "".join(capsys.readouterr())
        assert told
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "\uff1d1+1"])
def test_no_cell_of_any_table_is_a_formula(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], start: str
) -> None:
    body = "Leave a 5-star review and get 10$ back."
    log = tmp_path / "sent.jsonl"
    log.write_text(json.dumps({"id": start, "subject": start, "body": body}), "utf-8")
    with pytest.raises(SystemExit):
        main(["audit", str(log), "--format", "csv"])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if re.match("[=+\\-@\t\r\uff1d]", cell)]
