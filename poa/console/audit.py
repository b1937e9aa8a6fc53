"""What ``poa audit`` shows a person: the verdict first, then why, then what it means."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from poa.audit.finding import Severity
from poa.audit.marks import Piece, marked
from poa.audit.meaning import TITLES, Meaning, counted
from poa.audit.rule import Rule, rules_by_id
from poa.audit.tally import Group, Spread, Tally
from poa.console import say, show, visible

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console
    from rich.text import Text

    from poa.audit.engine import Progress
    from poa.audit.settings import Suppression

_WIDE = 76
_WORST = 8
_RULES_SHOWN = 4
_PROBLEMS_SHOWN = 12
_AROUND = 60
_STYLES = {Severity.VIOLATION: "bold white on red", Severity.CHECK: "black on yellow"}
_LABELS = {"violation": ("BREACH", "bold red"), "check": ("LOOK AT THIS", "yellow")}


def show_audit(tally: Tally, meaning: Meaning, *, masked: bool) -> None:
    """Show the sums of an audit on standard output."""
    from rich.console import Console

    console = Console(highlight=False)
    style = "bold red" if tally.violations else "yellow" if not meaning.clean else "bold green"
    _line(console, meaning.verdict, style)
    _line(console, _basis(tally))
    if tally.by_cause:
        _line(console, "")
        _causes(console, tally)
    _what_it_means(console, meaning)
    _worst(console, tally, masked=masked)
    _files(console, tally)


def show_rules(rules: Iterable[Rule]) -> None:
    """List the rules: id, severity, causes, name."""
    for rule in rules:
        causes = ", ".join(rule.causes) or "none of the six"
        show(f"{rule.id}\n    {rule.name} ({rule.severity}; {causes})")


def warn_expired(suppressions: "Iterable[Suppression]") -> None:
    """Say which of the seller's explanations count no more."""
    for one in suppressions:
        say(f"No longer set aside since {one.until}: {one.rule} ({one.reason})")


def tell_written(paths: "Iterable[Path]") -> None:
    """Say which files were written."""
    for path in paths:
        say(f"Written: {path}")


def tell_put_into(case: "Path", written: "Iterable[Path]") -> None:
    """Say which files of a case were written, and what makes an appeal of it."""
    tell_written(written)
    say(f"Now try: poa render {case}. It lists what is still to be answered.")


