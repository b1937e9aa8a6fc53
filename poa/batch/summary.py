"""The list of a run as files: a page to look at, tables to work on, and JSON for programs."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from poa.audit.meaning import TITLES
from poa.batch.folder import replace_file
from poa.batch.result import BatchReport, ClientResult, count
from poa.batch.review import REVIEWS
from poa.causes import Cause
from poa.errors import Problem
from poa.output import folder_name
from poa.wording import render_page

_COLUMNS = {
    "Client": 24, "Status": 12, "What to mend": 60, "Causes": 30, "Letter of": 12, "Words": 8,
    "Planned, not done": 40, "Worth a look": 40, "Folder": 24, "Facts": 30,
}  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What a cell holds in Excel.
_LONGEST = 32_000
# What is opened first comes first.
_SHOWN_FILES = {
    "checklist.docx": "checklist",
    "appeal.docx": "letter",
    "appeal.eml": "e-mail",
    "appeal.txt": "text",
    "fact-sheet.md": "facts",
}


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the files are made of: the report, the day, and where the pages of the clients are."""

    report: BatchReport
    out: Path
    today: date


def write_summary(report: BatchReport, out: Path, *, today: date) -> tuple[Problem, ...]:
    """Write all of them; what cannot be written is told, and does not stop the others."""
    scene = _Scene(report, out, today)
    problems = list(report.problems)
    for name, render in SUMMARIES.items():
        try:
            replace_file(out, out / name, render(scene))
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            fix = (
                "The appeals are safe. Check the disk, close the file elsewhere, then run it again"
            )
            problems.append(
                Problem(str(out / name), f"the summary could not be written: {reason}", fix)
            )
    return tuple(problems)


def _json(scene: _Scene) -> bytes:
    shape = {"result": scene.report.as_json(scene.report.everyone)}
    return json.dumps(shape, ensure_ascii=True, indent=1).encode() + b"\n"


def _page(scene: _Scene) -> bytes:
    report, today = scene.report, scene.today
    finished = [each for each in report.everyone if each.status.is_good]

    def links(each: ClientResult) -> list[tuple[str, str]]:
        return _links(each, scene.out)

    counts = count(report.everyone)
    return render_page(
        "batch/summary.html",
        today=f"{today.day} {today:%B %Y}",
        counts=counts,
        waiting=[each for each in report.everyone if not each.status.is_good],
        finished=finished,
        some_open=any(each.outcome.planned or each.outcome.notes for each in finished),
        gone=report.gone,
        problems=report.problems,
        notes=report.notes,
        causes_of=_causes,
        links_of=links,
        link=quote,
    ).encode(errors="replace")


def _csv(scene: _Scene) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for each in scene.report.everyone:
        writer.writerow([_without_formula(cell) for cell in _row(each)])
    return table.getvalue().encode("utf-8-sig", "replace")


def _xlsx(scene: _Scene) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    clients = scene.report.everyone
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Clients")
    sheet.freeze_panes = "B2"
    for number, width in enumerate(_COLUMNS.values(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{len(clients) + 1}"
    top = Alignment(vertical="top", wrap_text=True)

    def text(value: str | int, font: Font | None = None) -> "Cell":
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            cell.data_type = "s"  # a text, even if it begins like a formula
        cell.alignment = top
        if font:
            cell.font = font
        return cell

    bold = Font(bold=True)
    sheet.append([text(name, bold) for name in _COLUMNS])
    for each in clients:
        sheet.append([text(cell) for cell in _row(each)])
    book.properties.creator = "poa"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


SUMMARIES: dict[str, Callable[[_Scene], bytes]] = {
    "summary.json": _json,
    "summary.html": _page,
    "summary.csv": _csv,
    "summary.xlsx": _xlsx,
}


def _row(each: ClientResult) -> list[str | int]:
    planned = (f"{todo} (due {due})" if due else todo for todo, due in each.outcome.planned)
    texts = (
        each.client,
        each.status.in_words + (" (as of an earlier run)" if each.is_carried else ""),
        "\n".join(str(problem) for problem in each.problems),
        ", ".join(_causes(each)),
        each.dated,
        each.outcome.words or "",
        "\n".join(planned),
        "\n".join(each.outcome.notes),
        each.folder,
        each.source,
    )
    return [
        _UNPRINTABLE.sub("", cell)[:_LONGEST] if isinstance(cell, str) else cell for cell in texts
    ]


def _without_formula(cell: str | int) -> str | int:
    """The apostrophe says to every spreadsheet that a text follows."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _causes(each: ClientResult) -> list[str]:
    return [TITLES[Cause(cause)] for cause in each.outcome.causes]


def _links(each: ClientResult, out: Path) -> list[tuple[str, str]]:
    """What can be opened, and where it lies, seen from the page."""
    name = folder_name(each.client)
    links = [
        (word, quote(f"{each.folder}/{name}"))
        for name, word in _SHOWN_FILES.items()
        if name in each.files and each.status.is_good
    ]
    beside = (("zip", f"{name}.zip"), ("review", f"{REVIEWS}/{name}.html"))
    return [*links, *((word, quote(place)) for word, place in beside if (out / place).is_file())]
