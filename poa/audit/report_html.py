"""The report as one HTML page: to look at, to print, to attach. Layout is in the template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from poa import __version__
from poa.audit.marks import Piece, marked
from poa.audit.meaning import TITLES, Meaning
from poa.audit.rule import Rule, rules_by_id
from poa.audit.tally import Group, Spread, Tally
from poa.wording import render_page

_MOST_BARS = 60
_MOST_GROUPS = 60
_WIDTH = 600
_HEIGHT = 120


@dataclass(frozen=True, slots=True)
class CauseBar:
    """One cause with its share, for a bar and a row."""

    title: str
    messages: int
    percent: float
    share: str
    first_on: str
    last_on: str
    senders: str


@dataclass(frozen=True, slots=True)
class DayBar:
    """One stretch of days in the timeline, in the picture's units."""

    x: float
    label: str
    messages: int
    violations: int
    height: float
    bad_height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Messages over time, with the day of the notice."""

    bars: tuple[DayBar, ...]
    days_per_bar: int
    width: int
    height: int
    bar_width: float
    notice_x: float | None
    last: str


@dataclass(frozen=True, slots=True)
class Example:
    """One wording with its marks."""

    verdict: str
    messages: int
    period: str
    senders: str
    source: str
    order_ids: tuple[str, ...]
    subject: tuple[Piece, ...]
    body: tuple[Piece, ...]
    rules: tuple[Rule, ...]


def render_report(
    tally: Tally, meaning: Meaning, *, masked: bool, noticed_on: date | None, today: date
) -> str:
    """The page.

    Args:
        tally: The sums.
        meaning: What they mean.
        masked: Whether buyers are left out.
        noticed_on: The day of the notice, marked in the timeline.
        today: The day that the report bears.
    """
    groups = tally.worst()
    shown = groups[:_MOST_GROUPS]
    rules = rules_by_id()
    return render_page(
        "audit/report.html",
        meaning=meaning,
        total=tally.all.messages,
        violations=tally.violations,
        checks=tally.checks,
        replies=tally.replies,
        templates=tally.templates,
        incoming=tally.incoming,
        unreadable=tally.unreadable,
        suppressed=tally.suppressed,
        period=_period(tally.all),
        causes=tuple(_cause_bars(tally)),
        timeline=find_timeline(tally, noticed_on),
        examples=tuple(_example(group, masked=masked) for group in shown),
        more_examples=len(groups) - len(shown) + tally.ungrouped,
        rules=tuple((rules[rule], spread.messages) for rule, spread in _by_number(tally)),
        files=tally.files,
        masked=masked,
        noticed_on=noticed_on.isoformat() if noticed_on else "",
        today=today.isoformat(),
        version=__version__,
    )


def find_timeline(tally: Tally, noticed_on: date | None) -> Timeline | None:
    """Messages by day, or by as many days as make the picture readable; nothing without dates."""
    if len(tally.days) < 2:
        return None
    days = sorted(tally.days)
    first = min(days[0], noticed_on) if noticed_on else days[0]
    last = max(days[-1], noticed_on) if noticed_on else days[-1]
    per_bar = _stretch((last - first).days + 1)
    count = (last - first).days // per_bar + 1
    sums = [[0, 0] for _ in range(count)]
    for day, (messages, violations) in tally.days.items():
        bar = sums[(day - first).days // per_bar]
        bar[0] += messages
        bar[1] += violations
    tallest = max(messages for messages, _ in sums)
    step = _WIDTH / count
    bars = tuple(
        DayBar(
            x=round(index * step, 1),
            label=(first + timedelta(days=index * per_bar)).isoformat(),
            messages=messages,
            violations=violations,
            height=round(_HEIGHT * messages / tallest, 1),
            bad_height=round(_HEIGHT * violations / tallest, 1),
        )
        for index, (messages, violations) in enumerate(sums)
    )
    notice_x = None
    if noticed_on:
        notice_x = round((noticed_on - first).days * step / per_bar, 1)
    return Timeline(
        bars, per_bar, _WIDTH, _HEIGHT, round(step * 0.8, 1), notice_x, last.isoformat()
    )


def _stretch(days: int) -> int:
    """Days, weeks or months for one bar."""
    for per_bar in (1, 7, 30, 91, 365):
        if days / per_bar <= _MOST_BARS:
            return per_bar
    return days // _MOST_BARS + 1


def _cause_bars(tally: Tally) -> Iterator[CauseBar]:
    total = max(tally.all.messages, 1)
    most = max((spread.messages for spread in tally.by_cause.values()), default=1)
    for cause, spread in sorted(tally.by_cause.items(), key=lambda one: -one[1].messages):
        share = 100 * spread.messages / total
        yield CauseBar(
            title=TITLES[cause],
            messages=spread.messages,
            percent=round(100 * spread.messages / most, 1),
            share=f"{share:.0f} %" if share >= 1 else "under 1 %",
            first_on=str(spread.first_on or ""),
            last_on=str(spread.last_on or ""),
            senders=_senders(spread),
        )


def _example(group: Group, *, masked: bool) -> Example:
    judged, spread = group.example, group.spread
    message = judged.message
    by_field = {
        name: [finding for finding in judged.findings if finding.field == name]
        for name in ("subject", "body")
    }
    rules = rules_by_id()
    return Example(
        verdict=judged.verdict,
        messages=spread.messages,
        period=_period(spread),
        senders=_senders(spread),
        source=message.source,
        order_ids=tuple(spread.order_ids[:5]),
        subject=marked(message.subject, by_field["subject"], buyer=message.buyer, masked=masked),
        body=marked(message.body, by_field["body"], buyer=message.buyer, masked=masked),
        rules=tuple(
            rules[rule] for rule in dict.fromkeys(finding.rule for finding in judged.findings)
        ),
    )


def _by_number(tally: Tally) -> Sequence[tuple[str, Spread]]:
    return sorted(tally.by_rule.items(), key=lambda one: (-one[1].messages, one[0]))


def _period(spread: Spread) -> str:
    if spread.first_on is None or spread.first_on == spread.last_on:
        return str(spread.first_on or "")
    return f"{spread.first_on} to {spread.last_on}"


def _senders(spread: Spread) -> str:
    names = dict.fromkeys([*(name for name, _ in spread.campaigns.most_common(4)), *spread.tools])
    return ", ".join(list(names)[:6])
