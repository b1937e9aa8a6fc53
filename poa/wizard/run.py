"""The wizard from its first line to its last, whatever happens in between."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType

from poa.console.wizard import Screen
from poa.errors import ExitCode, PoaError, Problem
from poa.wizard.asker import KEYS, Asker, Interrupted
from poa.wizard.known import Known, reading_of
from poa.wizard.places import read_place
from poa.wizard.plain import PlainAsker
from poa.wizard.review import Review
from poa.wizard.session import Session, append_privately
from poa.wizard.walk import Ending, Walk

_UNSENT = "unsent.txt"


@dataclass(frozen=True, slots=True)
class Start:
    """How the wizard is started.

    Attributes:
        file: The case file.
        out: Where the client's folder is made.
        today: The day of the letter.
        notice: The text of the notice, if it was given in a file.
        messages: Files with messages or templates.
        profile: Answers to offer, by their places.
        plain: Plain numbered lines instead of a full terminal.
        dry_run: Write no documents.
    """

    file: Path
    out: Path
    today: date
    notice: str = ""
    messages: tuple[str, ...] = ()
    profile: Mapping[str, str] | None = None
    plain: bool = False
    dry_run: bool = False


def run_wizard(start: Start) -> ExitCode:
    """Lead through the case; every answer is on disk before the next question.

    Raises:
        PoaError: There is no terminal, or a file that was named cannot be read.
    """
    plain = start.plain or os.environ.get("TERM") == "dumb"
    if not plain and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise PoaError(
            "The wizard needs a terminal",
            [
                Problem(
                    "",
                    "questions cannot be asked here",
                    "Use --plain to answer through a pipe, or write the case as a file: "
                    "poa sample case FOLDER, then: poa render FOLDER/case.json",
                )
            ],
        )
    screen = Screen(plain=plain)
    known = Known(start.today, start.file.parent, start.profile or {}, start.messages)
    session = Session(start.file, known)
    _greet(session, screen)
    with _saved_on_signals():
        try:
            return _lead(session, _asker(screen, start), screen, start)
        except (Interrupted, KeyboardInterrupt, EOFError) as stopped:
            _keep_unsent(session, stopped, screen)
            _say_how_to_go_on(session, screen)
            return ExitCode.INTERRUPTED
        except BaseException:
            _say_how_to_go_on(session, screen)
            raise


def _asker(screen: Screen, start: Start) -> Asker:
    if screen.plain:
        return PlainAsker(screen, start.today)
    from poa.wizard.terminal import TerminalAsker

    return TerminalAsker(screen, start.today)


def _lead(session: Session, asker: Asker, screen: Screen, start: Start) -> ExitCode:
    walk = Walk(session, asker, screen)
    if start.notice:
        walk.take("restriction.notice_text", start.notice)
    if walk.run() is Ending.STOPPED:
        _part(session, screen)
        return ExitCode.DONE
    done = Review(session, asker, screen, start.out, dry_run=start.dry_run).run()
    if done is not ExitCode.DONE:
        _say_how_to_go_on(session, screen)
    return done


def _greet(session: Session, screen: Screen) -> None:
    if session.resumed:
        whose = read_place(session.facts, "seller.store_name") or session.facts.get("client")
        name = f" of {whose}" if whose else ""
        screen.text(f"Going on with the case{name} in {session.file}.")
    else:
        screen.text(
            "This leads you from Amazon's notice to a finished appeal. It takes about a quarter of "
            "an hour, and you can stop at any time. Nothing is sent anywhere; nothing is made up: "
            "the letter says only what you answer here."
        )
        screen.text(f"Your answers are kept in {session.file}.")
    screen.note(KEYS)


def _part(session: Session, screen: Screen) -> None:
    """The polite end where an appeal is not the next step, or not yet."""
    reading = reading_of(session.facts)
    if reading and reading.kind != "restricted":
        screen.text(reading.why)
    _say_how_to_go_on(session, screen)


def _say_how_to_go_on(session: Session, screen: Screen) -> None:
    if not session.file.exists():
        screen.text("No question was answered yet.")
        return
    name = str(session.file)
    shown = f'"{name}"' if " " in name else name
    screen.text("Everything you answered is saved. To go on:")
    screen.page(f"poa wizard --resume {shown}")


def _keep_unsent(session: Session, stopped: BaseException, screen: Screen) -> None:
    """What was typed and not sent is kept beside the case."""
    typed = getattr(stopped, "typed", "")
    if typed.strip():
        unsent = session.file.with_name(_UNSENT)
        append_privately(unsent, [typed])
        screen.text(f"What you were typing is kept in {unsent}.")


@contextmanager
def _saved_on_signals() -> Iterator[None]:
    """A closed window and a polite kill end the wizard as Ctrl-C does."""

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signal's signature
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
