"""One cause after the other: what the letter has to say about each, by the route."""

import re
from collections.abc import Iterator
from typing import Any

from poa.causes import Cause
from poa.playbook import Entry as PlaybookEntry
from poa.playbook import EntryKind, FactKind, Playbook, load_playbook
from poa.wizard.places import RawFacts, read_place
from poa.wizard.question import Choice, Kind, Question, Section, question
from poa.wizard.stores import OWN, Entry, HowMany, Items, Orders, Refusal

_FACT = re.compile(r"\{\{ \w+ \}\}")
_KINDS: dict[FactKind, Kind] = {
    "text": Kind.LINE,
    "clause": Kind.LINE,
    "quote": Kind.LINE,
    "date": Kind.DATE,
    "count": Kind.COUNT,
    "list": Kind.LIST,
    "order_ids": Kind.LIST,
}
_SECTION = Section.ANSWERS
_BROKEN = "audit.violations"
# What a plan of action says of a check that somebody made by hand.
_CHECK_IN_A_PLAN = ("period_from", "period_until", "method")
_AUDIT = (
    "checked_by",
    "checked_on",
    "period_from",
    "period_until",
    "messages",
    "templates",
    "channels",
    "all_channels",
    "method",
)


def ask_for_answers(facts: RawFacts) -> Iterator[Question]:
    """Everything the letter says about each cause."""
    route = facts.get("route")
    if route == "dispute":
        yield from _ask_about_check(facts)
    for index, answer in enumerate(facts.get("causes") or []):
        if not answer.get("cause"):
            continue
        playbook = load_playbook(Cause(answer["cause"]))
        match route:
            case "correct":
                yield from _ask_root_cause(facts, index, playbook)
                yield from _ask_actions(facts, index, playbook)
                yield from _ask_measures(facts, index, playbook)
            case "dispute":
                yield from _ask_ground(facts, index, playbook)
            case "inform":
                yield from _ask_templates(facts, index, playbook)
    if route == "correct":
        yield from _ask_for_check(facts)


def last_person(facts: RawFacts) -> str | None:
    """The person who was named last: often the one who did the next thing too."""
    named = [read_place(facts, "audit.checked_by")]
    for answer in facts.get("causes") or []:
        named += [action.get("by") for action in answer.get("actions") or []]
        named += [measure.get("owner") for measure in answer.get("measures") or []]
    named.append(read_place(facts, "policy.read_by"))
    return next((each for each in reversed(named) if each), None)


def _ask_about_check(facts: RawFacts) -> Iterator[Question]:
    for name in _AUDIT:
        offered = last_person(facts) if name == "checked_by" else None
        yield question(f"audit.{name}", _SECTION, offered=offered)
    for answer in facts.get("causes") or []:
        cause = answer.get("cause")
        if cause and cause != Cause.COMPLAINTS:
            named = (f"It is about: {load_playbook(Cause(cause)).title}",)
            yield question(f"audit.violations.{cause}", _SECTION, worded=_BROKEN, intro=named)
    yield question("audit.examples", _SECTION, store=Orders())
    for number, _ in enumerate(read_place(facts, "audit.examples") or []):
        yield question(f"audit.examples[{number}].sent_on", _SECTION)
        yield question(f"audit.examples[{number}].shows", _SECTION)


def _ask_for_check(facts: RawFacts) -> Iterator[Question]:
    """Whether somebody read the messages that were sent: a plan is stronger with it."""
    yield question("audit.messages", _SECTION, worded="audit.messages, if any")
    if read_place(facts, "audit.messages"):
        for name in _CHECK_IN_A_PLAN:
            yield question(f"audit.{name}", _SECTION)


def _ask_root_cause(facts: RawFacts, index: int, playbook: Playbook) -> Iterator[Question]:
    about = (
        playbook.explains,
        "",
        "Good to know:",
        *(f"- {warning.text}" for warning in playbook.warnings),
        "",
        "Think about this before you choose:",
        *(f"- {each.ask}" for each in playbook.questions),
    )
    yield from _ask_entry(facts, f"causes[{index}].root_cause", "pattern", playbook, about)


def _ask_ground(facts: RawFacts, index: int, playbook: Playbook) -> Iterator[Question]:
    about = (playbook.explains,)
    yield from _ask_entry(facts, f"causes[{index}].dispute", "dispute", playbook, about)


