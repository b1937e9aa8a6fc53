"""Every client's facts, whatever kind of source they stand in."""

import json
import shutil
from pathlib import Path

import pytest

from poa.errors import PoaError
from poa.readers.cases import check_sources, read_cases
from poa.readers.raw_case import RawCase
from poa.resources import shipped


def put(path: Path, client: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"client": client}), encoding="utf-8")
    return path


def read(*sources: Path, without: Path | None = None) -> list[RawCase]:
    return list(read_cases(sources, without=without))


def names(*sources: Path, without: Path | None = None) -> list[str]:
    return [raw.client for raw in read(*sources, without=without)]


def test_a_folder_holds_case_files_at_any_depth_and_others_at_its_top(tmp_path: Path) -> None:
    put(tmp_path / "b" / "case.json", "deep")
    put(tmp_path / "b" / "old" / "case.json", "deeper")
    put(tmp_path / "b" / "notes.json", "no case")
    put(tmp_path / ".hidden" / "case.json", "hidden")
    put(tmp_path / "a.json", "at the top")
    (tmp_path / "c.jsonl").write_text('{"client": "one"}\n\n{"client": "two"}', encoding="utf-8")
    assert names(tmp_path) == ["at the top", "one", "two", "deep", "deeper"]
    assert names(tmp_path, without=tmp_path / "b") == ["at the top", "one", "two"]


def test_exhibits_are_looked_for_beside_the_case(tmp_path: Path) -> None:
    (case,) = read(put(tmp_path / "acme" / "case.json", "acme"))
    assert (case.folder, case.source) == (tmp_path / "acme", str(tmp_path / "acme" / "case.json"))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"client": ', "this is not JSON"),
        ('["client"]', "one JSON object"),
        ('{"client": "a", "client": "b"}', "stands twice"),
        ('{"client": NaN}', "NaN"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_line_is_told_with_its_place_and_the_others_are_read(
    tmp_path: Path, line: str, what: str
) -> None:
    file = tmp_path / "clients.jsonl"
    file.write_text(f'\ufeff{{"client": "one"}}\n{line}\n{{"client": "two"}}\n', encoding="utf-8")
    one, broken, two = read(file)
    assert (one.client, two.client) == ("one", "two")
    assert broken.facts is None
    assert broken.problems[0].where == f"{file}:2"
    assert what in broken.problems[0].what


def test_lines_that_are_not_utf_8_are_refused_with_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "clients.jsonl"
    file.write_bytes('{"client": "Müller"}'.encode("cp1252"))
    with pytest.raises(PoaError) as refused:
        read(file)
    assert refused.value.problems[0].fix == "Save it again as UTF-8"
    other = put(tmp_path / "case.json", "acme")
    assert [raw.client for raw in read(file, other)] == ["", "acme"]


def test_a_client_sheet_is_a_source_like_others(tmp_path: Path) -> None:
    for file in shipped("samples").glob("clients*.csv"):
        shutil.copy(file, tmp_path)
    case = put(tmp_path / "case.json", "acme")
    clients = names(tmp_path / "clients.csv", case)
    assert len(clients) == 9
    assert clients[-1] == "acme"
    assert names(shipped("samples/clients.xlsx")) == clients[:-1]


def test_a_row_that_belongs_to_no_client_is_not_one(tmp_path: Path) -> None:
    for file in shipped("samples").glob("clients*.csv"):
        shutil.copy(file, tmp_path)
    causes = tmp_path / "clients-causes.csv"
    text = causes.read_text(encoding="utf-8-sig").rstrip("\r\n")
    last = text.splitlines()[-1]
    row = last.replace(last.split(",")[0], "nobody", 1)
    causes.write_text(f"{text}\r\n{row}\r\n", encoding="utf-8")
    stray = [raw for raw in read(tmp_path / "clients.csv") if not raw.is_client]
    assert [raw.client for raw in stray] == ["nobody"]


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(PoaError) as refused:
        read(tmp_path)
    assert "poa sample sheet" in str(refused.value.problems[0].fix)


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "in" / "acme" / "case.json", "acme")
    (tmp_path / "in" / "acme" / "again").symlink_to(tmp_path / "in", target_is_directory=True)
    assert names(tmp_path / "in") == ["acme"]


def test_sources_are_checked_before_anything_is_done(tmp_path: Path) -> None:
    out = tmp_path / "out"
    inside = put(out / "acme" / "case.json", "acme")
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-")
    with pytest.raises(PoaError) as refused:
        check_sources([inside, out, letter, tmp_path / "gone.json"], out)
    assert len(refused.value.problems) == 4
    case = put(tmp_path / "case.json", "acme")
    beside = put(out / "case.json", "acme")
    assert check_sources([case, tmp_path / "out" / ".." / "case.json", beside], out) == [
        tmp_path / "out" / ".." / "case.json", beside,
    ]  # fmt: skip


def test_a_client_sheet_at_the_top_of_a_folder_is_read_and_other_sheets_are_named(
    tmp_path: Path,
) -> None:
    for file in shipped("samples").glob("clients*.csv"):
        shutil.copy(file, tmp_path)
    (tmp_path / "products.csv").write_text("SKU,Price\nA-1,12\n", encoding="utf-8")
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    put(tmp_path / "acme" / "case.json", "acme")
    (tmp_path / "acme" / "exhibit.csv").write_text("Client,Store\nx,y\n", encoding="utf-8")
    (tmp_path / "~$clients.xlsx").write_bytes(b"Excel has it open")
    notes: list[str] = []
    read = list(read_cases([tmp_path], tell=lambda note: notes.append(note.text)))
    assert [raw.client for raw in read if raw.is_client][-1] == "acme"
    assert len([raw for raw in read if raw.is_client]) == 9
    assert [Path(raw.source).name for raw in read if not raw.is_client] == ["locked.xlsx"]
    assert [note for note in notes if "products.csv" in note]
    assert not [note for note in notes if "clients-" in note or "exhibit" in note]


def test_a_further_table_that_is_named_leads_to_the_clients(tmp_path: Path) -> None:
    for file in shipped("samples").glob("clients*.csv"):
        shutil.copy(file, tmp_path)
    with pytest.raises(PoaError) as refused:
        read(tmp_path / "clients-actions.csv")
    assert refused.value.problems[0].fix == f"Name {tmp_path / 'clients.csv'}"


def test_what_an_earlier_batch_wrote_is_not_read(tmp_path: Path) -> None:
    put(tmp_path / "acme" / "case.json", "acme")
    put(tmp_path / "appeals" / "acme" / "case.json", "acme")
    (tmp_path / "appeals" / ".poa").mkdir()
    assert names(tmp_path) == ["acme"]
