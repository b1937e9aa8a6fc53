import json
from datetime import date
from pathlib import Path

import pytest

from poa.case import Case, parse_case
from poa.causes import Cause
from poa.letter import compose_letter
from poa.plan import build_plan
from poa.resources import shipped, shipped_text

TODAY = date(2026, 6, 30)
FOLDERS = sorted(path.parent for path in shipped("samples").glob("*/case.json"))
FURTHER = {"several-causes", "dispute", "inform", "second-appeal"}

every_sample = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def read(folder: Path) -> Case:
    raw = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    return parse_case(raw, today=TODAY, folder=folder)


def test_there_is_a_sample_for_each_cause_and_for_each_other_kind_of_letter() -> None:
    assert {folder.name for folder in FOLDERS} == {*Cause, *FURTHER}


@pytest.mark.parametrize("cause", Cause)
def test_the_sample_of_a_cause_answers_that_cause(cause: Cause) -> None:
    case = read(shipped(f"samples/{cause}"))
    assert [answer.cause for answer in case.causes] == [cause]
    assert case.route == "correct"


def test_the_further_samples_are_what_their_names_say() -> None:
    cases = {name: read(shipped(f"samples/{name}")) for name in FURTHER}
    assert len(cases["several-causes"].causes) == 3
    assert cases["dispute"].route == "dispute"
    assert cases["inform"].route == "inform"
    assert [earlier.outcome for earlier in cases["second-appeal"].earlier_appeals] == ["refused"]


@every_sample
def test_nothing_is_missing_in_a_sample(folder: Path) -> None:
    assert build_plan(read(folder), today=TODAY).missing == ()


@every_sample
def test_a_sample_makes_a_letter_that_can_be_read_in_five_minutes(folder: Path) -> None:
    letter = compose_letter(build_plan(read(folder), today=TODAY))
    assert 100 < len(letter.text.split()) < 750


@every_sample
def test_every_file_in_a_sample_is_used_by_its_case(folder: Path) -> None:
    case = read(folder)
    named = {exhibit.file for exhibit in case.exhibits}
    named |= {earlier.file for earlier in case.earlier_appeals}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == named | {"case.json"}


def test_no_two_samples_are_of_the_same_client() -> None:
    clients = [read(folder).client for folder in FOLDERS]
    assert len(clients) == len(set(clients))


def test_the_list_of_samples_names_them_all() -> None:
    listed = shipped_text("samples/README.md")
    assert [folder.name for folder in FOLDERS if f"`{folder.name}`" not in listed] == []
