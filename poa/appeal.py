"""The whole path from a case to finished documents, on one screen."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from poa.case import Case
from poa.check import CheckResult, Expected, Finding, Place, Suppression, check_text
from poa.documents import Document
from poa.documents.case_json import render_case
from poa.documents.checklist import render_checklist_docx, render_checklist_text
from poa.documents.fact_sheet import render_fact_sheet
from poa.documents.letter_docx import render_letter_docx
from poa.documents.text import plain_letter, render_text_letter
from poa.errors import Problem
from poa.letter import Letter, compose_letter
from poa.letter.checklist import Checklist, compose_checklist
from poa.plan import Plan, build_plan
from poa.readers.encoding import read_bytes

if TYPE_CHECKING:
    from poa.check.finding import Hit
    from poa.documents.brand_page import BrandPage
    from poa.documents.letterhead import Letterhead

FILES = (
    "appeal.txt",
    "appeal.eml",
    "appeal.docx",
    "checklist.docx",
    "checklist.md",
    "fact-sheet.md",
    "case.json",
)


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
    def findings(self) -> tuple[Finding, ...]:
        """What the check says; while answers are missing, only what it says of those given.

        What a letter lacks follows from the missing answers, and is not said twice.
        """
        if not self.plan.missing:
            return self.check.findings
        return tuple(finding for finding in self.check.findings if finding.where)

    @property
    def missing(self) -> tuple[Problem, ...]:
        """What keeps the letter from leaving: answers not given, and findings that block."""
        blocking = (
            Problem(
                finding.where or "the letter",
                f"{finding.why} ({_named(finding)})",
                finding.instead,
            )
            for finding in self.findings
            if finding.severity == "block"
        )
        return (*self.plan.missing, *blocking)


def _named(finding: Finding) -> str:
    return f"{finding.rule}: “{finding.excerpt}”" if finding.excerpt else finding.rule


def prepare_appeal(case: Case, *, today: date, folder: Path | None = None) -> Appeal:
    """Plan, compose and check; nothing is written to disk.

    Args:
        case: The facts.
        today: The day of the letter.
        folder: Where the text of the latest earlier appeal is; without it nothing is read.

    Raises:
        UnreadableError: The text of the earlier appeal has vanished since the case was checked.
    """
    plan = build_plan(case, today=today)
    letter = compose_letter(plan)
    further = _against_earlier(case, letter, folder) if folder else ()
    result = check_text(letter.text, expected=expected_of(plan, letter), further=further)
    return Appeal(plan, letter, result)


def _against_earlier(case: Case, letter: Letter, folder: Path) -> "tuple[Hit, ...]":
    earlier = next((each.file for each in reversed(case.earlier_appeals) if each.file), None)
    if earlier is None:
        return ()
    from poa.check.against import compare_letters
    from poa.readers.letter import read_letter_file

    return compare_letters(letter.text, read_letter_file(folder / earlier)).hits


def render_documents(
    appeal: Appeal,
    folder: Path,
    *,
    letterhead: "Letterhead | BrandPage | None" = None,
    draft: bool = False,
    only: Collection[str] = FILES,
) -> tuple[Document, ...]:
    """The files of an appeal, in the order of ``FILES``.

    Args:
        appeal: The case thought through.
        folder: Where the exhibits are.
        letterhead: The user's own page, or a brand's, if any.
        draft: Mark every page and every file name as a draft.
        only: Which of ``FILES`` to make.

    Raises:
        UnreadableError: An exhibit has vanished since the case was checked.
    """
    plan, letter = appeal.plan, appeal.letter

    @cache
    def checklist() -> Checklist:
        return compose_checklist(plan, characters=len(plain_letter(letter)))

    @cache
    def word_letter() -> Document:
        return render_letter_docx(letter, letterhead=letterhead, draft=draft)

    make: dict[str, Callable[[], Document]] = {
        "appeal.txt": lambda: render_text_letter(letter, draft=draft),
        "appeal.eml": lambda: _mail(appeal, [word_letter(), *_exhibits(plan, folder)], draft=draft),
        "appeal.docx": word_letter,
        "checklist.docx": lambda: render_checklist_docx(checklist(), plan, draft=draft),
        "checklist.md": lambda: render_checklist_text(checklist(), draft=draft),
        "fact-sheet.md": lambda: render_fact_sheet(plan, letter, draft=draft),
        "case.json": lambda: render_case(plan.case),
    }
    documents = tuple(make[name]() for name in FILES if name in only)
    if not draft:
        return documents
    return tuple(Document(f"DRAFT-{each.name}", each.content) for each in documents)


def _exhibits(plan: Plan, folder: Path) -> list[Document]:
    return [
        Document(PurePath(exhibit.file).name, read_bytes(folder / exhibit.file))
        for exhibit in plan.case.exhibits
        if exhibit.file
    ]


def _mail(appeal: Appeal, attachments: list[Document], *, draft: bool) -> Document:
    from poa.documents.mail import render_mail

    seller = appeal.plan.case.seller
    return render_mail(
        appeal.letter,
        attachments,
        sender=seller.signatory.name or seller.store_name or "",
        address=seller.contact.email or "",
        draft=draft,
    )


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
