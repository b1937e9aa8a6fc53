import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from poa.errors import Problem, UnreadableError
from poa.message import Message
from poa.readers.columns import parse_maps
from poa.readers.items import Incoming, Item, Note, ReadingOptions
from poa.readers.sources import find_sources, learn_threads, read_source

ORDER = "113-1234567-1234567"


def read_all(*paths: Path, maps: Sequence[str] = ()) -> list[Item]:
    found = find_sources(paths)
    threads = learn_threads(found.sources)
    options = ReadingOptions(parse_maps(maps))
    items: list[Item] = list(found.refused)
    for source in found.sources:
        items += read_source(source, options, threads)
    return items


def messages_of(*paths: Path, maps: Sequence[str] = ()) -> list[Message]:
    return [item for item in read_all(*paths, maps=maps) if isinstance(item, Message)]


def problems_of(*paths: Path) -> list[Problem]:
    return [item for item in read_all(*paths) if isinstance(item, Problem)]


def notes_of(*paths: Path) -> str:
    return "\n".join(item.text for item in read_all(*paths) if isinstance(item, Note))


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_and_encoding_are_found_and_told(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    row = delimiter.join(["Betreff", "Nachricht"]) + "\r\nGrüße" + delimiter + "schöne Lampe\r\n"
    file = put(tmp_path / "a.csv", row.encode(encoding))
    [message] = messages_of(file)
    assert (message.subject, message.body) == ("Grüße", "schöne Lampe")
    assert "read as" in notes_of(file)


def test_the_separator_line_of_excel_is_no_header(tmp_path: Path) -> None:
    [message] = messages_of(put(tmp_path / "a.csv", "sep=;\r\nSubject;Body\r\na, b;c\r\n"))
    assert (message.subject, message.body, message.source) == ("a, b", "c", "a.csv:2")


def test_a_quoted_line_break_stays_in_its_cell_and_rows_count_as_in_excel(tmp_path: Path) -> None:
    file = put(tmp_path / "a.csv", 'id,body\n1,"one\ntwo, ""three"""\n2,four\n')
    first, second = messages_of(file)
    assert first.body == 'one\ntwo, "three"'
    assert second.source == "a.csv:3"


def test_a_ragged_row_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    file = put(tmp_path / "sent.csv", "id,subject,body\n1,a\n2,b,c\n3,d,e,\n4,f,g,h\n")
    assert [message.id for message in messages_of(file)] == ["2", "3"]
    assert problems_of(file) == [
        Problem("sent.csv:2", "the row has 2 cells instead of 3"),
        Problem("sent.csv:5", "the row has 4 cells instead of 3"),
    ]


def test_a_quotation_mark_that_stays_open_is_not_read_as_a_message(tmp_path: Path) -> None:
    file = put(tmp_path / "a.csv", 'id,body\n1,ok\n2,"open\n3,swallowed\n')
    assert [message.id for message in messages_of(file)] == ["1"]
    assert "never closed" in problems_of(file)[0].what


def test_a_cell_over_131072_characters_is_read(tmp_path: Path) -> None:
    [message] = messages_of(put(tmp_path / "a.csv", f"id,body\n1,{'x' * 140_000}\n"))
    assert len(message.body) == 140_000


def test_a_row_in_another_encoding_is_read_and_told(tmp_path: Path) -> None:
    content = "id,body\n1,schön\n".encode() + "2,schön\n".encode("cp1252")
    file = put(tmp_path / "a.csv", content)
    assert [message.body for message in messages_of(file)] == ["schön", "schön"]
    assert "Windows-1252" in notes_of(file)


def test_headers_are_matched_with_spaces_and_a_double_one_is_told(tmp_path: Path) -> None:
    file = put(tmp_path / "a.csv", " Order ID , Body ,Body\n113,first,second\n")
    [message] = messages_of(file)
    assert (message.order_id, message.body) == ("113", "first")
    assert 'two columns are called "Body"' in notes_of(file)


def test_an_unknown_table_is_shown_with_a_command_to_copy_and_never_guessed(
    tmp_path: Path,
) -> None:
    text = "Dear Anna: please tell us which colour you would like to have."
    file = put(tmp_path / "a.csv", f"Was,Wieviel\n{text},3\n")
    with pytest.raises(UnreadableError) as refused:
        read_all(file)
    [problem] = refused.value.problems
    assert '"Was", "Wieviel"' in problem.what
    assert problem.fix is not None
    assert "poa audit a.csv --map Was=body" in problem.fix
    assert messages_of(file, maps=["Was=body"])[0].body == text


def test_a_map_to_an_unknown_field_is_refused_with_the_fields() -> None:
    with pytest.raises(Exception, match="columns") as refused:
        parse_maps(["Text=bodi"])
    assert "body" in str(refused.value.problems[0].fix)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-04-03T10:00:00Z", dt.date(2026, 4, 3)),
        ("03.04.2026", dt.date(2026, 4, 3)),
        ("Apr 3, 2026", dt.date(2026, 4, 3)),
        ("3 avril 2026", dt.date(2026, 4, 3)),
        ("46115", dt.date(2026, 4, 3)),
        ("03/04/2026", None),
        ("soon", None),
    ],
)
def test_a_date_is_read_or_told_never_guessed(
    tmp_path: Path, written: str, day: dt.date | None
) -> None:
    file = put(tmp_path / "a.csv", f'sent on,body\n"{written}",x\n')
    assert messages_of(file)[0].sent_on == day
    assert ("date" in notes_of(file).split("columns:")[1].split("\n", 1)[-1]) is (day is None)


