"""What an audit found, put into a case file: numbers, periods, causes, an exhibit.

Nothing that the seller wrote is replaced by something else than a number that was counted, and no
cause gets a reason, an action or a measure: those are the seller's to say.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from poa.audit.report import Shape, csv_rows
from poa.audit.report_file import write_chunks
from poa.audit.rule import rules_by_id
from poa.audit.tally import Judged, Tally
from poa.causes import Cause
from poa.errors import PoaError, Problem
from poa.readers.encoding import read_text

_EXHIBIT = "exhibits/message-audit.csv"
_METHOD = "checking every message against Amazon's Communication Guidelines, rule by rule"
_MOST_EXAMPLES = 5
_LABELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_Case = dict[str, Any]


def read_case(path: Path) -> _Case:
    """The case file as plain values, before the audit begins: a wrong name is told at once.

    Raises:
        PoaError: It is missing, or no JSON object.
    """
    fix = "Name a case file, for example one from: poa sample case"
    try:
        case = json.loads(read_text(path).text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise PoaError(
            "The case cannot be read", [Problem(str(path), "it is not valid JSON", fix)]
        ) from error
    if not isinstance(case, dict):
        raise PoaError("The case cannot be read", [Problem(str(path), "it is no case", fix)])
    return case


def write_into(
    case: _Case, path: Path, tally: Tally, *, all_channels: bool, today: date
) -> tuple[Path, ...]:
    """Write the case with what was found, and the exhibit beside it.

    Returns:
        The files that were written.
    """
    exhibit = path.parent / _EXHIBIT
    exhibit.parent.mkdir(parents=True, exist_ok=True)
    groups = [group.example for group in tally.worst()]
    write_chunks(csv_rows(groups, Shape(masked=True)), exhibit, force=True)
    filled = fill_case(case, tally, all_channels=all_channels, today=today)
    write_chunks([json.dumps(filled, indent=2, ensure_ascii=False) + "\n"], path, force=True)
    return (path, exhibit)


def fill_case(case: Mapping[str, Any], tally: Tally, *, all_channels: bool, today: date) -> _Case:
    """The case with what was found. The given case stays as it is."""
    spread = tally.all
    label, exhibits = _exhibits(case.get("exhibits") or [])
    audit: _Case = dict(case.get("audit") or {})
    audit["checked_on"] = today.isoformat()
    if spread.first_on and spread.last_on:
        audit["period_from"] = spread.first_on.isoformat()
        audit["period_until"] = spread.last_on.isoformat()
    audit["messages"] = spread.messages - tally.templates
    if tally.templates:
        audit["templates"] = tally.templates
    if spread.tools:
        audit["channels"] = list(spread.tools)
    if all_channels:
        audit["all_channels"] = True
    audit.setdefault("method", _METHOD)
    audit["violations"] = _violations(tally)
    if examples := _examples(tally):
        audit["examples"] = examples
    audit["exhibits"] = list(dict.fromkeys([*(audit.get("exhibits") or []), label]))
    return {
        **case,
        "causes": _causes(case.get("causes") or [], tally),
        "audit": audit,
        "exhibits": exhibits,
    }


def _violations(tally: Tally) -> dict[str, int]:
    """Messages by cause. Complaints are seen by Amazon only: a zero there would claim too much."""
    counts = {
        cause.value: tally.by_cause[cause].messages if cause in tally.by_cause else 0
        for cause in Cause
    }
    if not counts[Cause.COMPLAINTS]:
        del counts[Cause.COMPLAINTS]
    return counts


def _causes(given: list[_Case], tally: Tally) -> list[_Case]:
    named = {answer.get("cause") for answer in given}
    found = sorted(tally.by_cause, key=lambda cause: -tally.by_cause[cause].messages)
    return [*given, *({"cause": cause.value} for cause in found if cause not in named)]


def _examples(tally: Tally) -> list[_Case]:
    """Some offending messages by their order numbers, one of each wording."""
    shown = []
    for group in tally.worst():
        if group.example.message.order_id and group.example.verdict == "violation":
            shown.append(_example(group.example))
        if len(shown) == _MOST_EXAMPLES:
            break
    return shown


def _example(judged: Judged) -> _Case:
    message = judged.message
    example = {
        "order_id": message.order_id,
        "shows": rules_by_id()[judged.findings[0].rule].name,
    }
    return example | ({"sent_on": message.sent_on.isoformat()} if message.sent_on else {})


def _exhibits(given: list[_Case]) -> tuple[str, list[_Case]]:
    """The label of the exhibit, and all exhibits; a second audit renews the first one's."""
    for exhibit in given:
        if exhibit.get("file") == _EXHIBIT:
            return str(exhibit.get("label")), list(given)
    taken = {exhibit.get("label") for exhibit in given}
    label = next((letter for letter in _LABELS if letter not in taken), f"A{len(given) + 1}")
    shows = "Audit of the messages: each wording that was found, with its rule"
    return label, [*given, {"label": label, "file": _EXHIBIT, "shows": shows}]
