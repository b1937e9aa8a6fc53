"""What stands below a heading of the intake sheet."""

from poa.readers.intake_form import EXPLAINED, Column, Table

_MOST_CHOICES = 8


def explanation(table: Table, column: Column, *, in_csv: bool = False) -> str:
    """The question in a sentence, and how the answer is written; the first says what a row is."""
    match column.kind:
        case "day":
            hint = "Write it like 2026-03-04."
        case "count":
            hint = "Digits only."
        case "yes-no":
            hint = "Write yes or no."
        case "list":
            hint = "Several? Put a semicolon between them."
        case "choice" if len(column.choices) <= _MOST_CHOICES:
            hint = f"One of: {', '.join(each.replace('_', ' ') for each in column.choices)}."
        case "cause" if in_csv:
            hint = f"One of: {', '.join(column.choices)}."
        case "entry" if in_csv:
            hint = "poa explain CAUSE shows what there is."
        case _:
            hint = ""
    said = f"{column.says} {hint}".strip()
    return f"{EXPLAINED} {table.about} {said}" if column == table.columns[0] else said
