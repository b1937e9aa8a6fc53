"""A whole run: every client of the sources, and what became of each."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from poa.batch.client import Task, same_name
from poa.batch.folder import find_folders, recover
from poa.batch.lock import run_lock
from poa.batch.options import BatchOptions
from poa.batch.result import BatchReport, ClientResult, Counts, result_from_json
from poa.batch.review import REVIEWS
from poa.batch.summary import SUMMARIES, write_summary
from poa.batch.workers import choose_jobs, work_on_all
from poa.case.nearest import nearest
from poa.errors import PoaError, Problem
from poa.output import folder_name
from poa.readers.cases import check_sources, read_cases
from poa.readers.raw_case import RawCase

if TYPE_CHECKING:
    from poa.readers.items import Note


# So many clients take some dozens of megabytes.
_MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Selection:
    """Which of the clients to work on; all of them if nothing is said.

    Attributes:
        only: The ids of the only ones.
        only_failed: Those without a finished appeal after the last run, and new ones.
        limit: The first so many of what is left.
    """

    only: tuple[str, ...] = ()
    only_failed: bool = False
    limit: int | None = None


class Watch(Protocol):
    """Somebody who looks on."""

    def begin(self, total: int) -> None:
        """So many clients will be worked on."""

    def add(self, result: ClientResult) -> None:
        """This is done."""


@dataclass(frozen=True, slots=True)
class _Register:
    """Who is in the sources; read before the work, so that no client takes another one's folder.

    ``kept`` holds all of them when they are few; many are read again when it is their turn.
    """

    selected: tuple[bool, ...]
    clients: frozenset[str]
    clashes: dict[str, Problem]
    problems: tuple[Problem, ...]
    kept: tuple[RawCase, ...]


def run_batch(
    sources: Sequence[Path],
    options: BatchOptions,
    selection: Selection,
    *,
    jobs: int | None,
    watch: Watch,
) -> BatchReport:
    """Work on every client, one folder each; what is wrong with one does not stop the others.

    Args:
        sources: Folders and files of cases.
        options: What holds for every client.
        selection: Which clients.
        jobs: How many processes; ``None`` for as many as pay.
        watch: Told of every client as it is done.

    Raises:
        PoaError: Nothing was done: a source cannot be read, no client is in it, another run is at
            work, or the output folder cannot be written.
    """
    sources = check_sources(sources, options.out)
    if options.dry_run:
        return _run(sources, options, selection, jobs, watch)
    try:
        options.state.mkdir(parents=True, exist_ok=True)
        with run_lock(options.state):
            recover(options.out)
            return _run(sources, options, selection, jobs, watch)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        fix = "Check the folder, its rights and the disk, or choose another --out"
        raise PoaError(
            "The run was not finished", [Problem(str(error.filename or options.out), reason, fix)]
        ) from error


def _run(
    sources: Sequence[Path],
    options: BatchOptions,
    selection: Selection,
    jobs: int | None,
    watch: Watch,
) -> BatchReport:
    earlier = _earlier_results(options.out)
    notes: list[Note] = []
    cases = read_cases(sources, without=options.out, tell=notes.append)
    register = _read_register(cases, selection, earlier)
    number = sum(register.selected)
    watch.begin(number)
    kept = register.kept
    tasks = _tasks(kept or read_cases(sources, without=options.out), register)
    counts = Counts()
    results: list[ClientResult] = []
    for result in work_on_all(tasks, options, number=number, jobs=choose_jobs(jobs, number)):
        results.append(result)
        counts.add(result.status)
        watch.add(result)
    report = BatchReport(
        tuple(results),
        counts,
        _everyone(results, register, earlier),
        _gone(options.out, register),
        register.problems,
        _grouped_notes(notes),
    )
    if options.dry_run:
        return report
    problems = write_summary(report, options.out, today=options.today)
    return replace(report, problems=problems)


def _read_register(
    cases: Iterable[RawCase], selection: Selection, earlier: dict[str, ClientResult]
) -> _Register:
    who: dict[str, list[tuple[str, str]]] = defaultdict(list)
    clients: set[str] = set()
    selected: list[bool] = []
    left = selection.limit
    by_source = {result.source: client for client, result in earlier.items()}
    problems: list[Problem] = []
    kept: list[RawCase] = []
    for raw in cases:
        if len(kept) <= _MOST_KEPT:
            kept.append(raw)
        if not raw.is_client:
            selected.append(False)
            problems += raw.problems
            continue
        is_selected = left != 0 and _is_selected(raw, selection, earlier)
        selected.append(is_selected)
        if left is not None:
            left -= is_selected
        # Who it was before it became unreadable: its folder is not that of a client who left.
        clients.add(raw.client or by_source.get(raw.source, ""))
        if raw.client and raw.facts is not None:
            who[same_name(folder_name(raw.client))].append((raw.client, raw.source))
    if not selected:
        what = "the rows are empty, or the file is"
        raise PoaError("There is no client in the source", [*problems, Problem("", what, None)])
    unknown = [name for name in selection.only if name not in clients]
    if unknown:
        problems = [
            Problem("--only", f'there is no client "{name}"', nearest(name, clients))
            for name in unknown
        ]
        raise PoaError("Nothing was done", problems)
    clashes = {key: _clash(same) for key, same in who.items() if len(same) > 1}
    for name in (REVIEWS, *SUMMARIES):
        what = f'the batch needs the name "{name}" for itself'
        clashes[name] = Problem("client", what, "Give this client another name")
    if len(kept) > _MOST_KEPT:
        kept.clear()
    return _Register(tuple(selected), frozenset(clients), clashes, _grouped(problems), tuple(kept))


def _grouped(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The same thing in many rows is told once, with the first place."""
    same: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        same[problem.what].append(problem)
    return tuple(
        replace(first, what=f"{what}; {len(others)} more like this") if others else first
        for what, (first, *others) in same.items()
    )


