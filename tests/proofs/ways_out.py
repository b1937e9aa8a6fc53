"""What somebody reads who opens the files that we hand over."""

import email
import email.policy
import html
import io
import json
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx

from poa.appeal import prepare_appeal, render_documents
from poa.case import Case
from poa.resources import shipped
from tests.conftest import TODAY

_MARK = re.compile(r"\\([\\`*_\[\]<>#|])")


def rendered(case: Case, *, sample: str = "marketing") -> dict[str, bytes]:
    """All files of an appeal by their names, without ``DRAFT-``."""
    appeal = prepare_appeal(case, today=TODAY)
    folder = Path(shipped(f"samples/{sample}"))
    return {each.name: each.content for each in render_documents(appeal, folder)}


def appeal_texts(files: dict[str, bytes]) -> dict[str, str]:
    """The words of each file, and of each part of the mail."""
    mail = mail_of(files["appeal.eml"])
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert page is not None
    (attached,) = (
        part.get_content()
        for part in mail.iter_attachments()
        if part.get_filename() == "appeal.docx"
    )
    return {
        "appeal.txt": files["appeal.txt"].decode(),
        "appeal.eml text": text.get_content().replace("\r\n", "\n"),
        "appeal.eml page": html.unescape(re.sub(r"<[^>]*>", "", page.get_content())),
        "appeal.docx": word_text(files["appeal.docx"]),
        "appeal.docx attached": word_text(attached),
        "checklist.docx": word_text(files["checklist.docx"]),
        "checklist.md": _MARK.sub(r"\1", files["checklist.md"].decode()),
        "fact-sheet.md": _MARK.sub(r"\1", files["fact-sheet.md"].decode()),
        "case.json": "\n".join(strings_in(json.loads(files["case.json"]))),
    }


def mail_of(content: bytes) -> EmailMessage:
    """The draft as a mail program reads it."""
    mail = email.message_from_bytes(content, policy=email.policy.strict)
    assert isinstance(mail, EmailMessage)
    return mail


def word_text(content: bytes) -> str:
    """The words of a Word file; days and telephone numbers hang together by hard spaces."""
    body = docx.Document(io.BytesIO(content)).element.body
    paragraphs = body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    return "\n".join(_paragraph(each) for each in paragraphs).replace("\u00a0", " ")


def _paragraph(element: Any) -> str:  # noqa: ANN401 - an element of lxml
    breaks = {"t": "", "br": "\n", "tab": "\t"}
    return "".join(
        breaks[name] or node.text or ""
        for node in element.iter()
        if isinstance(node.tag, str) and (name := node.tag.partition("}")[2]) in breaks
    )


def strings_in(shape: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Every text in an object of JSON, its keys too."""
    if isinstance(shape, str):
        yield shape
    elif isinstance(shape, dict):
        for key, value in shape.items():
            yield key
            yield from strings_in(value)
    elif isinstance(shape, list):
        for value in shape:
            yield from strings_in(value)