def _ask_entry(
    facts: RawFacts, place: str, kind: EntryKind, playbook: Playbook, about: tuple[str, ...]
) -> Iterator[Question]:
    """Which entry, whether its text is true, and its facts; or own words."""
    key = "ground" if kind == "dispute" else kind
    entries = playbook.entries(kind)
    needs = tuple((entry.id, tuple(fact.id for fact in entry.facts)) for entry in entries)
    store = Entry(place, key, needs)
    choices = _choices(entries, "None of these: in my own words")
    yield question(
        f"{place}.{key}",
        _SECTION,
        choices=choices,
        title=playbook.title,
        intro=about,
        store=store,
    )
    chosen = store.read(facts)
    if chosen == OWN:
        yield question(f"{place}.own_words", _SECTION)
        return
    entry = next((each for each in entries if each.id == chosen), None)
    if entry:
        yield question(
            f"{place}.text",
            _SECTION,
            worded="causes[].entry-text",
            intro=_preview(entry.text),
            store=Refusal(store),
            for_now=True,
        )
        yield from _ask_facts(place, entry)


def _ask_facts(place: str, entry: PlaybookEntry) -> Iterator[Question]:
    for fact in entry.facts:
        yield Question(
            place=f"{place}.facts.{fact.id}",
            section=_SECTION,
            ask=fact.ask,
            kind=_KINDS[fact.kind],
            why=fact.why,
            example=fact.example,
            optional=not fact.required,
        )


def _ask_actions(facts: RawFacts, index: int, playbook: Playbook) -> Iterator[Question]:
    place = f"causes[{index}].actions"
    choices = _choices(playbook.actions, "Something else, in my own words")
    title = f"{playbook.title}: immediate actions"
    yield question(place, _SECTION, choices=choices, title=title, store=Items(place, "action"))
    for at, action, entry in _items(facts, place, "action", playbook):
        if entry is None:
            yield question(f"{at}.own_words", _SECTION)
        yield question(f"{at}.status", _SECTION, intro=_preview(entry.text) if entry else ())
        status = action.get("status")
        if status in ("done", "in_progress"):
            yield question(f"{at}.on", _SECTION)
        if status in ("planned", "in_progress"):
            yield question(f"{at}.due_on", _SECTION)
        if status in ("done", "in_progress", "planned"):
            yield question(f"{at}.by", _SECTION, offered=last_person(facts))
        if entry and (status == "done" or (status == "in_progress" and entry.doing)):
            yield from _ask_facts(at, entry)


def _ask_measures(facts: RawFacts, index: int, playbook: Playbook) -> Iterator[Question]:
    place = f"causes[{index}].measures"
    choices = _choices(playbook.measures, "Something else, in my own words")
    title = f"{playbook.title}: preventive measures"
    yield question(place, _SECTION, choices=choices, title=title, store=Items(place, "measure"))
    for at, measure, entry in _items(facts, place, "measure", playbook):
        if entry is None:
            yield question(f"{at}.own_words", _SECTION)
        yield question(f"{at}.status", _SECTION, intro=_preview(entry.text) if entry else ())
        status = measure.get("status")
        if status == "planned":
            yield question(f"{at}.due_on", _SECTION)
        if status in ("in_force", "planned"):
            yield question(f"{at}.owner", _SECTION, offered=last_person(facts))
        if status == "in_force":
            yield question(f"{at}.since", _SECTION)
            yield question(f"{at}.how_often", _SECTION)
            yield question(f"{at}.verified_by", _SECTION)
            if entry:
                yield from _ask_facts(at, entry)


def _ask_templates(facts: RawFacts, index: int, playbook: Playbook) -> Iterator[Question]:
    place = f"causes[{index}].templates"
    yield question(place, _SECTION, title=playbook.title, store=HowMany(place))
    for number, template in enumerate(read_place(facts, place) or []):
        at = f"{place}[{number}]"
        for name in ("name", "tool", "was", "wrong_because", "switched_off"):
            yield question(f"{at}.{name}", _SECTION)
        if template.get("switched_off") is False:
            yield question(f"{at}.now", _SECTION)
        yield question(f"{at}.changed_on", _SECTION)


def _choices(entries: tuple[PlaybookEntry, ...], own: str) -> tuple[Choice, ...]:
    known = tuple(Choice(entry.id, entry.title, entry.explains) for entry in entries)
    return (*known, Choice(OWN, own))


def _items(
    facts: RawFacts, place: str, kind: EntryKind, playbook: Playbook
) -> Iterator[tuple[str, dict[str, Any], PlaybookEntry | None]]:
    for number, item in enumerate(read_place(facts, place) or []):
        yield f"{place}[{number}]", item, playbook.entry(kind, item.get(kind) or "")


def _preview(text: tuple[str, ...]) -> tuple[str, ...]:
    """An entry's sentences, with dots where the seller's facts will stand."""
    said = " ".join(_FACT.sub("…", sentence) for sentence in text)
    return ("The letter would say, with your facts in place of the dots:", f"  {said}")
