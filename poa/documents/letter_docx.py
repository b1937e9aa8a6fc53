"""The letter as a Word file: a letter one would be glad to sign."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from poa.documents.brand_page import BrandPage
from poa.documents.document import Document
from poa.documents.package import own_package
from poa.documents.word import (
    Properties,
    pack_word_file,
    page_header,
    paragraph,
    run,
    section_properties,
    table,
    text_width,
)
from poa.letter.model import Block, Bullets, Item, Letter, Paragraph, Sentence, Subheading

if TYPE_CHECKING:
    from poa.documents.letterhead import Letterhead


def render_letter_docx(
    letter: Letter, *, letterhead: "Letterhead | BrandPage | None" = None, draft: bool = False
) -> Document:
    """Lay the letter out: on our own page, in a brand's colours, or on the user's letterhead."""
    properties = Properties(
        title=letter.subject.text,
        author=letter.signature[0].text if letter.signature else "",
        made_on=letter.dated,
        language=letter.marketplace.language,
    )
    mark = "DRAFT" if draft else ""
    width = text_width(letter.marketplace)
    if letterhead is None or isinstance(letterhead, BrandPage):
        page = letterhead or BrandPage(own_package())
        body = _body(letter, width, with_sender=True)
        section = section_properties(letter.marketplace)
        header = page_header(mark, page.logo)
        content = pack_word_file(page.package, body, section, properties, header=header)
    else:
        body = _body(letter, letterhead.text_width or width, with_sender=False)
        content = letterhead.pack(body, properties, mark=mark)
    return Document("appeal.docx", content)


def _body(letter: Letter, width: int, *, with_sender: bool) -> Iterator[str]:
    if with_sender:
        for line in letter.sender:
            yield paragraph("Sender", run(line.text))
        yield paragraph("Sender")
    yield paragraph("Normal", run(letter.dated_text))
    if letter.subject.text:
        yield paragraph("Title", run(letter.subject.text))
    yield paragraph("Normal", run(letter.salutation))
    yield from _blocks(letter.opening)
    for section in letter.sections:
        yield paragraph("Heading1", run(section.heading))
        yield from _blocks(section.blocks)
    yield from _blocks(letter.closing, "Close")
    yield paragraph("Signature", run(letter.farewell))
    # Room for a signature by hand.
    yield paragraph("Signature") * 3
    for line in letter.signature[:-1]:
        yield paragraph("Signature", run(line.text))
    # The last line alone may part from what follows: the table may go to the next page.
    for line in letter.signature[-1:]:
        yield paragraph("SignatureEnd", run(line.text))
    if letter.exhibits:
        yield paragraph("Heading1", run(letter.exhibits_heading))
        file_width = min(2700, width * 3 // 10)
        columns = (1000, width - 1000 - file_width, file_width)
        rows = ((line.label, line.shows, line.file) for line in letter.exhibits)
        yield table(columns, letter.exhibits_columns, rows)


def _blocks(blocks: tuple[Block, ...], style: str = "Normal") -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(sentences):
                yield paragraph(style, run(_row(sentences)))
            case Subheading(text):
                yield paragraph("Heading2", run(text))
            case Bullets(items):
                for item in items:
                    yield _bullet(item)


def _bullet(item: Item) -> str:
    lead = run(f"{item.lead.text}: ", bold=True) if item.lead else ""
    return paragraph("ListBullet", lead, run(_row(item.sentences)))


def _row(sentences: tuple[Sentence, ...]) -> str:
    return " ".join(sentence.text for sentence in sentences)
