"""What a line opens, whatever words the writer chose."""

import pytest

from poa.check.headings import Part, read_heading


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Root Cause:", Part.ROOT),
        ("1. What went wrong?", Part.ROOT),
        ("**Corrective actions taken**", Part.ACTIONS),
        ("B) How we prevent it", Part.PREVENTION),
        ("How it happened. I print a card.", Part.ROOT),
        ("The measures of prevention. Since May we check it.", Part.PREVENTION),
        ("DONE: the template was deleted.", Part.ACTIONS),
        ("Now:", Part.PREVENTION),
        ("| What went wrong | The stock was kept in two places. |", Part.ROOT),
        ("Attachments", Part.EVIDENCE),
        ("Attachments (3):", Part.EVIDENCE),
        ("Attachments to this letter", Part.EVIDENCE),
        ("Attached documents", Part.EVIDENCE),
    ],
)
def test_a_heading_opens_its_part(line: str, part: Part) -> None:
    heading = read_heading(line)
    assert heading is not None
    assert heading[0] == {part}


@pytest.mark.parametrize(
    "line",
    [
        "Links and attachments",
        "2. Links and attachments:",
        "Unnecessary attachments in our messages",
        "For cause 1: the template was deleted.",
        "Repeated requests",
        "Review manipulation",
        "Dear Seller Performance,",
        "The cause was found on 3 May 2026.",
        "The actions are done. We wrote them down.",
        "Now we check each template. Nobody did before.",
    ],
)
def test_a_line_that_names_a_matter_opens_no_part(line: str) -> None:
    assert read_heading(line) is None
