"""A seller at the keyboard, who knows the answers of a case and types them."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from poa.console.wizard import Screen
from poa.resources import shipped
from poa.wizard.asker import Interrupted, Reply
from poa.wizard.known import Known
from poa.wizard.places import RawFacts
from poa.wizard.plain import PlainAsker
from poa.wizard.question import Choice, Kind, Question
from poa.wizard.session import Session

TODAY = date(2026, 6, 30)


class Typist(PlainAsker):
    """Types, through the real plain prompts, what a known case answers to each question."""

    def __init__(self, facts: RawFacts, folder: Path, menu: Iterator[str]) -> None:
        super().__init__(Screen(plain=True), TODAY, self._next)
        self.facts = facts
        self.folder = folder
        self.menu = menu
        self.asked: list[str] = []
        self.stop_at: int | None = None
        self.before_each: Callable[[], None] = lambda: None
        self.instead: dict[str, list[str]] = {}
        self._lines: list[str] = []

    def ask(self, question: Question, current: object) -> Reply:
        if self.stop_at is not None and len(self.asked) >= self.stop_at:
            raise Interrupted
        self.before_each()
        self.asked.append(question.place)
        planned = self.instead.get(question.place)
        typed = planned.pop(0) if planned else self.typed(question)
        self._lines = typed.split("\n")
        if question.kind is Kind.LINES and typed not in ("", "-", "<"):
            self._lines.append(".")
        reply = super().ask(question, current)
        assert not self._lines, f"{question.place}: {self._lines} was not read"
        return reply

    def choose(self, ask: str, choices: tuple[Choice, ...]) -> str:
        chosen = next(self.menu)
        keys = [choice.key for choice in choices]
        assert chosen in keys, (ask, chosen, keys)
        self._lines = [str(keys.index(chosen) + 1)]
        return super().choose(ask, choices)

    def typed(self, question: Question) -> str:
        """What the case answers, as one would type it."""
        if question.place.endswith(".text"):
            return "yes"
        if question.place in ("admit", "go-on"):
            return next(str(at) for at, each in enumerate(question.choices, 1) if each.key == "on")
        answer = question.keeps.read(self.facts)
        if question.place.endswith(".switched_off") and answer is None:
            return "no"
        if question.place.startswith("audit.violations."):
            return str(answer)
        if question.kind is Kind.FILE and answer:
            return str(self.folder / answer)
        if question.place == "earlier_appeals" and not answer:
            return "0"
        if answer is None or answer == "":
            return "-" if question.offered or not question.optional else ""
        return _as_typed(question, answer)

    def _next(self) -> str:
        return self._lines.pop(0)


def _as_typed(question: Question, answer: Any) -> str:  # noqa: ANN401 - an answer of any kind
    keys = [choice.key for choice in question.choices]
    if question.kind is Kind.CHOICE:
        return str(keys.index(answer) + 1)
    if question.kind is Kind.CHOICES:
        return ", ".join(str(keys.index(each) + 1) for each in answer)
    if question.kind is Kind.YES_NO:
        return "yes" if answer else "no"
    if isinstance(answer, list):
        return ", ".join(map(str, answer))
    return str(answer)


MakeTypist = Callable[..., Typist]


@pytest.fixture
def make_typist() -> MakeTypist:
    """A typist for a sample."""

    def make(sample: str, *menu: str) -> Typist:
        folder = shipped(f"samples/{sample}")
        facts = json.loads((folder / "case.json").read_text(encoding="utf-8"))
        return Typist(facts, Path(str(folder)), iter(menu or ("write",)))

    return make


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A new case in a folder of its own."""
    folder = tmp_path / "wizard"
    return Session(folder / "case.json", Known(TODAY, folder))