@contextmanager
def showing_progress() -> "Iterator[Progress | None]":
    """A bar with rate and time left on standard error, when a person sits before it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Reading"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%  {task.fields[rate]} messages/s"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, rate="0")

        def tell(done: int, total: int, messages: int) -> None:
            elapsed = progress.tasks[0].elapsed or 1.0
            progress.update(
                task, completed=done, total=max(total, 1), rate=f"{messages / elapsed:,.0f}"
            )

        yield tell


def write_payload(chunks: Iterable[str]) -> None:
    """Write a report for programs to standard output, as it comes, without a change."""
    stream = sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    for chunk in chunks:
        fitting = chunk if chunk.isascii() else chunk.encode(encoding, "replace").decode(encoding)
        stream.write(fitting)


def _basis(tally: Tally) -> str:
    spread = tally.all
    parts = [counted(len(tally.files), "file", "files")]
    if spread.first_on and spread.last_on:
        parts.append(f"{spread.first_on} to {spread.last_on}")
    if tally.replies:
        parts.append(f"{counted(tally.replies, 'answer', 'answers')} to buyers")
    if tally.incoming:
        parts.append(
            f"{counted(tally.incoming, 'mail', 'mails')} from buyers or Amazon, not judged"
        )
    if tally.suppressed:
        parts.append(f"{counted(tally.suppressed, 'finding', 'findings')} set aside with a reason")
    return f"Read: {'; '.join(parts)}."


def _causes(console: "Console", tally: Tally) -> None:
    by_number = sorted(tally.by_cause.items(), key=lambda one: -one[1].messages)
    if console.width < _WIDE:
        for cause, spread in by_number:
            share = f"{counted(spread.messages, 'message', 'messages')}, {_share(spread, tally)}"
            _line(console, TITLES[cause], "bold")
            _line(console, f"{share}; {_period(spread)}".rstrip("; "), indent=2)
        return
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False)
    for heading in ("Cause", "Messages", "Share", "First", "Last", "Campaigns and tools"):
        table.add_column(heading, justify="right" if heading in ("Messages", "Share") else "left")
    for cause, spread in by_number:
        cells = (
            TITLES[cause],
            f"{spread.messages:,}",
            _share(spread, tally),
            str(spread.first_on or ""),
            str(spread.last_on or ""),
            _names(spread),
        )
        table.add_row(*(Text(visible(cell)) for cell in cells))
    console.print(table)


def _what_it_means(console: "Console", meaning: Meaning) -> None:
    _line(console, "")
    _line(console, "What this means", "bold underline")
    for sentence in meaning.advice:
        _line(console, f"- {sentence}", indent=0, hang=2)


def _worst(console: "Console", tally: Tally, *, masked: bool) -> None:
    groups = tally.worst()
    if not groups:
        return
    _line(console, "")
    _line(console, "What was found, the worst first", "bold underline")
    for group in groups[:_WORST]:
        _line(console, "")
        _group(console, group, masked=masked)
    if len(groups) > _WORST:
        more = counted(len(groups) - _WORST, "more wording", "more wordings")
        _line(console, "")
        _line(console, f"And {more}. To see all: --format html --out report.html", "dim")


def _group(console: "Console", group: Group, *, masked: bool) -> None:
    from rich.text import Text

    judged, spread = group.example, group.spread
    message = judged.message
    label, style = _LABELS[judged.verdict]
    parts = [counted(spread.messages, "message", "messages"), _period(spread), _names(spread)]
    head = Text.assemble((label, style), f"  {'; '.join(part for part in parts if part)}")
    _print(console, head)
    _line(console, f"For example {message.source}", "dim", indent=2)
    for name, text in (("subject", message.subject), ("body", message.body)):
        found = [finding for finding in judged.findings if finding.field == name]
        if any(finding.end > finding.start for finding in found):
            pieces = marked(text, found, buyer=message.buyer, masked=masked, around=_AROUND)
            _print(console, _marked_text(pieces), indent=2)
    rules = dict.fromkeys(finding.rule for finding in judged.findings)
    for rule_id in list(rules)[:_RULES_SHOWN]:
        rule = rules_by_id()[rule_id]
        _line(console, f"{rule.name}. {rule.instead}", indent=2, hang=2)
    if len(rules) > _RULES_SHOWN:
        _line(console, f"and {len(rules) - _RULES_SHOWN} more", "dim", indent=2)


def _marked_text(pieces: Iterable[Piece]) -> "Text":
    from rich.text import Text

    text = Text()
    for piece in pieces:
        words = " ".join(visible(piece.text).split(" ")).replace("\r", "").replace("\n", " ")
        if piece.severity is None:
            text.append(words)
        else:
            text.append(f"»{words}«", _STYLES[piece.severity])
    return text


def _files(console: "Console", tally: Tally) -> None:
    problems = [problem for report in tally.files for problem in report.problems]
    if problems:
        _line(console, "")
        _line(console, "Could not be read", "bold underline")
        for problem in problems[:_PROBLEMS_SHOWN]:
            _line(console, f"- {problem}", hang=2)
        if tally.unreadable > _PROBLEMS_SHOWN:
            _line(
                console,
                f"and {tally.unreadable - _PROBLEMS_SHOWN:,} more; --format json lists them",
            )
    notes = [(report.file, note) for report in tally.files for note in report.notes]
    if notes:
        _line(console, "")
        _line(console, "How the files were read", "bold underline")
        for file, note in notes[:_PROBLEMS_SHOWN]:
            _line(console, f"- {file}: {note}", "dim", hang=2)


def _share(spread: Spread, tally: Tally) -> str:
    share = 100 * spread.messages / max(tally.all.messages, 1)
    return f"{share:.0f} %" if share >= 1 else "under 1 %"


def _period(spread: Spread) -> str:
    if spread.first_on is None or spread.first_on == spread.last_on:
        return str(spread.first_on or "")
    return f"{spread.first_on} to {spread.last_on}"


def _names(spread: Spread, most: int = 3) -> str:
    names = [*(name for name, _ in spread.campaigns.most_common(most)), *spread.tools]
    shown = list(dict.fromkeys(names))
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more


def _line(console: "Console", text: str, style: str = "", indent: int = 0, hang: int = 0) -> None:
    from rich.text import Text

    _print(console, Text(visible(text), style), indent, hang)


def _print(console: "Console", text: "Text", indent: int = 0, hang: int = 0) -> None:
    lines = text.wrap(console, max(20, console.width - indent - hang))
    for number, line in enumerate(lines or [text]):
        line.pad_left(indent + (hang if number else 0))
        console.print(line, no_wrap=True, soft_wrap=False, crop=False)
