"""What several messages break together: requests per order, messages per order and day, opt-outs.

An order is remembered by eight bytes, so that years of messages fit in memory.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b

from poa.audit.finding import Finding
from poa.audit.rule import rules_by_id
from poa.message import Message

_PER_ORDER = 2
_DAILY_BASE = 600
_DAILY_PER_ORDER = 5


class History:
    """What was sent so far, fed message by message in the order of sending.

    Args:
        average_daily_orders: For the daily ceiling; without it the orders per day that the
            messages themselves name are taken.
    """

    def __init__(self, average_daily_orders: float | None = None) -> None:
        self._average = average_daily_orders
        self._requests: dict[int, int] = {}
        self._sent: dict[int, int] = {}
        self._opted_out: set[int] = set()
        self._per_day: dict[date, int] = defaultdict(int)
        self._orders_per_day: dict[date, int] = defaultdict(int)

    def seen(self, message: Message, *, asks_for_review: bool) -> tuple[Finding, ...]:
        """Add a message and tell what it breaks because of those before it."""
        if message.is_reply is True or message.is_template:
            return ()
        return tuple(self._judge(message, asks_for_review=asks_for_review))

    def _judge(self, message: Message, *, asks_for_review: bool) -> Iterator[Finding]:
        order = _short(message.order_id)
        if order is not None:
            if order in self._opted_out:
                yield _of("after-opt-out", "order_id", message.order_id)
            if message.status == "opted_out":
                self._opted_out.add(order)
            sent = self._sent.get(order, 0) + 1
            self._sent[order] = sent
            if sent == 1 and message.sent_on is not None:
                self._orders_per_day[message.sent_on] += 1
            if sent > _PER_ORDER:
                yield _of("many-per-order", "order_id", message.order_id)
            if asks_for_review:
                requests = self._requests.get(order, 0) + 1
                self._requests[order] = requests
                if requests > 1 and not message.earlier_requests:
                    yield _of("repeat-request", "order_id", message.order_id)
        if message.sent_on is not None:
            self._per_day[message.sent_on] += 1

    def requested(self, order_id: str) -> None:
        """Add a request that is not among the messages, such as Amazon's Request a Review."""
        order = _short(order_id)
        if order is not None:
            self._requests[order] = self._requests.get(order, 0) + 1

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


def _short(order_id: str) -> int | None:
    """An order's number in eight bytes, or nothing where there is none."""
    known = order_id.replace("-", "")
    if not known.isalnum():
        known = "".join(filter(str.isalnum, known))
        if not known:
            return None
    digest = blake2b(known.upper().encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _of(rule: str, field: str, excerpt: str) -> Finding:
    known = rules_by_id()[rule]
    return Finding(rule, known.severity, known.causes, field, 0, 0, excerpt)
