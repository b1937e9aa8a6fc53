"""Message templates kept as files: plain text, HTML or Word, one message in each."""

import html
import re
from collections.abc import Iterator
from pathlib import PurePath

from poa.errors import Problem
from poa.message import Message
from poa.readers.docx import read_docx_text
from poa.readers.encoding import decode, read_bytes
from poa.readers.items import Item, Source

_SUBJECT = re.compile(
    r"\s{0,50}(?:\*\*|#{1,6} )?"
    r"(?:subject|subject line|betreff|objet|asunto|oggetto|assunto|件名|主题)"
    r"(?:\*\*)?\s?[:：](?:\*\*)?[ \t]{0,9}([^\r\n]{0,500})(?:\r?\n)?",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,500})</title", re.IGNORECASE)


def read_template(source: Source) -> Iterator[Item]:
    """The one message of a template file; its first line may give the subject.

    Raises:
        UnreadableError: It cannot be read, is no text, or no Word document.
    """
    data = read_bytes(source.path)
    source.done = source.size
    if source.path.suffix.lower() == ".docx":
        text = read_docx_text(data, source.name)
    else:
        text = decode(data, source.name).text.removeprefix("\ufeff")
    yield parse_template(text, source.name)


def parse_template(text: str, name: str) -> Message | Problem:
    """A template's subject and body; ``name`` is its file."""
    subject, body = "", text
    if given := _SUBJECT.match(text):
        subject, body = given[1].strip(), text[given.end() :]
    elif title := _TITLE.search(text[:20_000]):
        subject = html.unescape(title[1]).strip()
    if not body.strip() and not subject:
        return Problem(name, "the file has no words in it")
    return Message(
        id=name,
        source=name,
        subject=subject,
        body=body,
        is_template=True,
        campaign=PurePath(name).stem,
    )
