"""What the drop-downs of the workbook offer: a sheet with one list in each column.

A list that depends on another answer is found by its heading: the cause's actions stand below
``action|`` and the cause, the questions of an action below the cause, a bar and the action.
"""

from collections.abc import Iterator

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from poa.causes import Cause
from poa.playbook import EntryKind, load_playbook
from poa.readers.intake_form import ENTRY_KINDS, LISTS, Column, Table, intake_tables

_LONGEST = 200
_KINDS: tuple[EntryKind, ...] = ("pattern", "dispute", "action", "measure")
_ANY = "any"


class Lists:
    """All lists, and the formula by which a drop-down finds its own."""

    def __init__(self) -> None:
        self._lists = dict(_all_lists())
        self._columns = {name: number for number, name in enumerate(self._lists, start=1)}

    def write(self, sheet: Worksheet) -> None:
        """Fill the sheet of lists, and hide it."""
        for name, items in self._lists.items():
            for row, text in enumerate((name, *items), start=1):
                cell = sheet.cell(row, self._columns[name])
                cell.value = text
                cell.data_type = "s"
        sheet.sheet_state = "hidden"

    def formula(self, table: Table, column: Column, row: int) -> str | None:
        """What a drop-down in that column, beginning at that row, chooses from."""
        cause = _reference(table, "cause", row)
        match column.kind:
            case "yes-no":
                return '"yes,no"'
            case "choice" | "cause":
                name = _list_name(column)
                letter = get_column_letter(self._columns[name])
                return f"{LISTS}!${letter}$2:${letter}${len(self._lists[name]) + 1}"
            case "entry":
                return _found(f'"{ENTRY_KINDS.get(column.key, _ANY)}|"&{cause}')
            case "question":
                return _found(f'{cause}&"|"&{_reference(table, "entry", row)}')
            case _:
                return None


def _list_name(column: Column) -> str:
    return "cause" if column.kind == "cause" else ", ".join(column.choices)


def _all_lists() -> Iterator[tuple[str, list[str]]]:
    for table in intake_tables():
        for column in table.columns:
            if column.kind == "choice":
                yield _list_name(column), [each.replace("_", " ") for each in column.choices]
    playbooks = [load_playbook(cause) for cause in Cause]
    yield "cause", [playbook.heading for playbook in playbooks]
    for playbook in playbooks:
        for kind in _KINDS:
            titles = [entry.title for entry in playbook.entries(kind)]
            yield f"{kind}|{playbook.heading}", titles
        entries = [entry for kind in _KINDS for entry in playbook.entries(kind)]
        yield f"{_ANY}|{playbook.heading}", [entry.title for entry in entries]
        for entry in entries:
            yield f"{playbook.heading}|{entry.title}", [need.ask for need in entry.facts]


def _reference(table: Table, key: str, row: int) -> str:
    keys = [column.key for column in table.columns]
    return f"${get_column_letter(keys.index(key) + 1)}{row}" if key in keys else ""


def _found(heading: str) -> str:
    begin = f"OFFSET({LISTS}!$A$2,0,MATCH({heading},{LISTS}!$1:$1,0)-1"
    return f"{begin},COUNTA({begin},{_LONGEST},1)),1)"
