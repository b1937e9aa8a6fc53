"""The SARIF output keeps to what version 2.1.0 of the format demands of the objects we write.

The schema closes each object (no other keys), demands some keys, and says of each what it holds.
"""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from poa.audit.rule import load_rules
from poa.cli import main

Schema = dict[str, Any]
_TEXT: Schema = {"is": str}
_URI: Schema = {"is": str, "like": r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+"}
_LEVEL: Schema = {"is": str, "one of": {"none", "note", "warning", "error"}}
_MESSAGE: Schema = {"keys": {"text": _TEXT}, "needs": {"text"}}
_BAG: Schema = {"is": dict}
_RULE: Schema = {
    "keys": {
        "id": _TEXT,
        "name": _TEXT,
        "shortDescription": _MESSAGE,
        "fullDescription": _MESSAGE,
        "help": _MESSAGE,
        "helpUri": _URI,
        "defaultConfiguration": {"keys": {"level": _LEVEL}},
        "properties": _BAG,
    },
    "needs": {"id"},
}
_REGION: Schema = {
    "keys": {"startLine": {"is": int, "least": 1}, "snippet": {"keys": {"text": _TEXT}}},
    # A region says by itself where it is: a snippet alone does not.
    "needs": {"startLine"},
}
_LOCATION: Schema = {
    "keys": {
        "physicalLocation": {
            "keys": {
                "artifactLocation": {"keys": {"uri": _URI}},
                "region": _REGION,
            },
            "needs": {"artifactLocation"},
        },
        "logicalLocations": {
            "each": {"keys": {"name": _TEXT, "kind": _TEXT}},
            "unique": True,
        },
    }
}
_RESULT: Schema = {
    "keys": {
        "ruleId": _TEXT,
        "level": _LEVEL,
        "message": _MESSAGE,
        "locations": {"each": _LOCATION},
        "properties": _BAG,
    },
    "needs": {"message"},
}
_LOG: Schema = {
    "keys": {
        "$schema": _URI,
        "version": {"is": str, "one of": {"2.1.0"}},
        "runs": {
            "each": {
                "keys": {
                    "tool": {
                        "keys": {
                            "driver": {
                                "keys": {
                                    "name": _TEXT,
                                    "version": _TEXT,
                                    "rules": {"each": _RULE, "unique": True},
                                },
                                "needs": {"name"},
                            }
                        },
                        "needs": {"driver"},
                    },
                    "columnKind": {"is": str, "one of": {"utf16CodeUnits", "unicodeCodePoints"}},
                    "results": {"each": _RESULT},
                },
                "needs": {"tool"},
            }
        },
    },
    "needs": {"version", "runs"},
}


def _faults(value: object, schema: Schema, at: str = "log") -> list[str]:
    """Where a value is not what a schema says."""
    if "keys" in schema:
        if not isinstance(value, dict):
            return [f"{at} is no object"]
        faults = [f"{at} lacks {key}" for key in schema.get("needs", set()) - value.keys()]
        faults += [f"{at} may not have {key}" for key in value.keys() - schema["keys"].keys()]
        for key in value.keys() & schema["keys"].keys():
            faults += _faults(value[key], schema["keys"][key], f"{at}.{key}")
        return faults
    if "each" in schema:
        if not isinstance(value, list):
            return [f"{at} is no list"]
        shown = [json.dumps(one, sort_keys=True) for one in value]
        twice = schema.get("unique", False) and len(set(shown)) < len(shown)
        return [f"{at} says something twice"] * twice + [
            fault
            for number, one in enumerate(value)
            for fault in _faults(one, schema["each"], f"{at}[{number}]")
        ]
    if not isinstance(value, schema["is"]) or isinstance(value, bool):
        return [f"{at} is no {schema['is'].__name__}"]
    wrong = (
        ("one of" in schema and value not in schema["one of"])
        or ("least" in schema and isinstance(value, int) and value < schema["least"])
        or ("like" in schema and re.fullmatch(schema["like"], str(value)) is None)
    )
    return [f"{at} may not be {value!r}"] * wrong


@pytest.fixture
def sarif(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The log of a table with a long name, a folder of templates and a clean file."""
    table = tmp_path / "sent in März 100%.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "subject", "body", "order id"])
        writer.writerow(["1", "[Important] Hello", "Leave a 5-star review 😊.", ""])
        writer.writerow(["2", "Hi", "Use code SAVE20 for 20% off\nyour next order.", ""])
        writer.writerow(["3", "Order", "Which colour do you need?", "113-1234567-1234567"])
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "thanks [1].html").write_text("<p>Thank you for your <b>order</b>!</p>", "utf-8")
    return _log_of(capsys, table, folder)


def _log_of(capsys: pytest.CaptureFixture[str], *files: Path) -> dict[str, Any]:
    with pytest.raises(SystemExit):
        main(["audit", *map(str, files), "--format", "sarif"])
    log: dict[str, Any] = json.loads(capsys.readouterr().out)
    return log


def test_sarif_holds_what_the_format_demands_and_nothing_else(sarif: dict[str, Any]) -> None:
    assert _faults(sarif, _LOG) == []
    assert len(sarif["runs"][0]["results"]) >= 4


def test_each_result_names_a_rule_its_level_and_its_file(sarif: dict[str, Any]) -> None:
    [run] = sarif["runs"]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert ids == [rule.id for rule in load_rules()]
    places = set()
    for result in run["results"]:
        assert result["ruleId"] in ids
        [location] = result["locations"]
        place = location["physicalLocation"]
        places.add((place["artifactLocation"]["uri"], place["region"]["startLine"]))
    assert {line for uri, line in places if uri.endswith("sent%20in%20M%C3%A4rz%20100%25.csv")} == {
        2,
        3,
    }
    assert any(uri.endswith("thanks%20%5B1%5D.html") for uri, _ in places)


def test_sarif_without_findings_is_still_a_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean = tmp_path / "clean.txt"
    clean.write_text("Which colour do you need for order 113-1234567-1234567?", "utf-8")
    log = _log_of(capsys, clean)
    assert _faults(log, _LOG) == []
    assert log["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"version": "2.0"}, "log.version may not be '2.0'"),
        ({"extra": 1}, "log may not have extra"),
        ({"runs": [{}]}, "log.runs[0] lacks tool"),
        ({"$schema": "with space"}, "log.$schema may not be 'with space'"),
    ],
)
def test_a_fault_would_be_seen(change: dict[str, object], fault: str) -> None:
    assert fault in _faults({"version": "2.1.0", "runs": []} | change, _LOG)
