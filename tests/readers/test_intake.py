"""Client sheets as people hand them in."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from poa.case import Case, parse_case
from poa.errors import InvalidCaseError, UnreadableError
from poa.readers.intake import read_intake
from poa.readers.intake_tables import companion_of
from poa.readers.raw_case import RawCase
from poa.sheet import write_sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TODAY = date(2026, 6, 30)
HEADER = ("Client", "Store name", "Notice came on", "Length of the restriction", "Telephone")
ACME = ("acme", "Acme Home", "2026-03-02", "30 days", "+1 555 010 0199")
Rows = Sequence[Sequence[object]]


def save_csv(folder: Path, *rows: Sequence[str], name: str = "clients.csv") -> Path:
    path = folder / name
    path.write_text("\r\n".join(",".join(row) for row in rows), encoding="utf-8")
    return path


def save_book(folder: Path, **sheets: Rows) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path = folder / "clients.xlsx"
    book.save(path)
    return path


def change_book(path: Path, change: Callable[[Any], None]) -> Path:
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def read(path: Path) -> list[RawCase]:
    return list(read_intake(path))


def only(path: Path) -> dict[str, Any]:
    """The facts of the only client, which has no problem."""
    (raw,) = read(path)
    assert raw.problems == ()
    return dict(raw.facts or {})


def told(path: Path) -> list[str]:
    notes: list[str] = []
    list(read_intake(path, tell=lambda note: notes.append(note.text)))
    return notes


def problems(path: Path) -> list[str]:
    """Every problem of every client, those of the case's own checks as well."""
    found = []
    for raw in read(path):
        found += [str(problem) for problem in raw.problems]
        try:
            parse_case(raw.facts or {}, today=TODAY)
        except InvalidCaseError as error:
            found += [str(raw.located(problem)) for problem in error.problems]
    return found


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableError) as refused:
        read(path)
    return str(refused.value.problems[0])


# What a row says, and where.


def test_a_row_becomes_the_facts_of_a_case(tmp_path: Path) -> None:
    (raw,) = read(save_csv(tmp_path, HEADER, ACME))
    assert raw.source == "clients.csv:2"
    assert raw.client == "acme"
    assert raw.folder == tmp_path
    case = parse_case(raw.facts, today=TODAY)
    assert case.seller.store_name == "Acme Home"
    assert case.restriction.noticed_on == date(2026, 3, 2)
    assert case.seller.contact.phone == "+1 555 010 0199"


def test_every_answer_has_its_place(tmp_path: Path) -> None:
    (raw,) = read(save_csv(tmp_path, HEADER, ACME))
    assert raw.places["restriction.noticed_on"] == 'clients.csv, row 2, column "Notice came on"'
    assert (
        raw.places["seller.legal_name"] == 'clients.csv, row 2, column "Registered business name"'
    )
    (raw,) = read(save_book(tmp_path, Clients=[HEADER, ACME]))
    assert raw.source == "clients.xlsx, sheet Clients, row 2"
    assert raw.places["restriction.length"] == (
        'sheet Clients, row 2, column "Length of the restriction"'
    )


def test_all_wrong_cells_are_told_at_once_with_place_value_and_remedy(tmp_path: Path) -> None:
    path = save_csv(tmp_path, HEADER, ("acme", "Acme", "31/31/2026", "long", "call me"))
    assert problems(path) == [
        (
            'clients.csv, row 2, column "Telephone": this is not a telephone number. '
            "Write it like +1 555 010 0199"
        ),
        (
            'clients.csv, row 2, column "Length of the restriction": "long" is not a length. '
            'Write "indefinite", "unknown", or a number with its unit, for example "30 days"'
        ),
        (
            'clients.csv, row 2, column "Notice came on": "31/31/2026" is not written as '
            "year-month-day. Write the 4th of March 2026 as 2026-03-04, so that nobody can "
            "misread it"
        ),
    ]


def test_an_empty_form_names_no_client(tmp_path: Path) -> None:
    for name in ("empty.xlsx", "empty.csv"):
        write_sheet(tmp_path / name)
        assert read(tmp_path / name) == []
        assert told(tmp_path / name) == []


# Days.


