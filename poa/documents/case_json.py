"""The normalised answers: rendering them again gives the same bytes."""

import json

from poa.case import Case, dump_case
from poa.documents.document import Document


def render_case(case: Case) -> Document:
    """The case as JSON, in the order of its form."""
    facts = json.dumps(dump_case(case), ensure_ascii=False, indent=2)
    return Document("case.json", f"{facts}\n".encode())
