"""Whatever is typed, the wizard ends with a case that is valid or can be taken up again."""

import contextlib
import random
from pathlib import Path

import pytest

from poa.appeal import prepare_appeal
from poa.case import parse_case
from poa.errors import InvalidCaseError
from poa.wizard.asker import Interrupted, Reply
from poa.wizard.known import Known
from poa.wizard.places import general
from poa.wizard.question import Choice, Kind, Question
from poa.wizard.review import Review
from poa.wizard.session import Session
from poa.wizard.walk import Walk
from tests.wizard.conftest import TODAY, MakeTypist, Typist

SAMPLES = ("important-tag", "review-manipulation", "several-causes", "dispute", "inform")
KEYS = {
    Kind.LINE: ["Ana Ruiz, owner", "30 days", "indefinite", "[important]", "[/x]", "a" * 300, "."],
    Kind.LINES: ["Two words.\nAnd two more.", "[bold]x[/bold]", "Buy now!"],
    Kind.DATE: ["2026-03-01", "03/04/2026", "today", "yesterday", "1 April 2026", "2027-01-01"],
    Kind.COUNT: ["0", "1", "3", "1,200", "-1", "many"],
    Kind.LIST: ["Mailer", "a, b", "113-4410287-2241069", ", ,"],
    Kind.CHOICE: ["1", "2", "3", "9", "x"],
    Kind.CHOICES: ["1", "1, 2", "3,1", "2;4", "all"],
    Kind.YES_NO: ["yes", "no", "perhaps"],
    Kind.FILE: ["nothing.png", "."],
}
EVERYWHERE = ["", "-", "<", "?", "!"]
LONGEST = 160


class Erratic(Typist):
    """Mostly types what the case says, and often anything else; stops after many questions."""

    dice: random.Random

    def ask(self, question: Question, current: object) -> Reply:
        if len(self.asked) >= LONGEST:
            raise Interrupted
        return super().ask(question, current)

    def typed(self, question: Question) -> str:
        if self.dice.random() < 0.8:
            with contextlib.suppress(ValueError, StopIteration):
                return super().typed(question)
        return self.dice.choice(KEYS[question.kind] + EVERYWHERE)

    def choose(self, ask: str, choices: tuple[Choice, ...]) -> str:
        keys = [choice.key for choice in choices]
        # To stop is the shortest way to see nothing more.
        weights = [0.1 if key == "stop" else 1 for key in keys]
        self.menu = iter(self.dice.choices(keys, weights))
        self.asked.append(ask)
        return super().choose(ask, choices)

    def _next(self) -> str:
        # What was typed was no answer: then the right one, or a way out.
        return self._lines.pop(0) if self._lines else "-"


@pytest.mark.parametrize("seed", range(30))
def test_a_random_walk_ends_with_a_case_that_can_be_taken_up(
    seed: int, make_typist: MakeTypist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "case" / "case.json"
    known = make_typist(SAMPLES[seed % len(SAMPLES)])
    typist = Erratic(known.facts, known.folder, iter(()))
    typist.dice = random.Random(seed)  # noqa: S311 - a walk that can be repeated
    session = Session(file, Known(TODAY, file.parent))
    with contextlib.suppress(Interrupted):
        Walk(session, typist, typist.screen).run()
        Review(session, typist, typist.screen, tmp_path / "out", dry_run=False).run()
    again = Session(file, Known(TODAY, file.parent))
    assert again.facts == session.facts
    try:
        case = parse_case(again.facts, today=TODAY, folder=file.parent)
    except InvalidCaseError as error:
        missing = [problem.where for problem in error.problems]
    else:
        missing = [problem.where for problem in prepare_appeal(case, today=TODAY).plan.missing]
    places = {general(question.place) for question in again.questions()}
    if not again.postponed():
        assert [where for where in missing if not _asked(general(where), places)] == []


def _asked(where: str, places: set[str]) -> bool:
    return any(where.startswith(place) or place.startswith(where) for place in places)