@pytest.mark.parametrize(
    "written",
    ["2026-03-02", "2.3.2026", "02.03.2026", "2 March 2026", "March 2, 2026", "2026/03/02",
     "2026-03-02 00:00:00", "46083"],
)  # fmt: skip
def test_a_day_that_can_be_only_one_is_read(tmp_path: Path, written: str) -> None:
    path = save_csv(tmp_path, HEADER[:3], ("acme", "Acme", f'"{written}"'))
    assert only(path)["restriction"]["noticed_on"] == "2026-03-02"


@pytest.mark.parametrize("cell", [date(2026, 3, 2), datetime(2026, 3, 2, 14, 5), 46083])  # noqa: DTZ001 - as Excel has it
def test_a_day_of_the_spreadsheet_is_read(tmp_path: Path, cell: object) -> None:
    path = save_book(tmp_path, Clients=[HEADER[:3], ("acme", "Acme", cell)])
    assert only(path)["restriction"]["noticed_on"] == "2026-03-02"


def test_a_day_that_could_be_two_is_refused_with_both(tmp_path: Path) -> None:
    path = save_csv(tmp_path, HEADER[:3], ("acme", "Acme", "03/04/2026"))
    assert problems(path) == [
        (
            'clients.csv, row 2, column "Notice came on": "03/04/2026" could be two days. '
            "Write 2026-04-03 for 3 April, or 2026-03-04 for 4 March"
        )
    ]


@pytest.mark.parametrize("written", ["2026-03-02 or 03", "soon", "03.04.26", "2026-02-30", "12"])
def test_what_is_no_day_is_left_to_the_checks_of_the_case(tmp_path: Path, written: str) -> None:
    path = save_csv(tmp_path, HEADER[:3], ("acme", "Acme", written))
    assert len(problems(path)) == 1
    assert "Notice came on" in problems(path)[0]


# Numbers.


@pytest.mark.parametrize("written", ["4120", "4,120", "4.120", "4 120", "4'120"])
def test_a_number_is_read_with_and_without_marks(tmp_path: Path, written: str) -> None:
    header = ("Client", "Store name", "Messages checked")
    path = save_csv(tmp_path, header, ("acme", "Acme", f'"{written}"'))
    assert only(path)["audit"] == {"messages": 4120}


@pytest.mark.parametrize("cell", [1.13e16, "1.13E+16", "1,13E+16"])
def test_a_number_that_excel_has_shortened_is_refused(tmp_path: Path, cell: object) -> None:
    path = save_book(
        tmp_path, Clients=[("Client", "Store name", "Merchant token"), ("a", "A", cell)]
    )
    (problem,) = problems(path)
    assert problem.startswith(
        'sheet Clients, row 2, column "Merchant token": Excel has shortened this number to 1'
    )
    assert problem.endswith("Format the column as text, and type or paste the number again")


def test_a_client_whose_name_excel_has_shortened_is_no_client_of_that_name(tmp_path: Path) -> None:
    path = save_book(tmp_path, Clients=[HEADER[:2], (1.13e16, "Acme")])
    (raw,) = read(path)
    assert raw.client == ""
    assert "shortened" in raw.problems[0].what


def test_whole_numbers_have_no_point(tmp_path: Path) -> None:
    path = save_book(tmp_path, Clients=[HEADER, (4711.0, "Acme", None, None, 15550100199)])
    assert only(path)["client"] == "4711"
    assert only(path)["seller"]["contact"]["phone"] == "15550100199"


# Files as they come.


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8", "|")],
)
def test_encoding_and_delimiter_are_found(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = (HEADER[:3], ("müller", "Käthe Müller", "2026-03-02"))
    path = tmp_path / "clients.csv"
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding=encoding)
    assert only(path)["seller"]["store_name"] == "Käthe Müller"


