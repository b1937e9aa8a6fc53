"""Dates in a letter, in the ways sellers write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NUMBERS = {
    name: at
    for at, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_DATE = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?P<iso>(?:19|20)\d\d[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2}))"
    r"|(?P<num>(?P<n1>\d{1,2})[./-](?P<n2>\d{1,2})[./-](?:19|20)?\d\d)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of)?[ -](?P<m1>{_MONTHS})\b\.?(?:,?[ -](?P<y1>(?:"
    rf"19|20)\d\d))?"
    rf"|(?P<m2>{_MONTHS})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<y2>(?:19|20)\d\d))?"
    rf"|(?P<m3>{_MONTHS}),? (?P<y3>(?:19|20)\d\d)"
    r"|(?P<short>\d{1,2}\.\d{1,2}\.)(?=\s|,|$)"
    r"|(?P<slash>\d{1,2}/\d{1,2})(?![\d/%]| (?:stars?|of|buyers|orders|customers))"
    r")(?![\w-])"
)
_HINT = re.compile(rf"\d[./-]\d|\b(?:{_MONTHS})\b")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a letter.

    Attributes:
        sentence: The number of its sentence.
        start: Offset in the sentence's plain text.
        end: Offset behind it.
        day: Day of the month, or 0.
        month: Month, or 0 where the way of writing leaves it open (03/04/2026).
        words: The date as it stands.
    """

    sentence: int
    start: int
    end: int
    day: int
    month: int
    words: str


def find_dates(sentences: Iterable[str]) -> tuple[FoundDate, ...]:
    """All dates in lower-case sentences; a day and month, or a month and year, at least."""
    found = []
    for number, low in enumerate(sentences):
        if _HINT.search(low):
            for match in _DATE.finditer(low):
                day, month = _read(match)
                if month <= 12 and day <= 31:
                    found.append(FoundDate(number, *match.span(), day, month, match[0]))
    return tuple(found)


def _read(match: re.Match[str]) -> tuple[int, int]:
    if match["iso"]:
        return int(match["id"]), int(match["im"])
    if match["num"]:
        first, second = int(match["n1"]), int(match["n2"])
        if "." in match["num"]:
            return first, second
        return (first, second) if first > 12 else (second, first) if second > 12 else (0, 0)
    for month, day in (("m1", "d1"), ("m2", "d2")):
        if match[month]:
            return int(match[day]), _NUMBERS[match[month][:3]]
    if match["m3"]:
        return 0, _NUMBERS[match["m3"][:3]]
    if match["short"]:
        day_month = match["short"].split(".")
        return int(day_month[0]), int(day_month[1])
    return 0, 0
