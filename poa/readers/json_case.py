"""JSON in, plain values out, without the traps of JSON."""

import json
from typing import Any

from poa.errors import Problem, UnreadableError
from poa.readers.encoding import decode


def read_json(data: bytes, where: str) -> Any:  # noqa: ANN401 - JSON
    """Parse one JSON document of a case.

    Raises:
        UnreadableError: It is no JSON, has a key twice, holds NaN, or is nested too deeply; the
            place is named as line and column where there is one.
    """
    decoded = decode(data, where)
    if not decoded.encoding.startswith("utf"):
        # JSON is Unicode; guessing another encoding would misspell names without a word.
        what, fix = "the file is not saved as UTF-8", "Save it again with the encoding UTF-8"
        raise _refusal(where, what, fix)
    text = decoded.text
    if not text.strip():
        raise _refusal(where, "the file is empty", "Start with: poa sample case FOLDER")
    doubles: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = dict(items)
        if len(seen) < len(items):
            names = [name for name, _ in items]
            doubles.extend(name for name in seen if names.count(name) > 1)
        return seen

    def constant(name: str) -> float:
        raise _refusal(
            where, f"{name} is not a value that a case can hold", "Write a number or null"
        )

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except json.JSONDecodeError as error:
        place = f"{where}:{error.lineno}:{error.colno}" if where else f"line {error.lineno}"
        what = f"this is not JSON ({error.msg.lower()})"
        fix = "Look at this place and just before it: a comma, a quotation mark or a bracket"
        raise _refusal(place, what, fix) from error
    except RecursionError as error:
        raise _refusal(
            where, "the brackets are nested too deeply", "Compare it with a sample"
        ) from error
    except ValueError as error:
        raise _refusal(where, "a number in it is too long", "Put long numbers in quotes") from error
    if doubles:
        what = f'the key "{doubles[0]}" stands twice in one object'
        raise _refusal(where, what, "Keep one of the two")
    return value


def _refusal(where: str, what: str, fix: str) -> UnreadableError:
    return UnreadableError("The case cannot be read", [Problem(where, what, fix)])
