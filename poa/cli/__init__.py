"""Arguments in, exit code out: no wording of letters, no decisions.

One module per command; each imports what it needs when it runs, so that the start stays quick.
"""

import os
import sys

import typer

from poa import __version__, console
from poa.cli.audit import audit
from poa.cli.batch import batch
from poa.cli.check import check
from poa.cli.explain import explain
from poa.cli.formats import wants_json
from poa.cli.render import render
from poa.cli.sample import sample
from poa.cli.schema import schema
from poa.cli.triage import triage
from poa.cli.wizard import wizard
from poa.errors import ExitCode, PoaError, Problem

# Wrong usage, by the public exception that specialises it: typer does not export the class itself.
UsageError: type[typer.BadParameter] = typer.BadParameter.__mro__[1]

# What to do when the one thing that a command works on was not named.
_FIRST_STEPS = {
    "poa render": "Begin with: poa sample case FOLDER, then: poa render FOLDER/case.json",
    "poa batch": "For example: poa batch CLIENTS --out APPEALS, where CLIENTS is a folder of cases",
    "poa check": "For example: poa check letter.docx",
    "poa explain": "For example: poa explain marketing",
}

app = typer.Typer(
    name="poa",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the flag's value
    if wanted:
        console.show(f"poa {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: bool = typer.Option(
        False,
        "--version",
        help="Show the version and leave.",
        is_eager=True,
        callback=_show_version,
    ),
) -> None:
    """From Amazon's notice about restricted buyer messages to a finished, truthful appeal."""


app.command()(wizard)
app.command()(triage)
app.command()(render)
app.command()(batch)
app.command()(check)
app.command()(audit)
app.command()(explain)
app.command()(schema)
app.add_typer(sample, name="sample")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code (see ``ExitCode``).

    A ``PoaError`` is told to a person on standard error, or to a program on standard output when
    ``--format json`` was asked for. Anything else is a bug and shows its traceback.
    """
    # Pydantic would look through every installed package for plugins: slow, and not ours to run.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    console.replace_what_cannot_be_shown()
    given = sys.argv[1:] if arguments is None else arguments
    sys.exit(_run(given))


def _run(arguments: list[str]) -> int:
    try:
        returned = app(arguments, standalone_mode=False, prog_name="poa")
    except UsageError as error:
        return _tell(_usage_error(error), arguments)
    except PoaError as error:
        return _tell(error, arguments)
    except (KeyboardInterrupt, typer.Abort):
        console.say("Interrupted.")
        return ExitCode.INTERRUPTED
    return int(returned or ExitCode.DONE)


def _tell(error: PoaError, arguments: list[str]) -> int:
    if wants_json(arguments):
        console.show_json_error(error)
    else:
        console.show_error(error)
    return error.exit_code


def _usage_error(error: typer.BadParameter) -> PoaError:
    command = error.ctx.command_path if error.ctx else "poa"
    message = error.format_message()
    if message.startswith("Usage:"):  # no command was given: the message is the whole help
        return PoaError(message)
    fix = f"See: {command} --help"
    if message.startswith("Missing argument") and command in _FIRST_STEPS:
        fix = f"{_FIRST_STEPS[command]}. {fix}"
    return PoaError("The command was not understood", [Problem("", message.rstrip("."), fix)])
