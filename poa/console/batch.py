"""What a person sees of a run over many clients: how far it is, and what needs attention."""

import contextlib
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from poa.batch.result import BatchReport, ClientResult, Counts
from poa.console import say
from poa.errors import Problem

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# More than this is read in the summary, not on the screen.
_MOST_CLIENTS = 25
_MOST_PROBLEMS = 6
_SECONDS_BETWEEN_LINES = 10.0
_WIDE = 64


class Watcher:
    """Counts what is done; the quiet one says nothing."""

    def __init__(self) -> None:
        self.total = 0
        self.counts = Counts()

    def begin(self, total: int) -> None:
        """So many clients will be worked on."""
        self.total = total

    def add(self, result: ClientResult) -> None:
        """This is done."""
        self.counts.add(result.status)


class _Lines(Watcher):
    """A line now and then, for a log."""

    def begin(self, total: int) -> None:
        super().begin(total)
        self._said = time.monotonic()

    def add(self, result: ClientResult) -> None:
        super().add(result)
        if time.monotonic() - self._said >= _SECONDS_BETWEEN_LINES:
            self._said = time.monotonic()
            say(f"{_so_far(self)}; {_attention(self.counts)}")


class _Bar(Watcher):
    """A bar with rate, time left and what needs attention so far."""

    def __init__(self, progress: "Progress") -> None:
        super().__init__()
        self._progress = progress
        self._task: TaskID | None = None

    def begin(self, total: int) -> None:
        super().begin(total)
        self._task = self._progress.add_task("", total=total, rate="", attention="")

    def add(self, result: ClientResult) -> None:
        super().add(result)
        if self._task is None:
            return
        speed = self._progress.tasks[0].speed
        self._progress.update(
            self._task,
            advance=1,
            rate=f"{speed:,.0f} a second" if speed and speed >= 1 else "",
            attention=_attention(self.counts),
        )


@contextlib.contextmanager
def watching(*, is_quiet: bool) -> Iterator[Watcher]:
    """Somebody who tells on standard error how far the run is."""
    if is_quiet:
        yield Watcher()
    elif not sys.stderr.isatty():
        yield _Lines()
    else:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        screen = Console(stderr=True)
        wide = (
            BarColumn(bar_width=20),
            TextColumn("{task.fields[rate]}", markup=False),
            TimeRemainingColumn(compact=True),
        )
        columns = (
            MofNCompleteColumn(),
            *(wide if screen.width >= _WIDE else ()),
            TextColumn("{task.fields[attention]}", markup=False),
        )
        with Progress(*columns, console=screen, transient=True) as progress:
            yield _Bar(progress)


def show_interrupted(watch: Watcher) -> None:
    """What is safe, and how to go on."""
    say(f"Interrupted. {_so_far(watch)}; nothing is half-written.")
    say("Run the same command again to go on: what is done is not done again.")


def show_report(report: BatchReport, out: Path, *, dry_run: bool) -> None:
    """What needs attention, each with its place and its remedy; the last line tells the truth."""
    waiting = [result for result in report.results if not result.status.is_good]
    for result in waiting[:_MOST_CLIENTS]:
        _show_client(result)
    if len(waiting) > _MOST_CLIENTS:
        say(f"… and {len(waiting) - _MOST_CLIENTS:,} more: see the summary")
    if waiting:
        say("")
    if report.gone:
        listed = ", ".join(report.gone[:10]) + (" …" if len(report.gone) > 10 else "")
        say(f"No longer among the clients, and left as they are: {listed}")
    if report.problems:
        say("Beside the clients:")
        _show_problems(report.problems)
    for note in report.notes:
        say(note)
    counts = report.counts
    made = "would be made" if dry_run else "made"
    say(f"{_clients(counts.cases)}: {counts.rendered:,} {made}, {counts.unchanged:,} unchanged.")
    if not dry_run and counts.rendered + counts.unchanged:
        say(f"The finished appeals are in {out}; {out / 'summary.html'} shows everything.")
    if counts.attention:
        are = "client needs" if counts.attention == 1 else "clients need"
        say(
            f"NOT FINISHED: {counts.attention:,} {are} attention "
            f"({counts.not_ready:,} not ready, {counts.failed:,} failed)."
        )
    elif report.problems:
        say("NOT FINISHED: see above.")
    elif dry_run:
        say("Nothing is wrong. Nothing was written.")
    else:
        say("Every client has a finished appeal.")


def _show_client(result: ClientResult) -> None:
    name = f"{result.client} ({result.source})" if result.client else result.source
    say(f"{name}: {result.status.in_words}")
    _show_problems(result.problems, result.source)
    if result.earlier:
        say(f"    The appeal of {result.dated}, from earlier answers, is still in its folder.")


def _show_problems(problems: Sequence[Problem], source: str = "") -> None:
    for problem in problems[:_MOST_PROBLEMS]:
        place = f"{problem.where}: " if problem.where not in ("", source) else ""
        say(f"  - {place}{problem.what}")
        if problem.fix:
            say(f"    {problem.fix}")
    if len(problems) > _MOST_PROBLEMS:
        say(f"  … and {len(problems) - _MOST_PROBLEMS} more")


def _clients(number: int) -> str:
    return "1 client" if number == 1 else f"{number:,} clients"


def _so_far(watch: Watcher) -> str:
    return f"{watch.counts.cases:,} of {_clients(watch.total)} done"


def _attention(counts: Counts) -> str:
    number = counts.attention
    if not number:
        return "nothing wrong so far"
    return "1 needs attention" if number == 1 else f"{number:,} need attention"
