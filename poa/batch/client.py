"""One client: from its raw facts to its folder, or to the reasons why there is none."""

import traceback
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from poa.appeal import Appeal, prepare_appeal, render_documents
from poa.batch.fingerprint import find_fingerprint
from poa.batch.folder import FolderNote, is_whole, read_note, replace_file, write_folder
from poa.batch.options import BatchOptions
from poa.batch.pack import pack_folder
from poa.batch.result import ClientResult, Outcome, Status
from poa.case import Case, parse_case
from poa.documents.letterhead import Letterhead
from poa.errors import InvalidCaseError, PoaError, Problem
from poa.readers.raw_case import RawCase

FAULTS = "faults.txt"


@dataclass(frozen=True, slots=True)
class Task:
    """One client to be worked on.

    Attributes:
        raw: Its facts.
        folder: The name of its folder.
        clash: Why it cannot have that folder: another client of the source has the same.
    """

    raw: RawCase
    folder: str
    clash: Problem | None = None


def work_on(task: Task, options: BatchOptions, letterhead: Letterhead | None) -> ClientResult:
    """Make, keep or refuse one client's appeal; whatever goes wrong becomes part of the result."""
    try:
        return _work_on(task, options, letterhead)
    except InvalidCaseError as error:
        located = tuple(task.raw.located(problem) for problem in error.problems)
        return _refused(task, options, Status.FAILED, (*task.raw.problems, *located))
    except PoaError as error:
        return _refused(task, options, Status.FAILED, error.problems)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        fix = "Check the disk and the rights, close its files elsewhere, then run it again"
        problem = Problem(str(options.out / task.folder), reason, fix)
        return _refused(task, options, Status.FAILED, (problem,))
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other clients
        return _refused(task, options, Status.FAILED, (_fault(error, task, options),))


def _work_on(task: Task, options: BatchOptions, letterhead: Letterhead | None) -> ClientResult:
    raw = task.raw
    if task.clash:
        return _refused(task, options, Status.FAILED, (*raw.problems, task.clash))
    if raw.facts is None:
        return _refused(task, options, Status.FAILED, raw.problems)
    fingerprint = find_fingerprint(raw, options.stamp)
    folder = options.out / task.folder
    note = None if options.force or raw.problems else _current_note(folder, fingerprint, options)
    if note:
        if options.with_review and not options.dry_run:
            dated = date.fromisoformat(note.dated)
            case = parse_case(raw.facts, today=dated, folder=raw.folder)
            _review(task, options, prepare_appeal(case, today=dated), ())
        return _made(task, options, Status.UNCHANGED, note)
    case = parse_case(raw.facts, today=options.today, folder=raw.folder)
    if raw.problems:
        return _refused(task, options, Status.FAILED, raw.problems)
    appeal = prepare_appeal(case, today=options.today)
    missing = tuple(raw.located(problem) for problem in appeal.missing)
    if options.with_review and not options.dry_run and raw.client:
        _review(task, options, appeal, missing)
    if missing:
        refused = _refused(task, options, Status.NOT_READY, missing)
        return replace(refused, outcome=_outcome(case, appeal))
    documents = render_documents(appeal, raw.folder, letterhead=letterhead)
    note = FolderNote(
        raw.client, fingerprint, options.today.isoformat(), {}, _outcome(case, appeal)
    )
    if options.dry_run:
        note = replace(note, files={each.name: "" for each in documents})
    else:
        note = write_folder(options.out, task.folder, documents, note)
    return _made(task, options, Status.RENDERED, note)


def _current_note(folder: Path, fingerprint: str, options: BatchOptions) -> FolderNote | None:
    note = read_note(folder)
    if note is None or note.fingerprint != fingerprint:
        return None
    if options.is_dated and note.dated != options.today.isoformat():
        return None
    return note if is_whole(folder, note) else None


def _made(task: Task, options: BatchOptions, status: Status, note: FolderNote) -> ClientResult:
    files = tuple(note.files)
    if options.with_zip and not options.dry_run:
        pack_folder(options.out / task.folder, note)
    return ClientResult(
        source=task.raw.source,
        client=task.raw.client,
        status=status,
        folder=task.folder,
        dated=note.dated,
        files=files,
        outcome=note.outcome,
    )


def _refused(
    task: Task, options: BatchOptions, status: Status, problems: tuple[Problem, ...]
) -> ClientResult:
    note = None if task.clash else read_note(options.out / task.folder)
    is_own = note is not None and note.client == task.raw.client
    return ClientResult(
        source=task.raw.source,
        client=task.raw.client,
        status=status,
        folder=task.folder if is_own else "",
        dated=note.dated if note and is_own else "",
        files=tuple(note.files) if note and is_own else (),
        problems=problems,
        earlier=is_own,
    )


def _outcome(case: Case, appeal: Appeal) -> Outcome:
    steps = appeal.plan.planned
    return Outcome(
        store=case.seller.store_name or "",
        route=case.route or "",
        causes=tuple(each.cause.value for each in case.causes if each.cause),
        words=appeal.check.words,
        characters=len(appeal.letter.text),
        planned=tuple(
            (step.todo, step.due_on.isoformat() if step.due_on else None) for step in steps
        ),
        notes=tuple(
            f"{each.name}: {each.detail or each.why}"
            for each in appeal.findings
            if each.severity != "block"
        ),
    )


def _review(
    task: Task, options: BatchOptions, appeal: Appeal, missing: tuple[Problem, ...]
) -> None:
    from poa.batch.review import REVIEWS, render_review

    page = render_review(appeal, task.raw, missing).encode()
    target = options.out / REVIEWS / f"{task.folder}.html"
    target.parent.mkdir(exist_ok=True)
    replace_file(target, page)


def _fault(error: Exception, task: Task, options: BatchOptions) -> Problem:
    what = f"poa itself failed at this client ({type(error).__name__}); the others are not touched"
    if options.dry_run:
        return Problem(task.raw.source, what, "Please report it")
    with (options.state / FAULTS).open("a", encoding="utf-8") as file:
        file.write(f"{task.raw.source}\n{''.join(traceback.format_exception(error))}\n")
    return Problem(task.raw.source, what, f"Please report it with {options.state / FAULTS}")
