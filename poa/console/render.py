"""What a person sees after an appeal was made."""

from collections.abc import Sequence
from pathlib import Path

from poa.appeal import Appeal
from poa.console import say
from poa.documents import Document

_WHAT_FOR = {
    "appeal.txt": "to paste into a form",
    "appeal.eml": "opens as a draft in your mail program",
    "appeal.docx": "the letter for Word",
    "checklist.docx": "what to do, step by step: start here",
    "checklist.md": "the same as plain text",
    "fact-sheet.md": "what each sentence rests on, for your eyes only",
    "case.json": "your answers",
    "cover-note.txt": "your words to the client",
}


def show_rendered(
    appeal: Appeal, documents: Sequence[Document], folder: Path, *, limit: int
) -> None:
    """The files, what each is for, and what still deserves a look."""
    drafts = bool(appeal.missing)
    say(f"{'A draft' if drafts else 'The appeal'} is in {folder}")
    for document in documents:
        what_for = _WHAT_FOR[document.name.removeprefix("DRAFT-")]
        say(f"  {document.name:<20} {what_for}")
    length = len(appeal.letter.text)
    say(f"The letter has {appeal.check.words:,} words and {length:,} characters.")
    if length > limit:
        say(f"That is more than {limit:,} characters: if the form takes fewer, attach appeal.docx.")
    if appeal.plan.planned:
        number = len(appeal.plan.planned)
        steps = "One step is" if number == 1 else f"{number} steps are"
        say(
            f"{steps} planned only: see the checklist. The letter does not mention what is planned."
        )
    if appeal.missing:
        say("Not finished yet:")
        for problem in appeal.missing:
            say(f"  - {problem}")
    notes = [finding for finding in appeal.findings if finding.severity != "block"]
    if notes:
        say("Worth a look before you send it:")
        for finding in notes:
            place = f" (answer: {finding.where})" if finding.where else ""
            say(f"  - {finding.name}: {finding.detail or finding.why}{place}")
