"""``poa check``: would you send this letter?"""

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from poa.cli.formats import Format

if TYPE_CHECKING:
    from poa.check import Expected


class FailOn(StrEnum):
    """From which weight on a finding makes the command return 1."""

    BLOCK = "block"
    WARN = "warn"
    HINT = "hint"


def check(
    file: str = typer.Argument(
        help="A letter (.txt, .md, .docx), a case (.json), or - for the input."
    ),
    *,
    against: Path | None = typer.Option(
        None, help="An earlier appeal: say what is new, repeated, contradicted."
    ),
    limit: int | None = typer.Option(None, min=1, help="The most characters the form takes."),
    store: str = typer.Option("", help="Your store's name, to find another one in the letter."),
    suppress: Path | None = typer.Option(
        None, help="A TOML file of findings to set aside, each with a reason."
    ),
    fail_on: FailOn = typer.Option(
        FailOn.BLOCK, help="Return 1 when a finding of this weight, or a graver one, stands."
    ),
    output_format: Format = typer.Option(Format.TEXT, "--format", "-f", help="Words or JSON."),
) -> int:
    """Check a letter before it is sent: what is missing, what harms, what to write instead."""
    from poa import console
    from poa.check import Expected, Severity, Verdict, check_text
    from poa.check.against import compare_letters
    from poa.check.suppressions import load_suppressions
    from poa.errors import ExitCode
    from poa.readers.letter import read_letter_file, read_letter_stream

    if file.lower().endswith(".json"):
        text, known = _letter_of_case(file)
    else:
        text = read_letter_stream(sys.stdin.buffer) if file == "-" else read_letter_file(Path(file))
        known = Expected()
    comparison = compare_letters(text, read_letter_file(against)) if against else None
    set_aside = load_suppressions(suppress) if suppress else ()
    expected = replace(
        known,
        store=store or known.store,
        limit=limit or known.limit,
        suppressions=(*known.suppressions, *set_aside),
    )
    result = check_text(text, expected=expected, further=comparison.hits if comparison else ())
    if output_format is Format.JSON:
        compared = {"against": comparison.as_json()} if comparison else {}
        console.show_json_result(result.as_json() | compared)
    else:
        from poa.console.check import show_check

        show_check(text, result, comparison)
    stands = result.at_or_above(Severity(fail_on.value)) or result.verdict is Verdict.NOT_READY
    return ExitCode.ATTENTION if stands else ExitCode.DONE


def _letter_of_case(file: str) -> tuple[str, "Expected"]:
    """The letter that a case gives, and what the case knows about it."""
    from datetime import date

    from poa.appeal import expected_of
    from poa.cli.case_file import read_case
    from poa.letter import compose_letter
    from poa.plan import build_plan

    today = date.today()  # noqa: DTZ011 - the user's day
    case, _ = read_case(file, today=today)
    plan = build_plan(case, today=today)
    letter = compose_letter(plan)
    return letter.text, expected_of(plan, letter)
