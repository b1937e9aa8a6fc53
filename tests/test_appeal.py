"""The path from a case to documents: what an earlier appeal adds to it."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from poa.appeal import Appeal, prepare_appeal
from poa.case import parse_case
from poa.errors import InvalidCaseError
from poa.resources import shipped

TODAY = date(2026, 6, 30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(str(shipped("samples/second-appeal")), tmp_path / "case")
    return tmp_path / "case"


def prepared(folder: Path) -> Appeal:
    facts = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    case = parse_case(facts, today=TODAY, folder=folder)
    return prepare_appeal(case, today=TODAY, folder=folder)


def test_a_letter_that_was_sent_before_is_held_back(folder: Path) -> None:
    appeal = prepared(folder)
    assert appeal.missing == ()
    (earlier,) = (folder / "earlier").iterdir()
    earlier.write_text(appeal.letter.text, encoding="utf-8")
    assert "resubmitted" in [finding.rule for finding in prepared(folder).findings]
    assert prepared(folder).missing


@pytest.mark.parametrize(
    ("name", "words"), [("earlier/gone.txt", "is not there"), ("earlier/x.eml", "from .txt or")]
)
def test_an_earlier_appeal_that_cannot_be_read_is_told(name: str, words: str, folder: Path) -> None:
    facts = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    facts["earlier_appeals"][0]["file"] = name
    with pytest.raises(InvalidCaseError) as refused:
        parse_case(facts, today=TODAY, folder=folder)
    (problem,) = refused.value.problems
    assert problem.where == "earlier_appeals[0].file"
    assert words in problem.what
