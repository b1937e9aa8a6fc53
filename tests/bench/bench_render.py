"""Measure ``poa render``: ``python tests/bench/bench_render.py [letters]``.

Prints medians and ratios of one run, alternatives interleaved: letters per second in one process
beside docxtpl filling a template with the same words.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import docx
from docxtpl import DocxTemplate

from poa.appeal import prepare_appeal, render_documents
from poa.case import Case, parse_case
from poa.documents.letter_docx import render_letter_docx
from poa.letter import Letter
from poa.letter.model import Bullets, Paragraph, Subheading
from poa.resources import shipped

_TODAY = date(2026, 6, 30)


def _median(rounds: list[float]) -> float:
    return statistics.median(rounds)


def _timed(work: Callable[..., object], *given: object) -> float:
    begin = time.perf_counter()
    work(*given)
    return time.perf_counter() - begin


def _cases(number: int) -> list[Case]:
    raw = json.loads((shipped("samples/repeat-requests") / "case.json").read_text("utf-8"))
    cases = []
    for index in range(number):
        raw["client"] = f"client-{index}"
        raw["causes"][0]["root_cause"]["facts"]["orders"] = 100 + index
        cases.append(parse_case(raw, today=_TODAY))
    return cases


def write_template(path: Path) -> None:
    """A docxtpl template with the same paragraphs, lists and table."""
    document = docx.Document()
    document.add_paragraph("{{ dated }}")
    document.add_paragraph("{{ subject }}", style="Title")
    document.add_paragraph("{%p for kind, text in lines %}")
    document.add_paragraph("{%p if kind == 'heading' %}")
    document.add_paragraph("{{ text }}", style="Heading 1")
    document.add_paragraph("{%p elif kind == 'bullet' %}")
    document.add_paragraph("{{ text }}", style="List Bullet")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{ text }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(rows=4, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Exhibit", "What it shows", "File"), strict=True):
        cell.text = text
    table.rows[1].cells[0].text = "{%tr for line in exhibits %}"
    row = table.rows[2].cells
    row[0].text, row[1].text, row[2].text = "{{ line[0] }}", "{{ line[1] }}", "{{ line[2] }}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.save(str(path))


def _lines(letter: Letter) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = [("text", letter.salutation)]
    for section in letter.sections:
        lines.append(("heading", section.heading))
        for block in section.blocks:
            match block:
                case Paragraph(sentences):
                    lines.append(("text", " ".join(each.text for each in sentences)))
                case Subheading(text):
                    lines.append(("heading", text))
                case Bullets(items):
                    lines += [
                        ("bullet", " ".join(each.text for each in item.sentences)) for item in items
                    ]
    return lines + [("text", line.text) for line in letter.signature]


def fill_template(template: Path, letter: Letter, target: Path) -> None:
    """The letter as docxtpl makes it."""
    document = DocxTemplate(str(template))
    rows = [(line.label, line.shows, line.file) for line in letter.exhibits]
    document.render(
        {
            "dated": letter.dated_text,
            "subject": letter.subject.text,
            "lines": _lines(letter),
            "exhibits": rows,
        },
        autoescape=True,
    )
    document.save(str(target))


def measure_letters(number: int) -> None:
    """The Word letter alone, the whole appeal, and docxtpl's letter, for the same cases."""
    folder = shipped("samples/repeat-requests")
    cases = _cases(number)
    letters = [prepare_appeal(case, today=_TODAY).letter for case in cases]
    with tempfile.TemporaryDirectory() as temporary:
        template = Path(temporary) / "template.docx"
        write_template(template)

        def with_poa(letter: Letter, target: Path) -> None:
            target.write_bytes(render_letter_docx(letter).content)

        taken: dict[str, list[float]] = {"letter": [], "docxtpl": [], "words": [], "appeal": []}
        for index, (case, letter) in enumerate(zip(cases, letters, strict=True)):
            own, other = (Path(temporary) / f"{kind}-{index}.docx" for kind in ("own", "other"))
            taken["letter"].append(_timed(with_poa, letter, own))
            if index % 10 == 0:
                taken["docxtpl"].append(_timed(fill_template, template, letter, other))
            taken["words"].append(_timed(partial(prepare_appeal, case, today=_TODAY)))
            appeal = prepare_appeal(case, today=_TODAY)
            taken["appeal"].append(_timed(render_documents, appeal, folder))
    slow = _median(taken["docxtpl"])
    names = {
        "docxtpl": "docxtpl, the letter",
        "letter": "poa, the letter",
        "words": "poa, plan, words and check",
        "appeal": "poa, all seven documents",
    }
    for key, name in names.items():
        middle = _median(taken[key])
        print(
            f"{name:<28}{middle * 1000:8.2f} ms {1 / middle:8.0f}/s  {slow / middle:6.1f}x docxtpl"
        )


if __name__ == "__main__":
    measure_letters(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
