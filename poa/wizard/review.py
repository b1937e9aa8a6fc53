"""The last stretch: the whole case on one screen, changes, the letter, the finished files."""

from collections.abc import Iterator
from pathlib import Path

from poa.appeal import Appeal, prepare_appeal, render_documents
from poa.case import parse_case
from poa.console.render import show_rendered
from poa.console.wizard import Screen
from poa.errors import ExitCode, InvalidCaseError, PoaError, Problem
from poa.output import folder_name, write_documents
from poa.wizard.answers import show_answer
from poa.wizard.asker import Asker
from poa.wizard.question import Choice, Question, Section
from poa.wizard.session import Session
from poa.wizard.walk import Ending, Walk

_LIMIT = 4000
_BACK = "back"
_LONGEST = 60


class Review:
    """Shows the case, lets the seller change it, and writes the appeal."""

    def __init__(
        self, session: Session, asker: Asker, screen: Screen, out: Path, *, dry_run: bool
    ) -> None:
        """Write to ``out``; with ``dry_run`` nothing is written there."""
        self._session = session
        self._asker = asker
        self._screen = screen
        self._out = out
        self._dry_run = dry_run
        self._walk = Walk(session, asker, screen)

    def run(self) -> ExitCode:
        """Review until the appeal is written or the seller stops.

        Raises:
            Interrupted: The seller stopped in the middle.
        """
        section = Section.REVIEW
        self._screen.heading(f"{section.number} of {len(Section)}: {section.value}")
        self._show_case()
        while True:
            appeal, wrong = self._prepare()
            self._show_state(appeal, wrong)
            chosen = self._asker.choose("What next?", tuple(self._choices(appeal, wrong)))
            match chosen:
                case "write" | "draft" if appeal:
                    if self._write(appeal, draft=chosen == "draft"):
                        return ExitCode.ATTENTION if appeal.missing else ExitCode.DONE
                case "letter" if appeal:
                    self._screen.page(appeal.letter.text)
                case "open":
                    self._session.ask_again()
                    if self._walk.run() is Ending.STOPPED:
                        return ExitCode.ATTENTION
                case "change":
                    self._change()
                case "case":
                    self._show_case()
                case _:
                    return ExitCode.ATTENTION

    def _prepare(self) -> tuple[Appeal | None, tuple[Problem, ...]]:
        known = self._session.known
        try:
            case = parse_case(self._session.facts, today=known.today, folder=known.folder)
        except InvalidCaseError as error:
            return None, error.problems
        return prepare_appeal(case, today=known.today, folder=known.folder), ()

    def _choices(self, appeal: Appeal | None, wrong: tuple[Problem, ...]) -> Iterator[Choice]:
        postponed = len(self._session.postponed())
        if appeal and not appeal.missing:
            title = "Finish: nothing is written" if self._dry_run else "Write the appeal"
            yield Choice("write", title)
        if postponed:
            yield Choice("open", f"Answer what is open ({postponed})")
        if appeal:
            yield Choice("letter", "Read the letter as it stands")
        yield Choice("change", "Change an answer" if not wrong else "Change an answer: see above")
        yield Choice("case", "See all answers again")
        if appeal and appeal.missing and not self._dry_run:
            yield Choice("draft", "Write it as a draft, marked DRAFT on every page")
        yield Choice("stop", "Stop for now: everything is saved")

    def _show_case(self) -> None:
        section = None
        for question in self._session.questions():
            stored = self._session.current(question)
            if question.for_now or stored in (None, "", []):
                continue
            if question.section is not section:
                section = question.section
                self._screen.question(section.value)
            answer = " ".join(show_answer(question, stored).split())
            if len(answer) > 3 * _LONGEST:
                answer = answer[: 3 * _LONGEST] + " …"
            self._screen.note(f"  {question.ask}")
            self._screen.text(f"    {answer}")

    def _show_state(self, appeal: Appeal | None, wrong: tuple[Problem, ...]) -> None:
        screen = self._screen
        if wrong:
            screen.warning("These answers do not go together:")
            for problem in wrong:
                screen.text(f"- {self._ask_of(problem.where)}: {problem.what}. {problem.fix or ''}")
        if appeal is None:
            return
        if appeal.missing:
            screen.warning("The letter is not finished. Still open:")
            for problem in appeal.missing:
                what = problem.what.removeprefix("not answered yet: ")
                screen.text(f"- {what}")
        else:
            words = f"{appeal.check.words:,} words"
            screen.text(f"The letter is finished: {words}. Read it before you send it.")
        for finding in appeal.findings:
            if finding.severity != "block":
                screen.note(f"- Worth a look: {finding.name}. {finding.instead}")

    def _ask_of(self, place: str) -> str:
        found = next((each for each in self._session.questions() if each.place == place), None)
        return found.ask if found else place

    def _change(self) -> None:
        """Choose a section, then an answer, and give it again."""
        questions = [each for each in self._session.questions() if not each.for_now]
        sections = dict.fromkeys(each.section for each in questions)
        back = Choice(_BACK, "Back")
        chosen = self._asker.choose(
            "In which part?", (*(Choice(each.name, each.value) for each in sections), back)
        )
        if chosen == _BACK:
            return
        inside = {each.place: each for each in questions if each.section.name == chosen}
        titles = tuple(Choice(place, self._title(each)) for place, each in inside.items())
        place = self._asker.choose("Which answer?", (*titles, back))
        if place == _BACK:
            return
        self._session.ask_again(place)
        self._walk.put(inside[place])
        self._walk.run()

    def _title(self, question: Question) -> str:
        stored = self._session.current(question)
        answer = "open" if stored in (None, "", []) else show_answer(question, stored)
        short = answer if len(answer) <= _LONGEST else answer[:_LONGEST] + "…"
        return f"{question.ask} {short}"

    def _write(self, appeal: Appeal, *, draft: bool) -> bool:
        """Write the files; ``False`` when the seller would rather not."""
        if self._dry_run:
            self._screen.text("Nothing was written, because you asked for a dry run.")
            return True
        folder = self._out / folder_name(appeal.plan.case.client or "")
        documents = render_documents(appeal, self._session.known.folder, draft=draft)
        there = any((folder / document.name).exists() for document in documents)
        if there:
            answer = self._asker.choose(
                f"There is an appeal in {folder} already.",
                (Choice("replace", "Replace it"), Choice(_BACK, "Leave it as it is")),
            )
            if answer == _BACK:
                return False
        try:
            write_documents(documents, folder, force=there)
        except PoaError as error:
            self._screen.warning(f"{error.message}.")
            for problem in error.problems:
                self._screen.text(f"- {problem}")
            return False
        show_rendered(appeal, documents, folder, limit=_LIMIT)
        self._screen.text(f"Begin with {documents[3].name}: it leads you through every step.")
        return True
