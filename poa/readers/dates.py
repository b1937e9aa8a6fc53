"""Days as exports write them. What could be two days is no day, and that is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache

_YEAR_FIRST = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)")
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]{1,3}(?:de\s)?([^\W\d_]{3,10})\.?,?[\s-]{1,3}(?:de\s)?"
    r"(\d{4}|\d{2})(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,10})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?!\d)"
)
_WEEKDAY = re.compile(r"[^\W\d_]{2,10}\.?,\s{1,3}")
# How the months begin in the eight languages; the longest prefix that fits is taken.
_MONTHS = (
    "jan gen ene", "feb fév fev", "mar mär mrz", "apr avr abr", "may mai mag", "jun juin giu",
    "jul juil lug", "aug aoû aou ago", "sep set", "oct okt ott out", "nov", "dec dez déc dic",
)  # fmt: skip
_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(30_000, 60_000)  # 1982 to 2064
_EPOCHS = range(946_684_800, 4_102_444_800)  # 2000 to 2100, in seconds


class Order(Enum):
    """Which of the two small numbers in 03/04/2026 is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AmbiguousDate:
    """A text that could be two days."""

    text: str


def find_order(values: Iterable[str]) -> Order:
    """How a column writes its days, by a number over twelve in it; unknown when it contradicts."""
    seen = set()
    for value in values:
        if parts := _SLASHES.match(value.strip()):
            first, second = int(parts[1]), int(parts[2])
            if first > 12 >= second:
                seen.add(Order.DAY_FIRST)
            elif second > 12 >= first:
                seen.add(Order.MONTH_FIRST)
    return seen.pop() if len(seen) == 1 else Order.UNKNOWN


def parse_day(value: object, order: Order = Order.UNKNOWN) -> date | AmbiguousDate | None:
    """The day that a cell names; ``None`` when it is empty or names none.

    Times are cut off, time zones with them: a day more or less changes no finding. Numbers are
    Excel's days since 1900, or seconds or milliseconds since 1970.
    """
    if isinstance(value, str):
        return _parse_text(value.strip()[:40], order)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _from_number(value)


@lru_cache(maxsize=4096)
def _parse_text(text: str, order: Order) -> date | AmbiguousDate | None:
    text = _WEEKDAY.sub("", text, count=1) if text[:1].isalpha() else text
    day: date | AmbiguousDate | None = None
    if (parts := _YEAR_FIRST.match(text)) or (parts := _COMPACT.match(text)):
        day = _day(int(parts[1]), int(parts[2]), int(parts[3]))
    elif parts := _DOTS.match(text):
        day = _day(_year(parts[3]), int(parts[2]), int(parts[1]))
    elif parts := _SLASHES.match(text):
        day = _slashed(int(parts[1]), int(parts[2]), _year(parts[3]), text, order)
    elif parts := _DAY_FIRST.match(text):
        day = _day(_year(parts[3]), _month(parts[2]), int(parts[1]))
    elif parts := _MONTH_FIRST.match(text):
        day = _day(int(parts[3]), _month(parts[1]), int(parts[2]))
    elif text.replace(".", "", 1).isdecimal():
        day = _from_number(float(text))
    return day


def _slashed(
    first: int, second: int, year: int, text: str, order: Order
) -> date | AmbiguousDate | None:
    if first == second or second > 12:
        return _day(year, first, second)
    if first > 12 or order is Order.DAY_FIRST:
        return _day(year, second, first)
    if order is Order.MONTH_FIRST:
        return _day(year, first, second)
    return AmbiguousDate(text)


def _from_number(number: float) -> date | None:
    if int(number) in _EXCEL_DAYS:
        return _EXCEL_ZERO + timedelta(days=int(number))
    seconds = number / 1000 if number > _EPOCHS.stop else number
    if int(seconds) in _EPOCHS:
        return datetime.fromtimestamp(seconds, UTC).date()
    return None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(name: str) -> int:
    begin = name.casefold()
    fitting = [
        (len(prefix), number)
        for number, prefixes in enumerate(_MONTHS, start=1)
        for prefix in prefixes.split()
        if begin.startswith(prefix)
    ]
    return max(fitting)[1] if fitting else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
