"""The whole audit: files in, one judged message after another out, and the sums at the end.

Memory does not grow with the number of messages, apart from eight bytes for each order.
"""

import os
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from poa.audit.history import History
from poa.audit.judge import TextJudgement, causes_of, judge_fields, verdict_of
from poa.audit.judging import judge_all
from poa.audit.settings import Settings
from poa.audit.tally import FileReport, Judged, Tally
from poa.errors import Problem, UnreadableError
from poa.message import Message
from poa.readers.items import Incoming, Item, Note, ReadingOptions
from poa.readers.sources import find_sources, learn_threads, read_source

_TELL_EVERY = 128
_MOST_LISTED = 1000
Progress = Callable[[int, int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to audit, and how.

    Attributes:
        paths: Files and folders.
        options: How to read them.
        settings: The seller's decisions about rules; those out of time already left out.
        jobs: How many processes judge; ``None`` for as many as pay.
        daily_orders: The average orders per day, for the daily ceiling.
    """

    paths: tuple[Path, ...]
    options: ReadingOptions = field(default_factory=ReadingOptions)
    settings: Settings = field(default_factory=Settings)
    jobs: int | None = None
    daily_orders: float | None = None


class Audit:
    """One audit. Go through ``messages()`` to the end; then ``tally`` holds the sums."""

    def __init__(self, plan: Plan, progress: Progress | None = None) -> None:
        """Look for the files.

        Args:
            plan: What to audit.
            progress: Told now and then: bytes read, bytes in all, messages judged.
        """
        found = find_sources(plan.paths)
        self._plan = plan
        self._sources = found.sources
        self._progress = progress
        self._history = History(plan.daily_orders)
        self.tally = Tally()
        for problem in found.refused:
            self._refuse(FileReport(problem.where), [problem])

    def messages(self) -> Iterator[Judged]:
        """Every message that the seller sent, judged, in the order read.

        Raises:
            UnreadableError: None of the files could be read.
        """
        total = sum(source.size for source in self._sources)
        with closing(judge_all(self._read(), self._jobs())) as judgements:
            for number, (message, text, wording) in enumerate(judgements, start=1):
                yield self._judged(message, text, wording)
                if self._progress and number % _TELL_EVERY == 0:
                    self._progress(sum(one.done for one in self._sources), total, number)
        self.tally.over_ceiling = self._history.days_over_ceiling()
        failed = [report for report in self.tally.files if report.failed]
        if failed and len(failed) == len(self.tally.files):
            problems = [problem for report in failed for problem in report.problems]
            names = failed[0].file if len(failed) == 1 else "any of the files"
            raise UnreadableError(f"Cannot read {names}", problems)
        if not self.tally.files:
            raise UnreadableError(
                "There is nothing to audit",
                [Problem(str(path), "no file in it can be read") for path in self._plan.paths],
            )

    def finish(self) -> None:
        """Judge everything, for whoever needs only the sums."""
        deque(self.messages(), maxlen=0)

    def _judged(self, message: Message, text: TextJudgement, wording: Hashable) -> Judged:
        findings = judge_fields(message, text)
        findings += self._history.seen(message, asks_for_review=text.asks_for_review)
        if findings:
            findings, explained = self._plan.settings.apply(findings, message)
            self.tally.suppressed += explained
        judged = Judged(message, verdict_of(findings), causes_of(findings), findings, wording)
        self.tally.add(judged)
        return judged

    def _read(self) -> Iterator[Message]:
        threads = learn_threads(self._sources)
        for source in self._sources:
            report = FileReport(source.name)
            try:
                for item in read_source(source, self._plan.options, threads):
                    if isinstance(item, Message):
                        report.messages += 1
                        yield item
                    else:
                        self._note(item, report)
            except UnreadableError as error:
                self._refuse(report, error.problems or [Problem(source.name, error.message)])
                continue
            source.done = source.size
            self.tally.files.append(report)

    def _note(self, item: Item, report: FileReport) -> None:
        match item:
            case Incoming():
                report.incoming += 1
                self.tally.incoming += 1
            case Note():
                report.notes.append(item.text)
            case Problem():
                report.unreadable += 1
                self.tally.unreadable += 1
                if len(report.problems) < _MOST_LISTED:
                    report.problems.append(item)

    def _refuse(self, report: FileReport, problems: Sequence[Problem]) -> None:
        """A file that cannot be read to its end; what was read of it before still counts."""
        report.problems += problems
        report.unreadable += 1
        report.failed = not report.messages
        self.tally.unreadable += 1
        self.tally.files.append(report)

    def _jobs(self) -> int:
        return max(1, self._plan.jobs or min(os.cpu_count() or 1, 4))
