"""A case named on the command line: a file, or ``-`` for standard input."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poa.case import Case


def read_case(name: str, *, today: date) -> tuple["Case", Path]:
    """The case, and the folder where its exhibits are: the file's own, or the current one.

    Raises:
        PoaError: It cannot be read, or something in it is wrong.
    """
    from poa.case import parse_case
    from poa.readers.encoding import read_bytes
    from poa.readers.json_case import read_json

    if name == "-":
        folder = Path.cwd()
        raw = read_json(sys.stdin.buffer.read(), "")
    else:
        folder = Path(name).parent
        raw = read_json(read_bytes(Path(name)), name)
    return parse_case(raw, today=today, folder=folder), folder
