"""The gate spares work and nothing else: a term that a text holds always passes it."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit.gate import Gate, gate_of, literal_gate, pattern_within
from poa.audit.literals import needed_literals
from poa.audit.reading import read
from poa.audit.terms import LANGUAGES, pattern_of, term_sources

_HERE = Path(__file__).parent


def _texts() -> list[str]:
    texts: list[str] = []

    def keep(value: object) -> None:
        match value:
            case str():
                texts.append(value)
            case list():
                for one in value:
                    keep(one)
            case dict():
                for one in value.values():
                    keep(one)

    for path in sorted(_HERE.rglob("*.toml")):
        keep(tomllib.loads(path.read_text(encoding="utf-8")))
    return texts


_TEXTS = _texts()
_WORDS = sorted({word for text in _TEXTS for word in text.split()})


def _held_back(gate: Gate, language: str, text: str) -> set[str]:
    possible = gate.possible(text)
    return {
        term
        for term in term_sources(language)
        if term not in possible
        and (pattern := pattern_of(language, term)) is not None
        and pattern.search(text)
    }


@pytest.mark.parametrize("gate", [literal_gate, gate_of], ids=["literals", "fast"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_term_of_a_known_message_is_held_back(
    language: str, gate: Callable[[str], Gate]
) -> None:
    for text in _TEXTS[::3]:
        assert _held_back(gate(language), language, read(text).text) == set(), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phrases_that_are_left_out_of_a_pattern_change_no_place(language: str) -> None:
    for text in (read(text).text for text in _TEXTS[::7]):
        for term in term_sources(language):
            whole, part = pattern_of(language, term), pattern_within(language, term, text)
            assert whole is not None
            spans = [found.span() for found in whole.finditer(text)]
            assert spans == ([found.span() for found in part.finditer(text)] if part else []), text


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(LANGUAGES),
    st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=4)), max_size=14),
    st.sampled_from([" ", "  ", "\n", "\u00a0", "\u2003", "\x0b", ""]),
)
def test_no_term_of_mixed_words_is_held_back(language: str, words: list[str], gap: str) -> None:
    text = read(gap.join(words)).text
    for gate in (literal_gate(language), gate_of(language)):
        assert _held_back(gate, language, text) == set()


@pytest.mark.parametrize(
    "pattern",
    [
        "ab|cd",
        "(?:ab|cd)x?ef",
        "a[bc]d{0,3}ef",
        r"(?<![^\W_])(?:once\s{1,9}more|again)(?![^\W_])",
        "ab(?:cd)+?gh|[^xy]zz",
        "(a|bc)?dee{2}f*",
    ],
)
@given(st.data())
def test_every_match_of_a_pattern_holds_one_of_its_literals(
    pattern: str, data: st.DataObject
) -> None:
    literals = needed_literals(pattern)
    assert literals is not None
    found = re.search(pattern, data.draw(st.from_regex(pattern)))
    assert found is not None
    assert any(literal in found[0] for literal in literals)


@pytest.mark.parametrize("pattern", ["a?", "[a-z]{1,9}", ".{0,9}", "ab|c*", ""])
def test_a_pattern_without_a_telling_text_is_always_tried(pattern: str) -> None:
    assert needed_literals(pattern) is None


def test_a_message_of_service_passes_few_terms() -> None:
    text = "please confirm your address, the house number is missing."
    assert len(gate_of("en").possible(text)) < len(term_sources("en")) / 3
