"""What people and programs see. The only place that knows rich.

This module holds what every command needs and loads nothing heavy; each command that shows more has
a module of its own here. Text of the user is never read as markup and never controls the terminal.
"""

import io
import json
import re
import sys
from collections.abc import Mapping
from typing import Any

from poa.errors import PoaError

# Everything that moves the cursor or colours the screen; line breaks and tabs may stay.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def replace_what_cannot_be_shown() -> None:
    """Let a question mark stand for each character that the console's code page does not know."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def show_json_result(result: Mapping[str, Any]) -> None:
    """Print ``{"result": ...}``, one object, to standard output."""
    _print_json({"result": result})


def show_json_error(error: PoaError) -> None:
    """Print ``{"error": ...}``, one object, to standard output."""
    problems = [problem.as_json() for problem in error.problems]
    _print_json({"error": {"message": error.message, "problems": problems}})


def show_error(error: PoaError) -> None:
    """Tell a person, on standard error, what could not be done and every reason."""
    say(error.message)
    for problem in error.problems:
        place = f"{problem.where}: " if problem.where else ""
        say(f"  - {place}{problem.what}")
        if problem.fix:
            say(f"    {problem.fix}")


def say(line: str) -> None:
    """Print a line for a person to standard error."""
    _print(line, sys.stderr)


def show(text: str) -> None:
    """Print a text, the command's own product, to standard output."""
    _print(text, sys.stdout)


def visible(text: str) -> str:
    """The text with what would control a terminal taken out."""
    return _CONTROL.sub("", text)


def _print(text: str, stream: Any) -> None:  # noqa: ANN401 - any text stream
    encoding = getattr(stream, "encoding", None) or "utf-8"
    print(visible(text).encode(encoding, "replace").decode(encoding), file=stream)


def _print_json(shape: Mapping[str, Any]) -> None:
    # ASCII only: a program reads it whatever the console's code page is.
    print(json.dumps(shape, ensure_ascii=True))  # noqa: T201 - this is the console
