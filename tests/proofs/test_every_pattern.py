"""Patterns that read mails, tables, pages and messages; those for letters are in test_patterns."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import poa
from poa.audit.terms import LANGUAGES, pattern_of, term_sources
from tests.patterns import _held, endless_repeats, near_miss

_ELSEWHERE = ("poa.check", "poa.triage", "poa.__main__")
_MEGABYTE = 1_000_000
# A pattern whose work grows with the square of the text needs hours for a megabyte.
_MOST_SECONDS = 10


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for info in pkgutil.walk_packages(poa.__path__, "poa."):
        if not info.name.startswith(_ELSEWHERE):
            for name, value in vars(importlib.import_module(info.name)).items():
                yield from ((f"{info.name}.{name}", pattern) for pattern in _held(value))


PATTERNS = dict(_patterns())


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """How long the processor works to find the pattern everywhere in the text."""
    began = time.process_time()
    assert all(match.end() <= len(text) for match in pattern.finditer(text))
    return time.process_time() - began


def test_the_patterns_of_readers_rules_and_documents_are_found() -> None:
    for package in ("audit", "batch", "case", "console", "documents", "letter", "readers"):
        assert any(name.startswith(f"poa.{package}") for name in PATTERNS), package
    assert len(PATTERNS) > 100


def test_a_pattern_without_a_bound_is_too_slow_for_this_test() -> None:
    """One of a kind that we do not use: fifty times shorter, and it takes its time already."""
    slow = re.compile(r"(?:\w+ ?)+!")
    assert seconds(slow, "a" * 22) > 100 * seconds(re.compile(r"\w{1,9}!"), "a" * 22)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_megabyte_is_read_to_its_end_by_every_pattern(name: str) -> None:
    pattern = PATTERNS[name]
    miss = near_miss(pattern)
    half = _MEGABYTE // 2
    assert seconds(pattern, (miss * half)[:half] + miss[0] * half) < _MOST_SECONDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_near_misses_of_every_term_for_messages_are_read_to_the_end(language: str) -> None:
    for term in term_sources(language):
        pattern = pattern_of(language, term)
        assert pattern
        miss = near_miss(pattern)
        assert seconds(pattern, (miss * 30_000)[:30_000]) < 1, term


def test_a_term_does_not_repeat_what_repeats() -> None:
    """Nested repeats are what makes a search take for ever; one alone ends."""
    nested = {
        (language, term)
        for language in LANGUAGES
        for term, source in term_sources(language).items()
        if re.search(r"\\w\*\)[*+]|\+\)[*+]", source)
    }
    assert nested == set()
    assert endless_repeats(re.compile(r"(?:\w*)*x"))
