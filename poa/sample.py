"""Samples to try the commands on: invented, believable, the same on every day and machine."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from poa.resources import shipped_toml

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
