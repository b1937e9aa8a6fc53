"""No letter and no notice, whatever somebody puts into it, keeps a pattern busy for long.

How long each takes is measured by ``tests/bench/bench_patterns.py``.
"""

import re

import pytest

from poa.check import check_text
from poa.triage import read_notice
from tests.patterns import all_patterns, endless_repeats, near_miss

PATTERNS = all_patterns()
# May match nothing: what stands before a heading's words, a comma before "may".
MAY_BE_EMPTY = {"poa.check.headings._ORNAMENT.0"}


def test_the_patterns_of_modules_rules_and_ideas_are_found() -> None:
    assert len(PATTERNS) > 2_000


def test_only_the_last_thing_of_a_pattern_repeats_without_a_bound() -> None:
    assert {name for name, pattern in PATTERNS.items() if endless_repeats(pattern)} == set()


def test_no_pattern_matches_nothing() -> None:
    """An alternative that was left empty by mistake matches everywhere."""
    empty = {name for name, pattern in PATTERNS.items() if pattern.search("") is not None}
    assert empty == MAY_BE_EMPTY


@pytest.mark.parametrize(
    ("pattern", "endless"), [(r"\w+x", 1), (r"(?:a\w{1,9} )*b", 1), (r"a|\w+", 0), (r"a{1,9}b", 0)]
)
def test_an_endless_repeat_is_told(pattern: str, endless: int) -> None:
    assert endless_repeats(re.compile(pattern)) == endless


def test_many_near_misses_of_every_pattern_are_searched_to_the_end() -> None:
    for pattern in PATTERNS.values():
        miss = near_miss(pattern)
        text = miss * (50_000 // len(miss)) + "."
        assert all(match.end() <= len(text) for match in pattern.finditer(text))


@pytest.mark.parametrize("name", list(PATTERNS)[::200])
def test_a_megabyte_of_near_misses_is_read_to_its_end(name: str) -> None:
    miss = near_miss(PATTERNS[name])
    text = (miss * 1_000_000)[:1_000_000]
    assert check_text(text).characters == len(text)
    assert not read_notice(text).whole
