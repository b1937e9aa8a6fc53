"""From what the seller hands over, a saved mail or pasted text, to the text that is read."""

import re
from dataclasses import dataclass
from datetime import date

from poa.errors import Problem, UnreadableError
from poa.plaintext import fold_html
from poa.readers.encoding import decode

_HEADER = re.compile(
    rb"(?im)\A(?:\xef\xbb\xbf)?\s{0,9}(?:from |(?:return-path|received|from|to|"
    rb"subject|date|message-id|mime-version|delivered-to|content-type|x-[a-z-]{1,40}|"
    rb"dkim-signature|reply-to|sender|cc|authentication-results|arc-seal):)"
)
_TWO_HEADERS = re.compile(
    rb"(?im)^(?:received|from|to|subject|date|message-id|mime-version|content-type|"
    rb"content-transfer-encoding):"
)


@dataclass(frozen=True, slots=True)
class Notice:
    """The text to read, the day it came where a mail tells, and whether it came from a mail."""

    text: str
    received_on: date | None = None
    is_mail: bool = False


def read_source(data: bytes, where: str) -> Notice:
    """The text of a mail as a mail program saved it, or of anything else as it stands.

    Raises:
        UnreadableError: There is no text in it, or it is no text.
    """
    notice = _from_mail(data) if is_mail(data) else None
    if notice is None:
        notice = Notice(decode(data, where).text)
    if not notice.text.strip():
        raise UnreadableError(
            "There is nothing to read",
            [Problem(where, "it holds no text", "Paste the notice, or save the mail as .eml")],
        )
    if "\0" in notice.text[:2000]:
        raise UnreadableError(
            "This is not a text",
            [Problem(where, "it is a program's file", "Copy the notice's words and paste them")],
        )
    return notice


def is_mail(data: bytes) -> bool:
    """Whether the bytes are a whole e-mail with its headers, not text that merely quotes some."""
    head = data[:16_000]
    if not _HEADER.match(head):
        return False
    block = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    technical = re.search(
        rb"(?im)^(?:message-id|mime-version|received|content-type|return-path):", block
    )
    return bool(technical) and len(_TWO_HEADERS.findall(block)) >= 2


def _from_mail(data: bytes) -> Notice | None:
    from poa.readers.mail import parse_mail

    mail = parse_mail(data)
    body = mail.text if mail.text.strip() else fold_html(mail.html).text
    if not body.strip() and not mail.subject:
        return None
    text = f"{mail.subject}\n\n{body}" if mail.subject else body
    return Notice(text, mail.sent_at.date() if mail.sent_at else None, is_mail=True)
