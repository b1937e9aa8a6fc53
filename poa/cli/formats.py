"""The output formats that commands share."""

from enum import StrEnum


class Format(StrEnum):
    """How a command answers: words for a person, or one JSON object for a program."""

    TEXT = "text"
    JSON = "json"


def wants_json(arguments: list[str]) -> bool:
    """Whether the command line asks for machine output, even if it is wrong otherwise."""
    pairs = zip(arguments, [*arguments, ""][1:], strict=True)
    return any(
        word in ("--format=json", "-fjson") or (word in ("--format", "-f") and value == "json")
        for word, value in pairs
    )
