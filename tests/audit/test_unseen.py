"""Messages written before the rules had seen them: what was found on them once stays found."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from poa.audit.judge import causes_of, judge_message, verdict_of
from poa.message import Message

_FILES = sorted((Path(__file__).parent / "unseen").glob("*.toml"))
_PRECISION, _RECALL, _CAUSES = 0.99, 0.97, 0.96


def _rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["messages"]
    return rows


def _judged(row: dict[str, Any]) -> tuple[bool, set[str]]:
    fields = {key: value for key, value in row.items() if key not in ("says", "lang")}
    fields["attachments"] = tuple(fields.get("attachments", ()))
    fields.setdefault("subject", "")
    findings = judge_message(Message(id="1", source="test", language=row.get("lang", ""), **fields))
    return verdict_of(findings) == "violation", set(causes_of(findings))


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_messages_nobody_had_seen_are_judged_as_people_judge_them(path: Path) -> None:
    right, alarms, missed = 0, [], []
    common, difference = 0, 0
    for row in _rows(path):
        violation, causes = _judged(row)
        expected = set(row["says"].split()) - {"compliant", "violation"}
        common += len(causes & expected)
        difference += len(causes ^ expected)
        if violation and row["says"] == "compliant":
            alarms.append(row["body"])
        elif not violation and row["says"] != "compliant":
            missed.append(row["body"])
        elif violation:
            right += 1
    assert right / (right + len(alarms)) >= _PRECISION, alarms
    assert right / (right + len(missed)) >= _RECALL, missed
    assert 2 * common / (2 * common + difference) >= _CAUSES


def test_half_of_them_are_messages_a_seller_may_send() -> None:
    rows = [row for path in _FILES for row in _rows(path)]
    assert 0.35 < sum(row["says"] == "compliant" for row in rows) / len(rows) < 0.65
