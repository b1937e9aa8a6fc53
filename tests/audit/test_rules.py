import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from poa.audit.judge import judge_message, verdict_of
from poa.audit.rule import load_rules
from poa.audit.terms import LANGUAGES, term_sources
from poa.message import Message

_HERE = Path(__file__).parent
# Rules about several messages, which tests/audit/test_history.py shows.
_OF_HISTORY = {"many-per-order", "many-per-day"}


def _cases(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / "cases" / f"{name}.toml").read_text(encoding="utf-8"))


def _message(case: str | dict[str, Any]) -> Message:
    fields: dict[str, Any] = {"body": case} if isinstance(case, str) else dict(case)
    fields.setdefault("subject", "Your order")
    fields["body"] *= fields.pop("times", 1)
    fields["attachments"] = tuple(fields.get("attachments", ()))
    return Message(id="1", source="test", **fields)


def _listed(kind: str) -> list[tuple[str, str | dict[str, Any]]]:
    names = sorted(path.stem for path in (_HERE / "cases").glob("*.toml"))
    return [(name, case) for name in names for case in _cases(name)[kind]]


@pytest.mark.parametrize(("rule", "case"), _listed("flags"))
def test_a_rule_flags_its_examples(rule: str, case: str | dict[str, Any]) -> None:
    assert rule in {finding.rule for finding in judge_message(_message(case))}


@pytest.mark.parametrize(("rule", "case"), _listed("near_misses"))
def test_a_rule_leaves_its_near_misses_alone(rule: str, case: str | dict[str, Any]) -> None:
    assert rule not in {finding.rule for finding in judge_message(_message(case))}


@pytest.mark.parametrize(
    "body", tomllib.loads((_HERE / "ordinary.toml").read_text(encoding="utf-8"))["messages"]
)
def test_an_ordinary_message_is_no_violation(body: str) -> None:
    assert verdict_of(judge_message(_message(body))) != "violation"


def test_every_rule_has_flags_and_near_misses() -> None:
    for rule in load_rules():
        if rule.id not in _OF_HISTORY:
            cases = _cases(rule.id)
            assert cases["flags"], rule.id
            assert cases["near_misses"], rule.id


def test_every_term_that_a_rule_names_exists_in_english_or_japanese() -> None:
    known = {term for language in LANGUAGES for term in term_sources(language)}
    for rule in load_rules():
        for look in rule.looks:
            for term in (*look.all, *look.none, *look.affirmed, *look.unless):
                assert term in known, (rule.id, term)
            assert set(look.affirmed) <= {*look.all, look.mark}


def test_ids_are_used_once() -> None:
    ids = [rule.id for rule in load_rules()]
    assert len(ids) == len(set(ids))


def test_dates_tell_how_late_a_message_is() -> None:
    late = Message(
        "1", "test", "", "Hello.", sent_on=date(2026, 3, 20), delivered_on=date(2026, 1, 1)
    )
    assert "late-message" in {finding.rule for finding in judge_message(late)}
