from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa.errors import UnreadableError
from poa.readers.encoding import MEGABYTE, decode, find_encoding, read_bytes, read_text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"plain", "utf-8"),
        ("Käufer".encode(), "utf-8"),
        ("Käufer".encode("utf-8-sig"), "utf-8-sig"),
        ("Käufer".encode("utf-16"), "utf-16"),
        ("Käufer and more".encode("utf-16-le"), "utf-16-le"),
        ("Käufer and more".encode("utf-16-be"), "utf-16-be"),
        ("Käufer – größer".encode("cp1252"), "cp1252"),
        ("Käufer".encode("utf-32"), "utf-32"),
    ],
)
def test_the_encoding_is_found_from_the_bytes(data: bytes, encoding: str) -> None:
    assert find_encoding(data) == encoding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_text_is_the_same_in_every_encoding(encoding: str) -> None:
    text = "Für 30 Tage eingeschränkt, 10 € Gutschein"
    assert decode(text.encode(encoding)).text == text


def test_a_sample_may_end_inside_a_character() -> None:
    assert find_encoding("größ".encode()[:-1]) == "utf-8"


def test_bytes_that_fit_nothing_are_refused_with_their_place() -> None:
    with pytest.raises(UnreadableError) as refused:
        decode(b"\x81\xff\xff\x81", "notice.txt")
    assert refused.value.problems[0].where == "notice.txt"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"gone\.txt"):
        read_text(tmp_path / "gone.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        read_bytes(tmp_path)


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_read(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    file.write_bytes(b"a" * MEGABYTE)
    assert len(read_bytes(file, MEGABYTE)) == MEGABYTE
    file.write_bytes(b"a" * (MEGABYTE + 1))
    with pytest.raises(UnreadableError, match="big"):
        read_bytes(file, MEGABYTE)


@given(st.text(max_size=300))
def test_any_text_written_as_utf8_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")).text == text