def test_windows_1252_is_told(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Client;Store name\nmüller;Käthe\n", encoding="cp1252")
    assert told(path) == [
        "clients.csv: read as Windows-1252 (Western European) with semicolons between the columns"
    ]


def test_a_cell_in_another_encoding_than_the_rest_is_told(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes("Client,Store name\na,Käthe\n".encode() + "b,Käthe\n".encode("cp1252"))
    assert problems(path) == [
        (
            'clients.csv, row 3, column "Store name": it holds characters in another encoding than '
            "the rest of the file. Open the file in Excel and save it as CSV UTF-8"
        )
    ]


def test_a_line_that_names_the_delimiter_is_no_header(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("sep=;\nClient;Store name\nacme;Acme, Inc.\n", encoding="utf-8")
    assert only(path)["seller"]["store_name"] == "Acme, Inc."


def test_titles_above_the_header_and_blank_rows_below_are_passed_over(tmp_path: Path) -> None:
    rows = [("Our clients, March",), (None,), HEADER, ACME, (None, "  "), (None,) * 5]
    path = save_book(tmp_path, Clients=rows)

    def merge(book: Any) -> None:  # noqa: ANN401 - openpyxl's
        sheet = book["Clients"]
        sheet.merge_cells("A1:E1")
        for row in range(7, 400):
            sheet.cell(row, 3).number_format = "yyyy-mm-dd"

    (raw,) = read(change_book(path, merge))
    assert raw.source == "clients.xlsx, sheet Clients, row 4"
    assert not raw.problems


def test_a_table_that_begins_further_down_and_right_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row, cells in enumerate((HEADER[:2], ACME[:2]), start=7):
        for column, cell in enumerate(cells, start=3):
            sheet.cell(row, column, cell)
    book.save(tmp_path / "clients.xlsx")
    (raw,) = read(tmp_path / "clients.xlsx")
    assert raw.source == "clients.xlsx, sheet Sheet, row 8"


def test_columns_may_stand_in_any_order_and_have_earlier_names(tmp_path: Path) -> None:
    path = save_csv(
        tmp_path, ("restricted since", "CLIENT ID", "seller.legal_name"), ("2026-03-02", "a", "A")
    )
    facts = only(path)
    assert facts == {
        "client": "a",
        "seller": {"legal_name": "A"},
        "restriction": {"noticed_on": "2026-03-02"},
    }


def test_a_heading_that_was_changed_is_known_by_its_hidden_key(tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    write_sheet(path)

    def rename(book: Any) -> None:  # noqa: ANN401 - openpyxl's
        sheet: Worksheet = book["Clients"]
        sheet["C2"] = "Name of the shop"
        sheet["A5"], sheet["C5"] = "acme", "Acme"

    (raw,) = read(change_book(path, rename))
    assert raw.facts == {"client": "acme", "seller": {"store_name": "Acme"}}
    assert raw.places["seller.store_name"] == 'sheet Clients, row 5, column "Name of the shop"'


def test_columns_that_are_not_known_are_named(tmp_path: Path) -> None:
    path = save_csv(tmp_path, (*HEADER[:2], "Contract", "Client"), ("a", "A", "B", "c"))
    assert told(path) == [
        'clients.csv: the column "Contract" is not known and not read',
        'clients.csv: the column "Client" stands twice; the first one is read',
    ]
    path = save_csv(tmp_path, (*HEADER[:2], "Notice cam on", "Invoice"), ("a", "A", "", "7"))
    assert told(path) == [
        (
            'clients.csv: the column "Notice cam on" is not known and not read. '
            'Did you mean "Notice came on"?'
        ),
        'clients.csv: the column "Invoice" is not known and not read',
    ]


def test_rows_that_begin_with_a_number_sign_are_told_and_not_read(tmp_path: Path) -> None:
    path = save_csv(tmp_path, HEADER[:2], ("#1 shop", "Acme"), ("a", "A"))
    assert [raw.client for raw in read(path)] == ["a"]
    assert told(path) == ["clients.csv, row 2: the row begins with # and is not read"]


def test_a_row_that_has_lost_its_shape_is_told(tmp_path: Path) -> None:
    path = save_csv(tmp_path, HEADER, ("acme", "Acme Home"), ("b", "B, Inc.", "", "", ""))
    assert problems(path) == [
        (
            "clients.csv, row 2: the row has 2 cells instead of 5. "
            "Put quotation marks around a cell that holds a comma or a line break"
        ),
        (
            "clients.csv, row 3: the row has 6 cells instead of 5. "
            "Put quotation marks around a cell that holds a comma or a line break"
        ),
    ]


def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text('Client,Store name\na,A\nb,"B\nc,C\n', encoding="utf-8")
    assert [raw.client for raw in read(path)] == ["a", ""]
    assert "never closed" in problems(path)[0]


# Clients.


def test_a_client_who_stands_twice_is_refused_in_both_rows(tmp_path: Path) -> None:
    path = save_csv(tmp_path, HEADER[:2], ("acme", "A"), ("b", "B"), (" ACME ", "C"))
    assert [bool(raw.problems) for raw in read(path)] == [True, False, True]
    assert problems(path)[0] == (
        'clients.csv, row 2, column "Client": the same client stands in rows 2 and 4. '
        "Keep one row for each client; a second restriction gets a name of its own"
    )


def test_a_row_without_a_client_is_refused(tmp_path: Path) -> None:
    path = save_csv(tmp_path, HEADER[:2], ("", "Acme"))
    assert problems(path) == [
        'clients.csv, row 2, column "Client": no client is named. Write a short name for it'
    ]


@pytest.mark.parametrize("name", ["CON", "../../etc", "nul.txt", "🙂🙂", "a/b", "ACME: Home."])
def test_a_client_may_have_any_name(tmp_path: Path, name: str) -> None:
    assert only(save_csv(tmp_path, HEADER[:2], (name, "Acme")))["client"] == name


def test_a_name_of_three_hundred_characters_is_refused_by_the_case(tmp_path: Path) -> None:
    path = save_csv(tmp_path, HEADER[:2], ("x" * 300, "Acme"))
    assert problems(path) == [
        (
            'clients.csv, row 2, column "Client": this is longer than 200 characters. '
            "Shorten it; long lists belong in an exhibit"
        )
    ]


# Further tables.

CAUSES = ("Client", "Cause", "Why it could happen")
DETAILS = ("Client", "Cause", "Belongs to", "Question", "Answer")
CLIENTS = [HEADER[:2], ("acme", "Acme")]
CHOSEN = [CAUSES, ("acme", "repeat-requests", "two-tools")]


def with_details(folder: Path, *rows: Sequence[object]) -> Path:
    return save_book(folder, Clients=CLIENTS, Causes=CHOSEN, Details=[DETAILS, *rows])


def test_details_are_joined_by_key_or_by_title(tmp_path: Path) -> None:
    path = with_details(
        tmp_path,
        ("acme", "repeat-requests", "two-tools", "first_tool", "MailPilot"),
        (" Acme", "Repeated review requests", "Two tools wrote to the same orders", "orders", 312),
    )
    assert only(path)["causes"][0]["root_cause"] == {
        "pattern": "two-tools",
        "facts": {"first_tool": "MailPilot", "orders": 312},
    }


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("acmee", "repeat-requests", "two-tools", "orders", 3),
         'column "Client": there is no client "acmee". Did you mean "acme"?'),
        ((None, "repeat-requests", "two-tools", "orders", 3),
         'column "Client": no client is named. Write the client into each row'),
        (("acme", "marketing", "two-tools", "orders", 3),
         ('column "Cause": acme has no row for the cause "marketing" in sheet Causes. '
         "Add the cause there, or correct it here")),
        (("acme", None, "two-tools", "orders", 3),
         'column "Cause": no cause is named. Choose it from the list'),
        (("acme", "repeat-requests", "two-toolz", "orders", 3),
         ('column "Belongs to": the list for repeat-requests has no "two-toolz". '
         "Choose one of: Two tools wrote to the same orders")),
        (("acme", "repeat-requests", "campaigns-paused", "campaigns", 3),
         ('column "Belongs to": acme has not chosen "All review campaigns paused" for '
         "repeat-requests. Choose it in sheet Causes, Actions or Measures, or correct it here")),
        (("acme", "repeat-requests", "two-tools", None, 3),
         'column "Question": no question is named. Choose it from the list'),
    ],
)  # fmt: skip
def test_a_detail_that_cannot_be_joined_is_told(
    tmp_path: Path, row: Sequence[object], expected: str
) -> None:
    assert problems(with_details(tmp_path, row)) == [f"sheet Details, row 2, {expected}"]


def test_a_question_that_is_not_asked_is_told_with_those_that_are(tmp_path: Path) -> None:
    path = with_details(tmp_path, ("acme", "repeat-requests", "two-tools", "colour", "red"))
    (problem,) = problems(path)
    assert (
        'column "Question": "Two tools wrote to the same orders" does not ask "colour"' in problem
    )
    assert "Choose one of: " in problem


def test_a_question_that_is_answered_twice_is_told(tmp_path: Path) -> None:
    row = ("acme", "repeat-requests", "two-tools", "orders", 3)
    assert problems(with_details(tmp_path, row, row)) == [
        (
            'sheet Details, row 3, column "Question": this question is answered in another row as '
            "well. Keep one of the two rows"
        )
    ]


def test_a_question_without_an_answer_waits_at_its_own_row(tmp_path: Path) -> None:
    (raw,) = read(with_details(tmp_path, ("acme", "repeat-requests", "two-tools", "orders", None)))
    assert raw.facts is not None
    assert raw.facts["causes"][0]["root_cause"] == {"pattern": "two-tools"}
    places = raw.places
    assert places["causes[0].root_cause.facts.orders"] == 'sheet Details, row 2, column "Answer"'
    assert places["causes[0].root_cause.facts.first_tool"] == (
        "sheet Details, a row for acme, Two tools wrote to the same orders"
    )


def test_the_same_action_twice_needs_to_be_told_apart(tmp_path: Path) -> None:
    action = ("acme", "repeat-requests", "campaigns-paused")
    details = ("Client", "Cause", "Belongs to", "Which one", "Question", "Answer")
    detail = ("acme", "repeat-requests", "campaigns-paused", None, "campaigns", "Day 7; Day 14")
    sheets: dict[str, Rows] = {
        "Clients": CLIENTS,
        "Causes": CHOSEN,
        "Actions": [("Client", "Cause", "What was done"), action, action],
        "Details": [details, detail],
    }
    assert problems(save_book(tmp_path, **sheets)) == [
        (
            'sheet Details, row 2, column "Which one": "All review campaigns paused" stands in 2 '
            "rows, and this does not say in which. Write a number from 1 to 2"
        )
    ]
    sheets["Details"] = [details, (*detail[:3], 2, *detail[4:])]
    actions = only(save_book(tmp_path, **sheets))["causes"][0]["actions"]
    assert [action.get("facts") for action in actions] == [None, {"campaigns": ["Day 7", "Day 14"]}]


def test_what_follows_from_a_row_that_cannot_be_joined_is_not_told_again(tmp_path: Path) -> None:
    actions = [("Client", "Cause", "What was done"), ("acme", "marketing", "campaigns-paused")]
    row = ("acme", "repeat-requests", "campaigns-paused", "campaigns", "Day 7")
    path = save_book(
        tmp_path, Clients=CLIENTS, Causes=CHOSEN, Actions=actions, Details=[DETAILS, row]
    )
    assert len(problems(path)) == 1


def test_csv_files_are_found_beside_that_of_the_clients(tmp_path: Path) -> None:
    path = save_csv(tmp_path, HEADER[:2], ("acme", "Acme"))
    beside = save_csv(tmp_path, CAUSES, ("acme", "marketing", "footer"), name="clients-causes.csv")
    assert only(path)["causes"] == [{"cause": "marketing", "root_cause": {"pattern": "footer"}}]
    assert companion_of(beside) == path
    assert companion_of(path) is None
    assert companion_of(tmp_path / "other-causes.csv") is None


def test_a_file_beside_the_clients_without_known_columns_is_refused(tmp_path: Path) -> None:
    path = save_csv(tmp_path, HEADER[:2], ("acme", "Acme"))
    save_csv(tmp_path, ("when", "what"), ("1", "2"), name="clients-actions.csv")
    assert refusal(path) == (
        "clients-actions.csv: its columns are not known. Compare it with: poa sample sheet FILE.csv"
    )


# Workbooks.


def test_a_formula_gives_its_value_and_one_without_a_value_is_told(tmp_path: Path) -> None:
    path = save_book(tmp_path, Clients=[HEADER[:3], ("a", "A", None), ("b", "=A2", None)])
    assert problems(path) == [
        (
            'sheet Clients, row 3, column "Store name": it holds a formula whose value is not '
            "saved. Open it in Excel and save it again, or type the value itself"
        )
    ]
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'"B3"><f>A2</f><v></v>', b'"B3" t="str"><f>A2</f><v>x</v>')
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert problems(path) == []
    assert (read(path)[1].facts or {})["seller"] == {"store_name": "x"}


