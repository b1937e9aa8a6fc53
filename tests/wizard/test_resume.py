"""Stopping at any question and going on later gives what one sitting would have given."""

import json
from pathlib import Path

import pytest

from poa.wizard.asker import Interrupted
from poa.wizard.known import Known
from poa.wizard.places import RawFacts
from poa.wizard.session import Session
from poa.wizard.walk import Walk
from tests.wizard.conftest import TODAY, MakeTypist, Typist

# One of each route at every question, and the others now and then.
EVERY = {"dispute": 1, "inform": 1, "second-appeal": 1}
NOW_AND_THEN = {
    "several-causes": 5,
    "important-tag": 9,
    "review-manipulation": 9,
    "links-attachments": 9,
}


def go_on(file: Path, typist: Typist) -> RawFacts:
    session = Session(file, Known(TODAY, file.parent))
    Walk(session, typist, typist.screen).run()
    return session.facts


@pytest.mark.parametrize(("sample", "step"), [*EVERY.items(), *NOW_AND_THEN.items()])
def test_a_walk_that_was_stopped_at_any_question_ends_the_same(
    sample: str, step: int, make_typist: MakeTypist, tmp_path: Path
) -> None:
    file = tmp_path / "case" / "case.json"
    typist = make_typist(sample)
    kept: list[str] = []
    typist.before_each = lambda: kept.append(
        file.read_text(encoding="utf-8") if file.exists() else ""
    )
    whole = go_on(file, typist)
    for text in kept[::step]:
        if text:
            file.write_text(text, encoding="utf-8")
        else:
            file.unlink()
        assert go_on(file, make_typist(sample)) == whole


def test_a_stop_keeps_every_answer_given_before(make_typist: MakeTypist, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    typist = make_typist("marketing")
    typist.stop_at = 12
    with pytest.raises(Interrupted):
        go_on(file, typist)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept["restriction"]["noticed_on"] == typist.facts["restriction"]["noticed_on"]
    assert kept["causes"][0]["root_cause"]["pattern"]
