"""Length and questions."""

from collections.abc import Iterator

from poa.check.anatomy import Anatomy
from poa.check.expected import Expected
from poa.check.finding import Hit, Severity
from poa.check.reading import Draft

LONG, TOO_LONG = 800, 1100
SHORT, TOO_SHORT = 90, 45
_NOTE = 25
_MOST_QUESTIONS = 4


def look_at_process(draft: Draft, anatomy: Anatomy, expected: Expected) -> Iterator[Hit]:
    """Too long, too short, questions to the reader."""
    size = len(draft.text)
    if draft.words > LONG or size > 12_000:
        blocks = draft.words > TOO_LONG or size > 12_000
        yield Hit("too-long", 0, 0, f"{draft.words} words", Severity.BLOCK if blocks else None)
    if expected.limit is not None and size > expected.limit:
        yield Hit(
            "over-limit",
            min(expected.limit, size - 1),
            size,
            f"{size} characters of {expected.limit}",
        )
    least = _NOTE if anatomy.route == "inform" else SHORT
    if draft.words < least and draft.english:
        blocks = draft.words < min(TOO_SHORT, least)
        yield Hit("too-short", 0, 0, f"{draft.words} words", Severity.BLOCK if blocks else None)
    asked = 0
    for sentence in draft.sentences:
        at = sentence.low.rfind("?")
        if at < 0 or sentence.heading or asked == _MOST_QUESTIONS or sentence.quoted(at, at + 1):
            continue
        if at < len(sentence.low) - 4 or sentence.low.startswith(("http", "www")):
            continue
        asked += 1
        yield Hit("asks-questions", *draft.whole(sentence))
