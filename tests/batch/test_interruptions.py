"""Killed, interrupted, a full disk, two runs at once: nothing half-written, and it goes on."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from poa.appeal import FILES
from poa.batch.folder import NOTE

if sys.platform == "win32":
    pytest.skip("signals and limits of POSIX", allow_module_level=True)

import resource

Clients = Callable[..., Path]
Appeals = Callable[[Path], dict[str, bytes]]
FINE: Mapping[str, object] = {}
DAY = ("--date", "2026-06-30")


def command(source: Path, out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "poa", "batch", str(source), "--out", str(out), *DAY, *options]


def finish(source: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(source, out, *options),
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def assert_whole(out: Path) -> None:
    """Every client's folder holds all files, and each is complete."""
    for folder in (path for path in out.iterdir() if path.is_dir() and path.name != ".poa"):
        assert {path.name for path in folder.iterdir()} == {*FILES, NOTE}
        assert (folder / "appeal.docx").read_bytes().endswith(b"\0\0")
        json.loads((folder / "case.json").read_bytes())


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_is_killed_goes_on_to_the_same_bytes(
    clients: Clients, appeals: Appeals, tmp_path: Path, jobs: str
) -> None:
    source = clients({f"client {number}": FINE for number in range(60)})
    assert finish(source, tmp_path / "whole").returncode == 0
    expected = appeals(tmp_path / "whole")
    out = tmp_path / "out"
    chance = random.Random(int(jobs))  # noqa: S311 - moments, not secrets
    killed = 0
    for attempt in range(4):
        options = ("--jobs", jobs, *(["--force"] if attempt % 2 else []))
        with subprocess.Popen(command(source, out, *options), stderr=subprocess.DEVNULL) as run:
            time.sleep(0.4 + chance.random() * 0.7)
            killed += run.poll() is None
            run.send_signal(signal.SIGKILL)
        if out.exists():
            assert_whole(out)
    assert killed
    done = finish(source, out, "--jobs", jobs)
    assert done.returncode == 0, done.stderr
    assert appeals(out) == expected
    assert not list((out / ".poa" / "work").glob("*"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_is_interrupted_says_how_to_go_on(
    clients: Clients, tmp_path: Path, jobs: str
) -> None:
    source = clients({f"client {number}": FINE for number in range(120)})
    out = tmp_path / "out"
    run = subprocess.Popen(
        command(source, out, "--jobs", jobs),
        stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    with run:
        while len(list(out.glob("client*"))) < 3:
            time.sleep(0.01)
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Run the same command again to go on" in said
    assert "Traceback" not in said
    assert_whole(out)
    assert finish(source, out).returncode == 0
    assert len(list(out.glob("client*"))) == 120


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to find workers")
def test_a_worker_that_is_killed_costs_one_client_at_most(clients: Clients, tmp_path: Path) -> None:
    source = clients({f"client {number}": FINE for number in range(120)})
    out = tmp_path / "out"
    run = subprocess.Popen(
        command(source, out, "--jobs", "2"), stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    with run:
        while len(list(out.glob("client*"))) < 3:
            time.sleep(0.01)
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text(encoding="ascii")
        for child in children.split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)
        _, said = run.communicate(timeout=120)
    assert run.returncode in (0, 1), said
    assert 118 <= len(list(out.glob("client*"))) <= 120
    assert said.count("was ended from outside") in (1, 2)
    assert_whole(out)
    assert finish(source, out).returncode == 0


def test_two_runs_at_once_do_not_work_in_the_same_folder(clients: Clients, tmp_path: Path) -> None:
    source = clients({f"client {number}": FINE for number in range(120)})
    out = tmp_path / "out"
    with subprocess.Popen(command(source, out), stderr=subprocess.DEVNULL) as first:
        while not list(out.glob("client*")):
            time.sleep(0.01)
        second = finish(source, out)
        assert second.returncode == 2
        assert "another run is at work in this folder" in second.stderr
    assert first.returncode == 0
    assert_whole(out)


def test_a_full_disk_costs_no_appeal_that_was_there(
    clients: Clients, appeals: Appeals, tmp_path: Path
) -> None:
    source = clients({"Acme": FINE, "Borealis": FINE})
    out = tmp_path / "out"
    assert finish(source, out).returncode == 0
    before = appeals(out)

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    done = subprocess.run(
        command(source, out, "--force"),
        capture_output=True, text=True, encoding="utf-8", check=False, preexec_fn=no_room,
    )  # fmt: skip
    assert done.returncode == 1
    assert "file too large" in done.stderr
    assert "NOT FINISHED: 2 clients" in done.stderr
    assert appeals(out) == before
    assert finish(source, out, "--force").returncode == 0
    assert appeals(out) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(clients: Clients, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    done = finish(clients({"Acme": FINE}), out)
    assert done.returncode == 2
    assert "permission denied" in done.stderr


def test_what_stands_where_the_folders_belong_is_told(clients: Clients, tmp_path: Path) -> None:
    source = clients({"Acme": FINE, "Borealis": FINE})
    (tmp_path / "file").write_text("here", encoding="utf-8")
    assert finish(source, tmp_path / "file").returncode == 2
    out = tmp_path / "out"
    out.mkdir()
    (out / "Acme").write_text("here", encoding="utf-8")
    done = finish(source, out)
    assert done.returncode == 1
    assert "a file stands where the client's folder belongs" in done.stderr
    assert (out / "Acme").read_text(encoding="utf-8") == "here"
    assert (out / "Borealis" / "appeal.txt").exists()


def test_a_summary_that_cannot_be_written_is_told(clients: Clients, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "summary.json").mkdir(parents=True)
    done = finish(clients({"Acme": FINE}), out)
    assert done.returncode == 1
    assert "the summary could not be written" in done.stderr
    assert (out / "Acme" / "appeal.txt").exists()


def test_a_file_that_cannot_be_read_costs_only_its_client(clients: Clients, tmp_path: Path) -> None:
    source = clients({"Acme": FINE, "Borealis": FINE, "Casa": FINE})
    (source / "Acme" / "case.json").write_bytes(b"\xff\xfe\x00broken\x80")
    (source / "Borealis" / "case.json").unlink()
    (source / "Borealis" / "case.json").symlink_to("nowhere")
    done = finish(source, tmp_path / "out")
    assert done.returncode == 1
    assert "NOT FINISHED: 2 clients" in done.stderr
    assert (tmp_path / "out" / "Casa" / "appeal.txt").exists()
