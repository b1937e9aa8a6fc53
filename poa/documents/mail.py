"""The appeal as a draft for a mail program; the recipient is left open."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import PurePath

from poa.documents.document import Document
from poa.letter.model import Letter
from poa.wording import render_page

# Between parts. Quoted-printable and base64 never hold "=_", so no content can imitate it.
_BOUNDARY = "=_poa_{}"
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
    mail = EmailMessage(policy=policy.SMTP)
    mail["Subject"] = mark + _header(letter.subject.text)
    if address:
        mail["From"] = Address(_header(sender), addr_spec=address)
    mail["Date"] = datetime.combine(letter.dated, time(), UTC)
    mail["X-Unsent"] = "1"
    text = f"{mark.strip()}\n\n{letter.text}" if draft else letter.text
    mail.set_content(text, cte="quoted-printable")
    page = render_page("mail.html", letter=letter, draft=draft)
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    for attachment in attachments:
        main, sub = _TYPES.get(
            PurePath(attachment.name).suffix.lower(), ("application", "octet-stream")
        )
        mail.add_attachment(
            attachment.content, maintype=main, subtype=sub, filename=_header(attachment.name)
        )
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(_BOUNDARY.format(number))
    return Document("appeal.eml", mail.as_bytes())


def _header(text: str) -> str:
    """One line that is not read as an encoded word, whatever the case holds."""
    return " ".join(text.split()).replace("=?", "= ?")
