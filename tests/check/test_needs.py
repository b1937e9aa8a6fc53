"""What a phrase needs may only save work, never change what is found."""

import re
import tomllib
from pathlib import Path

import pytest

from poa.check.needs import needed_words
from poa.check.phrases import expand, find_phrases
from poa.check.reading import read_letter
from poa.check.rules import load_rules

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("(?:beg|implore) you", {(" you",)}),
        ("honest mistakes?", {("honest mistake",)}),
        (r"we (?:really )?want mercy\b", {("want mercy",)}),
        ("(?:red|blue(?:ish)?) car wash", {(" car wash",)}),
        ("(?:sorry|regret)[.!]", {("sorry", "regret")}),
        (r"a\.b\(c\)", {("a.b(c)",)}),
        ("(?<!not )guilty(?! of)", {("guilty",)}),
    ],
)
def test_the_needs_of_a_pattern_are_its_plain_texts(
    pattern: str, needs: set[tuple[str, ...]]
) -> None:
    assert set(needed_words(pattern)) == needs


@pytest.mark.parametrize("pattern", [r"\d+", "(?:a|b*)", "(open", "[open"])
def test_a_pattern_without_sure_text_is_refused(pattern: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        needed_words(pattern)


def test_everything_that_a_phrase_matches_holds_its_needs() -> None:
    cases = sorted(HERE.glob("*/*.toml"))
    seen = 0
    for path in cases:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        texts = content.get("flags", []) or [content["text"]]
        sentences = {s.low for text in texts for s in read_letter(text).sentences}
        low = "\n".join(sorted(sentences))
        for rule in load_rules().values():
            for phrase in map(expand, rule.phrases):
                for match in re.finditer(phrase, low):
                    seen += 1
                    assert all(any(t in match[0] for t in c) for c in needed_words(phrase)), phrase
    assert seen > 150


def test_a_phrase_without_its_needs_is_not_looked_for_in_vain() -> None:
    said = read_letter("We beg you to help. This is fine.")
    assert {hit.rule for hit in find_phrases(said)} == {"emotional-plea"}
