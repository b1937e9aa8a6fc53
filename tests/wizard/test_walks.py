"""Whole walks, through the real plain prompts, to the same appeal that a case file gives."""

import json
from datetime import date
from pathlib import Path

import pytest

from poa.appeal import prepare_appeal, render_documents
from poa.case import parse_case
from poa.documents import Document
from poa.errors import ExitCode
from poa.output import folder_name
from poa.wizard.places import RawFacts
from poa.wizard.review import Review
from poa.wizard.session import Session
from poa.wizard.walk import Ending, Walk
from tests.wizard.conftest import TODAY, MakeTypist, Typist

SAMPLES = (
    "important-tag",
    "marketing",
    "review-manipulation",
    "repeat-requests",
    "links-attachments",
    "complaints",
    "several-causes",
    "dispute",
    "inform",
    "second-appeal",
)
# What the wizard writes differently, and the letter does not show.
_UNSHOWN = {"case.json", "fact-sheet.md"}


def walk(session: Session, typist: Typist) -> Ending:
    return Walk(session, typist, typist.screen).run()


def rendered(facts: RawFacts, folder: Path, today: date = TODAY) -> tuple[Document, ...]:
    case = parse_case(facts, today=today, folder=folder)
    return render_documents(prepare_appeal(case, today=today, folder=folder), folder)


def as_asked(facts: RawFacts) -> RawFacts:
    """The facts of a sample without what the wizard has no reason to ask about."""
    known: RawFacts = json.loads(json.dumps(facts))
    if known["route"] == "dispute":
        known.pop("policy")
    return known


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_answers_of_a_sample_give_the_documents_of_the_sample(
    sample: str, session: Session, make_typist: MakeTypist, tmp_path: Path
) -> None:
    typist = make_typist(sample)
    assert walk(session, typist) is Ending.THROUGH
    out = tmp_path / "out"
    assert Review(session, typist, typist.screen, out, dry_run=False).run() is ExitCode.DONE
    session.facts["client"] = typist.facts["client"]
    made = rendered(session.facts, session.known.folder)
    given = rendered(as_asked(typist.facts), typist.folder)
    for mine, theirs in zip(made, given, strict=True):
        if mine.name not in _UNSHOWN:
            assert mine.content == theirs.content, mine.name


def test_the_wizard_writes_the_bytes_that_render_makes_of_its_case(
    session: Session, make_typist: MakeTypist, tmp_path: Path
) -> None:
    typist = make_typist("marketing")
    walk(session, typist)
    Review(session, typist, typist.screen, tmp_path, dry_run=False).run()
    kept = json.loads(session.file.read_text(encoding="utf-8"))
    written = tmp_path / folder_name(kept["client"])
    for document in rendered(kept, session.known.folder):
        assert (written / document.name).read_bytes() == document.content
