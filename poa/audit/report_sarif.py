"""Findings as SARIF 2.1.0, the format that editors and code reviews read."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from poa import __version__
from poa.audit.finding import Severity
from poa.audit.report import Shape
from poa.audit.rule import Rule, load_rules
from poa.audit.tally import Judged

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.VIOLATION: "error", Severity.CHECK: "warning"}
_PLACE = re.compile(r"(?P<file>.{1,4000}?)(?:, sheet .{1,100})?(?::(?P<row>\d{1,12}))?")


def write_sarif(messages: Iterable[Judged], shape: Shape) -> Iterator[str]:
    """One SARIF log; a row or mail of a file is shown as its line."""
    results = (
        json.dumps(_result(judged, number, shape))
        for judged in messages
        for number in range(len(judged.findings))
    )
    first = next(results, None)
    driver = {
        "name": "poa audit",
        "version": __version__,
        "rules": [_rule(rule) for rule in load_rules()],
    }
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"tool": {{"driver": '
    yield f'{json.dumps(driver)}}}, "columnKind": "unicodeCodePoints", "results": ['
    if first is not None:
        yield first
    for result in results:
        yield f",\n{result}"
    yield "]}]}\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.instead}\nSource: {rule.source}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"causes": [cause.value for cause in rule.causes]},
    }


def _result(judged: Judged, number: int, shape: Shape) -> dict[str, Any]:
    finding, message = judged.findings[number], judged.message
    place = _PLACE.fullmatch(message.source)
    file, row = (place["file"], place["row"]) if place else (message.source, None)
    words = shape.shown(finding.excerpt[:300], message.buyer)
    region: dict[str, Any] = {"startLine": max(1, int(row or 1))}
    if words:
        region["snippet"] = {"text": words}
    where = f"{finding.field} {finding.start} to {finding.end}"
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f'"{words}" ({where})' if words else f"in the {finding.field}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(file)},
                    "region": region,
                },
                "logicalLocations": [{"name": message.id, "kind": "message"}],
            }
        ],
        "properties": {
            "field": finding.field,
            "start": finding.start,
            "end": finding.end,
            "causes": [cause.value for cause in finding.causes],
            "order_id": message.order_id,
        },
    }
