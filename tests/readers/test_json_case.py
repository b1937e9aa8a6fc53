import json

import pytest

from poa.errors import UnreadableError
from poa.readers.json_case import read_json

FACTS = {"client": "Größe 注文", "causes": [{"cause": "marketing"}]}
TEXT = json.dumps(FACTS, ensure_ascii=False)


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as refused:
        read_json(data, "case.json")
    (problem,) = refused.value.problems
    assert problem.where.startswith("case.json")
    assert problem.fix
    return f"{problem.where}: {problem.what}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_case_is_read_in_every_form_of_unicode(encoding: str, end: str) -> None:
    written = json.dumps(FACTS, ensure_ascii=False, indent=2).replace("\n", end)
    assert read_json(written.encode(encoding), "case.json") == FACTS


@pytest.mark.parametrize("encoding", ["cp1252", "gb18030"])
def test_another_encoding_is_refused_and_not_guessed(encoding: str) -> None:
    data = json.dumps({"client": "Größe" * 3}, ensure_ascii=False).encode(encoding)
    assert "not saved as UTF-8" in refusal(data)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_so(data: bytes) -> None:
    assert "the file is empty" in refusal(data)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"client": "a" "route": 1}', "case.json:1:16"),
        ('{\n "client": "a",\n}', "case.json:3:1"),
        ("{'client': 'a'}", "case.json:1:2"),
        ('{"client": "a"} {}', "case.json:1:17"),
        ('{"client": "a\nb"}', "case.json:1:14"),
        ("client: a", "case.json:1:1"),
        ('{"client": "a"', "case.json:1:15"),
        ("{“client”: “a”}", "case.json:1:2"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_line_and_column(text: str, place: str) -> None:
    assert refusal(text.encode()).startswith(f"{place}: this is not JSON")


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 2}', '{"x": [{"a": 1, "b": 2, "a": null}]}', '{"a": {}, "\\u0061": {}}'],
)
def test_a_key_that_stands_twice_is_refused(text: str) -> None:
    assert 'the key "a" stands twice' in refusal(text.encode())


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(number: str) -> None:
    assert f"{number} is not a value" in refusal(f'{{"messages": {number}}}'.encode())


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert "too long" in refusal(b'{"messages": ' + b"9" * 5000 + b"}")


@pytest.mark.parametrize("opened", ["[", '{"a":'])
def test_a_hundred_thousand_brackets_are_refused(opened: str) -> None:
    assert "nested too deeply" in refusal(opened.encode() * 100_000)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", b"PK\x03\x04\x14\0\0\0\x08\0"])
def test_a_file_of_another_kind_is_refused(data: bytes) -> None:
    assert refusal(data)


def test_half_a_character_comes_through_to_be_told_with_its_place() -> None:
    assert read_json(b'{"client": "a\\ud800"}', "case.json") == {"client": "a\ud800"}
