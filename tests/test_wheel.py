"""The built package works away from the checkout: templates, playbooks and samples travel in it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from poa.resources import shipped

CHECKOUT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run(
        [*build, str(CHECKOUT)], check=False, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel alone in a folder; what it depends on is found where this test runs."""
    site = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(site), str(wheel)], check=True, timeout=120)
    return site


def run(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", str(site / "bin" / "poa"), *arguments],
        cwd=folder, check=False, capture_output=True, encoding="utf-8", timeout=60,
        env=os.environ | {"PYTHONPATH": str(site), "PYTHONUTF8": "1"},
    )  # fmt: skip


def test_everything_that_is_shipped_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        held = {name for name in package.namelist() if ".dist-info/" not in name}
    for folder in ("templates", "samples"):
        files = [path for path in shipped(folder).rglob("*") if path.is_file()]
        expected = {
            f"poa/{folder}/{path.relative_to(shipped(folder)).as_posix()}" for path in files
        }
        assert {name for name in held if name.startswith(f"poa/{folder}/")} == expected
    assert {name for name in held if name.startswith("poa/playbooks/")} == {
        f"poa/playbooks/{path.name}" for path in (CHECKOUT / "poa" / "playbooks").glob("*.toml")
    }
    assert {name.partition("/")[0] for name in held} == {"poa"}
    assert [name for name in held if "__pycache__" in name or "/tests/" in name] == []


def test_it_is_the_installed_package_that_runs(installed: Path, tmp_path: Path) -> None:
    program = "import poa, poa.resources; print(poa.__file__, poa.resources.shipped('templates'))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60,
        env=os.environ | {"PYTHONPATH": str(installed)},
    )  # fmt: skip
    assert [Path(path).is_relative_to(installed) for path in done.stdout.split()] == [True, True]


def test_an_appeal_is_made_from_a_sample_in_another_folder(installed: Path, tmp_path: Path) -> None:
    started = run(installed, tmp_path, "sample", "case", "start", "--cause", "marketing")
    assert started.returncode == 0, started.stderr
    made = run(
        installed, tmp_path, "render", "start/case.json", "--out", "appeals",
        "--date", "2026-06-30", "--format", "json",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    result = json.loads(made.stdout)["result"]
    folder = tmp_path / result["folder"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(result["files"])
    golden = CHECKOUT / "tests" / "golden" / "marketing" / "appeal.txt"
    assert (folder / "appeal.txt").read_bytes() == golden.read_bytes()
