"""A page for a supervisor: one client's letter beside the facts it rests on, and what is open."""

from poa.appeal import Appeal
from poa.batch.folder import replace_file
from poa.batch.options import BatchOptions
from poa.documents.fact_sheet import sentences_with_grounds
from poa.readers.raw_case import RawCase
from poa.wording import render_page

REVIEWS = "reviews"


def has_review(folder: str, options: BatchOptions) -> bool:
    """Whether the client's page is there."""
    return (options.out / REVIEWS / f"{folder}.html").is_file()


def write_review(appeal: Appeal, raw: RawCase, folder: str, options: BatchOptions) -> None:
    """Write ``reviews/CLIENT.html``; nothing in a dry run.

    Raises:
        OSError: The disk refuses.
    """
    if options.dry_run:
        return
    target = options.out / REVIEWS / f"{folder}.html"
    target.parent.mkdir(mode=0o700, exist_ok=True)
    replace_file(options.out, target, render_review(appeal, raw).encode())


def render_review(appeal: Appeal, raw: RawCase) -> str:
    """The page; it needs no other file and runs no script."""
    plan, letter = appeal.plan, appeal.letter
    return render_page(
        "batch/review.html",
        client=raw.client,
        source=raw.source,
        store=plan.case.seller.store_name or "",
        dated=letter.dated_text,
        rows=list(sentences_with_grounds(plan, letter)),
        missing=[raw.located(problem) for problem in appeal.missing],
        findings=[finding for finding in appeal.findings if finding.severity != "block"],
        planned=plan.planned,
        date=plan.marketplace.date,
    )
