"""The notice, the messages, the causes and the route."""

from collections.abc import Iterator

from poa.causes import Cause
from poa.playbook import load_playbook
from poa.triage import Kind as NoticeKind
from poa.wizard.known import Known, reading_of
from poa.wizard.places import RawFacts, read_place
from poa.wizard.question import Choice, Question, Section, question
from poa.wizard.stores import Causes, Nowhere, Route

_NO_NOTICE = (
    "First the notice itself: an e-mail, or a page under Performance Notifications. If you do not "
    "have it at hand, press Enter; you can add it later."
)
_NAMED = "The notice names causes. What you really sent shows whether it is right."
_NOT_NAMED = "The notice does not say which of six causes it was. What you really sent can show it."
_NO_AUDIT = (
    "If you have no export of your messages now, press Enter: then the letter rests on what you "
    "know yourself, and its numbers are yours to find."
)


def ask_about_notice(facts: RawFacts) -> Iterator[Question]:
    """What Amazon wrote, when, and for how long."""
    section = Section.NOTICE
    yield question("restriction.notice_text", section, intro=(_NO_NOTICE,))
    reading = reading_of(facts)
    begun = read_place(facts, "restriction.noticed_on")
    if reading and reading.kind is not NoticeKind.RESTRICTED and not begun:
        yield question("go-on", section, store=Nowhere(), for_now=True)
    noticed = reading.noticed_on.isoformat() if reading and reading.noticed_on else None
    yield question("restriction.noticed_on", section, offered=noticed)
    yield question("restriction.length", section, offered=_length(reading))
    if read_place(facts, "restriction.length") not in (None, "indefinite"):
        ends = reading.ends_on.isoformat() if reading and reading.ends_on else None
        yield question("restriction.ends_on", section, offered=ends)
    yield question("restriction.reference", section)


def _length(reading: object) -> str | None:
    hours = getattr(reading, "duration_hours", None)
    if not isinstance(hours, int | float):
        return hours if isinstance(hours, str) else None
    number, unit = (hours / 24, "day") if hours % 24 == 0 else (hours, "hour")
    return f"{number:.0f} {unit}{'' if number == 1 else 's'}"


def ask_about_messages(facts: RawFacts, known: Known) -> Iterator[Question]:
    """What was really sent: offered once, before the causes are named."""
    if "audit" in facts or _has_answers(facts):
        return
    reading = reading_of(facts)
    yield question(
        "messages",
        Section.MESSAGES,
        offered=" ".join(known.messages) or None,
        intro=(_NAMED if reading and reading.causes else _NOT_NAMED, _NO_AUDIT),
        store=Nowhere(),
        for_now=True,
    )


def _has_answers(facts: RawFacts) -> bool:
    return any(set(each) - {"cause"} for each in facts.get("causes") or [])


def ask_for_causes(facts: RawFacts) -> Iterator[Question]:
    """Which of the six, and what the letter says about them."""
    section = Section.CAUSES
    found = suggested_causes(facts)
    choices = tuple(
        Choice(
            cause,
            load_playbook(cause).title,
            " ".join([load_playbook(cause).explains, found.get(cause, "")]).strip(),
        )
        for cause in Cause
    )
    yield question("causes", section, choices=choices, offered=list(found), store=Causes())
    named = Causes().read(facts)
    if named:
        routes = tuple(_routes(facts))
        intro = _why_no_dispute(facts)
        yield question("route", section, choices=routes, intro=intro, store=Route())
        yield from _ask_to_admit(facts, named)


def suggested_causes(facts: RawFacts) -> dict[str, str]:
    """The causes that the notice names or the messages show, each with the reason."""
    found: dict[str, str] = {}
    for cause, number in (read_place(facts, "audit.violations") or {}).items():
        if isinstance(number, int) and number > 0:
            found[cause] = f"Your messages show it: {number:,}."
    reading = reading_of(facts)
    for cause in reading.causes if reading else ():
        found.setdefault(cause, "The notice names it.")
    return found


def _violations(facts: RawFacts) -> int:
    counts = (read_place(facts, "audit.violations") or {}).values()
    return sum(number for number in counts if isinstance(number, int))


def _routes(facts: RawFacts) -> Iterator[Choice]:
    yield Choice(
        "correct",
        "It happened, and I have corrected it",
        "A plan of action: root cause, immediate actions, preventive measures.",
    )
    if not _violations(facts):
        yield Choice(
            "dispute",
            "It did not happen, and my messages show it",
            "Needs a check of every message of every way of sending.",
        )
    if read_place(facts, "restriction.length") != "indefinite":
        yield Choice(
            "inform",
            "It happened, the restriction ends by itself, and I only want it on record",
            "A short note: which templates were wrong, and what they say now.",
        )


def _why_no_dispute(facts: RawFacts) -> tuple[str, ...]:
    number = _violations(facts)
    if not number:
        return ()
    why = f"The check found {number:,} messages that break a rule"
    return (f"{why}, so a letter that says it did not happen is not offered.",)


def _ask_to_admit(facts: RawFacts, named: list[str]) -> Iterator[Question]:
    if facts.get("route") not in ("correct", "inform"):
        return
    for index, cause in enumerate(named):
        playbook = load_playbook(Cause(cause))
        begun = set(facts["causes"][index]) - {"cause"}
        if not playbook.admission or begun:
            continue
        other = Choice("dispute", "No: it did not happen, I want to dispute it")
        yield question(
            "admit",
            Section.CAUSES,
            intro=(playbook.admission,),
            choices=(
                Choice("stop", "Stop here and think it over; my answers are saved"),
                Choice("on", "Yes, it happened, and I want to say so"),
                *([] if _violations(facts) else [other]),
            ),
            store=Nowhere(),
            for_now=True,
        )
