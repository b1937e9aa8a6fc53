"""The kinds of answers that a case holds: how each is cleaned, and how a wrong one is refused."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StrictInt
from pydantic_core import PydanticCustomError

from poa.marketplace import marketplace_key

# Control characters, direction overrides and halves of characters: nobody can read them, and a
# document or a terminal may obey them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# A full stop or a dash alone stands in a form for "nothing", and would leave a hole in a sentence.
_MARKS = " \t\n.,;:-–—\"“”„'"
_LENGTH = re.compile(r"(\d{1,5}) ?(hour|day|week|month)s?")
_LONGEST_FACT = 10_000
_MOST_ITEMS = 500
_TOO_LONG = "Shorten it; long lists belong in an exhibit"


def refusal(what: str, fix: str) -> PydanticCustomError:
    """A problem with one value: what is wrong, and how to mend it."""
    return PydanticCustomError("poa", "{what}", {"what": what, "fix": fix})


def _clean(value: object) -> object:
    if not isinstance(value, str):
        return value
    forbidden = _FORBIDDEN.search(value)
    if forbidden:
        code = f"U+{ord(forbidden[0]):04X}"
        raise refusal(
            f"character {forbidden.start() + 1} is invisible and cannot be printed ({code})",
            "Delete it; such characters come along when text is copied from another program",
        )
    for other in ("\r\n", "\r", "\u2028", "\u2029", "\x85"):
        value = value.replace(other, "\n")
    text = value.strip()
    if text and not text.strip(_MARKS):
        raise refusal("there is no word in it", "Write an answer, or leave it out")
    return text


def _clean_line(value: object) -> object:
    cleaned = _clean(value)
    return " ".join(cleaned.split()) if isinstance(cleaned, str) else cleaned


def _person(value: object) -> object:
    text = _clean_line(value)
    if isinstance(text, str) and text.startswith(","):
        raise refusal("there is no name before the comma", "Write it like: Ana Ruiz, owner")
    return text


def _clean_notice(value: object) -> object:
    # A pasted notice is read, never printed into a document: what is unreadable in it may go.
    return _clean(_FORBIDDEN.sub(" ", value)) if isinstance(value, str) else value


def iso_date(text: str) -> date | None:
    """The day, or ``None`` when the text is not written as year-month-day or there is no such day.

    Python's own reader also takes ``20260304`` and weeks.
    """
    try:
        return date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
    except ValueError:
        return None


def _day(value: object) -> object:
    if isinstance(value, date) or value is None:
        return value
    if not isinstance(value, str):
        raise refusal("this is not a date", 'Write it in quotes, for example "2026-03-04"')
    text = value.strip()
    if not _ISO_DATE.fullmatch(text):
        raise refusal(
            f'"{text[:40]}" is not written as year-month-day',
            "Write the 4th of March 2026 as 2026-03-04, so that nobody can misread it",
        )
    day = iso_date(text)
    if day is None:
        raise refusal(f"there is no day {text}", "Check the month and the day")
    return day


def _length(value: object) -> object:
    text = _clean_line(value)
    if not isinstance(text, str):
        return text
    known = text.lower()
    if known in ("indefinite", "unknown"):
        return known
    period = _LENGTH.fullmatch(known)
    if not period or int(period[1]) == 0:
        raise refusal(
            f'"{text[:40]}" is not a length',
            'Write "indefinite", "unknown", or a number with its unit, for example "30 days"',
        )
    number = int(period[1])
    return f"{number} {period[2]}{'' if number == 1 else 's'}"


def _marketplace(value: object) -> object:
    text = _clean_line(value)
    return marketplace_key(text) if isinstance(text, str) else text


def _label(value: object) -> object:
    text = _clean_line(value)
    return re.sub(r"^exhibit\s+", "", text, flags=re.IGNORECASE) if isinstance(text, str) else text


def _blank_is_unknown(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _fact(value: object) -> object:
    """A fact is a text, a whole number or a list of texts."""
    if isinstance(value, bool | float) or value is None or isinstance(value, dict):
        raise refusal("this is not an answer", "Write a text in quotes, a whole number, or a list")
    if isinstance(value, list | tuple):
        if not all(isinstance(item, str) for item in value):
            raise refusal("the list holds something other than texts", "Put each item in quotes")
        if len(value) > _MOST_ITEMS:
            raise refusal(f"the list is longer than {_MOST_ITEMS} items", _TOO_LONG)
        return tuple(_short(_clean_line(item)) for item in value)
    return _short(_clean_line(value))


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) > _LONGEST_FACT:
        raise refusal(f"this is longer than {_LONGEST_FACT:,} characters", _TOO_LONG)
    return value


_blank = BeforeValidator(_blank_is_unknown)

# One line, a name with a role after a comma, a phrase or sentence, several paragraphs;
# ``None`` is "not known yet".
Line = Annotated[str | None, Field(max_length=200), BeforeValidator(_clean_line), _blank]
Person = Annotated[str | None, Field(max_length=200), BeforeValidator(_person), _blank]
Phrase = Annotated[str | None, Field(max_length=1000), BeforeValidator(_clean_line), _blank]
Prose = Annotated[str | None, Field(max_length=10_000), BeforeValidator(_clean), _blank]
Notice = Annotated[str | None, Field(max_length=100_000), BeforeValidator(_clean_notice), _blank]
Day = Annotated[date | None, BeforeValidator(_day), _blank]
Length = Annotated[str | None, BeforeValidator(_length), _blank]
Store = Annotated[str | None, Field(max_length=40), BeforeValidator(_marketplace), _blank]
Label = Annotated[str | None, Field(max_length=20), BeforeValidator(_label), _blank]
Labels = tuple[Annotated[str, Field(max_length=20), BeforeValidator(_label)], ...]
Lines = tuple[Annotated[str, Field(max_length=200), BeforeValidator(_clean_line)], ...]
Count = Annotated[StrictInt | None, Field(ge=0, le=1_000_000_000), _blank]
Fact = Annotated[
    str | int | tuple[str, ...],
    Field(union_mode="left_to_right"),
    BeforeValidator(_fact),
]
Facts = dict[Annotated[str, Field(max_length=60), BeforeValidator(_clean_line)], Fact]
