"""One run at a time on one output folder, and no worker of a killed run beside a new one.

The system's own byte locks: they vanish with the process that held them, however it ended, so that
no lock of a killed run has to be told from a living one. Byte 0 is the run's, byte n worker n's.
"""

import contextlib
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from poa.errors import PoaError, Problem

MOST_WORKERS = 64
_PATIENCE = 20.0


def _open(state: Path) -> int:
    return os.open(state / "lock", os.O_RDWR | os.O_CREAT, 0o600)


if sys.platform == "win32":
    import msvcrt

    def _take(file: int, byte: int) -> bool:
        os.lseek(file, byte, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give_back(file: int, byte: int) -> None:
        os.lseek(file, byte, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: int, byte: int) -> bool:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _give_back(file: int, byte: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_UN, 1, byte)


@contextlib.contextmanager
def run_lock(state: Path) -> Iterator[None]:
    """Hold the output folder for one run.

    Args:
        state: The folder where the batch keeps its own files; it is there already.

    Raises:
        PoaError: Another run is at work there.
    """
    file = _open(state)
    try:
        if not _take(file, 0):
            raise _refusal(state)
        _wait_for_workers(file, state)
        who = {"pid": os.getpid(), "host": socket.gethostname(), "since": int(time.time())}
        (state / "run.json").write_text(json.dumps(who), encoding="utf-8")
        yield
        with contextlib.suppress(OSError):
            (state / "run.json").unlink()
    finally:
        os.close(file)


def hold_as_worker(state: Path, number: int) -> None:
    """Hold a worker's byte until the process ends."""
    _take(_open(state), number)


def _wait_for_workers(file: int, state: Path) -> None:
    """Wait until the last worker of a killed run has put down its client."""
    until = time.monotonic() + _PATIENCE
    for number in range(1, MOST_WORKERS + 1):
        while not _take(file, number):
            if time.monotonic() > until:
                raise _refusal(state)
            time.sleep(0.05)
        _give_back(file, number)


def _refusal(state: Path) -> PoaError:
    who = ""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        run = json.loads((state / "run.json").read_text(encoding="utf-8"))
        begun = time.strftime("%Y-%m-%d %H:%M", time.localtime(run["since"]))
        who = f" (process {run['pid']} on {run['host']}, since {begun})"
    problem = Problem(
        str(state.parent),
        f"another run is at work in this folder{who}",
        "Wait until it has ended, or choose another --out",
    )
    return PoaError("Nothing was done", [problem])
