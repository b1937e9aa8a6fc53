"""A consultant's own words to the client, with facts of the case in double braces."""

from datetime import date
from pathlib import PurePath

from poa.documents.document import Document
from poa.plan import Plan
from poa.playbook import load_playbook
from poa.wording import say_all

COVER_FACTS = ("client", "store", "signatory", "noticed_on", "causes", "exhibits", "date")


def render_cover_note(note: str, plan: Plan, dated: date, *, draft: bool = False) -> Document:
    """Fill the note in; a line that names what is not known is left out."""
    said = "\n".join(say_all(note.splitlines(), _facts(plan, dated))).strip()
    name, mark = ("DRAFT-cover-note.txt", "DRAFT\n\n") if draft else ("cover-note.txt", "")
    return Document(name, f"{mark}{said}\n".encode())


def _facts(plan: Plan, dated: date) -> dict[str, str]:
    case = plan.case
    noticed = case.restriction.noticed_on
    exhibits = [PurePath(each.file).name for each in case.exhibits if each.file]
    known = (
        case.client,
        case.seller.store_name,
        case.seller.signatory.name,
        plan.marketplace.date(noticed) if noticed else None,
        ", ".join(load_playbook(cause.cause).heading for cause in plan.causes),
        ", ".join(exhibits),
        plan.marketplace.date(dated),
    )
    return {name: value for name, value in zip(COVER_FACTS, known, strict=True) if value}
