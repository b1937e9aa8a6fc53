"""``poa triage``: what is this notice, and what now?"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from poa.cli.formats import Format
from poa.errors import ExitCode


def triage(
    file: Annotated[
        Path,
        typer.Argument(
            help="A text file or a saved mail (.eml); - reads what you paste or pipe in."
        ),
    ] = Path("-"),
    output: Annotated[
        Format, typer.Option("--format", "-f", help="Words for a person, or one JSON object.")
    ] = Format.TEXT,
) -> int:
    """Tell what a notice is, how long it lasts, which causes it names and what to do now.

    Give it the notice that Amazon sent, the red line under a message in Messages > Sent, or your
    own description. It answers 0 when the text could be read, whatever it turned out to be.
    """
    from poa import console
    from poa.readers.encoding import read_bytes
    from poa.triage import read_notice
    from poa.triage.sources import read_source

    if str(file) == "-":
        if sys.stdin.isatty():
            console.say("Paste the notice, then press Ctrl-D (on Windows Ctrl-Z and Enter).")
        data, where = sys.stdin.buffer.read(), "standard input"
    else:
        data, where = read_bytes(file), str(file)
    notice = read_source(data, where)
    reading = read_notice(notice.text, received_on=notice.received_on)
    if output is Format.JSON:
        shape = reading.as_json()
        # A mail is decoded first; offsets point into this text.
        console.show_json_result(shape | {"text": notice.text} if notice.is_mail else shape)
    else:
        from poa.console.triage import show_reading

        show_reading(reading, notice.text)
    return ExitCode.DONE
