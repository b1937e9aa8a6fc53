"""The intake sheet on disk."""

from collections.abc import Sequence
from pathlib import Path

from poa.errors import PoaError, Problem
from poa.sheet.csv_files import csv_files
from poa.sheet.rows import ClientRows
from poa.sheet.workbook import workbook


def write_sheet(
    path: Path, clients: Sequence[ClientRows] = (), *, force: bool = False
) -> list[Path]:
    """Write the intake sheet, empty or with these clients in it; returns the files.

    A name that ends in ``.xlsx`` gives a workbook; ``.csv`` gives a file for each table, with
    clients in it only for those that have a row.

    Raises:
        PoaError: The name ends otherwise, a file exists and ``force`` is not given, or the disk
            refuses.
    """
    match path.suffix.lower():
        case ".xlsx":
            contents = {path: workbook(clients)}
        case ".csv":
            contents = csv_files(path, clients)
        case other:
            what = f'"{other}" is no kind of sheet' if other else "the name has no ending"
            fix = "Give the file a name like clients.xlsx or clients.csv"
            raise PoaError("No sheet was written", [Problem(str(path), what, fix)])
    there = [file for file in contents if file.exists()]
    if there and not force:
        fix = "Use --force, or another name"
        problems = [Problem(str(file), "this file exists", fix) for file in there]
        raise PoaError("No sheet was written", problems)
    try:
        for file, content in contents.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    except OSError as error:
        problem = Problem(str(path), error.strerror or type(error).__name__, "Check the folder")
        raise PoaError("The sheet was not written", [problem]) from error
    return list(contents)
