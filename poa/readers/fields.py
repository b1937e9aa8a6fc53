"""Cells and values in, one message out: what rows of every format have in common."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any
from zlib import crc32

from poa.errors import Problem
from poa.message import Message
from poa.readers.columns import meanings, plain_name
from poa.readers.dates import AmbiguousDate, Order, find_order, parse_day
from poa.readers.items import Incoming, Item, Note

# Excel turns a long number into this and throws digits away.
_EXPONENT = re.compile(r"\d(?:[.,]\d{1,15})?[eE]\+?\d{1,3}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DATE_FIELDS = ("sent_on", "delivered_on")
_Convert = Callable[[object], object]
_STATUSES = ("delivered", "blocked", "restricted", "opted_out")


class RowReader:
    """Turns the facts of one row after another into messages, and remembers what was odd."""

    def __init__(self, name: str, *, is_template: bool = False) -> None:
        self._name = name
        self._is_template = is_template
        self._orders: dict[str, Order] = {}
        self._odd: Counter[tuple[str, str]] = Counter()
        # Threads in which a buyer has written, by checksum: four bytes of each are enough.
        self._answered: set[int] = set()
        self._fields: tuple[str, ...] = ()
        self._converting: tuple[tuple[str, _Convert], ...] = ()
        self._converters: Mapping[str, _Convert] = {
            "id": self._identity,
            "language": _word,
            "order_id": self._identity,
            "sent_on": partial(self._date, "sent_on"),
            "delivered_on": partial(self._date, "delivered_on"),
            "days_since_delivery": _whole,
            "earlier_requests": _whole,
            "campaign": _word,
            "tool": _word,
            "contact_reason": _word,
            "attachments": _names,
            "buyer": _word,
            "status": _status,
        }

    def learn_dates(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Find out from the first rows which of the numbers in 03/04/2026 is the day."""
        sample = list(rows)
        for field in _DATE_FIELDS:
            self._orders[field] = find_order(
                value for row in sample if isinstance(value := row.get(field), str)
            )

    def read(self, facts: Mapping[str, object], place: str) -> Item | None:
        """The message that a row holds; nothing when the row is empty."""
        body, subject = _text(facts.get("body")), _text(facts.get("subject"))
        if body is None or subject is None:
            which = "text" if body is None else "subject"
            return Problem(place, f"the message's {which} is a list or an object, not words")
        if "direction" in facts and self._is_incoming(facts):
            return Incoming()
        if not body.strip() and not subject.strip():
            if not any(_word(value) for value in facts.values()):
                return None
            if not _word(facts.get("contact_reason")):
                return Problem(place, "the message has neither a subject nor a text")
        values: dict[str, Any] = {
            field: convert(facts[field]) for field, convert in self._known_of(tuple(facts))
        }
        values["is_template"] = self._is_template or facts.get("is_template") is True
        if "is_reply" in facts or "thread" in facts:
            values["is_reply"] = self._reply(facts)
        values["id"] = values.get("id") or place
        return Message(source=place, subject=subject, body=body, **values)

    def _known_of(self, fields: tuple[str, ...]) -> tuple[tuple[str, _Convert], ...]:
        """Those fields of a row that one cell decides, and how; the same for row after row."""
        if fields != self._fields:
            self._fields = fields
            self._converting = tuple(
                (field, self._converters[field]) for field in fields if field in self._converters
            )
        return self._converting

    def notes(self) -> Iterator[Note]:
        """What was odd about the rows, each kind once with its number."""
        for (kind, detail), count in sorted(self._odd.items()):
            rows = "one row" if count == 1 else f"{count:,} rows"
            match kind:
                case "date":
                    fix = "write dates as 2026-04-03"
                    text = f"{rows} with a date such as {detail} that could be two days; {fix}"
                case "number":
                    text = f"{rows} with an order number that Excel has shortened ({detail})"
                case _:
                    text = f"{rows} with a date that could not be read, such as {detail}"
            yield Note(text)

    def _is_incoming(self, facts: Mapping[str, object]) -> bool:
        if plain_name(_word(facts["direction"])) not in meanings("incoming"):
            return False
        if thread := _word(facts.get("thread")):
            self._answered.add(crc32(thread.encode(errors="replace")))
        return True

    def _reply(self, facts: Mapping[str, object]) -> bool | None:
        told = facts.get("is_reply")
        if isinstance(told, bool):
            return told
        word = plain_name(_word(told)) if told else ""
        if word in meanings("yes"):
            return True
        if word in meanings("no"):
            return False
        thread = _word(facts.get("thread"))
        if thread and crc32(thread.encode(errors="replace")) in self._answered:
            return True
        return None

    def _date(self, field: str, value: object) -> date | None:
        if not value:
            return None
        day = parse_day(value, self._orders.get(field, Order.UNKNOWN))
        if isinstance(day, AmbiguousDate):
            self._note("date", day.text)
            return None
        if day is None:
            self._note("day", _word(value)[:40])
        return day

    def _identity(self, value: object) -> str:
        """An order number or id as words; one that Excel has damaged is no number any more."""
        if isinstance(value, float) and value.is_integer():
            if value >= 1e15:  # what Excel cannot hold exactly
                self._note("number", f"{value:.5E}")
                return ""
            return str(int(value))
        word = _word(value)
        if ("e" in word or "E" in word) and _EXPONENT.fullmatch(word):
            self._note("number", word)
            return ""
        return word

    def _note(self, kind: str, detail: str) -> None:
        """Count an oddity under the first example of its kind."""
        for known, example in self._odd:
            if known == kind:
                self._odd[known, example] += 1
                return
        self._odd[kind, detail] += 1


def _text(value: object) -> str | None:
    """A text as it was given; half characters of broken JSON escapes become a mark."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    return None if isinstance(value, list | dict) else str(value)


def _word(value: object) -> str:
    if isinstance(value, str):
        return (value if value.isascii() else _SURROGATE.sub("\ufffd", value)).strip()
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_word(one) for one in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=True)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _whole(value: object) -> int | None:
    if isinstance(value, int | float):
        return int(value) if abs(value) < 1e9 else None
    word = _word(value)
    return int(word) if word.lstrip("-").isdecimal() and len(word) < 10 else None


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_word(name) for name in value if _word(name))
    word = _word(value)
    if not word or plain_name(word) in meanings("no"):
        return ()
    return tuple(name.strip() for name in re.split(r"[;,|\n]", word) if name.strip())


def _status(value: object) -> str:
    word = _word(value)
    plain = plain_name(word) if word else ""
    for status in _STATUSES:
        if plain in meanings(status):
            return status
    return word
