"""Every client's facts from what was named on the command line, one after the other.

A folder of case files, JSON Lines, one case file, or a client sheet; what a file holds is read
when it is its turn, so that ten thousand clients take no more memory than ten.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from poa.errors import PoaError, Problem, UnreadableError
from poa.readers.encoding import MEGABYTE, find_encoding, read_bytes
from poa.readers.items import Note
from poa.readers.json_case import read_json
from poa.readers.raw_case import RawCase

CASE_FILE = "case.json"
# A batch keeps its own files here, in the folder it writes to.
STATE = ".poa"
_LINES = (".jsonl", ".ndjson")
_SHEETS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
_LONGEST_LINE = 16 * MEGABYTE


def read_cases(
    sources: Sequence[Path],
    *,
    without: Path | None = None,
    tell: Callable[[Note], None] | None = None,
) -> Iterator[RawCase]:
    """The clients of all sources, in the order in which they were named.

    Args:
        sources: Folders and files. In a folder these are cases: every ``case.json`` in it and in
            folders below it, and every other case file, ``.jsonl`` file and client sheet directly
            in it. Links to folders are not followed, nor is what an earlier batch wrote.
        without: A folder to leave out: what is written must not be read again.
        tell: Called with what is worth telling of a sheet: columns and rows that are not read.

    Yields:
        What is wrong with one client, or with one file among several, is told in its ``RawCase``.

    Raises:
        PoaError: The only source cannot be read, or a folder holds no case at all.
    """
    for source in sources:
        if source.is_dir():
            yield from _read_folder(source, without, tell)
        elif len(sources) == 1:
            yield from _read_file(source, tell)
        else:
            yield from _read_or_tell(source, tell)


def check_sources(sources: Iterable[Path], out: Path) -> list[Path]:
    """The sources, each once.

    Raises:
        PoaError: One is not there, of no kind that holds cases, or part of what will be written;
            all of them are named.
    """
    once = {source.resolve(): source for source in sources}
    problems = [
        problem for source in once.values() if (problem := _source_problem(source, out.resolve()))
    ]
    if problems:
        raise PoaError("The clients cannot be read", problems)
    return list(once.values())


def _source_problem(source: Path, out: Path) -> Problem | None:
    if not source.exists():
        return Problem(str(source), "there is no such file or folder", "Check the name")
    folder = source.resolve() if source.is_dir() else source.resolve().parent
    if folder.is_relative_to(out) and (source.is_dir() or folder != out):
        what = f"the clients lie inside {out}, where the appeals will be written"
        return Problem(str(source), what, "Choose another folder with --out")
    if source.is_file() and source.suffix.lower() not in (".json", *_LINES, *_SHEETS):
        what = f"{source.suffix or 'a file without an ending'} is no kind of file that holds cases"
        return Problem(
            str(source), what, "Name a folder of case files, or a .json, .jsonl, .csv or .xlsx file"
        )
    return None


def _read_folder(
    folder: Path, without: Path | None, tell: Callable[[Note], None] | None
) -> Iterator[RawCase]:
    found = False
    left_out = without.resolve() if without else None
    refused: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=refused.append):
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and (here / name).resolve() != left_out
            and not (here / name / STATE).is_dir()
        )
        for name in sorted(files):
            if name.startswith((".", "~$")) or not (name == CASE_FILE or here == folder):
                continue
            kind = Path(name).suffix.lower()
            if kind in (".json", *_LINES):
                found = True
                yield from _read_or_tell(here / name)
            elif kind in _SHEETS:
                for raw in _read_sheet_of_many(here / name, tell):
                    found = True
                    yield raw
    for error in refused:
        found = True
        problem = Problem(
            str(error.filename), error.strerror or "", "Check the rights of this folder"
        )
        yield RawCase(str(error.filename), "", None, folder, (problem,))
    if not found:
        what = "there is no case file and no client sheet in this folder"
        fix = "Begin with: poa sample sheet clients.xlsx, or: poa sample case FOLDER"
        raise PoaError("The clients cannot be read", [Problem(str(folder), what, fix)])


def _read_sheet_of_many(path: Path, tell: Callable[[Note], None] | None) -> Iterator[RawCase]:
    """The clients of a sheet that was not named itself; there are sheets of other things."""
    from poa.readers.intake_tables import NoClientSheetError, companion_of

    if companion_of(path):
        return
    try:
        yield from _read_file(path, tell)
    except NoClientSheetError:
        if tell:
            tell(Note(f"{path}: passed over, for it is no client sheet"))
    except PoaError as error:
        yield RawCase(str(path), "", None, path.parent, error.problems, is_client=False)


def _read_or_tell(path: Path, tell: Callable[[Note], None] | None = None) -> Iterator[RawCase]:
    """The clients of one file among several: that it cannot be read does not stop the others."""
    try:
        yield from _read_file(path, tell)
    except PoaError as error:
        yield RawCase(str(path), "", None, path.parent, error.problems)


def _read_file(path: Path, tell: Callable[[Note], None] | None) -> Iterator[RawCase]:
    if path.suffix.lower() in _SHEETS:
        from poa.readers.intake import read_intake
        from poa.readers.intake_tables import companion_of

        if first := companion_of(path):
            what = f"it belongs to {first.name} and is read with it"
            raise UnreadableError(
                "The clients cannot be read", [Problem(str(path), what, f"Name {first}")]
            )
        yield from read_intake(path, tell=tell)
    elif path.suffix.lower() in _LINES:
        yield from _read_lines(path)
    else:
        yield _read_case_file(path)


def _read_case_file(path: Path) -> RawCase:
    source = str(path)
    try:
        facts = read_json(read_bytes(path), source)
    except UnreadableError as error:
        return RawCase(source, "", None, path.parent, error.problems)
    return _raw_case(source, facts, path.parent)


def _raw_case(source: str, facts: Any, folder: Path) -> RawCase:  # noqa: ANN401 - JSON
    if not isinstance(facts, dict):
        problem = Problem(source, "a case is one JSON object", 'Start it with "{" and end with "}"')
        return RawCase(source, "", None, folder, (problem,))
    client = facts.get("client")
    return RawCase(source, client.strip() if isinstance(client, str) else "", facts, folder)


def _read_lines(path: Path) -> Iterator[RawCase]:
    """Each line is one case; blank lines are passed over."""
    try:
        with path.open("rb") as file:
            encoding = find_encoding(file.read(MEGABYTE))
            if not encoding.startswith("utf-8"):
                what, fix = "the file is not saved as UTF-8", "Save it again as UTF-8"
                raise UnreadableError(f"Cannot read {path}", [Problem(str(path), what, fix)])
            file.seek(0)
            number = 0
            while line := file.readline(_LONGEST_LINE):
                number += 1
                source = f"{path}:{number}"
                if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
                    problem = Problem(source, "this line is longer than any case", None)
                    yield RawCase(source, "", None, path.parent, (problem,))
                    return
                if line.strip(b" \t\r\n\xef\xbb\xbf"):
                    yield _read_line(line, source, path.parent)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableError(f"Cannot read {path}", [Problem(str(path), reason)]) from error


def _read_line(line: bytes, source: str, folder: Path) -> RawCase:
    try:
        facts = read_json(line, "")
    except UnreadableError as error:
        told = tuple(Problem(source, each.what, each.fix) for each in error.problems)
        return RawCase(source, "", None, folder, told)
    return _raw_case(source, facts, folder)
