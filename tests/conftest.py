"""Cases to change one thing in, and golden files."""

import copy
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from poa.case import Case, parse_case
from poa.resources import shipped

# A busy machine is no failure; speed is measured in tests/bench.
settings.register_profile("poa", deadline=None)
settings.load_profile("poa")

TODAY = date(2026, 6, 30)
_STEP = re.compile(r"([\w$-]+)|\[(\d+)\]")

MakeFacts = Callable[..., dict[str, Any]]
MakeCase = Callable[..., Case]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Rewrite tests/golden; review the difference."
    )


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def make_facts() -> MakeFacts:
    """The facts of a sample with other answers, by place; ``...`` takes an answer out."""

    def make(
        changes: Mapping[str, object] | None = None, *, sample: str = "marketing"
    ) -> dict[str, Any]:
        facts: dict[str, Any] = _sample(sample)
        for place, value in (changes or {}).items():
            *way, last = [int(index) if index else key for key, index in _STEP.findall(place)]
            at: Any = facts
            for step in way:
                at = at[step] if isinstance(step, int) else at.setdefault(step, {})
            if value is ...:
                del at[last]
            else:
                at[last] = copy.deepcopy(value)
        return facts

    return make


@pytest.fixture(scope="session")
def make_case(make_facts: MakeFacts) -> MakeCase:
    """The same as a case; its exhibits are not looked at."""

    def make(changes: Mapping[str, object] | None = None, *, sample: str = "marketing") -> Case:
        return parse_case(make_facts(changes, sample=sample), today=TODAY)

    return make


@pytest.fixture
def case_folder(tmp_path: Path, make_facts: MakeFacts) -> Callable[..., Path]:
    """A copy of a sample on disk with other answers; returns its folder."""

    def make(changes: Mapping[str, object] | None = None, *, sample: str = "marketing") -> Path:
        folder = tmp_path / "input"
        source = shipped(f"samples/{sample}")
        for file in (path for path in source.rglob("*") if path.is_file()):
            copied = folder / file.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_bytes(file.read_bytes())
        facts = json.dumps(make_facts(changes, sample=sample))
        (folder / "case.json").write_text(facts, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file under ``tests/golden``, or rewrite the file."""

    def compare(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        kept = file.read_bytes().decode() if file.exists() else None
        assert text == kept, f"{name} changed; if it is meant: pytest --update-golden"

    return compare


def _sample(name: str) -> dict[str, Any]:
    text = (shipped(f"samples/{name}") / "case.json").read_text(encoding="utf-8")
    facts: dict[str, Any] = json.loads(text)
    return facts
