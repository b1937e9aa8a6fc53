"""Samples to try the commands on: invented, believable, the same on every day and machine."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class SampleCase:
    """A complete case of an invented seller: its answers, and where its exhibits come from."""

    answers: dict[str, Any]
    source: Path


def sample_case(cause: Cause | None, route: str | None) -> SampleCase:
    """The sample of a cause and of a route (``dispute``, ``inform``, or a plan of action)."""
    name = route or (cause or Cause.REPEAT_REQUESTS).value
    source = shipped(f"samples/{name}")
    answers = json.loads((source / "case.json").read_text(encoding="utf-8"))
    if route and cause:
        said = dict(shipped_toml("samples/by-cause/answers.toml")[route][cause.value])
        if route == "dispute":
            answers["causes"] = [{"cause": cause.value, "dispute": said}]
            answers["audit"]["violations"] = {cause.value: 0}
        else:
            answers["causes"] = [{"cause": cause.value, "templates": [said]}]
            source = shipped("samples/by-cause")
            shows = f"The text {said['name']} in {said['tool']} on 5 May 2026"
            answers["exhibits"] = [{"label": "A", "file": f"exhibits/{cause}.png", "shows": shows}]
        used = {*said.get("exhibits", ()), *answers.get("audit", {}).get("exhibits", ())}
        answers["exhibits"] = [each for each in answers["exhibits"] if each["label"] in used]
    return SampleCase(answers, source)


def write_sample(sample: SampleCase, folder: Path, *, force: bool = False) -> list[str]:
    """Write ``case.json`` and its exhibits; returns their names, relative to ``folder``.

    Raises:
        PoaError: A file is there already and ``force`` is not given, or the disk refuses.
    """
    named = [exhibit["file"] for exhibit in sample.answers["exhibits"]]
    named += [each["file"] for each in sample.answers.get("earlier_appeals", ()) if "file" in each]
    case = json.dumps(sample.answers, ensure_ascii=False, indent=2) + "\n"
    contents = {"case.json": case.encode()}
    contents |= {name: (sample.source / name).read_bytes() for name in named}
    return _write(contents, folder, force=force)


def write_brand(folder: Path, *, force: bool = False) -> list[str]:
    """Write a brand pack; returns the names of its files.

    Raises:
        PoaError: A file is there already and ``force`` is not given, or the disk refuses.
    """
    files = sorted(shipped("samples/brand").iterdir())
    return _write({file.name: file.read_bytes() for file in files}, folder, force=force)


def _write(contents: dict[str, bytes], folder: Path, *, force: bool) -> list[str]:
    there = [str(folder / name) for name in contents if (folder / name).exists()]
    if there and not force:
        fix = "Use --force, or another folder"
        problems = [Problem(name, "this file exists", fix) for name in there]
        raise PoaError("Nothing was written", problems)
    try:
        for name, content in contents.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    except OSError as error:
        problem = Problem(str(folder), error.strerror or type(error).__name__, "Check the folder")
        raise PoaError("The sample was not written", [problem]) from error
    return list(contents)
