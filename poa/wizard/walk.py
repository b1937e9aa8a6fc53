"""The way through: the first open question, the next, back, and what an answer sets off."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from poa.console.triage import reading_rows
from poa.console.wizard import Screen
from poa.errors import PoaError
from poa.wizard.asker import Asker, Wish
from poa.wizard.known import reading_of
from poa.wizard.places import general
from poa.wizard.question import Answer, Kind, Question, Section
from poa.wizard.session import SET_ASIDE, Session
from poa.wizard.stores import Nowhere

# Where a file goes that belongs to the case, by the question that asks for it.
_FOLDERS = {"exhibits[].file": "exhibits", "earlier_appeals[].file": "earlier"}

# Who is not sure here does not go on.
_GATES = ("go-on", "admit")


class Ending(Enum):
    """How a walk ended."""

    THROUGH = "every question was asked"
    STOPPED = "the seller chose to stop"


class Walk:
    """Asks question by question until none is open."""

    def __init__(self, session: Session, asker: Asker, screen: Screen) -> None:
        """Ask about the case of ``session``."""
        self._session = session
        self._asker = asker
        self._screen = screen
        self._behind: list[str] = []
        self._section: Section | None = None

    def run(self) -> Ending:
        """Ask everything that is open.

        Raises:
            Interrupted: The seller stopped in the middle.
        """
        while question := self._next():
            if self.put(question) is Ending.STOPPED:
                return Ending.STOPPED
        return Ending.THROUGH

    def _next(self) -> Question | None:
        session = self._session
        return next((each for each in session.questions() if session.is_open(each)), None)

    def put(self, question: Question) -> Ending | None:
        """Ask one question until there is an answer, or the seller wants something else."""
        self._head(question.section)
        if question.title:
            self._screen.question(question.title)
        for line in question.intro:
            self._screen.text(line)
        while True:
            reply = self._asker.ask(question, self._session.current(question))
            match reply:
                case Wish.BACK:
                    return self._back(question)
                case Wish.LATER | Wish.LEAVE_OUT if question.place in _GATES:
                    return Ending.STOPPED
                case Wish.LATER:
                    self._session.postpone(question)
                    self._screen.note("It goes on the list of open questions.")
                    self._behind.append(question.place)
                    return None
                case Wish.REMOVE:
                    self._session.remove(question)
                    self._screen.note("Taken out.")
                    return None
                case Wish.LEAVE_OUT:
                    if not question.optional and self._session.current(question) in (None, "", []):
                        self._screen.note("It goes on the list of open questions.")
                    self._session.leave_out(question)
                    self._behind.append(question.place)
                    return None
                case _:
                    if self._accept(question, reply):
                        self._behind.append(question.place)
                        return self._follow(question, reply)

    def take(self, place: str, reply: Answer) -> None:
        """Accept an answer that was given on the command line, as if it had been typed."""
        question = next(each for each in self._session.questions() if each.place == place)
        self._head(question.section)
        if self._accept(question, reply):
            self._follow(question, reply)

    def _head(self, section: Section) -> None:
        if section is not self._section:
            self._section = section
            self._screen.heading(f"{section.number} of {len(Section)}: {section.value}")

    def _back(self, question: Question) -> Ending | None:
        while self._behind:
            place = self._behind.pop()
            earlier = next((q for q in self._session.questions() if q.place == place), None)
            if earlier and earlier.place != question.place:
                return self.put(earlier)
        self._screen.note("This is the first question of this sitting.")
        return None

    def _accept(self, question: Question, reply: Answer) -> bool:
        session = self._session
        if question.place.startswith("audit.violations.") and reply != 0:
            self._leave_dispute()
        try:
            if question.kind is Kind.FILE and not isinstance(question.keeps, Nowhere):
                reply = session.take_file(str(reply), _FOLDERS[general(question.place)])
            wrong = session.wrong(question, reply)
            if not wrong:
                if session.answer(question, reply):
                    self._screen.note(f"What no longer applies is kept in {SET_ASIDE}.")
                return True
        except PoaError as error:
            wrong = list(error.problems)
        for problem in wrong:
            self._screen.warning(f"{_capital(problem.what)}.")
            if problem.fix:
                self._screen.note(f"{problem.fix}.")
        return False

    def _follow(self, question: Question, reply: Answer) -> Ending | None:
        """What an answer sets off."""
        match question.place, reply:
            case "restriction.notice_text", str(text) if text:
                self._tell_reading()
            case place, "stop" if place in _GATES:
                return Ending.STOPPED
            case "admit", "dispute":
                route = next(q for q in self._session.questions() if q.place == "route")
                self._session.answer(route, "dispute")
            case "messages", str(name):
                named = self._session.known.messages
                self._audit(named if name == " ".join(named) else [name])
            case place, False if place.endswith(".text"):
                self._session.ask_again(place)
                self._session.ask_again(self._place_of_entry(place))
        return None

    def _leave_dispute(self) -> None:
        """One message that broke the rule: the route is to be chosen again."""
        self._screen.warning("Then a letter that says it did not happen would not be true.")
        route = next(each for each in self._session.questions() if each.place == "route")
        self._session.remove(route)

    @staticmethod
    def _place_of_entry(place: str) -> str:
        at = place.removesuffix(".text")
        return f"{at}.{'ground' if at.endswith('dispute') else 'pattern'}"

    def _tell_reading(self) -> None:
        reading = reading_of(self._session.facts)
        if reading is None:
            return
        self._screen.text("This is what the notice says:")
        for label, words in reading_rows(reading):
            for number, line in enumerate(words.splitlines()):
                self._screen.text(f"  {label + ': ' if label and not number else ''}{line}")

    def _audit(self, names: Sequence[str]) -> None:
        from poa.wizard.messages import audit_into

        try:
            lines = audit_into(self._session, [Path(name) for name in names])
        except PoaError as error:
            self._screen.warning(f"{error.message}.")
            for problem in error.problems:
                self._screen.text(f"- {problem}")
            self._session.ask_again("messages")
            return
        for line in lines:
            self._screen.text(line)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
