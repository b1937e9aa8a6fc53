"""One e-mail as a mail program saved it: subject, people, text, attachments."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from poa.readers.encoding import find_encoding


@dataclass(frozen=True, slots=True)
class Mail:
    """What an e-mail holds. Missing headers are empty; ``sent_at`` is ``None`` when unreadable."""

    subject: str
    sender: str
    recipients: str
    sent_at: datetime | None
    message_id: str
    in_reply_to: str
    references: str
    text: str
    html: str
    attachments: tuple[str, ...]


def parse_mail(data: bytes) -> Mail:
    """Parse an RFC 5322 message; quoted-printable, base64 and character sets are decoded.

    A damaged message gives what can be read of it; only a text without any header is left to the
    caller to recognise (every field but ``text`` is empty then).
    """
    message = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the policy's promise, for the type checker
    texts: list[str] = []
    pages: list[str] = []
    attachments: list[str] = []
    for part in message.walk():
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        name = part.get_filename()
        if name or part.get_content_disposition() == "attachment":
            attachments.append(name or kind)
        elif kind == "text/plain":
            texts.append(_text(part))
        elif kind == "text/html":
            pages.append(_text(part))
    return Mail(
        subject=_header(message, "subject"),
        sender=_header(message, "from"),
        recipients=_header(message, "to"),
        sent_at=_sent_at(_header(message, "date")),
        message_id=_header(message, "message-id"),
        in_reply_to=_header(message, "in-reply-to"),
        references=_header(message, "references"),
        text="\n".join(texts),
        html="\n".join(pages),
        attachments=tuple(attachments),
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header's text, or nothing: a header that breaks the rules may fail to parse."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):
        raw = dict(message.raw_items()).get(name.title(), "")
        return " ".join(str(raw).split())


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset("utf-8")
    try:
        return payload.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return payload.decode(find_encoding(payload), errors="replace")


def _sent_at(date: str) -> datetime | None:
    try:
        return parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError):
        return None
