"""Whole walks, through the real plain prompts, to the same case that a file would hold."""

from pathlib import Path

import pytest

from poa.case import parse_case
from poa.errors import ExitCode
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


def walk(session: Session, typist: Typist) -> Ending:
    return Walk(session, typist, typist._screen).run()


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_answers_of_a_sample_give_the_sample(
    sample: str, session: Session, make_typist: MakeTypist, tmp_path: Path
) -> None:
    typist = make_typist(sample)
    assert walk(session, typist) is Ending.THROUGH
    made = parse_case(session.facts, today=TODAY, folder=session.known.folder)
    given = parse_case(typist.facts, today=TODAY, folder=typist.folder)
    assert made.model_dump(exclude={"client"}) == given.model_dump(exclude={"client"})
    review = Review(session, typist, typist._screen, tmp_path / "out", dry_run=False)
    assert review.run() is ExitCode.DONE
