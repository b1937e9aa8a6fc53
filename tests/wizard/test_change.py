"""Going back, changing an answer, and what an answer makes void."""

from pathlib import Path

import pytest

from poa.errors import ExitCode
from poa.wizard.asker import Reply
from poa.wizard.known import Known
from poa.wizard.question import Question
from poa.wizard.review import Review
from poa.wizard.session import SET_ASIDE, Session
from poa.wizard.walk import Ending, Walk
from tests.wizard.conftest import TODAY, MakeTypist, Typist


def through(sample: str, session: Session, make_typist: MakeTypist, *menu: str) -> Typist:
    typist = make_typist(sample, *menu)
    assert Walk(session, typist, typist.screen).run() is Ending.THROUGH
    return typist


def review(session: Session, typist: Typist, tmp_path: Path) -> ExitCode:
    return Review(session, typist, typist.screen, tmp_path / "out", dry_run=False).run()


@pytest.mark.parametrize("sample", ["inform", "dispute"])
def test_one_can_go_back_at_every_question(
    sample: str, make_typist: MakeTypist, tmp_path: Path, session: Session
) -> None:
    asked = through(sample, session, make_typist).asked
    for number in range(1, len(asked)):
        at = asked[number]
        typist = make_typist(sample)
        folder = tmp_path / str(number)
        again = Session(folder / "case.json", Known(TODAY, folder))
        typist.instead[at] = ["<"]
        Walk(again, typist, typist.screen).run()
        assert typist.asked.count(at) == 2, at
        assert again.facts == session.facts, at


def test_back_at_the_first_question_stays_there(
    session: Session, make_typist: MakeTypist, capsys: pytest.CaptureFixture[str]
) -> None:
    typist = make_typist("inform")
    typist.instead["restriction.notice_text"] = ["<"]
    Walk(session, typist, typist.screen).run()
    assert typist.asked[:2] == ["restriction.notice_text"] * 2
    assert "first question" in capsys.readouterr().out


def test_a_changed_answer_is_in_the_letter(
    session: Session, make_typist: MakeTypist, tmp_path: Path
) -> None:
    menu = ("change", "SENDER", "seller.signatory.name", "write")
    typist = through("inform", session, make_typist, *menu)
    typist.instead["seller.signatory.name"] = ["Zoe Newname"]
    assert review(session, typist, tmp_path) is ExitCode.DONE
    (letter,) = (tmp_path / "out").glob("*/appeal.txt")
    assert "Zoe Newname" in letter.read_text(encoding="utf-8")


def test_enter_keeps_a_stored_answer(
    session: Session, make_typist: MakeTypist, tmp_path: Path
) -> None:
    menu = ("change", "SENDER", "seller.signatory.name", "write")
    typist = through("inform", session, make_typist, *menu)
    before = session.facts["seller"]["signatory"]["name"]
    typist.instead["seller.signatory.name"] = [""]
    review(session, typist, tmp_path)
    assert session.facts["seller"]["signatory"]["name"] == before


def test_another_route_asks_its_own_questions_and_keeps_what_it_makes_void(
    session: Session, make_typist: MakeTypist, tmp_path: Path
) -> None:
    typist = through("important-tag", session, make_typist, "change", "CAUSES", "route", "stop")
    choices = {each.place: each for each in session.questions()}["route"].choices
    number = [choice.key for choice in choices].index("dispute") + 1
    typist.instead = {"route": [str(number)], "audit.violations.important-tag": ["0"]}
    typist.asked.clear()
    assert review(session, typist, tmp_path) is ExitCode.ATTENTION
    assert "causes[0].dispute.ground" in typist.asked
    assert not {"root_cause", "actions", "measures"} & set(session.facts["causes"][0])
    kept = session.file.with_name(SET_ASIDE).read_text(encoding="utf-8")
    assert "causes[0].root_cause.facts" in kept
    assert "causes[0].actions[0].by" in kept


def test_a_message_that_breaks_the_rule_ends_a_dispute(
    session: Session, make_typist: MakeTypist
) -> None:
    typist = make_typist("dispute")
    place = "audit.violations.important-tag"
    typist.instead = {place: ["3"], "route": ["2", "1"]}
    with pytest.raises(StopWalk):
        Walk(session, StopsAt(typist, "causes[0].root_cause.pattern"), typist.screen).run()
    assert typist.asked.count("route") == 2
    assert session.facts["route"] == "correct"
    routes = {each.place: each for each in session.questions()}["route"].choices
    assert "dispute" not in [choice.key for choice in routes]


def test_a_cause_that_is_unticked_goes_with_its_answers(
    session: Session, make_typist: MakeTypist, tmp_path: Path
) -> None:
    typist = through("several-causes", session, make_typist, "change", "CAUSES", "causes", "stop")
    stays, *gone = [each["cause"] for each in session.facts["causes"]]
    question = {each.place: each for each in session.questions()}["causes"]
    number = [choice.key for choice in question.choices].index(stays) + 1
    typist.instead["causes"] = [str(number)]
    review(session, typist, tmp_path)
    assert [each["cause"] for each in session.facts["causes"]] == [stays]
    assert gone
    assert "root_cause" in session.file.with_name(SET_ASIDE).read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", ["stop", "-", ""])
def test_a_doubt_about_an_admission_stops(
    answer: str, session: Session, make_typist: MakeTypist
) -> None:
    typist = make_typist("review-manipulation")
    typist.instead["admit"] = [{"stop": "1"}.get(answer, answer)]
    assert Walk(session, typist, typist.screen).run() is Ending.STOPPED
    assert typist.asked[-1] == "admit"


def test_what_is_not_known_yet_is_asked_again_from_the_review(
    session: Session, make_typist: MakeTypist, tmp_path: Path
) -> None:
    typist = make_typist("inform", "open", "write")
    typist.instead["seller.merchant_token"] = ["-"]
    Walk(session, typist, typist.screen).run()
    assert "seller.merchant_token" in [each.place for each in session.postponed()]
    assert review(session, typist, tmp_path) is ExitCode.DONE


def test_a_refused_file_is_not_kept(
    session: Session, make_typist: MakeTypist, tmp_path: Path
) -> None:
    program = tmp_path / "setup.exe"
    program.write_bytes(b"MZ")
    typist = make_typist("inform")
    typist.instead["exhibits[0].file"] = [str(program)]
    Walk(session, typist, typist.screen).run()
    assert typist.asked.count("exhibits[0].file") == 2
    assert list(session.file.parent.rglob("*.exe")) == []


class StopWalk(Exception):  # noqa: N818 - it is no error
    """The test has seen what it wanted."""


class StopsAt(Typist):
    """Types until a certain question."""

    def __init__(self, typist: Typist, place: str) -> None:
        self.__dict__ = typist.__dict__
        self._stop = place

    def ask(self, question: Question, current: object) -> Reply:
        if question.place == self._stop:
            raise StopWalk
        return super().ask(question, current)