def _grouped_notes(notes: Sequence["Note"]) -> tuple[str, ...]:
    """What is said of several files, in front of a colon, is said once."""
    same: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        place, colon, said = note.text.rpartition(": ")
        same[colon + said].append(place)
    return tuple(
        f"{places[0]}{f' and {len(places) - 1} more' if any(places[1:]) else ''}{said}"
        for said, places in same.items()
    )


def _is_selected(raw: RawCase, selection: Selection, earlier: dict[str, ClientResult]) -> bool:
    if selection.only and raw.client not in selection.only:
        return False
    before = earlier.get(raw.client)
    return not (selection.only_failed and before and before.status.is_good)


def _clash(same: Sequence[tuple[str, str]]) -> Problem:
    places = " and ".join(source for _, source in same[:5]) + (" …" if len(same) > 5 else "")
    names = sorted({client for client, _ in same})
    if len(names) == 1:
        what = f'the client "{names[0]}" stands {len(same)} times: {places}'
        fix = "Keep one of them; a second restriction gets a name of its own"
    else:
        listed = " and ".join(f'"{name}"' for name in names[:5])
        what = f"{listed} would get the same folder ({places})"
        fix = "Give each a name that differs in its letters or digits"
    return Problem("client", what, fix)


def _tasks(cases: Iterable[RawCase], register: _Register) -> Iterator[Task]:
    for raw, selected in zip(cases, register.selected, strict=False):
        if selected:
            folder = folder_name(raw.client)
            yield Task(raw, folder, register.clashes.get(same_name(folder)) if raw.client else None)


def _everyone(
    results: Sequence[ClientResult], register: _Register, earlier: dict[str, ClientResult]
) -> tuple[ClientResult, ...]:
    looked_at = {result.client for result in results}
    left_out = (
        replace(result, is_carried=True)
        for client, result in earlier.items()
        if client in register.clients and client not in looked_at
    )
    return (*results, *left_out)


def _gone(out: Path, register: _Register) -> tuple[str, ...]:
    if not out.is_dir():
        return ()
    known = {same_name(folder_name(client)) for client in register.clients if client}
    return tuple(name for name in find_folders(out) if same_name(name) not in known)


def _earlier_results(out: Path) -> dict[str, ClientResult]:
    """What the last summary says of each client; nothing where it is not there or not ours."""
    try:
        listed = json.loads((out / "summary.json").read_bytes())["result"]["clients"]
        results = [result_from_json(shape) for shape in listed]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {result.client: result for result in results if result.client}
