"""Clients on disk to run a batch over."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from poa.batch.options import BatchOptions, find_stamp
from poa.batch.result import BatchReport, ClientResult
from poa.batch.run import Selection, run_batch
from poa.resources import shipped

Clients = Callable[..., Path]
Run = Callable[..., BatchReport]


class Onlooker:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.total = -1
        self.seen: list[ClientResult] = []

    def begin(self, total: int) -> None:
        self.total = total

    def add(self, result: ClientResult) -> None:
        self.seen.append(result)


@pytest.fixture
def appeals() -> Callable[[Path], dict[str, bytes]]:
    """All files in the clients' folders, by their place."""

    def read(out: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(out)): path.read_bytes()
            for path in sorted(out.glob("*/*"))
            if path.is_file() and path.parent.name != ".poa"
        }

    return read


@pytest.fixture
def clients(tmp_path: Path, make_facts: Callable[..., dict[str, Any]]) -> Clients:
    """A folder of cases: each client's name with the answers that differ from the sample's."""

    def make(changes: Mapping[str, Mapping[str, object]], *, sample: str = "marketing") -> Path:
        root = tmp_path / "clients"
        for name, changed in changes.items():
            folder = root / re.sub(r"\W", "-", name)[:60]
            shutil.copytree(shipped(f"samples/{sample}"), folder, dirs_exist_ok=True)
            facts = make_facts({"client": name, **changed}, sample=sample)
            (folder / "case.json").write_text(json.dumps(facts), encoding="utf-8")
        return root

    return make


@pytest.fixture
def run(tmp_path: Path, today: Any) -> Run:  # noqa: ANN401 - a date
    """Run a batch into ``tmp_path / "out"``."""

    def make(
        *sources: Path,
        selection: Selection = Selection(),  # noqa: B008 - frozen
        jobs: int = 1,
        watch: Onlooker | None = None,
        **options: Any,  # noqa: ANN401 - of several kinds
    ) -> BatchReport:
        chosen: dict[str, Any] = {"out": tmp_path / "out", "today": today, "stamp": find_stamp()}
        return run_batch(
            sources,
            BatchOptions(**chosen | options),
            selection,
            jobs=jobs,
            watch=watch or Onlooker(),
        )

    return make
