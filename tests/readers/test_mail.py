from datetime import date
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from poa.readers.mail import parse_mail


def test_headers_text_and_date_are_read() -> None:
    mail = parse_mail(
        b"From: Seller <a@example.com>\nTo: b@example.com\nSubject: Hello\n"
        b"Message-ID: <1@example.com>\n"
        b"In-Reply-To: <0@example.com>\nDate: Mon, 3 Mar 2025 09:00:00 +0100\n\nBody\n"
    )
    assert (mail.subject, mail.sender, mail.recipients) == (
        "Hello",
        "Seller <a@example.com>",
        "b@example.com",
    )
    assert (mail.message_id, mail.in_reply_to) == ("<1@example.com>", "<0@example.com>")
    assert mail.sent_at is not None
    assert mail.sent_at.date() == date(2025, 3, 3)
    assert mail.text == "Body\n"


def test_quoted_printable_and_encoded_headers_are_decoded() -> None:
    mail = parse_mail(
        b"Subject: =?utf-8?q?Eingeschr=C3=A4nkt?=\nContent-Type: text/plain; charset=utf-8\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n"
        b"proaktive Nach=\nrichten f=C3=BCr 30 Tage\n"
    )
    assert mail.subject == "Eingeschränkt"
    assert mail.text == "proaktive Nachrichten für 30 Tage\n"


def test_both_versions_of_a_mail_and_its_attachments_are_kept_apart() -> None:
    message = EmailMessage()
    message["Subject"] = "Two"
    message.set_content("plain")
    message.add_alternative("<p>page</p>", subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="manual.pdf")
    mail = parse_mail(message.as_bytes())
    assert (mail.text, mail.html) == ("plain\n", "<p>page</p>\n")
    assert mail.attachments == ("manual.pdf",)


def test_a_forwarded_mail_inside_a_mail_is_read() -> None:
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content("inner words")
    outer = EmailMessage()
    outer["Subject"] = "Fwd"
    outer.set_content("outer words")
    outer.add_attachment(inner)
    assert "inner words" in parse_mail(outer.as_bytes()).text


def test_a_wrong_character_set_is_seen_through() -> None:
    mail = parse_mail(
        b"Subject: x\nContent-Type: text/plain; charset=us-ascii\n\n" + "für".encode("cp1252")
    )
    assert mail.text == "für"


def test_an_unknown_character_set_does_not_stop_the_reading() -> None:
    mail = parse_mail(b"Subject: x\nContent-Type: text/plain; charset=x-nothing\n\nwords")
    assert mail.text == "words"


def test_a_bad_date_is_no_date() -> None:
    assert parse_mail(b"Subject: x\nDate: yesterday\n\nwords").sent_at is None


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    parse_mail(data)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_header_makes_it_fail(subject: str, sender: str) -> None:
    raw = f"Subject: {subject}\nFrom: {sender}\nDate: {sender}\n\nbody".encode(errors="replace")
    parse_mail(raw)