def test_another_row_tells_which_number_is_the_day(tmp_path: Path) -> None:
    file = put(tmp_path / "a.csv", "sent on,body\n03/04/2026,x\n25/04/2026,y\n")
    assert messages_of(file)[0].sent_on == dt.date(2026, 4, 3)


def test_an_order_number_that_excel_has_shortened_is_told(tmp_path: Path) -> None:
    file = put(tmp_path / "a.csv", "order id,body\n1.13123E+16,x\n")
    assert messages_of(file)[0].order_id == ""
    assert "Excel has shortened" in notes_of(file)


def test_a_spreadsheet_gives_real_dates_and_whole_ids(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ID", "Sent on", "Body"])
    sheet.append([17, dt.datetime(2026, 3, 4), "Hello"])  # noqa: DTZ001 - Excel has no zones
    book.create_sheet("Notes").append(["nothing", "here"])
    book.save(tmp_path / "a.xlsx")
    [message] = messages_of(tmp_path / "a.xlsx")
    assert (message.id, message.sent_on) == ("17", dt.date(2026, 3, 4))
    assert "sheet Notes" in notes_of(tmp_path / "a.xlsx")


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
def test_a_wrongly_named_file_is_refused_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableError, match=r"Cannot read a\."):
        read_all(put(tmp_path / name, "no zip file at all"))


def test_broken_lines_of_json_are_named_and_the_others_read(tmp_path: Path) -> None:
    lines = [
        '{"id": "1", "body": "x"}', "{broken", '{"id": "2", "id": "3", "body": "x"}',
        '{"body": NaN}', "[" * 100_000, '{"id": "4", "body": "half \\ud83d"}', '{"body": ["x"]}',
    ]  # fmt: skip
    file = put(tmp_path / "a.jsonl", "\n".join(lines))
    assert [message.id for message in messages_of(file)] == ["1", "4"]
    what = [problem.what for problem in problems_of(file)]
    assert [problem.where for problem in problems_of(file)] == [
        f"a.jsonl:{line}" for line in (2, 3, 4, 5, 7)
    ]
    assert '"id" stands in it twice' in what[1]
    assert "NaN" in what[2]
    assert "too deep" in what[3]


