"""The list of a run as files: what stands in them, and that they cannot do harm."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from poa.batch.result import BatchReport, ClientResult, Outcome, Status, count, result_from_json
from poa.batch.summary import write_summary
from poa.errors import Problem

DAY = date(2026, 6, 30)
Run = Callable[..., BatchReport]
GOOD = ClientResult(
    "clients.jsonl:1", "Acme", Status.RENDERED, "Acme", "2026-06-30", ("appeal.docx", "appeal.txt"),
    Outcome("Acme Home", "correct", ("marketing",), 500, 3000,
            (("Tell the new colleague.", "2026-07-15"),), ("Too long: …",)),
)  # fmt: skip
BAD = ClientResult(
    "clients.jsonl:2", "Borealis", Status.FAILED,
    problems=(Problem("seller.store_name", "no name", "Write it"),),
)  # fmt: skip


def report(*results: ClientResult, gone: tuple[str, ...] = ()) -> BatchReport:
    return BatchReport(results, count(results), results, gone)


def rows(out: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO((out / "summary.csv").read_text(encoding="utf-8-sig"))))


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [unquote(value or "") for key, value in attrs if key in ("href", "src")]


def test_every_client_stands_in_every_file(tmp_path: Path) -> None:
    assert write_summary(report(GOOD, BAD), tmp_path, today=DAY) == ()
    assert [row[0] for row in rows(tmp_path)] == ["Client", "Acme", "Borealis"]
    sheet = openpyxl.load_workbook(tmp_path / "summary.xlsx").active
    assert sheet is not None
    assert [row[:2] for row in sheet.iter_rows(values_only=True)] == [
        ("Client", "Status"), ("Acme", "made"), ("Borealis", "failed"),
    ]  # fmt: skip
    page = (tmp_path / "summary.html").read_text(encoding="utf-8")
    assert page.index("Borealis") < page.index("Acme")
    assert "1 client needs attention" in page
    assert "Tell the new colleague." in page
    listed = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))["result"]
    assert [result_from_json(shape) for shape in listed["clients"]] == [GOOD, BAD]


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\uff1d1", "<script>x</script>", "a\x00b\ud800"]
)
def test_a_name_is_neither_a_formula_nor_a_script(tmp_path: Path, name: str) -> None:
    client = ClientResult("x.jsonl:1", name, Status.FAILED, problems=(Problem("", name, name),))
    write_summary(report(client), tmp_path, today=DAY)
    cell = rows(tmp_path)[1][0]
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\uff1d")
    sheet = openpyxl.load_workbook(tmp_path / "summary.xlsx").active
    assert sheet is not None
    assert "f" not in {cell.data_type for cell in next(sheet.iter_rows(min_row=2))}
    page = (tmp_path / "summary.html").read_text(encoding="utf-8", errors="replace")
    assert "<script" not in page


def test_the_page_leads_to_the_files_and_needs_nothing_else(
    clients: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    name = "Café #1? 100%"
    run(clients({name: {}, "Borealis": {"restriction.noticed_on": ...}}), with_review=True,
        with_zip=True)  # fmt: skip
    out = tmp_path / "out"
    page = Page((out / "summary.html").read_text(encoding="utf-8"))
    assert page.tags & {"script", "link", "img", "iframe"} == set()
    assert len(page.links) == 8
    assert [link for link in page.links if not (out / link).is_file()] == []


def test_a_summary_that_cannot_be_written_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "summary.xlsx").mkdir()
    problems = write_summary(report(GOOD), tmp_path, today=DAY)
    assert [Path(problem.where).name for problem in problems] == ["summary.xlsx"]
    assert (tmp_path / "summary.html").is_file()


def test_a_review_shows_the_letter_beside_its_facts_and_what_is_missing(
    clients: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    run(clients({"Acme": {}, "Borealis": {"restriction.noticed_on": ...}}), with_review=True)
    finished = (tmp_path / "out/reviews/Acme.html").read_text(encoding="utf-8")
    assert "seller, store name" in finished
    assert "Before it can leave" not in finished
    unfinished = (tmp_path / "out/reviews/Borealis.html").read_text(encoding="utf-8")
    assert "Before it can leave" in unfinished
    assert "restriction.noticed_on" in unfinished


def test_a_review_is_made_for_an_unchanged_client_as_well(
    clients: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    folder = clients({"Acme": {}})
    run(folder)
    assert not (tmp_path / "out/reviews").exists()
    run(folder, with_review=True, today=date(2026, 7, 9))
    page = (tmp_path / "out/reviews/Acme.html").read_text(encoding="utf-8")
    assert "letter of 30 June 2026" in page


@pytest.mark.parametrize("name", ["reviews", "Summary.html"])
def test_a_client_cannot_take_a_name_that_the_batch_needs(
    clients: Callable[..., Path], run: Run, name: str
) -> None:
    result = run(clients({name: {}})).results[0]
    assert result.status is Status.FAILED
    assert "for itself" in result.problems[0].what


def test_a_zip_holds_the_files_of_the_client(
    clients: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    folder = clients({"Acme": {}})
    run(folder, with_zip=True)
    packed = tmp_path / "out" / "Acme.zip"
    first = packed.read_bytes()
    with zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
        assert archive.read("Acme/appeal.txt") == (tmp_path / "out/Acme/appeal.txt").read_bytes()
    assert "Acme/appeal.eml" in names
    assert not any(".poa" in name for name in names)
    run(folder, with_zip=True)
    assert packed.read_bytes() == first


def test_a_zip_and_a_review_that_are_there_never_grow_old(
    clients: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    run(clients({"Acme": {}}), with_zip=True, with_review=True)
    run(clients({"Acme": {"seller.store_name": "Another Name"}}))
    page = (tmp_path / "out/reviews/Acme.html").read_text(encoding="utf-8")
    assert "Another Name" in page
    with zipfile.ZipFile(tmp_path / "out" / "Acme.zip") as archive:
        assert b"Another Name" in archive.read("Acme/appeal.txt")


def test_a_zip_of_somebody_else_is_left_alone(
    clients: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "Acme.zip").write_bytes(b"mine")
    folder = clients({"Acme": {}})
    assert run(folder).is_good
    result = run(folder, with_zip=True).results[0]
    assert result.status is Status.FAILED
    assert "was there before" in result.problems[0].what
    assert (tmp_path / "out" / "Acme.zip").read_bytes() == b"mine"


def test_a_zip_holds_what_was_changed_by_hand(
    clients: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    folder = clients({"Acme": {}})
    run(folder, with_zip=True)
    (tmp_path / "out" / "Acme" / "appeal.txt").write_text("by hand", encoding="utf-8")
    run(folder)
    with zipfile.ZipFile(tmp_path / "out" / "Acme.zip") as archive:
        assert archive.read("Acme/appeal.txt") == b"by hand"
