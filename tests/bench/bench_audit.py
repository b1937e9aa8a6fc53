"""Measure ``poa audit`` on messages it makes itself: ``python tests/bench/bench_audit.py 20000``.

Prints seconds and ratios: against reading the same CSV and doing nothing; against a plain loop of
``re`` over sixty simple expressions, and over the English expressions of our own rules (both
measured on the first messages); and the highest memory of any process of the audit. Several
numbers show how it grows; ``--without-re2`` measures the standard library alone.
"""

import csv
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import poa
from poa.audit.terms import term_sources

_PARTS = (
    "The carrier could not deliver the parcel on Monday",
    "Could you confirm the colour of the item that you received",
    "Please keep the original packaging until the replacement is there",
    "The missing screws left our warehouse this morning",
    "Please tell us which size you need for the order",
    "The battery has to be charged for three hours before first use",
    "Your neighbour has accepted the parcel yesterday afternoon",
)
_BAD = (
    "If you are happy with the item, please leave a 5 star review",
    "Use coupon SAVE10 for 10% off your next order",
    "Visit https://www.example.com for more offers",
)
_PHRASES = [rf"\b{word}\b.{{0,60}}\breview\b" for word in ("happy", "love", "gift", "refund")] + [
    rf"\b{word}\b" for word in ("coupon", "discount", "instagram", "newsletter", "voucher", "promo")
] * 9  # sixty rules in all, as many as ours


def write_log(path: Path, messages: int, *, distinct: bool) -> None:
    """A log whose bodies are all distinct, or those of some hundred templates."""
    chance = random.Random(7)
    templates = [_body(chance) for _ in range(200)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "order id", "sent on", "subject", "body"])
        for number in range(messages):
            order = f"113-{chance.randint(10**6, 10**7 - 1)}-{chance.randint(10**6, 10**7 - 1)}"
            body = _body(chance) if distinct else chance.choice(templates)
            day = f"2026-03-{chance.randint(1, 28):02}"
            writer.writerow([number, order, day, f"Order {order}", f"{body} Order {order}."])


def _body(chance: random.Random) -> str:
    parts = [f"{chance.choice(_PARTS)}, {chance.randint(1, 999)}" for _ in range(10)]
    if chance.random() < 0.05:
        parts.insert(chance.randint(0, 9), chance.choice(_BAD))
    return "Dear customer, " + ". ".join(parts) + "."


def seconds_to_read(path: Path) -> float:
    """Read the CSV and do nothing."""
    begin = time.perf_counter()
    with path.open(newline="", encoding="utf-8") as file:
        for _ in csv.reader(file):
            pass
    return time.perf_counter() - begin


def seconds_per_message(path: Path, expressions: Iterable[str], messages: int) -> float:
    """Read the first messages of the CSV and search each body with each expression."""
    rules = [re.compile(expression, re.IGNORECASE) for expression in expressions]
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(islice(csv.reader(file), messages))
    begin = time.perf_counter()
    for row in rows:
        for rule in rules:
            rule.search(row[-1])
    return (time.perf_counter() - begin) / len(rows)


def seconds_to_audit(path: Path, *, fast: bool) -> float:
    """The whole command in a process of its own."""
    command = [sys.executable, "-m", "poa", "audit", str(path), "--format", "jsonl"]
    with tempfile.TemporaryDirectory() as hidden:
        places = [str(Path(poa.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
        if not fast:
            Path(hidden, "re2.py").write_text("raise ModuleNotFoundError\n", encoding="utf-8")
            places.insert(0, hidden)
        begin = time.perf_counter()
        done = subprocess.run(
            command,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(places)},
            check=False,
        )
    if done.returncode not in (0, 1):
        sys.exit(f"the audit failed with {done.returncode}")
    return time.perf_counter() - begin


def measure(messages: int, *, distinct: bool, fast: bool) -> str:
    """Make a log, measure it, and say so in a line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        write_log(path, messages, distinct=distinct)
        read, audit = seconds_to_read(path), seconds_to_audit(path, fast=fast)
        simple = seconds_per_message(path, _PHRASES, 2000) * messages
        ours = seconds_per_message(path, term_sources("en").values(), 100) * messages
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    kind = "all distinct" if distinct else "200 wordings"
    return (
        f"{messages:,} messages, {kind}: {audit:.1f} s, {messages / audit:,.0f} messages/s, "
        f"{audit / read:.1f} x csv.reader, {simple / audit:.1f} x faster than sixty simple "
        f"expressions, {ours / audit:.0f} x faster than our own in a loop, peak {peak:.0f} MiB"
    )


def main() -> None:
    """Measure both kinds of log, smaller ones first, because the peak is that of all so far."""
    fast = "--without-re2" not in sys.argv
    numbers = sorted(int(number) for number in sys.argv[1:] if number.isdigit()) or [20_000]
    for messages in numbers:
        for distinct in (False, True):
            sys.stdout.write(measure(messages, distinct=distinct, fast=fast) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
