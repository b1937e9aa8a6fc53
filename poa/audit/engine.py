"""The whole audit: files in, one judged message after another out, and the sums at the end.

Memory does not grow with the number of messages, apart from eight bytes for each order.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from poa.audit.history import History
from poa.audit.judge import TextJudgement, causes_of, judge_fields, verdict_of
from poa.audit.same import TextJudge
from poa.audit.settings import Settings
from poa.audit.tally import FileReport, Judged, Tally
from poa.errors import Problem, UnreadableError
from poa.message import Message
from poa.readers.encoding import MEGABYTE
from poa.readers.items import Incoming, Item, Note, ReadingOptions
from poa.readers.sources import find_sources, learn_threads, read_source

# From here on a second process saves more than its start costs.
_WORTH_A_PROCESS = 4 * MEGABYTE
_CHUNK = 128
_MOST_LISTED = 1000
_Texts = tuple[str, str, str]
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
        with closing(_judge_all(self._read(), self._jobs(total))) as judgements:
            for number, (message, text) in enumerate(judgements, start=1):
                yield self._judged(message, text)
                if self._progress and number % _CHUNK == 0:
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

    def _judged(self, message: Message, text: TextJudgement) -> Judged:
        findings = judge_fields(message, text)
        findings += self._history.seen(message, asks_for_review=text.asks_for_review)
        if findings:
            findings, explained = self._plan.settings.apply(findings, message)
            self.tally.suppressed += explained
        judged = Judged(message, verdict_of(findings), causes_of(findings), findings)
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

    def _jobs(self, total: int) -> int:
        if self._plan.jobs is not None:
            return max(1, self._plan.jobs)
        return min(os.cpu_count() or 1, 4) if total >= _WORTH_A_PROCESS else 1


def judge_texts(texts: Sequence[_Texts]) -> list[TextJudgement]:
    """Judge some texts; a worker process keeps its memory of texts between calls."""
    return [_JUDGE.judge(*one) for one in texts]


_JUDGE = TextJudge()


def _judge_all(messages: Iterable[Message], jobs: int) -> Generator[tuple[Message, TextJudgement]]:
    """Each message with the judgement of its texts, in the order given."""
    if jobs == 1:
        judge = TextJudge()
        for message in messages:
            yield message, judge.judge(message.subject, message.body, message.language)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    rest = iter(messages)
    waiting: deque[tuple[list[Message], Future[list[TextJudgement]]]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    try:
        while True:
            chunk = list(islice(rest, _CHUNK))
            if chunk:
                texts = [(one.subject, one.body, one.language) for one in chunk]
                waiting.append((chunk, pool.submit(judge_texts, texts)))
            # Enough chunks are under way that no worker waits, and no more are kept in memory.
            while waiting and (not chunk or len(waiting) > 3 * jobs):
                ready, future = waiting.popleft()
                yield from zip(ready, future.result(), strict=True)
            if not chunk:
                return
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
