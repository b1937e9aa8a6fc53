"""Answers in sentences: one mark at the end, whatever the answer brings along."""

import json
from datetime import date

import pytest

from poa.appeal import prepare_appeal
from poa.case import parse_case
from poa.letter.phrases import whole_sentence
from poa.resources import shipped

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Ana checks this weekly!.", "Ana checks this weekly!"),
        ("Ana checks this every Monday?.", "Ana checks this every Monday?"),
        ("It said “Leave us 5 stars.”.", "It said “Leave us 5 stars.”"),
        ("We bought it of Acme Inc..", "We bought it of Acme Inc."),
        ("our tool sent it.", "Our tool sent it."),
        ("MailPilot sent it, and then...", "MailPilot sent it, and then..."),
        ("iOS users got it.", "iOS users got it."),
    ],
)
def test_a_sentence_ends_with_one_mark(said: str, written: str) -> None:
    assert whole_sentence(said) == written


def letter_with(own_words: str) -> str:
    folder = shipped("samples/marketing")
    facts = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    root = facts["causes"][0]["root_cause"]
    root.pop("pattern")
    root.pop("facts")
    root["own_words"] = own_words
    return prepare_appeal(parse_case(facts, today=TODAY), today=TODAY).letter.text


@pytest.mark.parametrize(
    ("own_words", "shown"),
    [
        ("Our form sent it twice", "Our form sent it twice (Exhibit A)."),
        ("Our form sent it twice.", "Our form sent it twice (Exhibit A)."),
        ("Our form sent it twice!", "Our form sent it twice! See Exhibit A."),
        ("It said “Buy.”", "It said “Buy.” (Exhibit A)."),
    ],
)
def test_an_exhibit_stands_at_the_end_of_own_words(own_words: str, shown: str) -> None:
    assert shown in letter_with(own_words)
