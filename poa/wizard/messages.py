"""The check of the seller's own messages, within the wizard: it suggests, it does not decide."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from poa.audit.engine import Audit, Plan
from poa.audit.into import read_case, write_into
from poa.audit.meaning import find_meaning
from poa.audit.tally import Tally
from poa.console.triage import CAUSE_NAMES
from poa.errors import PoaError, Problem
from poa.wizard.session import Session


def audit_into(session: Session, paths: Sequence[Path]) -> list[str]:
    """Check messages or templates, put what was found into the case, and tell it in lines.

    The causes stay as the seller named them: what was found is only suggested.

    Raises:
        PoaError: Nothing of it can be read.
    """
    try:
        run = Audit(Plan(paths=tuple(paths)))
        run.finish()
    except OSError as error:
        fix = "Name the export itself, or a folder that holds nothing but templates"
        problem = Problem(str(error.filename or paths[0]), error.strerror or "unreadable", fix)
        raise PoaError("The messages cannot be read", [problem]) from error
    tally = run.tally
    named = session.facts.get("causes")
    session.save()
    write_into(session.facts, session.file, tally, all_channels=False, today=session.known.today)
    facts = read_case(session.file)
    facts.pop("causes", None)
    session.replace(facts | ({"causes": named} if named else {}))
    return list(_told(tally))


def _told(tally: Tally) -> Iterator[str]:
    everything = tally.all
    yield f"{everything.messages:,} messages were read."
    if tally.unreadable:
        yield f"{tally.unreadable:,} rows could not be read; poa audit lists them."
    for cause, spread in sorted(tally.by_cause.items(), key=lambda item: -item[1].messages):
        days = f", from {spread.first_on} to {spread.last_on}" if spread.first_on else ""
        yield f"- {CAUSE_NAMES[cause]}: {spread.messages:,}{days}"
    meaning = find_meaning(tally, all_channels=False)
    yield meaning.verdict
