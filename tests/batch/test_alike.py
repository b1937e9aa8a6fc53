"""Letters that resemble each other, and the answers that would set them apart."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.appeal import prepare_appeal
from poa.batch.alike import TOO_ALIKE, Group, find_alike
from poa.batch.imprint import find_imprint, own_runs
from poa.batch.same_answers import same_answers
from poa.case import parse_case
from poa.causes import Cause
from poa.playbook import load_playbook

OWN = (
    "Our two programs each kept a log of their own, and nobody laid one beside the other. "
    "When the second program was connected in January, its own campaign stayed switched on. "
    "Luis Prado found it on a Monday in March, while he counted the requests of each order."
)


def words(begin: str, number: int = 120) -> str:
    return " ".join(f"{begin}{at}" for at in range(number)) + "."


def alike(texts: Mapping[str, str], earlier: tuple[str, ...] = ()) -> tuple[Group, ...]:
    imprints = [
        find_imprint(name, text, is_earlier=name in earlier) for name, text in texts.items()
    ]
    return find_alike(imprints, texts.__getitem__)


@pytest.fixture
def letter(today: Any, make_facts: Callable[..., dict[str, Any]]) -> Callable[..., str]:  # noqa: ANN401 - a date
    def make(*changes: tuple[str, str], sample: str = "repeat-requests") -> str:
        facts = _changed(make_facts(sample=sample), changes)
        return prepare_appeal(parse_case(facts, today=today), today=today).letter.text

    return make


def _changed(value: Any, changes: tuple[tuple[str, str], ...]) -> Any:  # noqa: ANN401 - JSON
    match value:
        case str():
            for old, new in changes:
                value = value.replace(old, new)
        case dict():
            return {key: _changed(each, changes) for key, each in value.items()}
        case list():
            return [_changed(each, changes) for each in value]
    return value


def test_a_letter_copied_with_other_names_is_found(letter: Callable[..., str]) -> None:
    copied = letter(("Juniper & Tide", "Fern & Foam"), ("Dana Whitcomb", "Otto Other"))
    (group,) = alike({"juniper": letter(), "fern": copied})
    assert group.letters == ("juniper", "fern")
    assert group.pairs[0].share > 0.6
    assert any("LoopMail" in sentence for sentence in group.pairs[0].sentences)


def test_letters_of_different_clients_are_not_alike(letter: Callable[..., str]) -> None:
    samples = ("repeat-requests", "marketing", "complaints", "dispute", "several-causes", "inform")
    assert alike({name: letter(sample=name) for name in samples}) == ()


def test_what_the_tool_itself_says_is_nobody_s_own() -> None:
    said = [
        sentence.partition("{{")[0]
        for cause in Cause
        for entry in load_playbook(cause).actions
        for sentence in entry.text
    ]
    assert own_runs("We are responsible for every message that leaves our account.") == frozenset()
    assert all(own_runs(words) == frozenset() for words in said)


def test_own_words_that_stand_in_both_are_named_and_others_are_not() -> None:
    one, other = f"{words('a', 40)} {OWN}", f"{words('b', 40)} {OWN}"
    (group,) = alike({"a": one, "b": other})
    assert "".join(group.pairs[0].sentences).startswith("Our two programs each kept")
    assert not any("a17" in sentence for sentence in group.pairs[0].sentences)


def test_a_short_part_in_common_is_no_copy() -> None:
    assert alike({"a": f"{words('a')} {OWN[:90]}", "b": f"{words('b')} {OWN[:90]}"}) == ()


def test_a_letter_is_held_against_what_was_sent_before_but_old_ones_are_not_compared() -> None:
    texts = {"a": OWN, "a, sent before": OWN, "b, sent before": OWN}
    pairs = [
        {pair.first, pair.second}
        for group in alike(texts, ("a, sent before", "b, sent before"))
        for pair in group.pairs
    ]
    assert pairs == [{"a", "a, sent before"}, {"a", "b, sent before"}]


def test_hundreds_of_copies_are_one_group_with_few_pairs() -> None:
    texts = {f"c{at}": f"{words(f'w{at}x', 20)} {words('same')}" for at in range(300)}
    (group,) = alike(texts)
    assert len(group.letters) == 300
    assert len(group.pairs) <= 300 * 8


def test_letters_that_have_nothing_to_do_with_each_other_form_groups_of_their_own() -> None:
    texts = {"a": words("x"), "b": words("y"), "c": words("x"), "d": words("y"), "e": words("z")}
    assert [group.letters for group in alike(texts)] == [("a", "c"), ("b", "d")]


def test_only_letters_worth_a_look_are_read() -> None:
    texts = {"a": words("x"), "b": words("x"), "c": words("z")}
    read = []

    def text_of(name: str) -> str:
        read.append(name)
        return texts[name]

    find_alike([find_imprint(name, text) for name, text in texts.items()], text_of)
    assert set(read) == {"a", "b"}


@pytest.mark.parametrize("text", ["", "Dear Amazon team,", "!!!", "\0\n", "é" * 5])
def test_a_letter_without_words_resembles_nothing(text: str) -> None:
    assert alike({"a": text, "b": text}) == ()


_SOME = st.text("abcdef ", min_size=0, max_size=400)


@given(st.lists(_SOME, max_size=8))
@settings(max_examples=60)
def test_every_pair_is_alike_and_every_letter_in_at_most_one_group(texts: list[str]) -> None:
    named = {f"l{at}": text for at, text in enumerate(texts)}
    groups = alike(named)
    listed = [letter for group in groups for letter in group.letters]
    assert len(listed) == len(set(listed))
    for group in groups:
        assert all(TOO_ALIKE <= pair.share <= 1 for pair in group.pairs)
        assert {name for pair in group.pairs for name in (pair.first, pair.second)} == set(
            group.letters
        )


@given(_SOME, _SOME)
@settings(max_examples=60)
def test_the_order_of_two_letters_does_not_change_how_alike_they_are(a: str, b: str) -> None:
    there = [pair.share for group in alike({"a": a, "b": b}) for pair in group.pairs]
    back = [pair.share for group in alike({"b": b, "a": a}) for pair in group.pairs]
    assert there == back


def test_answers_in_the_same_words_are_named_with_their_question(
    make_facts: Callable[..., dict[str, Any]],
    today: Any,  # noqa: ANN401 - a date
) -> None:
    facts = make_facts(sample="repeat-requests")
    other = copy.deepcopy(facts)
    other["audit"]["method"] = "reading every message that left in those weeks"
    other["causes"][0]["actions"].reverse()
    same = same_answers(parse_case(facts, today=today), parse_case(other, today=today))
    by_place = {answer.where: answer for answer in same}
    gap = by_place["causes[0].root_cause.facts.gap"]
    assert gap.words.startswith("each program keeps a log of its own")
    assert gap.ask == "Why did nobody notice?"
    assert (
        by_place["causes[0].actions[2].facts.period"].other == "causes[0].actions[0].facts.period"
    )
    assert "audit.method" not in by_place
    assert "causes[0].actions[0].by" not in by_place
