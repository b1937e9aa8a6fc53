"""Every rule has letters that it flags and near misses that it passes."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.causes import Cause
from poa.check import Expected, Place, Severity, Suppression, check_text
from poa.check.against import compare_letters
from poa.check.phrases import find_phrases
from poa.check.reading import read_letter
from poa.check.rules import load_rules

CASES = Path(__file__).parent / "cases"


def case(rule: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{rule}.toml").read_text(encoding="utf-8"))


def good_letter() -> str:
    return str(case("no-prevention")["passes"][0])


def rules_in(text: str, expected: Expected | None = None) -> set[str]:
    return {finding.rule for finding in check_text(text, expected=expected).findings}


def compared(letter: str, earlier: str) -> set[str]:
    return {hit.rule for hit in compare_letters(letter, earlier).hits}


BOTH = Expected(causes=(Cause.REPEAT_REQUESTS, Cause.LINKS_ATTACHMENTS))
STORE = Expected(store="Larkfield Home")
BEG = "We beg you to help."
MEANT = Expected(suppressions=(Suppression("emotional-plea", "the seller insists", "beg"),))
SILENT = Expected(suppressions=(Suppression("emotional-plea", " "),))
COUNTED = "We looked at it. 42 messages were affected in May."
# Rules that need more than the letter: what they see where they fire, and where they must not.
NEED_MORE: dict[str, tuple[Callable[[], set[str]], Callable[[], set[str]]]] = {
    "cause-unanswered": (
        lambda: rules_in(good_letter(), BOTH),
        lambda: rules_in(good_letter(), Expected(causes=BOTH.causes[:1])),
    ),
    "other-store": (
        lambda: rules_in("Store name: Blue Fern\n" + good_letter(), STORE),
        lambda: rules_in("Store name: Larkfield Home\n" + good_letter(), STORE),
    ),
    "over-limit": (
        lambda: rules_in(good_letter(), Expected(limit=100)),
        lambda: rules_in(good_letter(), Expected(limit=len(good_letter()))),
    ),
    "resubmitted": (
        lambda: compared(good_letter(), good_letter()),
        lambda: compared(COUNTED, good_letter()),
    ),
    "contradicts-earlier": (
        lambda: compared(COUNTED.replace("42", "402"), COUNTED),
        lambda: compared(COUNTED, COUNTED),
    ),
    "suppression-without-reason": (
        lambda: rules_in(good_letter() + BEG, SILENT),
        lambda: rules_in(good_letter() + BEG, MEANT),
    ),
    "suppression-not-needed": (
        lambda: rules_in(good_letter(), MEANT),
        lambda: rules_in(good_letter() + BEG, MEANT),
    ),
}


def test_every_rule_has_cases_or_needs_more_than_the_letter() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} | NEED_MORE.keys() == load_rules().keys()


@pytest.mark.parametrize("rule", NEED_MORE)
def test_a_rule_that_needs_more_flags_and_passes(rule: str) -> None:
    flags, passes = NEED_MORE[rule]
    assert rule in flags()
    assert rule not in passes()


@pytest.mark.parametrize("rule", sorted(load_rules().keys() - NEED_MORE.keys()))
def test_a_rule_flags_its_flaw_and_passes_the_near_miss(rule: str) -> None:
    examples = case(rule)
    assert examples["flags"]
    assert examples["passes"]
    for text in examples["flags"]:
        assert examples["rule"] in rules_in(text), text
    for text in examples["passes"]:
        assert examples["rule"] not in rules_in(text), text


def test_the_plain_letter_that_the_cases_build_on_has_no_finding() -> None:
    assert rules_in(good_letter()) <= {"too-short"}


@pytest.mark.parametrize("rule", load_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_why_instead_and_who_says_so(rule: Any) -> None:  # noqa: ANN401 - a value
    assert all((rule.name, rule.why, rule.example, rule.instead, rule.source))
    assert rule.confidence in ("high", "medium", "low")


def test_quoted_words_are_not_said() -> None:
    said = 'Our template asked: "Please give us another chance." We deleted it.'
    assert not [hit for hit in find_phrases(read_letter(said)) if hit.rule == "emotional-plea"]


def test_the_form_s_limit_is_kept() -> None:
    letter = good_letter()
    assert "over-limit" in rules_in(letter, Expected(limit=100))
    assert "over-limit" not in rules_in(letter, Expected(limit=len(letter)))


def test_another_store_s_name_blocks() -> None:
    letter = "Store name: Blue Fern\n" + good_letter()
    assert "other-store" in rules_in(letter, Expected(store="Larkfield Home"))
    assert "other-store" not in rules_in(letter, Expected(store="Blue Fern"))
    assert "other-store" in rules_in(letter, Expected(other_stores=("Blue Fern",)))


def test_each_cause_of_the_case_must_be_answered() -> None:
    both = (Cause.REPEAT_REQUESTS, Cause.LINKS_ATTACHMENTS)
    assert "cause-unanswered" in rules_in(good_letter(), Expected(causes=both))
    assert "cause-unanswered" not in rules_in(good_letter(), Expected(causes=both[:1]))


def test_a_finding_points_to_the_answer_it_came_from() -> None:
    letter = good_letter() + "We beg you to help."
    at = letter.index("We beg")
    place = Place(at, len(letter), "closing")
    found = check_text(letter, expected=Expected(places=(place,))).findings
    assert {f.where for f in found if f.rule == "emotional-plea"} == {"closing"}


def test_a_finding_is_set_aside_only_with_a_reason() -> None:
    letter = good_letter() + "We beg you to help."
    reason = Suppression("emotional-plea", "the seller insists", "beg")
    result = check_text(letter, expected=Expected(suppressions=(reason,)))
    assert [finding.rule for finding in result.suppressed] == ["emotional-plea"]
    assert "emotional-plea" not in {finding.rule for finding in result.findings}
    silent = Suppression("emotional-plea", " ")
    rules = rules_in(letter, Expected(suppressions=(silent,)))
    assert {"emotional-plea", "suppression-without-reason"} <= rules
    assert "suppression-not-needed" in rules_in(good_letter(), Expected(suppressions=(reason,)))


def test_the_same_letter_again_is_a_resubmission() -> None:
    again = compare_letters(good_letter(), good_letter())
    assert again.share_repeated == 1
    assert [hit.rule for hit in again.hits] == ["resubmitted"]
    assert again.hits[0].severity is Severity.BLOCK
    assert not compare_letters("Nothing of this was written before by us.", good_letter()).hits


def test_other_numbers_than_in_the_earlier_appeal_are_told() -> None:
    old = "We looked at it. 42 messages were affected in May."
    new = "We looked again. 402 messages were affected in May."
    assert "contradicts-earlier" in {hit.rule for hit in compare_letters(new, old).hits}
    assert "contradicts-earlier" not in {hit.rule for hit in compare_letters(old, old).hits}


def test_a_letter_built_on_a_published_template_is_recognised() -> None:
    copied = (
        "We understand that our account's ability to send buyer-seller messages has been suspended "
        "due to a policy violation. We take this matter seriously and have taken immediate action "
        "to address the issue."
    )
    details = [f.detail for f in check_text(copied).findings if f.rule == "generic-template"]
    assert any("published templates" in detail for detail in details)


def test_a_part_not_seen_in_a_letter_full_of_facts_warns_and_in_a_thin_one_stops_it() -> None:
    thin = "On 3 June 2026 Ana Pires switched off the campaign (exhibit 1).\n"
    facts = (
        "She listed the 300 orders on 4 June 2026 and sent the list to Rui Pires (exhibit 2). "
        "On 5 June 2026 both removed two more of them (exhibit 3). "
        "Since 8 June 2026 Ana Pires compares the campaigns every Monday and signs the list. "
        "Rui Pires approves each new template before it goes live, since 8 June 2026. "
        "On the first of each month they look at the list together. "
        "On 1 July 2026 the count showed no order with two requests (exhibit 4). "
    )
    full = {f.rule: f.severity for f in check_text(thin + facts).findings}
    assert full["no-root-cause"] is Severity.WARN
    bare = {f.rule: f.severity for f in check_text(thin).findings}
    assert bare["no-root-cause"] is Severity.BLOCK
