"""Every known way to break such a tool is answered by a test that exists (``pitfalls.toml``)."""

import ast
import tomllib
from functools import cache
from pathlib import Path

import pytest

_TESTS = Path(__file__).parent
_TABLE = tomllib.loads((_TESTS / "pitfalls.toml").read_text(encoding="utf-8"))


@cache
def _names_in(file: str) -> frozenset[str]:
    module = ast.parse((_TESTS.parent / file).read_text(encoding="utf-8"))
    return frozenset(each.name for each in module.body if isinstance(each, ast.FunctionDef))


def test_all_fifty_nine_are_answered() -> None:
    assert list(_TABLE) == [str(number) for number in range(1, 60)]


@pytest.mark.parametrize("number", _TABLE)
def test_a_pitfall_names_tests_that_exist(number: str) -> None:
    entry = _TABLE[number]
    assert set(entry) - {"apart"} == {"what", "tests"}
    assert entry["what"]
    assert entry["tests"]
    for test in entry["tests"]:
        file, _, name = test.partition("::")
        assert name.startswith("test_")
        assert name in _names_in(file), test
