import re
from collections.abc import Iterator
from datetime import date

import pytest
from jinja2 import Environment, StrictUndefined, meta

from poa.causes import Cause
from poa.playbook import Entry, EntryKind, FactNeed, Playbook, load_playbook

KINDS: tuple[EntryKind, ...] = ("pattern", "action", "measure", "dispute")
KNOWN_EVERYWHERE = {"by", "store"}
NOT_IN_A_LETTER = re.compile(
    r"\b(?:sorry|apolog\w+|regret\w*|never again|guarantee\w*|ensur\w+|strictly|valued|deeply"
    r"|sincere\w*|unfortunate\w*|inadvertent\w*|unintended|moving forward|going forward"
    r"|seriously|unaware|did not know|promise\w*|will|plan to)\b"
    r"|100 ?%|!",
    re.IGNORECASE,
)
TAKEN_BACK = re.compile(
    r"(?:deleted|recalled|removed|withdrew) (?:all )?(?:the )?(?:past |sent )?(?:messages|mails)\b",
    re.IGNORECASE,
)
ORDER_ID = re.compile(r"\d{3}-\d{7}-\d{7}")
environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 - plain text

every_cause = pytest.mark.parametrize("cause", Cause)


def entries(cause: Cause) -> Iterator[tuple[EntryKind, Entry]]:
    playbook = load_playbook(cause)
    return ((kind, entry) for kind in KINDS for entry in playbook.entries(kind))


def sentences(cause: Cause) -> Iterator[str]:
    return (sentence for _, entry in entries(cause) for sentence in entry.text + entry.doing)


def named_in(*texts: str) -> set[str]:
    named = (meta.find_undeclared_variables(environment.parse(text)) for text in texts)
    return set().union(*named) - KNOWN_EVERYWHERE


@every_cause
def test_every_cause_has_a_playbook_with_enough_to_choose_from(cause: Cause) -> None:
    playbook = load_playbook(cause)
    assert playbook.cause is cause
    assert len(playbook.patterns) >= 5
    assert len(playbook.actions) >= 6
    assert len(playbook.measures) >= 6
    assert len(playbook.disputes) >= 2
    assert len(playbook.questions) >= 6
    assert len(playbook.warnings) >= 3


@every_cause
def test_ids_are_unique_within_a_playbook(cause: Cause) -> None:
    playbook: Playbook = load_playbook(cause)
    groups = [[entry.id for entry in playbook.entries(kind)] for kind in KINDS]
    groups.append([warning.id for warning in playbook.warnings])
    groups.append([question.id for question in playbook.questions])
    groups += [[fact.id for fact in entry.facts] for _, entry in entries(cause)]
    assert [group for group in groups if len(group) != len(set(group))] == []


@every_cause
def test_sentences_name_exactly_the_facts_that_are_declared(cause: Cause) -> None:
    for kind, entry in entries(cause):
        declared = {fact.id for fact in entry.facts}
        assert named_in(*entry.text) == declared, (kind, entry.id)
        assert named_in(*entry.doing) <= declared, (kind, entry.id)


@every_cause
def test_the_first_sentence_needs_no_fact_that_may_be_left_out(cause: Cause) -> None:
    for kind, entry in entries(cause):
        optional = {fact.id for fact in entry.facts if not fact.required}
        assert not named_in(entry.text[0]) & optional, (kind, entry.id)


@every_cause
def test_no_sentence_begins_with_a_pronoun_whose_sentence_before_may_be_left_out(
    cause: Cause,
) -> None:
    for kind, entry in entries(cause):
        optional = {fact.id for fact in entry.facts if not fact.required}
        for before, sentence in zip(entry.text, entry.text[1:], strict=False):
            if named_in(before) & optional and sentence.startswith(("They ", "This ", "These ")):
                pytest.fail(f"{kind} {entry.id}: {sentence}")


@every_cause
def test_an_entry_says_what_its_kind_needs(cause: Cause) -> None:
    for kind, entry in entries(cause):
        where = (kind, entry.id)
        assert entry.proof, where
        assert all(sentence.endswith(".") for sentence in entry.text + entry.doing), where
        match kind:
            case "pattern":
                gap = entry.fact("gap")
                assert gap is not None, where
                assert gap.required, where
                optional = {fact.id for fact in entry.facts if not fact.required}
                assert any(
                    "gap" in named_in(sentence) and not named_in(sentence) & optional
                    for sentence in entry.text
                ), where
            case "action":
                assert any("{{ by }}" in sentence for sentence in entry.text), where
                assert entry.todo, where
            case "measure":
                assert entry.todo, where
            case "dispute":
                assert any(fact.kind == "count" for fact in entry.facts), where


@every_cause
def test_sentences_are_free_of_apologies_promises_and_canned_phrases(cause: Cause) -> None:
    assert [text for text in sentences(cause) if NOT_IN_A_LETTER.search(text)] == []


@every_cause
def test_no_sentence_claims_that_sent_messages_were_taken_back(cause: Cause) -> None:
    assert [text for text in sentences(cause) if TAKEN_BACK.search(text)] == []


def test_no_two_sentences_of_all_playbooks_are_the_same() -> None:
    every = [text for cause in Cause for text in sentences(cause)]
    allowed = {
        text for text in every if named_in(text) <= {"gap", "found_on", "found_how", "passed"}
    }
    repeated = {text for text in every if every.count(text) > 1} - allowed
    assert repeated == set()


def test_only_review_manipulation_warns_what_an_admission_can_lead_to() -> None:
    warned = [cause for cause in Cause if load_playbook(cause).admission]
    assert warned == [Cause.REVIEW_MANIPULATION]


def test_every_pattern_of_review_manipulation_quotes_the_line() -> None:
    for pattern in load_playbook(Cause.REVIEW_MANIPULATION).patterns:
        assert any(fact.kind == "quote" and fact.required for fact in pattern.facts), pattern.id


def test_no_fact_counts_complaints() -> None:
    units = {unit for _, entry in entries(Cause.COMPLAINTS) for f in entry.facts for unit in f.unit}
    assert not any("complaint" in unit for unit in units)


def fits_its_kind(fact: FactNeed) -> bool:
    match fact.kind:
        case "date":
            return date.fromisoformat(fact.example) < date(2026, 7, 1)
        case "count":
            return fact.example.isdecimal() and all(fact.unit)
        case "order_ids":
            return all(ORDER_ID.fullmatch(part.strip()) for part in fact.example.split(","))
        case "list":
            return " and " not in fact.example
        case "clause" | "text" | "quote":
            return not fact.example.endswith(".")


@every_cause
def test_an_example_is_an_answer_of_its_kind(cause: Cause) -> None:
    for kind, entry in entries(cause):
        for fact in entry.facts:
            assert fact.ask, (kind, entry.id, fact.id)
            assert fact.why, (kind, entry.id, fact.id)
            assert fits_its_kind(fact), (kind, entry.id, fact.id)


@every_cause
def test_everything_a_playbook_says_names_its_source_in_words(cause: Cause) -> None:
    playbook = load_playbook(cause)
    sources = [playbook.source]
    sources += [warning.source for warning in playbook.warnings]
    sources += [question.source for question in playbook.questions]
    sources += [entry.source for _, entry in entries(cause)]
    assert [source for source in sources if len(source.split()) < 2] == []
    assert [source for source in sources if re.search(r"\b[A-Z]\d{1,2}\b", source)] == []
