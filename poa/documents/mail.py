"""The appeal as a draft for a mail program; the recipient is left open.

The standard library writes the headers; the parts are put together here, many times as fast.
"""

from binascii import b2a_base64
from collections.abc import Sequence
from datetime import UTC, datetime, time
from email import policy, quoprimime
from email.headerregistry import Address
from email.message import EmailMessage
from functools import lru_cache
from pathlib import PurePath

from poa.documents.document import Document
from poa.letter.model import Letter
from poa.wording import render_page

# Between parts. Quoted-printable and base64 never hold "=_", so no content can imitate it.
_BOUNDARY = "=_poa_{}"
_TEXT = (
    b'Content-Type: text/plain; charset="utf-8"\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
)
_HTML = (
    b'Content-Type: text/html; charset="utf-8"\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\nMIME-Version: 1.0\r\n\r\n"
)
_WIDTH = 76
_TYPES = {
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pdf": ("application", "pdf"),
    ".png": ("image", "png"),
    ".gif": ("image", "gif"),
    ".jpg": ("image", "jpeg"),
    ".jpeg": ("image", "jpeg"),
    ".csv": ("text", "csv"),
    ".txt": ("text", "plain"),
}


def render_mail(
    letter: Letter,
    attachments: Sequence[Document],
    *,
    sender: str,
    address: str,
    draft: bool = False,
) -> Document:
    """Make the draft; ``sender`` and ``address`` are whose mail it is.

    It opens as an unsent message where the mail program knows the mark for it.
    """
    mark = "DRAFT: " if draft else ""
    head = EmailMessage(policy=policy.SMTP)
    head["Subject"] = mark + _header(letter.subject.text)
    if address:
        head["From"] = Address(_header(sender), addr_spec=address)
    head["Date"] = datetime.combine(letter.dated, time(), UTC)
    head["X-Unsent"] = "1"
    text = f"{mark.strip()}\n\n{letter.text}" if draft else letter.text
    page = render_page("mail.html", letter=letter, draft=draft)
    words = _joined(1, [_TEXT + _quoted_printable(text), _HTML + _quoted_printable(page)])
    if attachments:
        files = [_attachment_head(each.name) + _base64(each.content) for each in attachments]
        words = _joined(0, [words, *files])
    return Document("appeal.eml", _without_end(head.as_bytes()) + b"MIME-Version: 1.0\r\n" + words)


def _joined(number: int, parts: Sequence[bytes]) -> bytes:
    """The parts as one: the first kind holds unlike things, the second the same words twice."""
    kind = "alternative" if number else "mixed"
    boundary = _BOUNDARY.format(number)
    line = f"--{boundary}\r\n".encode()
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
    body = b"\r\n".join(line + part for part in parts)
    return head + body + f"\r\n--{boundary}--\r\n".encode()


@lru_cache(maxsize=512)
def _attachment_head(name: str) -> bytes:
    """The head of an attachment; the library knows how to write any name."""
    main, sub = _TYPES.get(PurePath(name).suffix.lower(), ("application", "octet-stream"))
    part = EmailMessage(policy=policy.SMTP)
    part.set_content(
        b"", maintype=main, subtype=sub, disposition="attachment", filename=_header(name)
    )
    return part.as_bytes()


def _quoted_printable(text: str) -> bytes:
    lines = b"\n".join(text.encode().splitlines()) + b"\n"
    encoded = quoprimime.body_encode(lines.decode("latin-1"), policy.SMTP.max_line_length or 78)
    return encoded.replace("\n", "\r\n").encode("ascii")


def _base64(content: bytes) -> bytes:
    encoded = b2a_base64(content, newline=False)
    lines = [encoded[at : at + _WIDTH] for at in range(0, len(encoded), _WIDTH)]
    return b"\r\n".join((*lines, b""))


def _without_end(head: bytes) -> bytes:
    """The headers without the blank line that ends them."""
    return head.removesuffix(b"\r\n")


def _header(text: str) -> str:
    """One line that is not read as an encoded word, whatever the case holds."""
    return " ".join(text.split()).replace("=?", "= ?")
