"""The draft for a mail program: nothing in a case can become a header, and nothing gets lost."""

import email
import email.policy
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from poa.appeal import prepare_appeal, render_documents
from poa.case import Case, parse_case
from poa.errors import InvalidCaseError
from poa.resources import shipped

TODAY = date(2026, 6, 30)
NAMES = sorted(path.parent.name for path in shipped("samples").glob("*/case.json"))
HEADERS = {
    "Subject", "From", "Date", "X-Unsent", "MIME-Version", "Content-Type",
}  # fmt: skip
MakeCase = Callable[..., Case]
MakeFacts = Callable[..., dict[str, Any]]

# Every text of one line that stands in a letter or its headers.
LINES = [
    "client", "seller.legal_name", "seller.store_name", "seller.signatory.name",
    "seller.signatory.role", "restriction.reference", "policy.read_by", "policy.names[0]",
    "causes[0].actions[0].by", "causes[0].measures[0].owner", "causes[0].measures[0].how_often",
    "causes[0].measures[0].verified_by", "causes[0].root_cause.facts.tool",
    "causes[0].actions[0].facts.campaigns[0]", "exhibits[0].shows",
]  # fmt: skip
ATTACKS = [
    "Acme\r\nBcc: thief@evil.example",
    "Acme\nBcc: thief@evil.example\n\nHello",
    "Acme\u2028Bcc: thief@evil.example",
    "Acme\x85Bcc: thief@evil.example\n",
    "Acme =?utf-8?q?=0ABcc:_thief@evil.example?=",
    "=?utf-8?b?CkJjYzogdGhpZWZAZXZpbC5leGFtcGxl?=",
    "=?=?utf-8?q?x?= =?utf-8?q?=0D=0ABcc:_thief@evil.example?=",
    'Acme" <thief@evil.example>, "x',
    "Acme <thief@evil.example>, b@evil.example",
    "--=_poa_0\nContent-Type: text/html\n\n<script>",
]


def mail_of(case: Case, folder: Path | None = None) -> tuple[EmailMessage, bytes]:
    appeal = prepare_appeal(case, today=TODAY)
    documents = render_documents(appeal, folder or Path(shipped("samples/marketing")))
    (content,) = (each.content for each in documents if each.name == "appeal.eml")
    mail = email.message_from_bytes(content, policy=email.policy.strict)
    assert isinstance(mail, EmailMessage)
    return mail, content


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("place", LINES)
def test_no_answer_becomes_a_header(make_case: MakeCase, place: str, attack: str) -> None:
    mail, content = mail_of(make_case({place: attack}))
    assert set(mail.keys()) == HEADERS
    assert [address.addr_spec for address in mail["From"].addresses] == [
        "bonjour@lumiere-douce.example"
    ]
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/pdf", "image/png", "image/png",
    ]  # fmt: skip
    head = content.partition(b"\r\n\r\n")[0]
    assert not any(line.lower().startswith(b"bcc") for line in head.splitlines())


@pytest.mark.parametrize("attack", ATTACKS)
def test_headers_hold_one_line_each_after_they_are_decoded(
    make_case: MakeCase, attack: str
) -> None:
    mail, _ = mail_of(make_case({"seller.store_name": attack, "seller.signatory.name": attack}))
    for name, value in mail.items():
        assert len(str(value).splitlines()) == 1, name
    # A second decoding, which careless mail programs make, finds nothing to decode either.
    assert "=?" not in str(mail["Subject"])
    assert "=?" not in mail["From"].addresses[0].display_name


@pytest.mark.parametrize(
    "address", ["a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "=?utf-8?q?a?=@b@c.de"]
)
def test_an_address_holds_no_other(make_facts: MakeFacts, address: str) -> None:
    with pytest.raises(InvalidCaseError):
        parse_case(make_facts({"seller.contact.email": address}), today=TODAY)


@pytest.mark.parametrize("sample", NAMES)
def test_a_strict_reader_finds_nothing_wrong(make_case: MakeCase, sample: str) -> None:
    mail, content = mail_of(make_case(sample=sample), Path(shipped(f"samples/{sample}")))
    assert [part.defects for part in mail.walk() if part.defects] == []
    assert [value.defects for value in mail.values() if value.defects] == []
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 998
    assert all(b"\r" not in line and b"\n" not in line for line in lines)
    assert content.isascii()


@pytest.mark.parametrize("sample", NAMES)
def test_attachments_are_the_files_byte_by_byte(make_case: MakeCase, sample: str) -> None:
    folder = Path(shipped(f"samples/{sample}"))
    case = make_case(sample=sample)
    mail, _ = mail_of(case, folder)
    attached = {
        part.get_filename(): part.get_payload(decode=True) for part in mail.iter_attachments()
    }
    letter = attached.pop("appeal.docx")
    assert isinstance(letter, bytes)
    assert letter.startswith(b"PK")
    assert attached == {
        Path(exhibit.file or "").name: (folder / (exhibit.file or "")).read_bytes()
        for exhibit in case.exhibits
    }


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b""])
def test_a_text_file_keeps_its_line_ends(make_facts: MakeFacts, tmp_path: Path, end: bytes) -> None:
    name = 'Größe "1" 注文; a=b.csv'
    content = b"a;b" + end + b"From x" + end + b".\xff" + end
    (tmp_path / name).write_bytes(content)
    facts = make_facts(
        {
            "exhibits": [{"label": "A", "file": name, "shows": "The list"}],
            **{
                f"causes[0].{place}.exhibits": ["A"]
                for place in ("root_cause", "actions[0]", "actions[2]", "measures[0]")
            },
        }
    )
    mail, _ = mail_of(parse_case(facts, today=TODAY, folder=tmp_path), tmp_path)
    _, exhibit = mail.iter_attachments()
    assert exhibit.get_filename() == name
    assert exhibit.get_payload(decode=True) == content


def test_names_of_every_language_come_through(make_case: MakeCase) -> None:
    name = "Clémence O'Brien-李, (Jr.) שלום"
    mail, _ = mail_of(
        make_case({"seller.signatory.name": name, "seller.store_name": "山音 🕯️ & Söhne"})
    )
    assert mail["From"].addresses[0].display_name == name
    assert "山音 🕯️ & Söhne" in mail["Subject"]


def test_the_draft_is_unsent_of_its_day_and_has_no_recipient(make_case: MakeCase) -> None:
    mail, _ = mail_of(make_case())
    assert mail["X-Unsent"] == "1"
    assert mail["Date"].datetime.date() == TODAY
    assert mail["To"] is None
    assert mail["Message-ID"] is None
