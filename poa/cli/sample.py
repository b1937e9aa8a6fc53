"""``poa sample``: files to start from and to try the other commands on."""

from enum import StrEnum
from pathlib import Path

import typer

from poa.causes import Cause

sample = typer.Typer(help="Write samples to start from.", no_args_is_help=True)


class SampleRoute(StrEnum):
    """A sample that is no plan of action."""

    DISPUTE = "dispute"
    INFORM = "inform"


@sample.callback()
def choose() -> None:
    """Write samples to start from."""


@sample.command()
def case(
    folder: Path = typer.Argument(help="The folder to write case.json and its exhibits into."),
    *,
    cause: Cause | None = typer.Option(None, help="Which of the six causes it is about."),
    route: SampleRoute | None = typer.Option(
        None, help="A dispute, or a note for the record, instead of a plan of action."
    ),
    force: bool = typer.Option(False, "--force", help="Write over files that exist."),
) -> int:
    """Write a complete case of an invented seller, with its exhibits; it renders as it is."""
    from poa import console
    from poa.errors import ExitCode
    from poa.sample import sample_case, write_sample

    chosen = sample_case(cause, route.value if route else None)
    written = write_sample(chosen, folder, force=force)
    console.say(f"Written: {', '.join(written)} in {folder}")
    console.say(f"Now try: poa render {folder / 'case.json'} --out appeals")
    return ExitCode.DONE


@sample.command()
def messages(
    file: Path = typer.Argument(help="The CSV file to write, for example messages.csv."),
    *,
    force: bool = typer.Option(False, "--force", help="Write over a file that exists."),
) -> int:
    """Write a message log of an invented shop, for ``poa audit``."""
    from poa import console
    from poa.audit.report_file import write_chunks
    from poa.errors import ExitCode
    from poa.sample import message_log

    write_chunks([message_log()], file, force=force)
    console.say(f"Written: {file}. Now try: poa audit {file}")
    return ExitCode.DONE


@sample.command()
def brand(
    folder: Path = typer.Argument(help="The folder to write the brand pack into."),
    *,
    force: bool = typer.Option(False, "--force", help="Write over files that exist."),
) -> int:
    """Write a brand pack to make your own: colour, logo, foot of the page and cover note."""
    from poa import console
    from poa.errors import ExitCode
    from poa.sample import write_brand

    written = write_brand(folder, force=force)
    console.say(f"Written: {', '.join(written)} in {folder}")
    console.say(f"Make them yours, then try: poa render CASE.json --brand {folder}")
    return ExitCode.DONE


@sample.command()
def sheet(
    file: Path = typer.Argument(
        help="The workbook to write, for example clients.xlsx; or clients.csv, which gets further "
        "files beside it: clients-causes.csv, clients-actions.csv and so on."
    ),
    *,
    force: bool = typer.Option(False, "--force", help="Write over files that exist."),
) -> int:
    """Write the sheet that your clients' answers go into, one row each, for ``poa batch``."""
    from poa import console
    from poa.errors import ExitCode
    from poa.sheet import write_sheet

    written = write_sheet(file, force=force)
    console.say(f"Written: {', '.join(map(str, written))}")
    console.say("Rows that begin with # explain; they are never taken for a client.")
    console.say(f"When it is filled in: poa batch {file} --out appeals")
    return ExitCode.DONE
