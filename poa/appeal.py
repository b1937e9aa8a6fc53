"""The whole path from a case to finished documents, on one screen."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from poa.case import Case, dump_case
from poa.check import CheckResult, Expected, Place, Suppression, check_text
from poa.documents import Document
from poa.documents.checklist import render_checklist_docx, render_checklist_text
from poa.documents.fact_sheet import render_fact_sheet
from poa.documents.letter_docx import render_letter_docx
from poa.documents.letterhead import Letterhead
from poa.documents.mail import render_mail
from poa.documents.text import plain_letter, render_text_letter
from poa.errors import Problem
from poa.letter import Letter, compose_letter
from poa.letter.checklist import compose_checklist
from poa.plan import Plan, build_plan
from poa.readers.encoding import read_bytes


@dataclass(frozen=True)
class Appeal:
    """A case thought through: the plan, the letter, what the check says of it.

    Attributes:
        plan: What goes in and what is missing.
        letter: The words.
        check: The findings of the letter check.
    """

    plan: Plan
    letter: Letter
    check: CheckResult

    @property
    def missing(self) -> tuple[Problem, ...]:
        """What keeps the letter from leaving: answers not given, and findings that block."""
        blocking = (
            Problem(
                finding.where or "the letter",
                f"{finding.why} ({finding.rule}: “{finding.excerpt}”)",
                finding.instead,
            )
            for finding in self.check.findings
            if finding.severity == "block"
        )
        return (*self.plan.missing, *blocking)


def prepare_appeal(case: Case, *, today: date) -> Appeal:
    """Plan, compose and check; nothing is read from or written to disk."""
    plan = build_plan(case, today=today)
    letter = compose_letter(plan)
    return Appeal(plan, letter, check_text(letter.text, expected=expected_of(plan, letter)))


def render_documents(
    appeal: Appeal, folder: Path, *, letterhead: Letterhead | None = None, draft: bool = False
) -> tuple[Document, ...]:
    """Every file of an appeal, in the order in which they are named.

    Args:
        appeal: The case thought through.
        folder: Where the exhibits are.
        letterhead: The user's own page, if any.
        draft: Mark every page and every file name as a draft.

    Raises:
        UnreadableError: An exhibit has vanished since the case was checked.
    """
    plan, letter = appeal.plan, appeal.letter
    seller = plan.case.seller
    exhibits = [
        Document(PurePath(exhibit.file).name, read_bytes(folder / exhibit.file))
        for exhibit in plan.case.exhibits
        if exhibit.file
    ]
    docx = render_letter_docx(letter, letterhead=letterhead, draft=draft)
    text = plain_letter(letter)
    checklist = compose_checklist(plan, characters=len(text))
    mail = render_mail(
        letter,
        [docx, *exhibits],
        sender=seller.signatory.name or seller.store_name or "",
        address=seller.contact.email or "",
        draft=draft,
    )
    facts = json.dumps(dump_case(plan.case), ensure_ascii=False, indent=2) + "\n"
    documents = (
        render_text_letter(letter, draft=draft),
        mail,
        docx,
        render_checklist_docx(checklist, plan, draft=draft),
        render_checklist_text(checklist, draft=draft),
        render_fact_sheet(plan, letter, draft=draft),
        Document("case.json", facts.encode()),
    )
    if not draft:
        return documents
    return tuple(Document(f"DRAFT-{each.name}", each.content) for each in documents)


def expected_of(plan: Plan, letter: Letter) -> Expected:
    """What the case knows that the letter is held against."""
    case = plan.case
    return Expected(
        route=case.route or "",
        store=case.seller.store_name or "",
        causes=tuple(cause.cause for cause in plan.causes),
        places=tuple(
            Place(start, end, sentence.rests_on[0])
            for start, end, sentence in letter.spans
            if sentence.rests_on
        ),
        suppressions=tuple(
            Suppression(rule=each.rule or "", reason=each.reason or "", excerpt=each.excerpt or "")
            for each in case.suppressions
        ),
    )
