"""Files and folders in, messages out: finds what is there and which reader it is for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from poa.errors import Problem, UnreadableError
from poa.readers.items import Item, ReadingOptions, Source
from poa.readers.threads import Threads

_KINDS = {
    ".csv": "table", ".tsv": "table", ".tab": "table",
    ".xlsx": "sheet", ".xlsm": "sheet", ".xls": "sheet", ".xlsb": "sheet", ".ods": "sheet",
    ".jsonl": "json lines", ".ndjson": "json lines", ".json": "json",
    ".eml": "mail", ".mbox": "mbox", ".mbx": "mbox",
    ".txt": "template", ".md": "template", ".html": "template", ".htm": "template",
    ".docx": "template",
}  # fmt: skip
_ADVICE = {
    ".msg": "Outlook's own format: save the mails as .eml",
    ".pst": "Outlook's own format: export the mails as .mbox or .eml",
    ".doc": "an old Word file: save it as .docx",
    ".docm": "a Word file with macros: save it as .docx",
    ".dotx": "a Word template: save it as .docx",
    ".pdf": "a PDF: save the messages as .txt or .csv",
    ".zip": "an archive: unpack it and give the folder",
    ".gz": "an archive: unpack it first",
    ".rtf": "a rich text file: save it as .docx or .txt",
}
_READ = (
    "Tables (.csv .tsv .xlsx), .json, .jsonl, mails (.eml .mbox Maildir) "
    "and texts (.txt .html .docx) can be read"
)
_MAIL_START = re.compile(
    rb"(?:return-path|received|delivered-to|from|to|subject|message-id|date|mime-version"
    rb"|x-[\w-]{1,40}):",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind the names that the seller typed.

    Attributes:
        sources: Files to read, in a stable order, none twice.
        refused: Files that cannot be read, each with its reason.
    """

    sources: tuple[Source, ...]
    refused: tuple[Problem, ...]


def find_sources(paths: Sequence[Path]) -> Found:
    """The files behind files and folders; hidden files are passed over."""
    sources: list[Source] = []
    refused: list[Problem] = []
    seen: set[Path] = set()
    taken: set[str] = set()
    for given in paths:
        for path, name in _files(given):
            real = path.resolve()
            if real in seen:
                continue
            seen.add(real)
            unique = name if name not in taken else path.as_posix()
            taken.add(unique)
            kind = _kind(path)
            if isinstance(kind, Problem):
                refused.append(Problem(unique, kind.what, kind.fix))
            else:
                sources.append(Source(path, unique, kind, path.stat().st_size))
    return Found(tuple(sources), tuple(refused))


def read_source(source: Source, options: ReadingOptions, threads: Threads) -> Iterator[Item]:
    """Everything that one file holds, in its order.

    Raises:
        UnreadableError: The file as a whole cannot be read.
    """
    match source.kind:
        case "table":
            from poa.readers.tables import read_table

            return read_table(source, options)
        case "sheet":
            from poa.readers.sheets import read_sheets

            return read_sheets(source, options)
        case "json lines":
            from poa.readers.jsons import read_json_lines

            return read_json_lines(source, options)
        case "json":
            from poa.readers.jsons import read_json

            return read_json(source, options)
        case "mail" | "mbox":
            from poa.readers.mailbox import read_mails

            return read_mails(source, threads)
        case _:
            from poa.readers.templates import read_template

            return read_template(source)


def learn_threads(sources: Sequence[Source]) -> Threads:
    """Read the headers of all mails, so that an answer is known whatever stands first."""
    threads = Threads()
    threads.learn(_all_mails(sources))
    return threads


def _all_mails(sources: Sequence[Source]) -> Iterator[bytes]:
    from poa.readers.mailbox import split_mails

    for source in sources:
        if source.kind in ("mail", "mbox"):
            try:
                yield from split_mails(source)
            except UnreadableError:
                continue  # told when it is read
            source.done = 0


def _files(given: Path) -> Iterator[tuple[Path, str]]:
    if not given.is_dir():
        yield given, given.name
        return
    for path in sorted(given.rglob("*")):
        inside = path.relative_to(given)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.is_file() and not hidden and not path.is_symlink():
            yield path, (Path(given.name) / inside).as_posix()


def _kind(path: Path) -> str | Problem:
    """The format of a file, by its name or, where that says nothing, by how it begins."""
    suffix = path.suffix.lower()
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except FileNotFoundError:
        return Problem("", "there is no such file or folder", "Check the name")
    except OSError as error:
        return Problem("", error.strerror or type(error).__name__, "Check its rights")
    kind: str | None = None
    if suffix in _ADVICE:
        return Problem("", f"it is {_ADVICE[suffix]}")
    if not start:
        return Problem("", "the file is empty")
    if suffix == ".json" and _is_lines(start):
        kind = "json lines"
    elif suffix not in _KINDS or suffix == ".txt":
        kind = _by_content(path, start)
    kind = kind or _KINDS.get(suffix)
    return kind or Problem("", f"files of the type {suffix or '(none)'} are not known", _READ)


def _by_content(path: Path, start: bytes) -> str | None:
    if start.startswith(b"From ") and b"\n" in start:
        return "mbox"
    if _MAIL_START.match(start) and (path.parent.name in ("cur", "new") or not path.suffix):
        return "mail"
    if start.lstrip()[:1] == b"{" and not path.suffix:
        return "json lines" if _is_lines(start) else "json"
    if path.suffix.lower() == ".txt" and _is_table(start):
        return "table"
    return None


def _is_lines(start: bytes) -> bool:
    """Whether a JSON file has one object for each line, whatever it is called."""
    first, line_break, second = start.lstrip().partition(b"\n")
    if not first.startswith(b"{") or not first.rstrip().endswith(b"}"):
        return False
    return bool(line_break) and second.lstrip().startswith(b"{")


def _is_table(start: bytes) -> bool:
    """A text whose first line names known columns is a table: Amazon's reports end in .txt."""
    from poa.readers.columns import match_columns

    first = start.partition(b"\n")[0].decode("utf-8", errors="replace").lstrip("\ufeff")
    return len(match_columns(first.split("\t"), {})) > 2
