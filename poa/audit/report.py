"""Findings for programs and spreadsheets: written while the audit runs, whatever its length."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from poa.audit.masking import mask
from poa.audit.rule import rules_by_id
from poa.audit.tally import FileReport, Judged, Tally

_MOST_EXCERPT = 300
# What a spreadsheet takes for a formula at the beginning of a cell, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_COLUMNS = (
    "source", "id", "order_id", "sent_on", "campaign", "tool", "subject", "verdict", "causes",
    "rule", "severity", "field", "words", "why", "instead",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """How messages are shown.

    Attributes:
        masked: Buyers' names, addresses and aliases are left out.
    """

    masked: bool = True

    def message(self, judged: Judged) -> dict[str, Any]:
        """A judged message with the promised keys."""
        message = judged.message
        findings = [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "causes": [cause.value for cause in finding.causes],
                "field": finding.field,
                "start": finding.start,
                "end": finding.end,
                "excerpt": self.shown(finding.excerpt[:_MOST_EXCERPT], message.buyer),
            }
            for finding in judged.findings
        ]
        return {
            "id": message.id,
            "source": message.source,
            "order_id": message.order_id,
            "subject": self.shown(message.subject, message.buyer),
            "is_reply": message.is_reply,
            "verdict": judged.verdict,
            "causes": [cause.value for cause in judged.causes],
            "findings": findings,
        }

    def shown(self, text: str, buyer: str) -> str:
        """A text as a report shows it."""
        return mask(text, buyer) if self.masked and text else text


def write_json(messages: Iterable[Judged], tally: Tally, shape: Shape) -> Iterator[str]:
    """One object: messages, files, summary. The first piece comes after the first message."""
    rest = iter(messages)
    first = list(_first(rest))
    yield '{"result": {"messages": ['
    for number, judged in enumerate(chain(first, rest)):
        yield ("" if number == 0 else ",\n") + json.dumps(shape.message(judged))
    files = json.dumps([file_shape(report) for report in tally.files])
    yield f'],\n"files": {files},\n"summary": {json.dumps(summary_shape(tally))}}}}}\n'


def write_jsonl(messages: Iterable[Judged], shape: Shape) -> Iterator[str]:
    """One line for each message, as soon as it is judged."""
    for judged in messages:
        yield json.dumps(shape.message(judged)) + "\n"


def write_csv(messages: Iterable[Judged], shape: Shape) -> Iterator[str]:
    """One row for each finding, while the audit runs; no cell can be a formula."""
    rest = iter(messages)
    first = list(_first(rest))
    return csv_rows(chain(first, rest), shape)


def csv_rows(messages: Iterable[Judged], shape: Shape) -> Iterator[str]:
    """The heading, and one row for each finding."""
    yield _row(_COLUMNS)
    rules = rules_by_id()
    for judged in messages:
        message = judged.message
        for finding in judged.findings:
            rule = rules[finding.rule]
            yield _row(
                (
                    message.source,
                    message.id,
                    message.order_id,
                    message.sent_on.isoformat() if message.sent_on else "",
                    message.campaign,
                    message.tool,
                    shape.shown(message.subject, message.buyer),
                    judged.verdict,
                    " ".join(finding.causes),
                    finding.rule,
                    finding.severity,
                    finding.field,
                    shape.shown(finding.excerpt[:_MOST_EXCERPT], message.buyer),
                    rule.why,
                    rule.instead,
                )
            )


def file_shape(report: FileReport) -> dict[str, Any]:
    """What was read of one file."""
    return {
        "file": report.file,
        "messages": report.messages,
        "incoming": report.incoming,
        "unreadable": report.unreadable,
        "problems": [problem.as_json() for problem in report.problems],
        "notes": report.notes,
    }


def summary_shape(tally: Tally) -> Mapping[str, Any]:
    """The sums with the promised keys, and some more beside them."""
    spread = tally.all
    return {
        "messages": spread.messages,
        "violations": tally.violations,
        "checks": tally.checks,
        "replies": tally.replies,
        "incoming": tally.incoming,
        "unreadable": tally.unreadable,
        "by_cause": {cause.value: one.messages for cause, one in tally.by_cause.items()},
        "by_rule": {rule: one.messages for rule, one in tally.by_rule.items()},
        "templates": tally.templates,
        "suppressed": tally.suppressed,
        "period": [day.isoformat() if day else None for day in (spread.first_on, spread.last_on)],
        "days_over_ceiling": [
            {"day": day.isoformat(), "messages": count, "ceiling": ceiling}
            for day, count, ceiling in tally.over_ceiling
        ],
    }


def formula_safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _first(messages: Iterator[Judged]) -> Iterator[Judged]:
    """The first message: nothing is written before it is known that something can be read."""
    first = next(messages, None)
    if first is not None:
        yield first


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([formula_safe(cell) for cell in cells])
    return line.getvalue()
