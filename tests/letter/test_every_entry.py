"""Every entry of the playbooks, with the answers that it gives as examples, in a real letter."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from poa.appeal import Appeal, prepare_appeal
from poa.case import Case
from poa.causes import Cause
from poa.playbook import Entry, EntryKind, load_playbook

TODAY = date(2026, 6, 30)
MakeCase = Callable[..., Case]
KEYS: dict[EntryKind, str] = {
    "pattern": "root_cause.pattern",
    "action": "actions[0].action",
    "measure": "measures[0].measure",
    "dispute": "dispute.ground",
}
ENTRIES = [
    pytest.param(cause, kind, entry, id=f"{cause}-{kind}-{entry.id}")
    for cause in Cause
    for kind in KEYS
    for entry in load_playbook(cause).entries(kind)
]

every_entry = pytest.mark.parametrize(("cause", "kind", "entry"), ENTRIES)


def answers(entry: Entry, *, only_required: bool) -> dict[str, Any]:
    return {fact.id: fact.example for fact in entry.facts if fact.required or not only_required}


def appeal_with(
    make_case: MakeCase, cause: Cause, kind: EntryKind, entry: Entry, *, only_required: bool
) -> Appeal:
    """The sample of that cause, or the dispute, in which one answer is this entry."""
    sample = "dispute" if kind == "dispute" else cause.value
    where, _, key = KEYS[kind].rpartition(".")
    changes: dict[str, object] = {
        f"causes[0].{where}.{key}": entry.id,
        f"causes[0].{where}.facts": answers(entry, only_required=only_required),
    }
    if kind == "dispute":
        changes |= {"causes[0].cause": cause.value, f"audit.violations.{cause}": 0}
        if cause == Cause.REPEAT_REQUESTS:
            changes |= {"causes[1].cause": "marketing", "audit.violations.marketing": 0,
                        "causes[1].dispute": {"own_words": "No message names an offer."},
                        "audit.exhibits": ["A"]}  # fmt: skip
    return prepare_appeal(make_case(changes, sample=sample), today=TODAY)


def said(appeal: Appeal, kind: EntryKind) -> str:
    """What the letter says to this entry."""
    where = f"causes[0].{KEYS[kind].rpartition('.')[0]}"
    return " ".join(
        sentence.text
        for _, _, sentence in appeal.letter.spans
        if any(place == where or place.startswith(f"{where}.") for place in sentence.rests_on)
    )


@every_entry
def test_an_entry_with_all_its_facts_says_every_sentence(
    make_case: MakeCase, cause: Cause, kind: EntryKind, entry: Entry
) -> None:
    appeal = appeal_with(make_case, cause, kind, entry, only_required=False)
    words = said(appeal, kind)
    for sentence in entry.text:
        for piece in re.split(r"\{\{ \w+ \}\}", sentence.rstrip(".")):
            assert piece[1:].strip() in words


@every_entry
def test_an_entry_with_what_it_needs_makes_a_letter_that_may_leave(
    make_case: MakeCase, cause: Cause, kind: EntryKind, entry: Entry
) -> None:
    appeal = appeal_with(make_case, cause, kind, entry, only_required=True)
    assert [str(problem) for problem in appeal.missing] == []
    words = said(appeal, kind)
    assert words
    assert not re.search(r"  | [.,;]|\.\.|“”|\{\{", words)


@every_entry
def test_each_fact_an_entry_needs_is_asked_for_with_its_place(
    make_case: MakeCase, cause: Cause, kind: EntryKind, entry: Entry
) -> None:
    where, _, key = KEYS[kind].rpartition(".")
    sample = "dispute" if kind == "dispute" else cause.value
    changes: dict[str, object] = {
        f"causes[0].{where}.{key}": entry.id, f"causes[0].{where}.facts": {},
    }  # fmt: skip
    if kind == "dispute":
        changes |= {"causes[0].cause": cause.value, "causes[1]": ..., "exhibits": [],
                    "audit.exhibits": [], "causes[0].dispute.exhibits": []}  # fmt: skip
    appeal = prepare_appeal(make_case(changes, sample=sample), today=TODAY)
    asked = {problem.where for problem in appeal.plan.missing}
    needed = {f"causes[0].{where}.facts.{fact.id}" for fact in entry.facts if fact.required}
    assert {place for place in asked if f"{where}.facts." in place} == needed
