"""``poa sample``: files to try the other commands on."""

from pathlib import Path

import typer

sample = typer.Typer(help="Write samples to try the other commands on.", no_args_is_help=True)


@sample.callback()
def choose() -> None:
    """Write samples to try the other commands on."""


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
