"""``poa batch``: many clients' cases to one folder each, and one list of what needs attention."""

from datetime import date, datetime
from pathlib import Path

import typer

from poa.cli.formats import Format


def batch(
    sources: list[Path] = typer.Argument(
        help="Client sheets (.xlsx, .csv), folders of cases, .json, or .jsonl: a case a line."
    ),
    *,
    out: Path = typer.Option(
        Path("appeals"), "--out", "-o", help="The folder where each client gets a folder."
    ),
    letter_date: datetime | None = typer.Option(
        None,
        "--date",
        formats=["%Y-%m-%d"],
        help="The date of the letters; if not given, today for the letters that are made now.",
    ),
    letterhead: Path | None = typer.Option(
        None, help="Your own Word file (.docx) as the page of each letter."
    ),
    zipped: bool = typer.Option(False, "--zip", help="Pack each client's files as well."),
    review: bool = typer.Option(
        False, "--review", help="Write a page for each client: the letter beside its facts."
    ),
    only: list[str] = typer.Option(
        [], "--only", metavar="CLIENT", help="Only this client; may be given several times."
    ),
    only_failed: bool = typer.Option(
        False, "--only-failed", help="Only clients without a finished appeal so far."
    ),
    limit: int | None = typer.Option(None, min=1, help="Only the first so many clients."),
    force: bool = typer.Option(False, "--force", help="Make unchanged appeals again as well."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Check everything, write nothing."),
    jobs: int | None = typer.Option(
        None, "--jobs", "-j", min=1, max=64, help="How many at a time; as many as pay if not given."
    ),
    output_format: Format = typer.Option(Format.TEXT, "--format", "-f", help="Words or JSON."),
) -> int:
    """Make the appeals of many clients: one folder each, and a list of what needs attention.

    A client's folder appears whole or not at all; what is wrong with one client does not stop the
    others. Run it again at any time: only what changed is made again. Returns 1 when a client
    needs attention.
    """
    from poa import console
    from poa.batch.options import BatchOptions, find_stamp
    from poa.batch.run import Selection, run_batch
    from poa.console.batch import show_interrupted, show_report, watching
    from poa.errors import ExitCode

    options = BatchOptions(
        out=out,
        today=letter_date.date() if letter_date else date.today(),  # noqa: DTZ011 - the user's day
        is_dated=letter_date is not None,
        force=force,
        dry_run=dry_run,
        with_zip=zipped,
        with_review=review,
        letterhead=letterhead,
        stamp=find_stamp(letterhead),
    )
    selection = Selection(tuple(only), only_failed, limit)
    is_quiet = output_format is Format.JSON
    with watching(is_quiet=is_quiet) as watch:
        try:
            report = run_batch(sources, options, selection, jobs=jobs, watch=watch)
        except KeyboardInterrupt:
            show_interrupted(watch)
            return ExitCode.INTERRUPTED
    if is_quiet:
        console.show_json_result(report.as_json(report.results))
    else:
        show_report(report, out, dry_run=dry_run)
    return ExitCode.DONE if report.is_good else ExitCode.ATTENTION
