"""``poa audit``: which of the six causes do your own messages show?"""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poa.audit.engine import Audit
    from poa.audit.report import Shape


class AuditFormat(StrEnum):
    """How the findings are given."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    SARIF = "sarif"
    HTML = "html"


class FailOn(StrEnum):
    """From which severity on a finding makes the command return 1."""

    VIOLATION = "violation"
    CHECK = "check"


def audit(
    files: list[Path] | None = typer.Argument(
        None, help="Message logs, mailboxes, templates, or folders of them.", show_default=False
    ),
    *,
    output_format: AuditFormat = typer.Option(
        AuditFormat.TEXT, "--format", "-f", help="Words for you, or a report for programs."
    ),
    out: Path | None = typer.Option(None, "--out", "-o", help="Write the report to this file."),
    force: bool = typer.Option(False, "--force", help="Write over files that exist."),
    columns: list[str] = typer.Option(
        [], "--map", help='Which column is what, as "Column=body"; may be repeated.'
    ),
    fail_on: FailOn = typer.Option(
        FailOn.VIOLATION, "--fail-on", help="Return 1 for findings of this severity or above."
    ),
    settings: Path | None = typer.Option(
        None, "--settings", help="A TOML file: rules off, severities, findings set aside."
    ),
    all_channels: bool = typer.Option(
        False, "--all-channels", help="You say: these are all messages of every way of sending."
    ),
    noticed_on: datetime | None = typer.Option(
        None, "--noticed-on", formats=["%Y-%m-%d"], help="The day of Amazon's notice."
    ),
    daily_orders: float | None = typer.Option(
        None, "--daily-orders", min=0, help="Your average orders per day, for the daily limit."
    ),
    into: Path | None = typer.Option(
        None, "--into", help="Put causes, numbers and an exhibit into this case file."
    ),
    rewrite: Path | None = typer.Option(
        None, "--rewrite", help="Write proposals for clean templates into this folder."
    ),
    mask: bool = typer.Option(
        True, "--mask/--no-mask", help="Leave out buyers' names and addresses."
    ),
    jobs: int | None = typer.Option(None, "--jobs", min=1, help="How many processes judge."),
    list_rules: bool = typer.Option(False, "--list-rules", help="List the rules and leave."),
) -> int:
    """Find what breaks Amazon's rules in messages that were sent, and in templates."""
    from poa.audit.rule import load_rules
    from poa.console import audit as screen
    from poa.errors import ExitCode, PoaError, Problem

    if list_rules:
        screen.show_rules(load_rules())
        return ExitCode.DONE
    if not files:
        fix = "For example: poa audit sent.csv"
        raise PoaError("There is nothing to audit", [Problem("", "no file was named", fix)])
    from poa.audit.engine import Audit, Plan
    from poa.audit.into import read_case, write_into
    from poa.audit.meaning import find_meaning
    from poa.audit.report import Shape
    from poa.audit.report_file import write_chunks
    from poa.audit.settings import Settings, load_settings
    from poa.readers.columns import parse_maps
    from poa.readers.items import ReadingOptions

    today = date.today()  # noqa: DTZ011 - the seller's own day
    given = load_settings(settings, [rule.id for rule in load_rules()]) if settings else Settings()
    screen.warn_expired(given.expired(today))
    plan = Plan(
        paths=tuple(files),
        options=ReadingOptions(parse_maps(columns)),
        settings=given.without_expired(today),
        jobs=jobs,
        daily_orders=daily_orders,
    )
    case = read_case(into) if into else None
    with screen.showing_progress() as progress:
        run = Audit(plan, progress)
        chunks = _chunks(output_format, run, Shape(masked=mask))
        if out is not None and chunks is not None:
            write_chunks(chunks, out, force=force)
        elif chunks is not None:
            screen.write_payload(chunks)
        else:
            run.finish()
    meaning = find_meaning(run.tally, all_channels=all_channels)
    if output_format is AuditFormat.HTML:
        from poa.audit.report_html import render_report

        day = noticed_on.date() if noticed_on else None
        page = render_report(run.tally, meaning, masked=mask, noticed_on=day, today=today)
        if out is None:
            screen.write_payload([page])
        else:
            write_chunks([page], out, force=force)
    elif output_format is AuditFormat.TEXT:
        screen.show_audit(run.tally, meaning, masked=mask)
    tally = run.tally
    if rewrite is not None:
        from poa.audit.rewrite import propose_all, write_proposals

        screen.tell_written(write_proposals(propose_all(tally), rewrite, force=force))
    if into is not None and case is not None:
        screen.tell_put_into(
            into, write_into(case, into, tally, all_channels=all_channels, today=today)
        )
    found = tally.violations or (fail_on is FailOn.CHECK and tally.checks)
    attention = found or tally.unreadable or not tally.all.messages
    return ExitCode.ATTENTION if attention else ExitCode.DONE


def _chunks(output_format: AuditFormat, run: "Audit", shape: "Shape") -> "Iterator[str] | None":
    """The report for programs, written while the audit runs; nothing for words and pages."""
    from poa.audit.report import write_csv, write_json, write_jsonl

    match output_format:
        case AuditFormat.JSON:
            return write_json(run.messages(), run.tally, shape)
        case AuditFormat.JSONL:
            return write_jsonl(run.messages(), shape)
        case AuditFormat.CSV:
            return write_csv(run.messages(), shape)
        case AuditFormat.SARIF:
            from poa.audit.report_sarif import write_sarif

            return write_sarif(run.messages(), shape)
        case AuditFormat.TEXT | AuditFormat.HTML:
            return None
