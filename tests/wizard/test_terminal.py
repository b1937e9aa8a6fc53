"""The full terminal: arrow keys, editing, pasting, and the keys that stop."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from poa.console.wizard import Screen
from poa.wizard.asker import Interrupted, Reply, Wish
from poa.wizard.known import Known
from poa.wizard.question import Answer, Choice, Kind, Question, Section
from poa.wizard.session import Session
from poa.wizard.terminal import TerminalAsker
from poa.wizard.walk import Ending, Walk
from tests.wizard.conftest import TODAY, MakeTypist
from tests.wizard.keys import CTRL_A, CTRL_C, CTRL_D, CTRL_K, DOWN, ENTER, ESCAPE, KeyTypist

PETS = (Choice("cat", "A cat"), Choice("dog", "A dog", "It barks."), Choice("[x]", "[important]"))


def asked(kind: Kind, offered: Answer | None = None, *, optional: bool = False) -> Question:
    choices = PETS if kind in (Kind.CHOICE, Kind.CHOICES) else ()
    return Question(
        "place", Section.NOTICE, "Which?", kind, "Because.", "x", choices, offered, optional
    )


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as source:
        yield source


@pytest.fixture
def asker(keys: PipeInput) -> TerminalAsker:
    return TerminalAsker(Screen(plain=False), TODAY, keys, DummyOutput())


@pytest.mark.parametrize(
    ("kind", "pressed", "reply"),
    [
        (Kind.LINE, f" Ana  Ruiz {ENTER}", "Ana Ruiz"),
        (Kind.LINE, f"[important] [/x]{ENTER}", "[important] [/x]"),
        (Kind.LINE, f"{ENTER}", Wish.LEAVE_OUT),
        (Kind.LINE, f"-{ENTER}", Wish.LATER),
        (Kind.LINE, f"<{ENTER}", Wish.BACK),
        (Kind.LINE, f"!{ENTER}", Wish.REMOVE),
        (Kind.LINE, f"?{ENTER}Ana{ENTER}", "Ana"),
        (Kind.LINE, f"\x1b[200~one\ntwo\x1b[201~{ENTER}", "one two"),
        (Kind.LINES, f"\x1b[200~one\ntwo\x1b[201~{ESCAPE}{ENTER}", "one\ntwo"),
        (Kind.LINES, f"one{ENTER}two{ESCAPE}{ENTER}", "one\ntwo"),
        (Kind.DATE, f"4 March 2026{ENTER}", "2026-03-04"),
        (Kind.DATE, f"soon{ENTER}{CTRL_A}{CTRL_K}2026-03-04{ENTER}", "2026-03-04"),
        (Kind.COUNT, f"4,120{ENTER}", 4120),
        (Kind.LIST, f"a, b{ENTER}", ["a", "b"]),
        (Kind.YES_NO, f"{ENTER}", True),
        (Kind.YES_NO, f"{DOWN}{ENTER}", False),
        (Kind.YES_NO, f"{DOWN}{DOWN}{ENTER}", Wish.LATER),
        (Kind.CHOICE, f"{DOWN}{ENTER}", "dog"),
        (Kind.CHOICE, f"{DOWN}{DOWN}{ENTER}", "[x]"),
        (Kind.CHOICE, f"{DOWN * 4}{ENTER}", Wish.BACK),
        (Kind.CHOICE, f"{DOWN * 5}{ENTER}{ENTER}", "cat"),
        (Kind.CHOICES, f" {DOWN}{DOWN} {ENTER}", ["cat", "[x]"]),
        (Kind.CHOICES, f"{DOWN * 3} {ENTER}", Wish.LATER),
    ],
)
def test_keys_give_a_reply(
    kind: Kind, pressed: str, reply: Reply, asker: TerminalAsker, keys: PipeInput
) -> None:
    keys.send_text(pressed)
    assert asker.ask(asked(kind), None) == reply


def test_what_is_offered_can_be_taken_with_enter(asker: TerminalAsker, keys: PipeInput) -> None:
    keys.send_text(ENTER * 3)
    assert asker.ask(asked(Kind.LINE, "Ana Ruiz"), None) == "Ana Ruiz"
    assert asker.ask(asked(Kind.CHOICE, "dog"), None) == "dog"
    assert asker.ask(asked(Kind.CHOICES, ["dog"]), None) == ["dog"]


@pytest.mark.parametrize(("sign", "wish"), [("<", Wish.BACK), ("-", Wish.LATER)])
def test_a_sign_behind_a_stored_answer_is_a_sign(
    sign: str, wish: Wish, asker: TerminalAsker, keys: PipeInput
) -> None:
    keys.send_text(f"{sign}{ENTER}")
    assert asker.ask(asked(Kind.DATE), "2026-03-04") is wish


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("kind", [Kind.LINE, Kind.LINES, Kind.CHOICE, Kind.CHOICES, Kind.YES_NO])
def test_a_stop_key_stops_everywhere(
    key: str, kind: Kind, asker: TerminalAsker, keys: PipeInput
) -> None:
    keys.send_text(key)
    with pytest.raises(Interrupted):
        asker.ask(asked(kind), None)


def test_what_was_typed_and_not_sent_comes_with_the_stop(
    asker: TerminalAsker, keys: PipeInput
) -> None:
    keys.send_text(f"half a sent{CTRL_C}")
    with pytest.raises(Interrupted) as stopped:
        asker.ask(asked(Kind.LINE), None)
    assert stopped.value.typed == "half a sent"


@pytest.mark.parametrize("sample", ["important-tag", "repeat-requests", "dispute", "inform"])
def test_keys_lead_to_the_same_case_as_lines(
    sample: str, make_typist: MakeTypist, keys: PipeInput, session: Session, tmp_path: Path
) -> None:
    typist = make_typist(sample)
    assert Walk(session, KeyTypist(typist, keys), Screen(plain=False)).run() is Ending.THROUGH
    by_lines = Session(tmp_path / "lines" / "case.json", Known(TODAY, tmp_path / "lines"))
    Walk(by_lines, typist, typist.screen).run()
    assert session.facts == by_lines.facts
