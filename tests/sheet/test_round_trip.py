import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from poa.case import Case, dump_case, parse_case
from poa.errors import InvalidCaseError
from poa.plan import build_plan
from poa.readers.intake import read_intake
from poa.resources import shipped
from poa.sheet import case_rows, write_sheet

MakeFacts = Callable[..., dict[str, Any]]
TODAY = date(2026, 6, 30)
# What says which rows there are; everything else is taken out to see what is missing.
KEPT = {"client", "cause", "route", "root_cause.pattern", "measure", "status", "entry", "question"}
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


# Texts as people paste them: formulas, signs that CSV or Excel would swallow, lines, lists.
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)
PIECES = st.sampled_from(
    ["=1+1", "+1", "-x", "@a", "'", '"', ",", ";", "\n", "\t", "# no", "a;b", "2026-03-04", "007",
     "1E5", "yes", "_x0041_", "&amp;", "<b>", "{{ x }}"]
)  # fmt: skip
TEXTS = st.lists(WORDS | PIECES, min_size=1, max_size=5).map(" ".join).filter(str.isprintable)
LINES = st.lists(TEXTS | st.just("Acme, Inc."), min_size=1, max_size=3)
DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 1)).map(date.isoformat)
ANSWERS: dict[str, dict[str, st.SearchStrategy[object]]] = {
    "several-causes": {
        "client": WORDS.filter(lambda text: not text.startswith("#")),
        "seller.legal_name": TEXTS,
        "seller.contact.phone": st.sampled_from(["+1 555 010 0199", "0049 30 5550", "(030) 5550"]),
        "restriction.length": st.sampled_from(["30 days", "indefinite", "unknown"]),
        "restriction.noticed_on": DAYS,
        "restriction.notice_text": TEXTS,
        "policy.names": LINES,
        "causes[0].root_cause.reported": st.just(value=False),
        "causes[0].root_cause.facts.gap": TEXTS,
        "causes[0].root_cause.facts.orders": st.integers(0, 10**9),
        "causes[0].root_cause.facts.first_double": st.dates(date(2026, 1, 1), date(2026, 3, 1)).map(
            date.isoformat
        ),
        "causes[0].actions[0].status": st.sampled_from(["done", "in_progress"]),
        "causes[1].actions[0].facts.where": TEXTS,
        "causes[1].measures[0].how_often": TEXTS,
        "causes[2].measures[0].status": st.sampled_from(["in_force", "no"]),
        "exhibits[0].shows": TEXTS,
        "channel": st.sampled_from(["undecided", "notice-reply", "seller-support"]),
    },
    "dispute": {
        "audit.channels": LINES,
        "audit.method": TEXTS,
        "audit.messages": st.integers(0, 10**9),
        "audit.all_channels": st.sampled_from([True, None]),
        "audit.examples": st.lists(
            st.fixed_dictionaries({"sent_on": DAYS, "shows": TEXTS}), max_size=3
        ),
        "suppressions": st.lists(
            st.fixed_dictionaries({"rule": TEXTS, "reason": TEXTS}), max_size=2
        ),
    },
    "inform": {
        "causes[0].templates[0].was": TEXTS,
        "causes[0].templates[0].wrong_because": TEXTS,
        "causes[0].templates[0].changed_on": DAYS,
    },
    "second-appeal": {
        "earlier_appeals[0].lacked": TEXTS,
        "earlier_appeals[0].outcome": st.sampled_from(["refused", "more-information"]),
        "causes[0].root_cause.reported": st.booleans(),
    },
}


@pytest.mark.parametrize("name", ["clients.xlsx", "clients.csv"])
@pytest.mark.parametrize("sample", ANSWERS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_answers_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory,
    make_facts: MakeFacts,
    data: st.DataObject,
    sample: str,
    name: str,
) -> None:
    answers = data.draw(st.fixed_dictionaries(ANSWERS[sample]))
    try:
        case = parse_case(make_facts(answers, sample=sample), today=TODAY)
    except InvalidCaseError:
        reject()
    path = tmp_path_factory.mktemp("sheet") / name
    write_sheet(path, [case_rows(case)])
    (raw,) = read_intake(path)
    assert raw.problems == ()
    assert parse_case(raw.facts, today=TODAY) == case


@pytest.mark.parametrize("name", ["clients.xlsx", "clients.csv"])
@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_whatever_is_missing_has_a_place_in_the_sheet(
    tmp_path: Path, folder: Path, name: str
) -> None:
    case = read(folder)
    rows = case_rows(case)
    for table, of_table in rows.items():
        for row in of_table:
            row.update({key: None for key in row if key not in KEPT})
        if table in ("exhibits", "templates", "actions"):
            of_table.clear()
    write_sheet(tmp_path / name, [rows])
    (raw,) = read_intake(tmp_path / name)
    missing = build_plan(parse_case(raw.facts, today=TODAY), today=TODAY).missing
    assert len(missing) > 5
    for problem in missing:
        assert "row" in raw.located(problem).where
