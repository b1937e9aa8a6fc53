"""A thousand ordinary messages that a seller may send, and how many of them raise an alarm."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from poa.audit.judge import judge_message, verdict_of
from poa.message import Message

_NUMBER = 1_000
_ALARMS = 0.01
_LOOKS = 0.05
_NAMES = ("Anna", "Mr Weber", "Chloé", "J. Ortega", "Yuki", "Ms O'Neill", "Li Wei")
_SHOPS = ("Harbour & Pine", "Lumera", "Casa Brava", "Nordlicht", "Blue Kettle")
_SUBJECTS = ("", "Order {order}", "Your order", "Amazon {order}")


@cache
def _languages() -> dict[str, dict[str, list[str]]]:
    path = Path(__file__).parent / "compliant.toml"
    languages: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return languages


def _round(number: int) -> Iterator[Message]:
    """Every body once, in another dress each round."""
    for language, known in _languages().items():
        for place, (kind, body) in enumerate(
            (asked, text) for asked in ("bodies", "answers") for text in known[asked]
        ):
            turn = number * 7 + place

            def chosen(values: tuple[str, ...] | list[str], turn: int = turn, step: int = 1) -> str:
                return values[turn // step % len(values)]

            order = f"{300 + turn % 100}-{1_000_000 + 7_919 * turn:07d}-{9_000_000 - 31 * turn:07d}"
            fillings = {
                "name": chosen(_NAMES),
                "shop": chosen(_SHOPS, step=2),
                "item": chosen(known["items"]),
                "day": chosen(known["days"], step=2),
                "order": order,
            }
            parts = (chosen(known["greetings"], step=3), body, chosen(known["closings"], step=2))
            yield Message(
                id=f"{language}-{kind}-{place}-{number}",
                source="test",
                subject=chosen(_SUBJECTS).format(**fillings),
                body="\n\n".join(parts).format(**fillings),
                language=language if number % 2 else "",
                order_id=order,
                is_reply=kind == "answers",
                days_since_delivery=None if number % 3 else 9,
            )


@cache
def _thousand() -> tuple[Message, ...]:
    made: dict[tuple[str, str], Message] = {}
    for number in count():
        for message in _round(number):
            made.setdefault((message.subject, message.body), message)
            if len(made) == _NUMBER:
                return tuple(made.values())
    raise AssertionError


def _share(verdict: str) -> tuple[float, Counter[str]]:
    found: Counter[str] = Counter()
    hit = 0
    for message in _thousand():
        findings = judge_message(message)
        if verdict_of(findings) == verdict:
            hit += 1
            found.update(f"{message.id.rsplit('-', 1)[0]} {one.rule}" for one in findings)
    return hit / _NUMBER, found


def test_an_ordinary_message_is_called_a_violation_less_than_once_in_a_hundred() -> None:
    share, found = _share("violation")
    assert share < _ALARMS, found.most_common(20)


def test_few_ordinary_messages_are_left_for_the_seller_to_judge() -> None:
    share, found = _share("check")
    assert share < _LOOKS, found.most_common(20)


def test_the_thousand_messages_are_of_many_makes_and_eight_languages() -> None:
    bodies = sum(len(known["bodies"] + known["answers"]) for known in _languages().values())
    assert len(_languages()) == 8
    assert bodies >= 100
