import json
from datetime import date
from pathlib import Path

import pytest

from poa.case import Case, dump_case, parse_case
from poa.readers.intake import read_intake
from poa.resources import shipped
from poa.sheet import case_rows, write_sheet

TODAY = date(2026, 6, 30)
SAMPLES = sorted(path.parent for path in shipped("samples").glob("*/case.json"))


def read(folder: Path) -> Case:
    return parse_case(json.loads((folder / "case.json").read_text(encoding="utf-8")), today=TODAY)


@pytest.mark.parametrize("name", ["clients.xlsx", "clients.csv"])
def test_what_is_written_into_a_sheet_is_read_back_from_it(tmp_path: Path, name: str) -> None:
    cases = [read(folder) for folder in SAMPLES]
    write_sheet(tmp_path / name, [case_rows(case) for case in cases])
    told: list[object] = []
    back = list(read_intake(tmp_path / name, tell=told.append))
    assert [raw.problems for raw in back] == [()] * len(cases)
    assert told == []
    for raw, case in zip(back, cases, strict=True):
        assert dump_case(parse_case(raw.facts, today=TODAY)) == dump_case(case)
        assert raw.client == case.client
