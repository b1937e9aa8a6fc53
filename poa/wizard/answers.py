"""What was typed, as an answer of the question's kind; the case's own rules come after that."""

import re
from datetime import date, timedelta
from pathlib import Path

from poa.case.checks import split_list
from poa.readers.dates import AmbiguousDate, parse_day
from poa.wizard.question import Answer, Kind, Question

_DOUBT = re.compile(r"[^\w\s.,/'-]")
_YES = frozenset(("y", "yes", "ja", "oui", "si", "sí", "sim"))
_NO = frozenset(("n", "no", "nein", "non", "nao", "não"))


class AnswerError(ValueError):
    """What was typed is no answer to this question; the text says what would be."""


def read_answer(question: Question, typed: str, *, today: date) -> Answer:
    """The answer that was typed.

    Raises:
        AnswerError: It cannot be read as an answer of this kind.
    """
    text = typed.strip()
    match question.kind:
        case Kind.LINES:
            return text
        case Kind.LINE:
            return " ".join(text.split())
        case Kind.DATE:
            return _day(text, today)
        case Kind.COUNT:
            return _count(text, question.most)
        case Kind.LIST:
            return split_list(text)
        case Kind.YES_NO:
            return _yes_or_no(text)
        case Kind.CHOICE:
            return _chosen(question, text)
        case Kind.CHOICES:
            return list(dict.fromkeys(_chosen(question, each) for each in split_list(text)))
        case Kind.FILE:
            return _path(text)


def show_answer(question: Question, answer: object) -> str:
    """An answer as a person reads it."""
    titles = {choice.key: choice.title for choice in question.choices}
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, list):
        between = "; " if titles else ", "
        return between.join(titles.get(str(each), str(each)) for each in answer) or "none"
    return titles.get(str(answer), str(answer))


def _day(text: str, today: date) -> str:
    near = {"today": today, "yesterday": today - timedelta(days=1)}.get(text.lower())
    if near:
        return near.isoformat()
    # A doubt such as "2026-03-04?" is not an answer.
    day = None if _DOUBT.search(text) else parse_day(text)
    if isinstance(day, AmbiguousDate):
        raise AnswerError(
            f'"{text}" could be two days. Write the 4th of March 2026 as 2026-03-04 or 4 March 2026'
        )
    if day is None:
        raise AnswerError(f'"{text}" is not a day. Write it like 2026-03-04 or 4 March 2026')
    return day.isoformat()


def _count(text: str, most: int) -> int:
    plain = re.sub(r"(?<=\d)[ ,.'](?=\d{3}\b)", "", text)
    if not plain.isdecimal():
        raise AnswerError(f'"{text}" is not a whole number. Type digits only, for example 312')
    if len(plain) > len(str(most)) or int(plain) > most:
        raise AnswerError(f"That number is far too large: at most {most:,}. Check the digits")
    return int(plain)


def _yes_or_no(text: str) -> bool:
    word = text.lower().rstrip(".!")
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise AnswerError("Type yes or no")


def _chosen(question: Question, text: str) -> str:
    keys = [choice.key for choice in question.choices]
    if text.isdecimal() and 1 <= int(text) <= len(keys):
        return keys[int(text) - 1]
    if text in keys:
        return text
    raise AnswerError(f'"{text}" is not in the list. Type a number from 1 to {len(keys)}')


def _path(text: str) -> str:
    # A file dragged into a terminal comes in quotes, or with its spaces escaped.
    bare = text.strip("'\"")
    if not Path(bare).expanduser().exists() and "\\ " in bare:
        bare = bare.replace("\\ ", " ")
    path = Path(bare).expanduser()
    if not path.exists():
        raise AnswerError(f'There is no file "{bare}". Check the name, or drag it into this window')
    return str(path)
