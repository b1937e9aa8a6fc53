import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from poa.case import parse_case
from poa.case.exhibits import MOST_BYTES, exhibit_problem
from poa.errors import InvalidCaseError, Problem

TODAY = date(2026, 6, 30)
PNG = b"\x89PNG\r\n\x1a\n rest"
PDF = b"%PDF-1.7 rest"
MakeFacts = Callable[..., dict[str, Any]]


def what(name: str, folder: Path) -> str:
    problem = exhibit_problem(name, folder)
    assert problem is not None
    assert problem[1]
    return problem[0]


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.png", PNG),
        ("LIST.PNG", PNG),
        ("log.pdf", PDF),
        ("log.pdf", b"\n\n" + PDF),
        ("a.jpg", b"\xff\xd8\xff\xe0 rest"),
        ("a.gif", b"GIF89a rest"),
        ("folder/Größe 注文.txt", "Größe".encode()),
        ("a.txt", "Größe".encode("utf-16")),
        ("a.csv", b"a;b\r\n1;2"),
    ],
)
def test_an_ordinary_file_serves(tmp_path: Path, name: str, content: bytes) -> None:
    write(tmp_path, name, content)
    assert exhibit_problem(name, tmp_path) is None


@pytest.mark.parametrize("name", ["a.exe", "a.docm", "a.heic", "a.zip", "a", "a.pdf.exe", ".pdf"])
def test_a_type_that_forms_do_not_take_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, PDF)
    assert "do not take" in what(name, tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.png", b"", "is empty"),
        ("a.png", PDF, "not what its ending says"),
        ("a.pdf", PNG, "not what its ending says"),
        ("a.pdf", b" " * 2000 + PDF, "not what its ending says"),
        ("a.docx", b"\xd0\xcf\x11\xe0 an old Word file", "not what its ending says"),
        ("a.docx", b"PK\x03\x04 cut off", "is damaged"),
        ("a.txt", b"a\0b", "is not a text"),
        ("a.csv", b"PK\x03\x04\0\0", "is not a text"),
    ],
)
def test_content_that_does_not_fit_the_ending_is_refused(
    tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    write(tmp_path, name, content)
    assert expected in what(name, tmp_path)


def test_a_file_of_more_than_ten_megabytes_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "a.pdf", PDF)
    with path.open("r+b") as file:
        file.truncate(MOST_BYTES)
    assert exhibit_problem("a.pdf", tmp_path) is None
    with path.open("r+b") as file:
        file.truncate(MOST_BYTES + 1)
    assert "larger than 10 MB" in what("a.pdf", tmp_path)


def test_macros_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("xl/vbaProject.bin", b"")
    assert "holds macros" in what("a.xlsx", tmp_path)


def test_a_missing_file_is_told_with_what_is_there(tmp_path: Path) -> None:
    write(tmp_path, "exhibits/lst.png", PNG)
    problem = exhibit_problem("exhibits/list.png", tmp_path)
    assert problem == (
        "the file exhibits/list.png is not there",
        "In that folder there are: lst.png",
    )
    assert "is not there" in what("elsewhere/list.png", tmp_path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "list.png").mkdir()
    assert "is a folder" in what("list.png", tmp_path)


def test_a_file_outside_of_the_folder_is_refused(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    outside = write(tmp_path, "secret.pdf", PDF)
    (case / "link.pdf").symlink_to(outside)
    (case / "linked").symlink_to(tmp_path)
    (case / "inside.pdf").write_bytes(PDF)
    (case / "alias.pdf").symlink_to("inside.pdf")
    for name in (
        "../secret.pdf",
        str(outside),
        "link.pdf",
        "linked/secret.pdf",
        "a/../../secret.pdf",
    ):
        assert "outside the folder" in what(name, case), name
    assert exhibit_problem("alias.pdf", case) is None


def test_links_in_a_circle_and_names_too_long_for_the_disk_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to("b.pdf")
    (tmp_path / "b.pdf").symlink_to("a.pdf")
    assert what("a.pdf", tmp_path)
    assert what("注" * 190 + ".pdf", tmp_path)


def problems(facts: dict[str, Any], folder: Path | None = None) -> list[Problem]:
    with pytest.raises(InvalidCaseError) as refused:
        parse_case(facts, today=TODAY, folder=folder)
    return list(refused.value.problems)


def test_an_exhibit_that_is_named_is_listed(make_facts: MakeFacts) -> None:
    facts = make_facts({"causes[0].actions[1].exhibits": ["A", "E"]})
    (found,) = problems(facts)
    assert found.where == "causes[0].actions[1].exhibits[1]"
    assert found.what == 'there is no exhibit "E"'
    assert found.fix == "Choose one of: A, B, C"


def test_an_exhibit_that_is_listed_is_used(make_facts: MakeFacts) -> None:
    (found,) = problems(make_facts({"causes[0].actions[0].exhibits": []}))
    assert (found.where, found.what) == ("exhibits[1]", "no answer refers to exhibit B")


def test_labels_are_the_same_in_capitals_and_with_the_word_before(make_facts: MakeFacts) -> None:
    facts = make_facts({"causes[0].actions[0].exhibits": ["exhibit b"], "exhibits[1].label": "B"})
    parse_case(facts, today=TODAY)


def test_two_exhibits_have_two_labels(make_facts: MakeFacts) -> None:
    found = problems(make_facts({"exhibits[1].label": "a", "causes[0].actions[0].exhibits": []}))
    assert [problem.where for problem in found] == ["exhibits[0].label"]


def test_a_file_is_looked_at_only_where_the_folder_is_known(
    make_facts: MakeFacts, tmp_path: Path
) -> None:
    found = problems(make_facts(), tmp_path)
    assert [problem.where for problem in found] == [
        f"exhibits[{number}].file" for number in range(3)
    ]
    parse_case(make_facts(), today=TODAY)


@pytest.mark.parametrize("name", ["exhibits/old/Campaign-Off.png", "campaign-off.png"])
def test_two_attached_files_have_two_names(make_facts: MakeFacts, name: str) -> None:
    (found,) = problems(make_facts({"exhibits[2].file": name}))
    assert found.where == "exhibits[2].file"
    assert "campaign-off.png" in found.what


def test_no_exhibit_is_called_like_the_letter_itself(make_facts: MakeFacts) -> None:
    (found,) = problems(make_facts({"exhibits[0].file": "exhibits/appeal.docx"}))
    assert found.where == "exhibits[0].file"
