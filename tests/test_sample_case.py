import json
from datetime import date
from pathlib import Path

import pytest

from poa.appeal import prepare_appeal
from poa.case import parse_case
from poa.causes import Cause
from poa.errors import PoaError
from poa.sample import sample_case, write_sample

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize("route", [None, "dispute", "inform"])
@pytest.mark.parametrize("cause", [None, *Cause])
def test_every_sample_is_complete_and_passes_the_check(
    tmp_path: Path, cause: Cause | None, route: str | None
) -> None:
    write_sample(sample_case(cause, route), tmp_path)
    raw = json.loads((tmp_path / "case.json").read_text("utf-8"))
    case = parse_case(raw, today=TODAY, folder=tmp_path)
    assert case.route == (route or "correct")
    if cause:
        assert [answer.cause for answer in case.causes] == [cause]
    appeal = prepare_appeal(case, today=TODAY)
    assert appeal.missing == ()
    assert appeal.check.findings == ()


def test_a_sample_is_never_written_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text("mine")
    with pytest.raises(PoaError) as refused:
        write_sample(sample_case(None, None), tmp_path)
    assert refused.value.problems[0].where.endswith("case.json")
    assert (tmp_path / "case.json").read_text() == "mine"
    assert list(tmp_path.iterdir()) == [tmp_path / "case.json"]