def test_the_promised_fields_of_json_lines_are_read(tmp_path: Path) -> None:
    given = {
        "subject": "s", "body": "b", "id": "i", "language": "de", "is_reply": True,
        "order_id": ORDER, "sent_on": "2026-03-04", "delivered_on": "2026-03-01",
        "days_since_delivery": 3, "earlier_requests": 1, "campaign": "c", "tool": "t",
        "contact_reason": "r", "attachments": ["a.pdf"],
    }  # fmt: skip
    [message] = messages_of(put(tmp_path / "a.jsonl", json.dumps(given)))
    assert message == Message(
        id="i", source="a.jsonl:1", subject="s", body="b", is_reply=True, language="de",
        order_id=ORDER, sent_on=dt.date(2026, 3, 4), delivered_on=dt.date(2026, 3, 1),
        days_since_delivery=3, earlier_requests=1, campaign="c", tool="t", contact_reason="r",
        attachments=("a.pdf",),
    )  # fmt: skip


def test_a_csv_row_and_the_same_json_give_the_same_message(tmp_path: Path) -> None:
    facts = {"id": "1", "subject": "a", "body": "b", "order_id": ORDER, "sent_on": "2026-03-04"}
    lines = put(tmp_path / "x" / "a", json.dumps(facts))
    table = put(tmp_path / "a.csv", f"{','.join(facts)}\n{','.join(facts.values())}\n")
    [one], [other] = messages_of(lines), messages_of(table)
    assert (one.id, one.body, one.order_id, one.sent_on) == (
        other.id, other.body, other.order_id, other.sent_on,
    )  # fmt: skip


MAIL = """\
From: {sender}
To: {to}
Message-ID: <{id}>
{more}Subject: {subject}
Date: Tue, 3 Mar 2026 10:00:00 +0000

{body}
"""
BUYER = "Anna <abc123xyz@marketplace.amazon.de>"
SHOP = "Shop <shop@example.com>"


def mail(sender: str, to: str, **parts: str) -> str:
    facts = {"id": "x@example.com", "more": "", "subject": "s", "body": "b"} | parts
    return MAIL.format(sender=sender, to=to, **facts)


def test_an_answer_is_told_from_a_first_contact_by_its_thread(tmp_path: Path) -> None:
    box = tmp_path / "box"
    answer = mail(SHOP, BUYER, id="s1@example.com", more="In-Reply-To: <b1@mail.example>\n")
    put(box / "cur" / "1:2,S", answer)  # the answer stands before the mail that it answers
    put(box / "cur" / "2:2,S", mail(SHOP, BUYER, id="s2@example.com"))
    follow = mail(SHOP, BUYER, id="s3@example.com", more="References: <s2@example.com>\n")
    put(box / "cur" / "3:2,S", follow)
    put(box / "new" / "4", mail(BUYER, SHOP, id="b1@mail.example"))
    items = [item for item in read_all(box) if not isinstance(item, Note)]
    assert [item.is_reply if isinstance(item, Message) else item for item in items] == [
        True, False, False, Incoming(),
    ]  # fmt: skip


def test_mails_to_other_people_are_left_out_and_told(tmp_path: Path) -> None:
    box = "".join(
        f"From x Tue Mar  3 10:00:00 2026\n{text}\n"
        for text in (mail(SHOP, "boss@example.org"), mail(SHOP, BUYER, body=">From us"))
    )
    file = put(tmp_path / "Sent", box)
    [message] = messages_of(file)
    assert message.body.strip() == "From us"
    assert "one mail" in notes_of(file)


def test_templates_have_a_subject_line_and_a_folder_names_what_it_cannot_read(
    tmp_path: Path,
) -> None:
    put(tmp_path / "t" / "a.txt", "Subject: Hello\nHow is it?")
    put(tmp_path / "t" / "b.html", "<title>Hi</title><p>Text</p>")
    put(tmp_path / "t" / "c.pdf", "%PDF")
    put(tmp_path / "t" / ".hidden.txt", "x")
    first, second = messages_of(tmp_path / "t")
    assert (first.subject, first.body, first.is_template) == ("Hello", "How is it?", True)
    assert (second.subject, second.source) == ("Hi", "t/b.html")
    assert [problem.where for problem in problems_of(tmp_path / "t")] == ["t/c.pdf"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    file = put(tmp_path / "a.txt", "Hello")
    assert len(messages_of(file, tmp_path, file)) == 1
