"""What the sums of an audit mean for the seller: in words, made once for screen and report."""

from collections.abc import Iterator
from dataclasses import dataclass

from poa.audit.tally import Tally
from poa.causes import Cause

TITLES = {
    Cause.IMPORTANT_TAG: "[Important] or a contact reason without need",
    Cause.MARKETING: "Marketing or promotion",
    Cause.REVIEW_MANIPULATION: "Rewarding or steering reviews",
    Cause.REPEAT_REQUESTS: "Asking again for the same review",
    Cause.LINKS_ATTACHMENTS: "Links or attachments nobody needs",
    Cause.COMPLAINTS: "Messages that buyers complain about",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an audit says.

    Attributes:
        verdict: One sentence, first thing on the screen.
        clean: Nothing was found, and everything could be read.
        causes: Which causes a letter has to name, the most frequent first.
        advice: What follows, one sentence or two each.
        dispute: Whether the audit can carry a dispute.
    """

    verdict: str
    clean: bool
    causes: tuple[Cause, ...]
    advice: tuple[str, ...]
    dispute: bool


def find_meaning(tally: Tally, *, all_channels: bool) -> Meaning:
    """Say what the sums mean.

    Args:
        tally: The sums.
        all_channels: The seller says that these are all messages of all ways of sending.
    """
    causes = sorted(tally.by_cause, key=lambda cause: -tally.by_cause[cause].messages)
    nothing = not tally.violations and not tally.checks
    sent = tally.all.messages - tally.templates
    dispute = bool(all_channels and sent and nothing and not tally.unreadable)
    return Meaning(
        verdict=_verdict(tally),
        clean=nothing and not tally.unreadable and tally.all.messages > 0,
        causes=tuple(causes),
        advice=tuple(_advice(tally, tuple(causes), all_channels=all_channels, dispute=dispute)),
        dispute=dispute,
    )


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: ``1 message``, ``4,120 messages``."""
    return f"{number:,} {one if number == 1 else many}"


def _verdict(tally: Tally) -> str:
    total = tally.all.messages
    what = ("template", "templates") if tally.templates == total else ("message", "messages")
    if not total:
        return "No message of yours was found in these files."
    if tally.violations:
        verb = "breaks" if tally.violations == 1 else "break"
        of = counted(total, *what)
        return f"{tally.violations:,} of {of} {verb} Amazon's rules for messages to buyers."
    if tally.checks:
        rest = counted(tally.checks, f"{what[0]} needs", f"{what[1]} need")
        return f"No clear breach in {counted(total, *what)}; {rest} a look by you."
    return f"Nothing was found in {counted(total, *what)}."


def _advice(
    tally: Tally, causes: tuple[Cause, ...], *, all_channels: bool, dispute: bool
) -> Iterator[str]:
    if causes:
        named = ", ".join(
            f"{TITLES[cause]} ({tally.by_cause[cause].messages:,})" for cause in causes
        )
        word = "this cause" if len(causes) == 1 else "these causes"
        yield (
            f"Your appeal has to answer {word}: {named}. "
            "Pause every campaign that is listed below first."
        )
    elif tally.violations:
        yield (
            "What was found breaks Amazon's rules, but is none of the six causes of the notice. "
            "Mend it; it is not what your appeal has to answer."
        )
    if Cause.REVIEW_MANIPULATION in causes:
        yield (
            "Take care with reviews: Amazon can close an account for rewarding or steering them. "
            "Read the words below yourself, and think about legal advice, before you admit it."
        )
    if tally.checks:
        yield (
            f"{counted(tally.checks, 'message is', 'messages are')} for you to judge: the sources "
            "disagree, or something that decides it is not in your file."
        )
    if tally.unreadable:
        lost = counted(tally.unreadable, "row, mail or file", "rows, mails or files")
        yield f"{lost} could not be read. They are listed below; what they say is not known."
    for day, count, ceiling in tally.over_ceiling[:3]:
        limit = f"about {ceiling:,} a day is held to be the limit"
        yield f"On {day} you sent {count:,} messages; {limit}."
    yield _dispute(tally, all_channels=all_channels, dispute=dispute)
    yield (
        "Complaints by buyers are seen by Amazon only. No audit of your own messages can show "
        "that there were none."
    )


def _dispute(tally: Tally, *, all_channels: bool, dispute: bool) -> str:
    if dispute:
        return (
            "A dispute is possible: you say that these are all messages of every way of sending, "
            "and none breaks a rule. It needs this report, the period, and some examples."
        )
    if tally.violations:
        return "A dispute is not possible with these messages. Correct them and say so."
    if tally.checks or tally.unreadable:
        return "A dispute is not possible yet: look at what is listed below first."
    if tally.all.messages <= tally.templates:
        return (
            "Clean templates alone carry no dispute: it needs the messages that were really sent."
        )
    if not all_channels:
        return (
            "A dispute needs all messages of every way of sending: each tool, each app, your own "
            "mailbox, Seller Central. If these are all, run this again with --all-channels."
        )
    return "A dispute is not possible: there are no messages to show."
