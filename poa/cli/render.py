"""``poa render``: from a case file to the documents of an appeal."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import typer

from poa.cli.formats import Format


class Only(StrEnum):
    """One document instead of all."""

    TEXT = "text"
    MAIL = "mail"
    LETTER = "letter"
    CHECKLIST = "checklist"
    FACTS = "facts"
    CASE = "case"


# What a choice of ``--only`` writes.
_FILES = {
    Only.TEXT: ("appeal.txt",),
    Only.MAIL: ("appeal.eml",),
    Only.LETTER: ("appeal.docx",),
    Only.CHECKLIST: ("checklist.docx", "checklist.md"),
    Only.FACTS: ("fact-sheet.md",),
    Only.CASE: ("case.json",),
}


def render(
    case: str = typer.Argument(help="The case file (JSON), or - to read it from the input."),
    *,
    out: Path = typer.Option(
        Path("appeals"), "--out", "-o", help="The folder where each client gets a folder."
    ),
    only: Only | None = typer.Option(
        None, help="Write one document only; text without --out goes to the screen."
    ),
    letter_date: datetime | None = typer.Option(
        None, "--date", formats=["%Y-%m-%d"], help="The date of the letter; today if not given."
    ),
    limit: int = typer.Option(
        4000,
        min=1,
        help="Warn when appeal.txt is longer. Forms differ and no source names a limit; "
        "1000, 2000, 4000 and 10000 are usual.",
    ),
    letterhead: Path | None = typer.Option(
        None, help="Your own Word file (.docx) as the page of the letter."
    ),
    brand: Path | None = typer.Option(
        None,
        help="Your brand pack: a folder with brand.toml (colour, logo, foot of the page) and your "
        "cover note. Write one with: poa sample brand FOLDER",
    ),
    draft: bool = typer.Option(
        False, "--draft", help="Write an unfinished letter, marked DRAFT on each page and name."
    ),
    force: bool = typer.Option(False, "--force", help="Write over files that exist."),
    output_format: Format = typer.Option(Format.TEXT, "--format", "-f", help="Words or JSON."),
    context: typer.Context,
) -> int:
    """Make the appeal: e-mail, Word letter, checklist and fact sheet, from the facts of a case.

    Writes OUT/CLIENT/ whole or not at all. An unfinished letter is not written: what is missing is
    listed, and the command returns 1. A case begins with `poa sample case FOLDER`; the causes,
    patterns, actions and measures that it may name are explained by `poa explain CAUSE`.
    """
    from poa import console
    from poa.appeal import FILES, prepare_appeal, render_documents
    from poa.cli.case_file import read_case
    from poa.errors import ExitCode, UnfinishedError
    from poa.output import folder_name, write_documents

    today = letter_date.date() if letter_date else date.today()  # noqa: DTZ011 - the user's day
    facts, folder = read_case(case, today=today)
    appeal = prepare_appeal(facts, today=today, folder=folder)
    if appeal.missing and not draft:
        message = "The letter is not finished: nothing was written"
        raise UnfinishedError(message, appeal.missing)
    page, note = None, None
    if brand:
        from poa.documents.brand import load_brand

        pack = load_brand(brand, letterhead=letterhead)
        page, note = pack.page, pack.cover_note
    elif letterhead:
        from poa.documents.letterhead import load_letterhead

        page = load_letterhead(letterhead)
    wanted = _FILES[only] if only else FILES
    documents = render_documents(appeal, folder, letterhead=page, draft=draft, only=wanted)
    if note and not only:
        from poa.documents.cover_note import render_cover_note

        documents = (*documents, render_cover_note(note, appeal.plan, today, draft=draft))
    shown = output_format is Format.TEXT and only is Only.TEXT
    if shown and context.get_parameter_source("out").name == "DEFAULT":  # type: ignore[union-attr]
        console.show(documents[0].content.decode().rstrip("\n"))
        return ExitCode.ATTENTION if appeal.missing else ExitCode.DONE
    client = folder_name(facts.client or "")
    write_documents(documents, out / client, force=force)
    text_length = len(appeal.letter.text)
    if output_format is Format.JSON:
        console.show_json_result(
            {
                "client": facts.client,
                "folder": str(out / client),
                "files": [each.name for each in documents],
                "findings": [finding.as_json() for finding in appeal.findings],
                "missing": [problem.as_json() for problem in appeal.missing],
                "characters": text_length,
                "words": appeal.check.words,
                "planned": len(appeal.plan.planned),
            }
        )
    else:
        from poa.console.render import show_rendered

        show_rendered(appeal, documents, out / client, limit=limit)
    return ExitCode.ATTENTION if appeal.missing else ExitCode.DONE
