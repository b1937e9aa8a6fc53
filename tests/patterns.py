"""Every regular expression that reads a letter or a notice, and the worst text for it."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import poa.check
import poa.triage
from poa.check.phrases import expand
from poa.check.rules import load_rules
from poa.triage.concepts import LANGUAGES, as_regex, load_concepts

# It reads the phrases of the rule files, never a letter.
_NOT_FOR_LETTERS = {"poa.check.needs"}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_AROUND = (codes.ASSERT, codes.ASSERT_NOT)
_MANY = 4


def all_patterns() -> dict[str, re.Pattern[str]]:
    """Those of the modules, of the rules and of the ideas, by where they stand."""
    found: dict[str, re.Pattern[str]] = {}
    for package in (poa.check, poa.triage):
        for module in _modules(package):
            for name, value in vars(module).items():
                for number, pattern in enumerate(_held(value)):
                    found.setdefault(f"{module.__name__}.{name}.{number}", pattern)
    for rule in load_rules().values():
        for number, phrase in enumerate((*rule.phrases, *rule.unless, *rule.excused)):
            found[f"{rule.id}.{number}"] = re.compile(expand(phrase))
    for key, idea in load_concepts().items():
        for language in LANGUAGES:
            for number, phrase in enumerate(getattr(idea, language)):
                found[f"{key}.{language}.{number}"] = re.compile(as_regex(phrase))
    return found


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if info.name not in _NOT_FOR_LETTERS:
            yield importlib.import_module(info.name)


def _held(value: Any) -> Iterator[re.Pattern[str]]:  # noqa: ANN401 - whatever a module holds
    """The patterns in a module's name: itself, or those of a table or a tuple of topics."""
    values = value.values() if isinstance(value, dict) else value
    for one in values if isinstance(values, tuple | type({}.values())) else (values,):
        pattern = getattr(one, "words", one)
        if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
            yield pattern


def endless_repeats(pattern: re.Pattern[str]) -> int:
    """How many repeats without a bound have something behind them that can fail."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    return sum(not last for last in _endless(tree, is_last=True))


def _endless(tree: Any, *, is_last: bool) -> Iterator[bool]:  # noqa: ANN401 - untyped in re
    """For each repeat without a bound, whether it is the last thing of the pattern."""
    for number, (code, value) in enumerate(tree, 1):
        last = is_last and number == len(tree)
        if code in _REPEATS:
            _, most, repeated = value
            if most is codes.MAXREPEAT:
                yield last
            yield from _endless(repeated, is_last=False)
        elif code is codes.SUBPATTERN:
            yield from _endless(value[3], is_last=last)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _endless(branch, is_last=last)
        elif code in _AROUND:
            yield from _endless(value[1], is_last=False)


def near_miss(pattern: re.Pattern[str], turn: int = 0) -> str:
    """What the pattern matches with many of each repeat, but for its last character.

    Args:
        pattern: The pattern.
        turn: Which alternative to take where there are several.
    """
    matched = _example(parser.parse(pattern.pattern, pattern.flags), turn)
    return matched[:-1] or "a"


def _example(tree: Any, turn: int) -> str:  # noqa: ANN401 - untyped in re
    pieces = []
    for code, value in tree:
        if code is codes.LITERAL:
            pieces.append(chr(value))
        elif code is codes.IN:
            pieces.append(_member(value))
        elif code in (codes.ANY, codes.NOT_LITERAL):
            pieces.append("e")
        elif code is codes.BRANCH:
            pieces.append(_example(value[1][turn % len(value[1])], turn))
        elif code is codes.SUBPATTERN:
            pieces.append(_example(value[3], turn))
        elif code in _REPEATS:
            least, most, repeated = value
            times = max(least, min(_MANY, int(most)))
            pieces.append(_example(repeated, turn) * times)
    return "".join(pieces)


def _member(of: Any) -> str:  # noqa: ANN401 - untyped in re
    """A character of a set; of a negated one, a letter."""
    for code, value in of:
        if code is codes.LITERAL:
            return chr(value)
        if code is codes.RANGE:
            return chr(value[0])
        if code is codes.CATEGORY:
            return {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " "}.get(value, "e")
    return "e"
