"""One client: from its raw facts to its folder, or to the reasons why there is none."""

import traceback
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from poa.appeal import FILES, Appeal, prepare_appeal, render_documents
from poa.batch.fingerprint import find_fingerprint
from poa.batch.folder import FolderNote, is_whole, read_note, write_folder
from poa.batch.options import BatchOptions
from poa.batch.pack import is_packed, pack_folder
from poa.batch.result import ClientResult, Outcome, Status
from poa.batch.review import has_review, write_review
from poa.case import Case, parse_case
from poa.errors import InvalidCaseError, PoaError, Problem
from poa.readers.raw_case import RawCase

if TYPE_CHECKING:
    from poa.documents.letterhead import Letterhead

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


def same_name(client: str) -> str:
    """What two spellings of one name have in common on every system's disk."""
    return unicodedata.normalize("NFC", client).casefold()


def work_on(task: Task, options: BatchOptions, letterhead: "Letterhead | None") -> ClientResult:
    """Make, keep or refuse one client's appeal; whatever goes wrong becomes part of the result."""
    raw = task.raw
    try:
        return _work_on(task, options, letterhead)
    except InvalidCaseError as error:
        located = tuple(raw.located(problem) for problem in error.problems)
        return _refused(task, options, Status.FAILED, (*raw.problems, *located))
    except PoaError as error:
        return _refused(task, options, Status.FAILED, error.problems)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        fix = "Check the disk and the rights, close its files elsewhere, then run it again"
        problem = Problem(str(options.out / task.folder), reason, fix)
        return _refused(task, options, Status.FAILED, (problem,))
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other clients
        return _refused(task, options, Status.FAILED, (_fault(error, task, options),))


def _work_on(task: Task, options: BatchOptions, letterhead: "Letterhead | None") -> ClientResult:
    raw, folder = task.raw, options.out / task.folder
    if task.clash:
        return _refused(task, options, Status.FAILED, raw.problems or (task.clash,))
    if raw.facts is None:
        return _refused(task, options, Status.FAILED, raw.problems)
    note = read_note(folder)
    fingerprint = find_fingerprint(raw, options.stamp)
    if note and not raw.problems and _is_current(note, fingerprint, task, options):
        if options.with_review and not has_review(task.folder, options):
            day = date.fromisoformat(note.dated)
            case = parse_case(raw.facts, today=day, folder=raw.folder)
            appeal = prepare_appeal(case, today=day, folder=raw.folder)
            write_review(appeal, raw, task.folder, options)
        return _made(task, options, Status.UNCHANGED, note)
    case = parse_case(raw.facts, today=options.today, folder=raw.folder)
    if raw.problems:
        return _refused(task, options, Status.FAILED, raw.problems)
    appeal = prepare_appeal(case, today=options.today, folder=raw.folder)
    if raw.client and (options.with_review or has_review(task.folder, options)):
        write_review(appeal, raw, task.folder, options)
    if appeal.missing:
        missing = tuple(raw.located(problem) for problem in appeal.missing)
        refused = _refused(task, options, Status.NOT_READY, missing)
        return replace(refused, outcome=_outcome(case, appeal))
    if taken := _taken(folder, note, task, options):
        return _refused(task, options, Status.FAILED, (taken,))
    dated = options.today.isoformat()
    new = FolderNote(raw.client, fingerprint, dated, {}, _outcome(case, appeal))
    if options.dry_run:
        return _made(task, options, Status.RENDERED, replace(new, files=dict.fromkeys(FILES, "")))
    documents = render_documents(appeal, raw.folder, letterhead=letterhead)
    new = write_folder(options.out, task.folder, documents, new)
    return _made(task, options, Status.RENDERED, new)


def _is_current(note: FolderNote, fingerprint: str, task: Task, options: BatchOptions) -> bool:
    if options.force or note.fingerprint != fingerprint or note.client != task.raw.client:
        return False
    if options.is_dated and note.dated != options.today.isoformat():
        return False
    return is_whole(options.out / task.folder, note)


def _taken(
    folder: Path, note: FolderNote | None, task: Task, options: BatchOptions
) -> Problem | None:
    """Why what stands in the client's place must not be touched."""
    if note and same_name(note.client) != same_name(task.raw.client):
        what = f'this folder holds the appeal of another client, "{note.client}"'
        return Problem(str(folder), what, "Rename this client, or choose another --out")
    if not note and not options.force and folder.is_dir() and any(folder.iterdir()):
        what = "a folder of this name was there before, and it is not empty"
        return Problem(
            str(folder), what, "Move it away, or use --force: what is in it then stays beside"
        )
    return None


def _made(task: Task, options: BatchOptions, status: Status, note: FolderNote) -> ClientResult:
    folder = options.out / task.folder
    # A zip or a review page that is there once never grows old.
    if not options.dry_run and (options.with_zip or is_packed(folder)):
        pack_folder(folder, note)
    return ClientResult(
        source=task.raw.source,
        client=task.raw.client,
        status=status,
        folder=task.folder,
        dated=note.dated,
        files=tuple(note.files),
        outcome=note.outcome,
    )


def _refused(
    task: Task, options: BatchOptions, status: Status, problems: tuple[Problem, ...]
) -> ClientResult:
    """No new appeal; an earlier one of this client may still be there."""
    result = ClientResult(task.raw.source, task.raw.client, status, problems=problems)
    note = None if task.clash else read_note(options.out / task.folder)
    if note is None or note.client != task.raw.client:
        return result
    return replace(
        result, folder=task.folder, dated=note.dated, files=tuple(note.files), earlier=True
    )


def _outcome(case: Case, appeal: Appeal) -> Outcome:
    return Outcome(
        store=case.seller.store_name or "",
        route=case.route or "",
        causes=tuple(each.cause.value for each in case.causes if each.cause),
        words=appeal.check.words,
        characters=len(appeal.letter.text),
        planned=tuple(
            (step.todo, step.due_on.isoformat() if step.due_on else None)
            for step in appeal.plan.planned
        ),
        notes=tuple(
            dict.fromkeys(  # what is found in several places is told once
                f"{each.name}: {each.detail or each.why}"
                for each in appeal.findings
                if each.severity != "block"
            )
        ),
    )


def _fault(error: Exception, task: Task, options: BatchOptions) -> Problem:
    what = f"poa itself failed at this client ({type(error).__name__}); the others are not touched"
    told = "".join(traceback.format_exception(error))
    try:
        with (options.state / FAULTS).open("a", encoding="utf-8") as file:
            file.write(f"{task.raw.source}\n{told}\n")
    except OSError:
        return Problem(task.raw.source, what, f"Please report it: {told[-400:]}")
    return Problem(task.raw.source, what, f"Please report it with {options.state / FAULTS}")
