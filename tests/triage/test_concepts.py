"""Every idea has sentences that speak of it, in each of its languages, and near misses."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from poa.triage.concepts import LANGUAGES, find_mentions, load_concepts
from poa.triage.view import read_view

EXAMPLES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "concepts.toml").read_text(encoding="utf-8")
)
IDEAS = load_concepts()


def languages_of(idea: str) -> set[str]:
    return {language for language in LANGUAGES if getattr(IDEAS[idea], language)}


def test_there_are_examples_of_ideas_that_exist_and_of_no_others() -> None:
    assert EXAMPLES.keys() == IDEAS.keys()


@pytest.mark.parametrize("idea", IDEAS)
def test_an_idea_is_found_in_each_of_its_languages(idea: str) -> None:
    flags = EXAMPLES[idea]["flags"]
    assert flags.keys() == languages_of(idea)
    for language, sentence in flags.items():
        assert find_mentions(read_view(sentence), idea), language


@pytest.mark.parametrize("idea", IDEAS)
def test_an_idea_is_not_found_in_its_near_misses(idea: str) -> None:
    assert EXAMPLES[idea]["passes"]
    for sentence in EXAMPLES[idea]["passes"]:
        assert not find_mentions(read_view(sentence), idea), sentence


def test_a_star_behind_a_group_never_stands_for_the_rest_of_a_word() -> None:
    for idea in IDEAS:
        for language in LANGUAGES:
            for phrase in getattr(IDEAS[idea], language):
                last = re.search(r"\(([^()]*)\)\*$", phrase)
                assert not last or all(word.startswith(" ") for word in last[1].split("|")), phrase
