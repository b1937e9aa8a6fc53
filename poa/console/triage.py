"""The reading of a notice on the screen: calm, short, the next step in plain sight."""

import os
import sys

from poa.causes import Cause
from poa.console import visible
from poa.triage import Advice, Confidence, Kind, Reading

_WHAT = {
    Kind.RESTRICTED: "Your account may not start messages to buyers",
    Kind.BLOCKED: "One message was blocked",
    Kind.OPTED_OUT: "A buyer chose not to get messages",
    Kind.OTHER_SUSPENSION: "This is about something other than your messages",
    Kind.UNRELATED: "This does not tell of a restriction",
}
_MEANS = {
    Kind.RESTRICTED: (
        "Selling goes on. You may still answer buyers who write to you, and use Amazon's templates "
        "for what an order needs. Everything else that you or your tools send first is not "
        "delivered."
    ),
    Kind.BLOCKED: "Amazon stopped this one text. Your account itself is not restricted.",
    Kind.OPTED_OUT: "It is the buyer's own setting. Your account is not restricted.",
    Kind.OTHER_SUSPENSION: (
        "The notice is about your account, a listing, your money or a review right."
    ),
    Kind.UNRELATED: "No sign of a restriction, a blocked message or a buyer's choice was found.",
}
_NOW = {
    Advice.APPEAL: "Prepare an appeal",
    Advice.INFORM: "Correct, then send a short note",
    Advice.FIX: "Change the message",
    Advice.LEAVE: "Nothing to appeal",
    Advice.OTHER_ROUTE: "Answer that notice",
    Advice.TELL_MORE: "Tell more",
}
CAUSE_NAMES = {
    Cause.IMPORTANT_TAG: '"[Important]" or "Additional Information Required" without need',
    Cause.MARKETING: "marketing or promotion",
    Cause.REVIEW_MANIPULATION: "paying for reviews or steering them",
    Cause.REPEAT_REQUESTS: "asking for the same review again",
    Cause.LINKS_ATTACHMENTS: "links or attachments the order does not need",
    Cause.COMPLAINTS: "too many complaints from buyers",
}
_MEANINGS = {
    **{str(cause): name for cause, name in CAUSE_NAMES.items()},
    "restricted": "messages restricted",
    "blocked": "message blocked",
    "opted_out": "buyer opted out",
    "other_suspension": "another kind of case",
    "length": "how long",
    "from": "from when",
    "until": "until when",
}
_MOST_WORDS = 6


def show_reading(reading: Reading, text: str) -> None:
    """Print the reading of ``text`` to standard output."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    encoding = sys.stdout.encoding or "utf-8"
    screen = Console(highlight=False, no_color="NO_COLOR" in os.environ or None)
    width = min(screen.width, 84)
    sure = "" if reading.confidence is Confidence.HIGH else " (probably)"
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, words in reading_rows(reading):
        table.add_row(label, Text(_printable(words, encoding)))
        table.add_row("", "")
    for at, (quote, means) in enumerate(_quotes(reading, text)):
        line = Text()
        line.append(_printable(f'"{quote}"', encoding))
        line.append(f"  {means}", style="dim")
        table.add_row("It rests on" if at == 0 else "", line)
    screen.print()
    screen.print(Text(f"{_WHAT[reading.kind]}{sure}", style="bold"), width=width)
    screen.print()
    screen.print(table, width=width)
    if not reading.whole:
        screen.print()
        screen.print(Text("The text is very long; only its beginning was read."), width=width)
    screen.print()


def reading_rows(reading: Reading) -> list[tuple[str, str]]:
    """What the reading says, as labels with their words."""
    rows = [("It means", _MEANS[reading.kind])]
    if reading.kind is Kind.RESTRICTED:
        rows += [("How long", _length(reading)), ("Causes", _causes(reading))]
    rows.append(("Do now", f"{_NOW[reading.advice]}. {reading.why}"))
    if reading.missing:
        rows.append(("Find out", "\n".join(f"- {one}" for one in reading.missing)))
    return rows


def _length(reading: Reading) -> str:
    hours = reading.duration_hours
    if hours == "indefinite":
        words = "Until Amazon lifts it."
    elif hours is None:
        words = "The text does not say."
    else:
        words = f"{hours // 24} days ({hours} hours)." if hours % 24 == 0 else f"{hours} hours."
    if reading.starts_on:
        words += f" From {reading.starts_on}."
    if reading.ends_on:
        words += f" Until {reading.ends_on}."
    return words


def _causes(reading: Reading) -> str:
    said = "\n".join(f"- {CAUSE_NAMES[cause]}" for cause in reading.causes)
    if said:
        return f"The text names:\n{said}"
    if reading.causes_listed:
        return (
            "None is named. The notice only lists what it could be "
            f"({len(reading.causes_listed)} possible causes); your own messages show which."
        )
    return "None is named. Your own messages show which of the six it was."


def _quotes(reading: Reading, text: str) -> list[tuple[str, str]]:
    """The first words of each meaning, without those that were only recited."""
    seen: dict[str, str] = {}
    for one in reading.evidence:
        if not one.means.startswith("listed:"):
            seen.setdefault(one.means, " ".join(text[one.start : one.end].split())[:90])
    return [(quote, _MEANINGS[means]) for means, quote in list(seen.items())[:_MOST_WORDS]]


def _printable(words: str, encoding: str) -> str:
    return visible(words).encode(encoding, "replace").decode(encoding)
