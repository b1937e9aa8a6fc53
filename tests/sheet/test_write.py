import csv
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from poa.cli import main
from poa.readers.intake import read_intake
from poa.readers.intake_form import intake_tables
from poa.sheet import ClientRows, Row, write_sheet

Capture = pytest.CaptureFixture[str]


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def test_the_command_writes_a_workbook_with_a_sheet_for_each_table(
    tmp_path: Path, capsys: Capture
) -> None:
    assert run("sample", "sheet", tmp_path / "clients.xlsx") == 0
    said = capsys.readouterr()
    assert "poa batch" in said.err
    assert said.out == ""
    book = load_workbook(tmp_path / "clients.xlsx")
    names = [table.name for table in intake_tables()]
    assert book.sheetnames == ["Start here", *names, "Lists"]
    assert book["Lists"].sheet_state == "hidden"


def test_the_command_writes_a_csv_file_for_each_table(tmp_path: Path) -> None:
    assert run("sample", "sheet", tmp_path / "clients.csv") == 0
    assert len(list(tmp_path.iterdir())) == len(intake_tables())
    assert (tmp_path / "clients-actions.csv").read_bytes().startswith(b"\xef\xbb\xbfClient,Cause,")


@pytest.mark.parametrize("name", ["clients.xlsx", "clients.csv"])
def test_no_file_is_written_over_unless_forced(tmp_path: Path, capsys: Capture, name: str) -> None:
    for there in ("clients.xlsx", "clients-details.csv"):
        (tmp_path / there).write_text("mine", encoding="utf-8")
    assert run("sample", "sheet", tmp_path / name) == 2
    assert "--force" in capsys.readouterr().err
    assert len(list(tmp_path.iterdir())) == 2
    assert run("sample", "sheet", tmp_path / name, "--force") == 0
    assert list(read_intake(tmp_path / name)) == []


@pytest.mark.parametrize("name", ["clients", "clients.ods"])
def test_another_kind_of_file_is_refused(tmp_path: Path, capsys: Capture, name: str) -> None:
    assert run("sample", "sheet", tmp_path / name) == 2
    assert "clients.xlsx or clients.csv" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run("sample", "sheet", tmp_path / "file" / "clients.xlsx") == 2


def test_the_form_is_the_same_on_every_day(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_sheet(tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    properties = load_workbook(tmp_path / "one.xlsx").properties
    assert properties.created == properties.modified == datetime(2026, 1, 1)  # noqa: DTZ001 - as read


def test_each_sheet_has_a_frozen_heading_an_explanation_and_an_example(tmp_path: Path) -> None:
    write_sheet(tmp_path / "clients.xlsx")
    book = load_workbook(tmp_path / "clients.xlsx")
    for table in intake_tables():
        sheet = book[table.name]
        assert sheet.row_dimensions[1].hidden
        assert sheet.freeze_panes == "B3"
        assert [cell.value for cell in sheet[2]] == [column.name for column in table.columns]
        assert all(cell.value and cell.alignment.wrap_text for cell in sheet[3])
        assert str(sheet["A3"].value).startswith(f"# What to write: {table.about}")
        assert str(sheet["A4"].value).startswith("# Example: ")
        assert sheet.max_row == 4


def test_what_can_be_chosen_has_a_list_and_a_day_is_checked(tmp_path: Path) -> None:
    write_sheet(tmp_path / "clients.xlsx")
    book = load_workbook(tmp_path / "clients.xlsx")
    for table in intake_tables():
        checked = {
            str(check.sqref).partition("5:")[0]: check
            for check in book[table.name].data_validations.dataValidation
        }
        for index, column in enumerate(table.columns):
            letter = get_column_letter(index + 1)
            if column.kind in ("text", "prose", "list", "count"):
                assert letter not in checked
            else:
                check = checked[letter]
                assert check.type == ("date" if column.kind == "day" else "list")
                assert len(str(check.formula1)) <= 255  # Excel refuses longer ones


def test_days_are_days_and_texts_stay_texts_in_a_workbook(tmp_path: Path) -> None:
    row: Row = {column.key: None for column in intake_tables()[0].columns}
    client: ClientRows = {table.id: [] for table in intake_tables()}
    client["clients"] = [row | {"client": "=1+1", "restriction.noticed_on": date(2026, 3, 2)}]
    write_sheet(tmp_path / "clients.xlsx", [client])
    sheet = load_workbook(tmp_path / "clients.xlsx")["Clients"]
    assert (sheet["A5"].value, sheet["A5"].data_type) == ("=1+1", "s")
    assert sheet["J5"].is_date
    write_sheet(tmp_path / "clients.csv", [client])
    with (tmp_path / "clients.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[3][0] == "'=1+1"
    assert rows[3][9] == "2026-03-02"
