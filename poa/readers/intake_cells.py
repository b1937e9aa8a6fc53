"""One cell of a client sheet in, the raw value for a case out, or why there is none.

What is only doubtful here is left to the case's own checks, which word it in the same way for every
source; refused is what those can no longer see: digits that Excel threw away, a date that could be
two days.
"""

import re
from datetime import date, datetime

from poa.case.checks import split_list
from poa.case.values import iso_date
from poa.causes import Cause
from poa.playbook import Entry, FactKind, FactNeed, Playbook, load_playbook
from poa.readers.columns import meanings, plain_name
from poa.readers.dates import AmbiguousDate, Order, parse_day
from poa.readers.intake_form import Column, ColumnKind
from poa.readers.intake_tables import Broken

Value = str | int | bool | list[str]

# What Excel makes of a long number: its last digits are lost.
_SHORTENED = re.compile(r"\d(?:[.,]\d{1,14})?E\+\d{2,3}")
_EXACT = 10**15
_FIX_SHORTENED = "Format the column as text, and type or paste the number again"
_THOUSANDS = re.compile(r"\d{1,3}(?:[., '\u00a0\u202f\u2019]\d{3}){1,3}")
# A date and nothing else; only what is left after it may be a time.
_DAY_ALONE = re.compile(
    r"\w{1,10}(?:\. ?|[-/]|,? )\w{1,10}(?:\.? |[-/.]|, ?)\w{1,4}"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm]|Z)?)?"
)
_YEAR = re.compile(r"\b\d{4}")
_KINDS: dict[FactKind, ColumnKind] = {
    "count": "count",
    "date": "day",
    "list": "list",
    "order_ids": "list",
}


def read_cell(column: Column, cell: object) -> Value | Broken:
    """The raw answer to a column's question."""
    if isinstance(cell, Broken):
        return cell
    match column.kind:
        case "choice":
            return _choice(column.choices, cell)
        case "cause":
            return find_cause(cell)
        case kind:
            return _read(kind, cell)


def read_answer(need: FactNeed, cell: object) -> Value | Broken:
    """The raw answer to a question of a playbook."""
    return cell if isinstance(cell, Broken) else _read(_KINDS.get(need.kind, "text"), cell)


def find_cause(cell: object) -> str:
    """The key of the cause that is named by its key or by its title; other text as it is."""
    plain = plain_name(str(cell))
    for cause in Cause:
        playbook = load_playbook(cause)
        if plain in map(plain_name, (cause, playbook.title, playbook.heading)):
            return cause.value
    return str(cell).strip()


def find_entry(playbook: Playbook, text: str) -> Entry | None:
    """The entry of a playbook that is named by its key or by its title."""
    plain = plain_name(text)
    for kind in ("pattern", "action", "measure", "dispute"):
        for entry in playbook.entries(kind):
            if plain in (plain_name(entry.id), plain_name(entry.title)):
                return entry
    return None


def find_question(entry: Entry, text: str) -> FactNeed | None:
    """The fact that an entry asks for, named by its key or by its question."""
    plain = plain_name(text)
    return next(
        (need for need in entry.facts if plain in (plain_name(need.id), plain_name(need.ask))), None
    )


def read_text(cell: object) -> str | Broken:
    """A cell as text; a number without the point that spreadsheets give it."""
    if isinstance(cell, Broken):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        if abs(cell) >= _EXACT:
            return Broken(f"Excel has shortened this number to {cell:.3G}", _FIX_SHORTENED)
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell)
    if _SHORTENED.fullmatch(text.strip()):
        return Broken(f"Excel has shortened this number to {text.strip()}", _FIX_SHORTENED)
    return text


def _read(kind: ColumnKind, cell: object) -> Value | Broken:
    match kind:
        case "day":
            return _day(cell)
        case "count":
            return read_count(cell)
        case "yes-no":
            return _yes_no(cell)
        case "list":
            text = read_text(cell)
            return text if isinstance(text, Broken) else read_list(text)
        case _:
            return read_text(cell)


def read_list(text: str) -> list[str]:
    """The items of a cell: one a line, or between semicolons, or else between commas."""
    for mark in ("\n", ";"):
        if mark in text:
            return [item.strip() for item in text.split(mark) if item.strip()]
    return split_list(text)


def write_list(items: tuple[str, ...] | list[str]) -> str:
    """The cell from which ``read_list`` reads these items."""
    if any(";" in item for item in items):
        return "\n".join(items) + ("\n" if len(items) == 1 else "")
    return "; ".join(items) + (";" if len(items) == 1 and "," in items[0] else "")


def _choice(choices: tuple[str, ...], cell: object) -> str | Broken:
    text = read_text(cell)
    if isinstance(text, Broken):
        return text
    plain = plain_name(text)
    return next((choice for choice in choices if plain_name(choice) == plain), text.strip())


def _day(cell: object) -> str | Broken:
    if isinstance(cell, str):
        text = " ".join(cell.split())
        if iso_date(text):
            return text
        if not (_DAY_ALONE.fullmatch(text) and _YEAR.search(text)):
            number = text if text.isdecimal() else ""
            return _from_number(float(number)) if number and len(number) < 10 else text
        day = parse_day(text, Order.UNKNOWN)
        if isinstance(day, AmbiguousDate):
            return _two_days(day.text)
        return day.isoformat() if day else text
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell)
    return read_text(cell)


def _from_number(number: float) -> str:
    """A date that has lost its format: Excel counts days since 1900."""
    day = parse_day(number) if number < 100_000 else None
    return day.isoformat() if isinstance(day, date) else f"{number:.15g}"


def _two_days(text: str) -> Broken:
    first = parse_day(text, Order.DAY_FIRST)
    second = parse_day(text, Order.MONTH_FIRST)
    what = f'"{text}" could be two days'
    if not (isinstance(first, date) and isinstance(second, date)):
        return Broken(what, "Write it as year-month-day")
    days = [f"{day.isoformat()} for {day.day} {day:%B}" for day in (first, second)]
    return Broken(what, f"Write {days[0]}, or {days[1]}")


def read_count(cell: object) -> Value | Broken:
    """A whole number, with or without marks between its thousands; other text as it is."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return int(cell)
    text = read_text(cell)
    if isinstance(text, Broken):
        return text
    text = text.strip()
    digits = re.sub(r"\D", "", text) if _THOUSANDS.fullmatch(text) else text
    return int(digits) if digits.isdecimal() and digits.isascii() and len(digits) < 16 else text


def _yes_no(cell: object) -> Value | Broken:
    text = read_text(cell)
    if isinstance(text, Broken):
        return text
    plain = plain_name(text)
    if plain in meanings("yes"):
        return True
    if plain in meanings("no"):
        return False
    return Broken(f'"{text.strip()[:40]}" is neither yes nor no', "Write yes or no")
