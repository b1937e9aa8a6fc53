"""Measure ``poa batch``: ``python -m tests.bench.bench_batch [clients]``.

From the command's start to its end: every client read, checked, all its documents made and written.
Prints clients per second with one and two processes, again when nothing changed, and the peak
memory; beside it a docxtpl loop that makes nothing but the letter. Every run writes into a new
folder.
"""

import json
import os
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from poa.appeal import prepare_appeal
from poa.case import parse_case
from poa.resources import shipped
from tests.bench.bench_render import fill_template, write_template

_TODAY = date(2026, 6, 30)
_SAMPLES = ("repeat-requests", "marketing", "complaints", "several-causes")


def _clients(folder: Path, number: int) -> Path:
    """Clients as JSON Lines, four samples in turn, with their exhibits beside the file."""
    raws = []
    for sample in _SAMPLES:
        raw = json.loads((shipped(f"samples/{sample}") / "case.json").read_text("utf-8"))
        shutil.copytree(shipped(f"samples/{sample}/exhibits"), folder / sample)
        for exhibit in raw["exhibits"]:
            exhibit["file"] = exhibit["file"].replace("exhibits/", f"{sample}/")
        raws.append(raw)
    source = folder / "clients.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for index in range(number):
            raw = raws[index % len(raws)]
            raw["client"] = f"client-{index:06}"
            raw["seller"]["store_name"] = f"Store {index}"
            file.write(f"{json.dumps(raw)}\n")
    return source


def _run(source: Path, out: Path, jobs: int) -> tuple[float, float, float]:
    """Seconds, seconds of processors, and the peak memory of the largest process in megabytes."""
    command = [
        sys.executable, "-m", "poa", "batch", str(source), "--out", str(out), "--jobs", str(jobs),
        "--date", _TODAY.isoformat(), "--format", "json",
    ]  # fmt: skip
    begin = time.perf_counter()
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(sys.executable, command)  # noqa: S606 - our own command
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit("the run failed")
    return time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main(number: int) -> None:
    """Print the figures of one run."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        source = _clients(folder, number)
        print(f"{number:,} clients, {sum(1 for _ in source.open(encoding='utf-8')):,} lines")
        seconds: dict[str, float] = {}
        busy: dict[str, float] = {}
        for name, out, jobs in (
            ("one process", "one", 1),
            ("two processes", "two", 2),
            ("nothing changed", "one", 1),
        ):
            seconds[name], busy[name], memory = _run(source, folder / out, jobs)
            print(
                f"{name:<16} {seconds[name]:7.2f} s  {number / seconds[name]:8,.0f} clients/s"
                f"  {busy[name]:7.2f} s of processors  {memory:5.0f} MB"
            )
        print(f"two processes over one: {seconds['one process'] / seconds['two processes']:.2f}x")
        some = source.read_text(encoding="utf-8").splitlines()[:100]
        letters = [
            prepare_appeal(parse_case(json.loads(line), today=_TODAY), today=_TODAY).letter
            for line in some
        ]
        template = folder / "template.docx"
        write_template(template)
        begin = time.process_time()
        for index, letter in enumerate(letters):
            fill_template(template, letter, folder / f"{index}.docx")
        usual = (time.process_time() - begin) / len(letters)
        ours = busy["one process"] / number
        print(
            f"of processors: docxtpl, the letter alone {1000 * usual:.2f} ms; "
            f"the whole client {1000 * ours:.2f} ms"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
