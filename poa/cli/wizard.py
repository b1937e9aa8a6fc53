"""``poa wizard``: from the notice to a finished appeal, question by question."""

from datetime import date, datetime
from pathlib import Path

import typer


def wizard(
    *,
    case: Path = typer.Option(
        Path("my-appeal/case.json"), "--case", help="The case file that your answers are kept in."
    ),
    resume: Path | None = typer.Option(
        None, "--resume", help="Go on with this case at its first open question."
    ),
    notice: Path | None = typer.Option(None, "--notice", help="A file with Amazon's notice."),
    messages: list[str] = typer.Option(
        [], "--messages", help="An export of your messages, or a folder with your templates."
    ),
    profile: Path | None = typer.Option(
        None,
        "--profile",
        help="A TOML file with [signatory] name, role and [contact] email, phone to be offered.",
    ),
    out: Path = typer.Option(
        Path("appeals"), "--out", "-o", help="The folder where each client gets a folder."
    ),
    letter_date: datetime | None = typer.Option(
        None, "--date", formats=["%Y-%m-%d"], help="The date of the letter; today if not given."
    ),
    plain: bool = typer.Option(
        False, "--plain", help="Numbered questions, no colour: for pipes and screen readers."
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help="Go through and write no documents."),
) -> int:
    """Answer questions, get an appeal. You can stop at any time: every answer is saved.

    The answers are a case file that `poa render` takes as well, with the same result.
    """
    from poa.errors import PoaError, Problem
    from poa.readers.encoding import read_text
    from poa.wizard.profile import load_profile
    from poa.wizard.run import Start, run_wizard

    if resume and not resume.exists():
        fix = "Name the case file of an earlier sitting, or leave --resume out to begin"
        raise PoaError(
            "There is nothing to go on with", [Problem(str(resume), "no such file", fix)]
        )
    today = letter_date.date() if letter_date else date.today()  # noqa: DTZ011 - the user's day
    return run_wizard(
        Start(
            file=resume or case,
            out=out,
            today=today,
            notice=read_text(notice).text if notice else "",
            messages=tuple(messages),
            profile=load_profile(profile) if profile else None,
            plain=plain,
            dry_run=dry_run,
        )
    )
