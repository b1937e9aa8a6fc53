"""Mails as mail programs keep them: one in a file, or many in an mbox file.

A Maildir is a folder of the first kind. What the seller sent is read as messages; mails from buyers
and from Amazon are context.
"""

import re
from collections.abc import Iterator

from poa.errors import Problem, UnreadableError
from poa.message import Message
from poa.readers.encoding import MEGABYTE
from poa.readers.items import Incoming, Item, Note, Source
from poa.readers.mail import Mail, parse_mail
from poa.readers.threads import ALIAS, Threads

ORDER_ID = re.compile(r"(?<![\d-])\d{3}-\d{7}-\d{7}(?![\d-])")
# Where mail programs put the mail that is answered; in plain text the rules know its marks.
_QUOTE_HTML = re.compile(
    r"<blockquote\b|<div[^<>]{0,200}(?:gmail_quote|divRplyFwdMsg|moz-cite-prefix)", re.IGNORECASE
)
_LONGEST_MAIL = 40 * MEGABYTE


def read_mails(source: Source, threads: Threads) -> Iterator[Item]:
    """The messages of a mail file or an mbox file.

    Raises:
        UnreadableError: It cannot be opened.
    """
    strangers = 0
    for number, data in enumerate(split_mails(source), start=1):
        place = f"{source.name}:{number}" if source.kind == "mbox" else source.name
        if len(data) > _LONGEST_MAIL:
            yield Problem(place, f"the mail is larger than {_LONGEST_MAIL // MEGABYTE} MB")
            continue
        item = _read_mail(parse_mail(data), place, threads)
        if item is None:
            strangers += 1
        else:
            yield item
    if strangers:
        mails = "one mail goes" if strangers == 1 else f"{strangers:,} mails go"
        yield Note(f"{mails} neither to a buyer nor come from one; not audited")


def split_mails(source: Source) -> Iterator[bytes]:
    """The mails of a file, each as it was stored; of one that is too long only the beginning.

    Raises:
        UnreadableError: It cannot be opened.
    """
    try:
        with source.path.open("rb") as file:
            if source.kind == "mail":
                yield file.read(_LONGEST_MAIL + 1)
                source.done = source.size
                return
            lines: list[bytes] = []
            length = 0
            blank = True
            while line := file.readline(MEGABYTE):
                if blank and line.startswith(b"From "):
                    if lines:
                        yield b"".join(lines)
                    lines, length = [], 0
                    source.done = file.tell()
                elif length <= _LONGEST_MAIL:
                    lines.append(line[1:] if line.startswith(b">From ") else line)
                    length += len(line)
                blank = line in (b"\n", b"\r\n")
            if lines:
                yield b"".join(lines)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableError(
            f"Cannot read {source.name}", [Problem(source.name, reason)]
        ) from error


def _read_mail(mail: Mail, place: str, threads: Threads) -> Item | None:
    """What a mail is to us; nothing when it is between other people."""
    if not (mail.sender or mail.recipients or mail.subject or mail.message_id):
        return Problem(place, "it is not an e-mail: it has no sender, recipient or subject")
    if threads.is_incoming(mail.sender):
        return Incoming()
    if threads.knows_aliases and mail.recipients and not ALIAS.search(mail.recipients):
        return None
    parents = f"{mail.in_reply_to} {mail.references}"
    body = mail.html or mail.text
    if mail.html and parents.strip():
        body = _without_quote(body)
    if not body.strip() and not mail.subject and not mail.attachments:
        return Problem(place, "the mail has neither a subject nor a text")
    order = ORDER_ID.search(mail.subject) or ORDER_ID.search(body)
    return Message(
        id=mail.message_id.strip("<> ") or place,
        source=place,
        subject=mail.subject,
        body=body,
        is_reply=threads.is_reply(parents, mail.subject, mail.recipients),
        order_id=order[0] if order else "",
        sent_on=mail.sent_at.date() if mail.sent_at else None,
        attachments=mail.attachments,
        buyer=mail.recipients,
    )


def _without_quote(body: str) -> str:
    """An answer without the mail that it answers: the buyer's words are not the seller's."""
    quote = _QUOTE_HTML.search(body)
    return body[: quote.start()] if quote and body[: quote.start()].strip() else body
