"""Measure how long each command takes from a cold start: ``python tests/bench/bench_start.py``.

Prints medians of one run, the commands interleaved, and what each costs over bare Python.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from poa.resources import shipped

_ROUNDS = 9
_NOTICE = "You may not send proactive messages to buyers for 30 days because of marketing."


def commands(folder: Path) -> dict[str, list[str]]:
    """Name and arguments of what is started; OUT stands for a new folder each time."""
    sample = shipped("samples/repeat-requests")
    notice = folder / "notice.txt"
    notice.write_text(_NOTICE, encoding="utf-8")
    letter = Path(__file__).parents[1] / "golden" / "repeat-requests" / "appeal.txt"
    template = folder / "template.txt"
    template.write_text("If you are happy, please leave a review.", encoding="utf-8")
    poa = ["-m", "poa"]
    return {
        "bare Python": ["-c", "pass"],
        "poa --help": [*poa, "--help"],
        "poa explain": [*poa, "explain", "marketing"],
        "poa schema": [*poa, "schema"],
        "poa triage": [*poa, "triage", str(notice)],
        "poa check": [*poa, "check", str(letter)],
        "poa audit, one template": [*poa, "audit", str(template)],
        "poa render --only text": [*poa, "render", str(sample / "case.json"), "--only", "text"],
        "poa render, all files": [*poa, "render", str(sample / "case.json"), "--out", "OUT"],
    }


def measure() -> None:
    """Whole cold commands, with the disk cache warm."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        started = commands(folder)
        taken: dict[str, list[float]] = {name: [] for name in started}
        for number in range(_ROUNDS):
            for name, words in started.items():
                filled = [str(folder / str(number)) if word == "OUT" else word for word in words]
                begin = time.perf_counter()
                done = subprocess.run([sys.executable, *filled], capture_output=True, check=False)
                taken[name].append(time.perf_counter() - begin)
                if done.returncode > 1:
                    raise RuntimeError(f"{name}: {done.stderr.decode()}")
    bare = statistics.median(taken["bare Python"])
    for name, rounds in taken.items():
        middle = statistics.median(rounds)
        print(f"{name:<26}{middle * 1000:8.0f} ms  {(middle - bare) * 1000:+6.0f} over bare Python")


if __name__ == "__main__":
    measure()
