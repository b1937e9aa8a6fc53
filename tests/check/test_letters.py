"""Whole letters with the verdict and the flaws that a careful consultant would give them."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from poa.check import Severity, check_text

LETTERS = sorted((Path(__file__).parent / "letters").glob("*.toml"))


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_letter_gets_the_verdict_a_consultant_gives_it(path: Path) -> None:
    letter = read(path)
    result = check_text(letter["text"])
    assert result.verdict == ("ready" if letter["quality"] == "good" else "not-ready")
    assert result.route == letter["route"]


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_nothing_in_a_good_letter_blocks(path: Path) -> None:
    letter = read(path)
    if letter["quality"] == "good":
        assert not check_text(letter["text"]).at_or_above(Severity.BLOCK)


def test_most_labelled_flaws_are_found() -> None:
    wanted = found = 0
    for path in LETTERS:
        letter = read(path)
        rules = {finding.rule for finding in check_text(letter["text"]).findings}
        wanted += len(letter["flaws"])
        found += len(rules & set(letter["flaws"]))
    assert found >= 0.9 * wanted


@pytest.mark.parametrize("piece", ["a", "[", " ", "we ", '"', "a.", "1/", "\n", "é", "'x ", "- "])
def test_a_megabyte_of_one_thing_is_answered_quickly(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    check_text(text)
    assert time.perf_counter() - start < 2  # half a second by hand; the test machine is shared


def test_spans_show_the_words_in_the_letter_as_given() -> None:
    text = "Hello \U0001f600\r\n\r\nwe  were\r\n\u201cnot\u201d asked, but we beg\u00a0you to help."
    pleas = [f for f in check_text(text).findings if f.rule == "emotional-plea"]
    assert any("beg\u00a0you" in text[plea.start : plea.end] for plea in pleas)
