"""Tasks to results, in this process or in several; the order and the bytes are the same.

Workers are started afresh (as Windows does it everywhere) and fed through pipes of their own: when
this process is killed, a worker finds its pipe closed and leaves.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from poa.batch.client import Task, work_on
from poa.batch.lock import MOST_WORKERS, hold_as_worker
from poa.batch.options import BatchOptions
from poa.batch.result import ClientResult, Status
from poa.errors import Problem

if TYPE_CHECKING:
    from poa.documents.letterhead import Letterhead

# A worker starts cold, which costs as much as some dozens of clients.
PAYS_FROM = 80
_MOST_IN_CHUNK = 16
# How many chunks may wait for the one that is first in line: it bounds the memory.
_AHEAD = 4


def choose_jobs(asked: int | None, tasks: int) -> int:
    """How many processes: as asked, or as many as there are cores and it pays."""
    if asked is None:
        asked = (os.cpu_count() or 1) if tasks >= PAYS_FROM else 1
    return max(1, min(asked, tasks, MOST_WORKERS))


def work_on_all(
    tasks: Iterable[Task], options: BatchOptions, *, number: int, jobs: int
) -> Iterator[ClientResult]:
    """The results in the order of the tasks, of which there are ``number``.

    Raises:
        UnreadableError: The letterhead cannot be used.
    """
    letterhead = _load_letterhead(options)
    if jobs > 1:
        yield from _in_processes(iter(tasks), options, number, jobs)
        return
    for task in tasks:
        yield work_on(task, options, letterhead)


def _load_letterhead(options: BatchOptions) -> "Letterhead | None":
    if not options.letterhead:
        return None
    from poa.documents.letterhead import load_letterhead

    return load_letterhead(options.letterhead)


def _serve(pipe: Connection, options: BatchOptions, number: int, parent: int) -> None:
    """What a worker does until its pipe is closed, or the run was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not options.dry_run:
        hold_as_worker(options.state, number)
    letterhead = _load_letterhead(options)
    try:
        while True:
            chunk: list[Task] = pipe.recv()
            for task in chunk:
                if os.getppid() != parent:
                    return
                pipe.send(work_on(task, options, letterhead))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A process started here does not hear Ctrl-C: its pipe tells it when to leave."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


class _Worker:
    """A process and our end of its pipe; when it is ended from outside, another goes on."""

    def __init__(self, options: BatchOptions, number: int) -> None:
        self._options, self._number = options, number
        self.at = -1
        self.chunk: list[Task] = []
        self.results: list[ClientResult] = []
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, self._options, self._number, os.getpid()), daemon=True
        )
        with _deaf_to_interrupts():
            self._process.start()
        theirs.close()

    def give(self, at: int, chunk: list[Task]) -> None:
        """Hand over a chunk; that the process is gone shows when its results are taken."""
        self.at, self.chunk, self.results = at, chunk, []
        self._send(chunk)

    def _send(self, tasks: list[Task]) -> None:
        with contextlib.suppress(OSError):
            self.pipe.send(tasks)

    def take(self) -> bool:
        """Take the next result of the chunk; true when it was the last one."""
        try:
            self.results.append(self.pipe.recv())
        except (EOFError, OSError):
            self.results.append(_lost(self.chunk[len(self.results)]))
            self.end()
            self._start()
            self._send(self.chunk[len(self.results) :])
        return len(self.results) == len(self.chunk)

    def end(self) -> None:
        """Let it go."""
        self.pipe.close()
        self._process.join()


def _in_processes(
    tasks: Iterator[Task], options: BatchOptions, number: int, jobs: int
) -> Iterator[ClientResult]:
    size = max(1, min(_MOST_IN_CHUNK, number // (jobs * _AHEAD)))
    chunks = enumerate(iter(lambda: list(islice(tasks, size)), []))
    workers = [_Worker(options, place) for place in range(1, jobs + 1)]
    idle, busy = list(workers), list[_Worker]()
    done: dict[int, list[ClientResult]] = {}
    next_out, is_over = 0, False
    try:
        while True:
            while idle and not is_over and len(done) + len(busy) < jobs * _AHEAD:
                at, chunk = next(chunks, (-1, []))
                if not chunk:
                    is_over = True
                    break
                worker = idle.pop()
                worker.give(at, chunk)
                busy.append(worker)
            if not busy:
                return
            ready = wait([worker.pipe for worker in busy])
            for worker in [worker for worker in busy if worker.pipe in ready]:
                if worker.take():
                    done[worker.at] = worker.results
                    busy.remove(worker)
                    idle.append(worker)
            while next_out in done:
                yield from done.pop(next_out)
                next_out += 1
    finally:
        for worker in workers:
            worker.end()


def _lost(task: Task) -> ClientResult:
    what = "the process that worked on this client was ended from outside, or ran out of memory"
    problem = Problem(task.raw.source, what, "Run it again; fewer --jobs take less memory")
    return ClientResult(task.raw.source, task.raw.client, Status.FAILED, problems=(problem,))
