"""The client sheets in ``samples``: made here, from the sample cases and two mistakes."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from poa.appeal import prepare_appeal
from poa.case import parse_case
from poa.errors import InvalidCaseError
from poa.readers.intake import read_intake
from poa.readers.raw_case import RawCase
from poa.resources import shipped
from poa.sheet import ClientRows, case_rows, write_sheet

TODAY = date(2026, 6, 30)
SAMPLES = shipped("samples")
GOOD = ("important-tag", "marketing", "repeat-requests", "complaints", "dispute", "inform")
WRONG = ("links-attachments", "review-manipulation")
NAMES = ("clients.xlsx", "clients.csv")


def facts_of(folder: str) -> dict[str, Any]:
    """A sample case whose exhibits are named from where the client sheet stands."""
    text = (SAMPLES / folder / "case.json").read_text(encoding="utf-8")
    facts: dict[str, Any] = json.loads(text)
    for exhibit in facts["exhibits"]:
        exhibit["file"] = f"{folder}/{exhibit['file']}"
    return facts


def rows_of(folder: str) -> ClientRows:
    return case_rows(parse_case(facts_of(folder), today=TODAY, folder=SAMPLES))


def eight_clients() -> list[ClientRows]:
    clients = {folder: rows_of(folder) for folder in (*GOOD[:3], WRONG[0], *GOOD[3:], WRONG[1])}
    typed_as_text, other_mistakes = (clients[folder] for folder in WRONG)
    typed_as_text["clients"][0]["restriction.noticed_on"] = "04/05/2026"
    other_mistakes["clients"][0]["seller.marketplace"] = "amazon.uk"
    other_mistakes["actions"][0]["cause"] = "Repeated review requests"
    return list(clients.values())


def problems_of(raw: RawCase) -> list[str]:
    problems = list(raw.problems)
    try:
        parse_case(raw.facts, today=TODAY, folder=raw.folder)
    except InvalidCaseError as error:
        problems += [raw.located(problem) for problem in error.problems]
    return [str(problem) for problem in problems]


def test_the_sheets_are_what_this_module_makes(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kept = SAMPLES if request.config.getoption("--update-golden") else tmp_path
    for name in NAMES:
        made = write_sheet(kept / name, eight_clients(), force=True)
        if name.endswith(".csv"):
            assert [(SAMPLES / file.name).read_bytes() for file in made] == [
                file.read_bytes() for file in made
            ]
        else:
            assert list(read_intake(SAMPLES / name)) == [
                RawCase(raw.source, raw.client, raw.facts, SAMPLES, raw.problems, raw.places)
                for raw in read_intake(kept / name)
            ]


@pytest.mark.parametrize("name", NAMES)
def test_six_of_eight_clients_are_complete(name: str) -> None:
    raws = list(read_intake(SAMPLES / name))
    assert len(raws) == 8
    good = [raw for raw in raws if not problems_of(raw)]
    assert [raw.client for raw in good] == [facts_of(folder)["client"] for folder in GOOD]
    for raw in good:
        case = parse_case(raw.facts, today=TODAY, folder=raw.folder)
        appeal = prepare_appeal(case, today=TODAY)
        assert appeal.missing == ()
        assert case == parse_case(facts_of(GOOD[good.index(raw)]), today=TODAY)


def test_two_rows_are_wrong_on_purpose_and_say_how_to_mend_them() -> None:
    raws = {raw.client: problems_of(raw) for raw in read_intake(SAMPLES / "clients.xlsx")}
    assert raws["yamaoto"] == [
        (
            'sheet Clients, row 8, column "Notice came on": "04/05/2026" could be two days. '
            "Write 2026-05-04 for 4 May, or 2026-04-05 for 5 April"
        )
    ]
    assert raws["harrow-lane"] == [
        (
            'sheet Actions, row 22, column "Cause": harrow-lane has no row for the cause '
            '"repeat-requests" in sheet Causes. Add the cause there, or correct it here'
        ),
        (
            'sheet Clients, row 12, column "Amazon store": "amazon.uk" is not an Amazon store we '
            'know. Did you mean "amazon.co.uk"?'
        ),
    ]
