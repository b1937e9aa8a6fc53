"""The small file that sets findings aside, each with its reason."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from poa.check.expected import Suppression
from poa.check.rules import load_rules
from poa.errors import PoaError, Problem
from poa.readers.encoding import read_text

_KEYS = frozenset(("rule", "reason", "excerpt", "where"))
_EXAMPLE = 'Write: [[suppress]] rule = "too-long" reason = "three stores in one letter"'


def load_suppressions(path: Path) -> tuple[Suppression, ...]:
    """Read a TOML file of ``[[suppress]]`` entries with ``rule``, ``reason`` and ``excerpt``.

    Raises:
        UnreadableError: The file cannot be read.
        PoaError: It is not such a file; every wrong entry is named.
    """
    try:
        content = tomllib.loads(read_text(path).text)
    except tomllib.TOMLDecodeError as error:
        raise PoaError(
            "The suppressions could not be read", [Problem(str(path), str(error), _EXAMPLE)]
        ) from error
    entries = content.get("suppress", [])
    if not isinstance(entries, list) or set(content) - {"suppress"}:
        raise PoaError(
            "The suppressions could not be read",
            [Problem(str(path), "it may hold [[suppress]] entries only", _EXAMPLE)],
        )
    problems = [
        Problem(f"{path}, entry {at}", problem)
        for at, entry in enumerate(entries, 1)
        if (problem := _wrong(entry))
    ]
    if problems:
        raise PoaError("The suppressions could not be read", problems)
    return tuple(Suppression(**({"reason": ""} | entry)) for entry in entries)


def _wrong(entry: object) -> str:
    if not isinstance(entry, Mapping):
        return "it is no table"
    if unknown := sorted(set(entry) - _KEYS):
        return f'it knows rule, reason, excerpt and where, not "{unknown[0]}"'
    if not all(isinstance(value, str) for value in entry.values()):
        return "all values are texts in quotation marks"
    if entry.get("rule") not in load_rules():
        return f'there is no rule "{entry.get("rule", "")}"; see the findings for the names'
    return ""