@pytest.mark.parametrize("client", ["a", "#REF!"])
def test_a_cell_in_error_is_told(tmp_path: Path, client: str) -> None:
    path = save_book(tmp_path, Clients=[HEADER[:2], (client, "#N/A")])
    assert 'column "Store name": Excel shows #N/A here. Type the value itself' in problems(path)[-1]
    assert len(problems(path)) == (2 if client == "#REF!" else 1)
    text = save_csv(tmp_path, HEADER[:2], (client, "#N/A"))
    assert len(problems(text)) == len(problems(path))


def test_hidden_and_foreign_sheets_are_told(tmp_path: Path) -> None:
    path = save_book(tmp_path, Old=[("x",)], Clients=CLIENTS, Causes=CHOSEN, Notes=[("call back",)])

    def hide(book: Any) -> None:  # noqa: ANN401 - openpyxl's
        book["Old"].sheet_state = book["Causes"].sheet_state = "hidden"

    assert only(change_book(path, hide))["causes"]
    assert sorted(told(path)) == [
        "sheet Causes is hidden; it was read",
        "sheet Notes is not read",
        "sheet Old is not read",
    ]


def test_a_visible_sheet_of_clients_goes_before_a_hidden_one(tmp_path: Path) -> None:
    path = save_book(tmp_path, Clients=[HEADER[:2], ("old", "O")], Sellers=CLIENTS)

    def hide(book: Any) -> None:  # noqa: ANN401 - openpyxl's
        book["Clients"].sheet_state = "hidden"

    assert only(change_book(path, hide))["client"] == "acme"


