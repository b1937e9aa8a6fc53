"""What several messages break together: requests per order, messages per order and day, opt-outs.

An order is remembered by thirteen bytes, so that years of messages fit in memory. Logs come in any
order, often the newest first; where there are dates, they say what came before what.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from poa.audit.finding import Finding
from poa.audit.rule import rules_by_id
from poa.message import Message

_PER_ORDER = 2
_DAILY_BASE = 600
_DAILY_PER_ORDER = 5
# What is noted of an order: two bits for its messages, two for its requests, one for an opt-out.
_SENT, _REQUEST, _OPTED_OUT = 1, 4, 16
_MOST = 3
_DAY_ZERO = date(1999, 12, 31).toordinal()


class History:
    """What was sent so far, fed message by message in the order of reading.

    Args:
        average_daily_orders: For the daily ceiling; without it the orders per day that the
            messages themselves name are taken.
    """

    def __init__(self, average_daily_orders: float | None = None) -> None:
        self._average = average_daily_orders
        self._orders = _Orders()
        self._per_day: dict[date, int] = defaultdict(int)
        self._orders_per_day: dict[date, int] = defaultdict(int)

    def seen(self, message: Message, *, asks_for_review: bool) -> tuple[Finding, ...]:
        """Add a message and tell what it breaks because of those before it."""
        if message.is_reply is True or message.is_template:
            return ()
        return tuple(self._judge(message, asks_for_review=asks_for_review))

    def _judge(self, message: Message, *, asks_for_review: bool) -> Iterator[Finding]:
        if message.order_id and (number := _short(message.order_id)):
            at = self._orders.place(number)
            noted = self._orders.notes[at]
            day = _day_number(message.sent_on)
            sent, requests = noted % _REQUEST, noted // _REQUEST % _REQUEST
            if noted & _OPTED_OUT and not 0 < day < self._orders.opted_out[at]:
                yield _of("after-opt-out", "order_id", message.order_id)
            if message.status == "opted_out":
                noted |= _OPTED_OUT
                self._orders.opted_out[at] = _earlier(self._orders.opted_out[at], day)
            if sent == 0 and message.sent_on is not None:
                self._orders_per_day[message.sent_on] += 1
            if sent >= _PER_ORDER:
                yield _of("many-per-order", "order_id", message.order_id)
            if sent < _MOST:
                noted += _SENT
            if asks_for_review:
                first = self._orders.requested[at]
                if requests and not message.earlier_requests:
                    repeated = _of("repeat-request", "order_id", message.order_id)
                    # The later of two requests is the one too many.
                    yield replace(repeated, on=_day(first) if 0 < day < first else None)
                self._orders.requested[at] = _earlier(first, day)
                if requests < _MOST:
                    noted += _REQUEST
            self._orders.notes[at] = noted
        if message.sent_on is not None:
            self._per_day[message.sent_on] += 1

    def requested(self, order_id: str) -> None:
        """Add a request that is not among the messages, such as Amazon's Request a Review."""
        if number := _short(order_id):
            self._orders.notes[self._orders.place(number)] += _REQUEST

    def days_over_ceiling(self) -> tuple[tuple[date, int, int], ...]:
        """Days with more messages than allowed: the day, the messages, the ceiling."""
        orders = self._average
        if orders is None:
            days = len(self._orders_per_day) or 1
            orders = sum(self._orders_per_day.values()) / days
        ceiling = int(_DAILY_PER_ORDER * orders + _DAILY_BASE)
        return tuple(
            (day, count, ceiling) for day, count in sorted(self._per_day.items()) if count > ceiling
        )


class _Orders:
    """A table of numbers with a byte of notes for each; a ``dict`` takes ten times as much.

    Attributes:
        notes: What is noted of each number, at its place.
        requested: The number of the day of the first request, or 0.
        opted_out: The number of the day on which the buyer opted out, or 0.
    """

    def __init__(self) -> None:
        self._numbers = array("Q", bytes(8 << 10))
        self._count = 0
        self.notes = bytearray(1 << 10)
        self.requested = array("H", bytes(2 << 10))
        self.opted_out = array("H", bytes(2 << 10))

    def place(self, number: int) -> int:
        """Where the notes of a number are; it is added when it is not known yet."""
        at = self._find(number)
        if self._numbers[at] == 0:
            self._numbers[at] = number
            self._count += 1
            if self._count * 3 > len(self.notes) * 2:
                self._grow()
                at = self._find(number)
        return at

    def _find(self, number: int) -> int:
        numbers = self._numbers
        last = len(numbers) - 1
        at = number & last
        while (there := numbers[at]) != number and there:
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        known = zip(self._numbers, self.notes, self.requested, self.opted_out, strict=True)
        self._numbers = array("Q", bytes(16 * len(self.notes)))
        notes = self.notes = bytearray(2 * len(self.notes))
        requested = self.requested = array("H", bytes(2 * len(notes)))
        opted_out = self.opted_out = array("H", bytes(2 * len(notes)))
        for number, noted, first, out in known:
            if number:
                at = self._find(number)
                self._numbers[at] = number
                notes[at], requested[at], opted_out[at] = noted, first, out


def _day_number(day: date | None) -> int:
    """A day in two bytes, or 0 where there is none or it is none of this trade."""
    return 0 if day is None else max(0, min(day.toordinal() - _DAY_ZERO, 0xFFFF))


def _day(number: int) -> date:
    return date.fromordinal(number + _DAY_ZERO)


def _earlier(noted: int, day: int) -> int:
    """The earlier of two days, either of which may be unknown."""
    return min(noted, day) if noted and day else noted or day


def _short(order_id: str) -> int:
    """An order's number in eight bytes, or nothing where there is none."""
    known = order_id.replace("-", "")
    if not known.isalnum():
        known = "".join(filter(str.isalnum, known))
        if not known:
            return 0
    digest = blake2b(known.upper().encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _of(rule: str, field: str, excerpt: str) -> Finding:
    known = rules_by_id()[rule]
    return Finding(rule, known.severity, known.causes, field, 0, 0, excerpt)
