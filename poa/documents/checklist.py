"""The checklist as a Word file with boxes to tick, and as Markdown."""

from collections.abc import Iterator
from itertools import count

from poa.documents.document import Document
from poa.documents.package import own_package
from poa.documents.word import (
    Properties,
    check_box,
    pack_word_file,
    page_header,
    paragraph,
    run,
    section_properties,
)
from poa.letter.checklist import Checklist
from poa.plan import Plan
from poa.wording import render_text


def render_checklist_docx(checklist: Checklist, plan: Plan, *, draft: bool = False) -> Document:
    """Each step with a content control that Word shows as a box."""
    properties = Properties(
        title=checklist.title,
        author=plan.case.seller.signatory.name or "",
        made_on=plan.today,
        language=plan.marketplace.language,
    )
    content = pack_word_file(
        own_package(),
        _body(checklist),
        section_properties(plan.marketplace),
        properties,
        header=page_header("DRAFT" if draft else ""),
    )
    return Document("checklist.docx", content)


def _body(checklist: Checklist) -> Iterator[str]:
    number = count(1)
    yield paragraph("Title", run(checklist.title))
    yield paragraph("Normal", run(checklist.intro))
    for section in checklist.sections:
        yield paragraph("Heading1", run(section.heading))
        for step in section.steps:
            if section.bullets:
                yield paragraph("ListBullet", run(step.text))
            else:
                yield paragraph("Step", check_box(next(number)), run(step.text))
            if step.note:
                yield paragraph("Note", run(step.note))


def render_checklist_text(checklist: Checklist, *, draft: bool = False) -> Document:
    """The same as Markdown."""
    content = render_text("checklist.md", checklist=checklist, draft=draft)
    return Document("checklist.md", content.encode())
