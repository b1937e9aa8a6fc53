"""Samples to try the commands on: invented, believable, the same on every day and machine."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from poa.causes import Cause
from poa.errors import PoaError, Problem
from poa.resources import shipped, shipped_toml

_DAYS = 90
_LAST_DAY = date(2026, 3, 10)
_HEADER = (
    "Message ID", "Order ID", "Sent at", "Delivered on", "Direction", "Buyer name", "Campaign",
    "Tool", "Subject", "Message",
)  # fmt: skip


def message_log(messages: int = 240) -> str:
    """A message log as CSV: what a small shop and two of its tools sent in ninety days.

    Most of it is in order; some campaigns are not, and a few buyers are asked twice.
    """
    random = Random(20260310)  # noqa: S311 - believable, not secret
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(_HEADER)
    rows = list(_rows(random, messages))
    rows.sort(key=_sent_at)
    writer.writerows(rows)
    return table.getvalue()


def _sent_at(row: tuple[str, ...]) -> str:
    return row[2]


def _rows(random: Random, messages: int) -> Iterator[tuple[str, ...]]:
    known = shipped_toml("samples/message-log.toml")
    campaigns: list[dict[str, Any]] = known["campaign"]
    weights = [campaign["weight"] for campaign in campaigns]
    made = 0
    while made < messages:
        order = f"113-{random.randint(10**6, 10**7 - 1)}-{random.randint(10**6, 10**7 - 1)}"
        buyer, item = random.choice(known["buyers"]), random.choice(known["items"])
        delivered = _LAST_DAY - timedelta(days=random.randint(10, _DAYS))
        campaign = random.choices(campaigns, weights)[0]
        for after, text in enumerate(campaign["texts"]):
            sent = min(delivered + timedelta(days=campaign["after_days"] + 6 * after), _LAST_DAY)
            facts = {"order": order, "buyer": buyer, "item": item}
            made += 1
            yield (
                f"M{made:05}",
                order,
                f"{sent.isoformat()}T{random.randint(8, 19):02}:{random.randint(0, 59):02}:00Z",
                delivered.isoformat(),
                text.get("direction", "outbound"),
                buyer,
                campaign.get("name", ""),
                campaign["tool"],
                text["subject"].format_map(facts),
                text["body"].format_map(facts),
            )


def sample_case(cause: Cause | None, route: str | None) -> str:
    """The folder under ``samples`` that fits best.

    Raises:
        PoaError: There is no sample of that cause for that route.
    """
    if route is None:
        return cause.value if cause else Cause.REPEAT_REQUESTS.value
    answered = json.loads((shipped(f"samples/{route}") / "case.json").read_text(encoding="utf-8"))
    causes = [answer["cause"] for answer in answered["causes"]]
    if cause and cause not in causes:
        what = f"the sample for {route} is about {' and '.join(causes)}, not {cause}"
        raise PoaError("No such sample", [Problem("--cause", what, "Leave --cause out")])
    return route


def write_sample(name: str, folder: Path, *, force: bool = False) -> list[str]:
    """Copy a shipped sample; returns the names of its files, relative to ``folder``.

    Raises:
        PoaError: A file is there already and ``force`` is not given, or the disk refuses.
    """
    source = shipped(f"samples/{name}")
    files = sorted(path.relative_to(source) for path in source.rglob("*") if path.is_file())
    there = [str(folder / file) for file in files if (folder / file).exists()]
    if there and not force:
        problems = [
            Problem(file, "this file exists", "Use --force, or another folder") for file in there
        ]
        raise PoaError("Nothing was written", problems)
    try:
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes((source / file).read_bytes())
    except OSError as error:
        problem = Problem(str(folder), error.strerror or type(error).__name__, "Check the folder")
        raise PoaError("The sample was not written", [problem]) from error
    return [file.as_posix() for file in files]
