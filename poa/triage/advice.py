"""What to do now, and why: by what the notice says and what sellers report."""

from dataclasses import dataclass
from enum import StrEnum

from poa.triage.kinds import Confidence, Kind
from poa.triage.lengths import Length

# A restriction this short has often ended before an appeal is read.
SHORT_HOURS = 168


class Advice(StrEnum):
    """The next step."""

    APPEAL = "appeal"
    INFORM = "inform"
    FIX = "fix"
    LEAVE = "leave"
    OTHER_ROUTE = "other-route"
    TELL_MORE = "tell-more"


@dataclass(frozen=True, slots=True)
class Counsel:
    """The next step, the reason, and what the text leaves open."""

    advice: Advice
    why: str
    missing: tuple[str, ...]


def advise(
    kind: Kind,
    confidence: Confidence,
    hours: Length,
    *,
    has_causes: bool,
    is_dated: bool,
) -> Counsel:
    """What to do about a notice of this kind."""
    match kind:
        case Kind.RESTRICTED:
            return _about_restriction(confidence, hours, has_causes=has_causes, is_dated=is_dated)
        case Kind.BLOCKED:
            return Counsel(
                Advice.FIX,
                "Only this message was stopped. Change what breaks the Communication "
                "Guidelines and send it again. Messages that keep the rules still go out, so "
                "there is nothing to appeal.",
                _unsure(confidence, "the exact line that Amazon shows under the message"),
            )
        case Kind.OPTED_OUT:
            return Counsel(
                Advice.LEAVE,
                "The buyer chose not to get such messages. That is nobody's mistake. If the order "
                "cannot be completed without an answer, use Amazon's own Contact Buyer page.",
                (),
            )
        case Kind.OTHER_SUSPENSION:
            return Counsel(
                Advice.OTHER_ROUTE,
                "Amazon took another step here, and it has its own way to appeal. Open Account "
                "Health, or follow the notice itself; a letter about messages would not help.",
                _unsure(confidence, "the full text of Amazon's notice"),
            )
        case Kind.UNRELATED:
            missing = ("the notice itself, or the red line under a message in Messages > Sent",)
            if confidence is Confidence.LOW:
                return Counsel(
                    Advice.TELL_MORE, "There is too little here to tell what happened.", missing
                )
            return Counsel(
                Advice.LEAVE,
                "Nothing here says that your messages or your account were restricted.",
                missing,
            )


def _about_restriction(
    confidence: Confidence, hours: Length, *, has_causes: bool, is_dated: bool
) -> Counsel:
    missing = list(_unsure(confidence, "the full text of Amazon's notice"))
    if hours is None:
        missing.append("how long it lasts: look in the mail to your account's e-mail address")
    if not is_dated:
        missing.append("the day the notice came")
    if not has_causes:
        missing.append(
            "which of the six causes apply: your own messages show it, and poa audit reads them"
        )
    if isinstance(hours, int) and hours <= SHORT_HOURS:
        return Counsel(
            Advice.INFORM,
            "It ends by itself soon. Stop and correct the messages now, keep the proof, and "
            "send Amazon a short note for the record; it helps if you are restricted again.",
            tuple(missing),
        )
    if hours is None:
        why = (
            "No length is stated. Treat it as lasting until Amazon lifts it: find the cause in "
            "your own messages, correct it, and send Amazon a plan of action."
        )
    elif hours == "indefinite":
        why = (
            "It does not end by itself. Find the cause, correct it, and send Amazon a plan of "
            "action."
        )
    else:
        why = (
            "There is time for Amazon to read a plan of action. Find the cause and correct it "
            "first. Whether an appeal ends a restriction sooner, nobody outside Amazon knows."
        )
    return Counsel(Advice.APPEAL, why, tuple(missing))


def _unsure(confidence: Confidence, what: str) -> tuple[str, ...]:
    return (what,) if confidence is Confidence.LOW else ()