def test_a_further_sheet_whose_columns_are_not_known_is_refused(tmp_path: Path) -> None:
    path = save_book(tmp_path, Clients=CLIENTS, Actions=[("when", "what"), ("1", "2")])
    assert refusal(path).startswith("sheet Actions: its columns are not known.")


def repack(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path) as package:
        kept = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (kept | parts).items():
            package.writestr(name, content)
    return path


def test_a_workbook_with_macros_is_refused(tmp_path: Path) -> None:
    path = repack(save_book(tmp_path, Clients=CLIENTS), **{"xl/vbaProject.bin": b"x"})
    assert refusal(path) == "clients.xlsx: it holds macros. Save it as .xlsx, which has none"


def test_a_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clients.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert (
        refusal(path) == "clients.xlsx: it is protected by a password. Save it without a password"
    )
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert refusal(path) == "clients.xlsx: it is in Excel's old format. Save it as .xlsx"


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = repack(
        save_book(tmp_path, Clients=CLIENTS), **{"xl/media/image1.bin": b"\0" * (301 << 20)}
    )
    assert path.stat().st_size < 1 << 20
    assert refusal(path) == "clients.xlsx: it unpacks to more than 300 MB. Save it as .csv"


def test_a_cell_at_the_far_end_of_a_sheet_is_refused(tmp_path: Path) -> None:
    path = save_book(tmp_path, Clients=CLIENTS)

    def stray(book: Any) -> None:  # noqa: ANN401 - openpyxl's
        book["Clients"]["XFD1048576"] = "."

    assert refusal(change_book(path, stray)) == (
        "clients.xlsx, sheet Clients: the sheet reaches to row 1,048,576 and column 16,384. "
        "Delete the rows below the table and the columns beside it, and save it again"
    )


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no zip", b"Client,Store\na,b\n", b"\x89PNG\r\n"]
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "clients.xlsx"
    path.write_bytes(content)
    assert "it is not a workbook, or a damaged one" in refusal(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("content.xml", "<x/>")
    path = tmp_path / "clients.xlsx"
    path.write_bytes(buffer.getvalue())
    assert "it is not an .xlsx workbook" in refusal(path)


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"Client\na\n", b"when,what\n1,2\n", b"\0\1\2\0" * 99]
)
def test_a_table_without_clients_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes(content)
    assert refusal(path).startswith("clients.csv: ")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(tmp_path / "clients.xlsx")
    assert "there is no such file" in refusal(tmp_path / "clients.csv")


def test_a_megabyte_in_one_cell_is_read(tmp_path: Path) -> None:
    for letter in ("a", "1", " ", ";", "\u00e4"):
        path = save_csv(tmp_path, HEADER[:3], ("acme", f'"{letter * 1_000_000}"', "x" * 1_000_000))
        assert isinstance(parse_or_none(read(path)[0]), Case | None)


def parse_or_none(raw: RawCase) -> Case | None:
    try:
        return parse_case(raw.facts, today=TODAY)
    except InvalidCaseError:
        return None
