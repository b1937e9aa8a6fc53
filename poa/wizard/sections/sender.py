"""Whose account it is, who signs, which rules were read, where the appeal goes."""

from collections.abc import Iterator

from poa.marketplace import MARKETPLACES
from poa.wizard.known import Known
from poa.wizard.places import RawFacts, read_place
from poa.wizard.question import Question, Section, question
from poa.wizard.sections.cause import last_person
from poa.wizard.sections.proof import provable
from poa.wizard.stores import HowMany, Marks

_SECTION = Section.SENDER


def ask_for_sender(facts: RawFacts, known: Known) -> Iterator[Question]:
    """The seller, the signatory, the rules, and what was sent before."""
    for place in ("seller.store_name", "seller.legal_name"):
        yield question(place, _SECTION)
    stores = (", ".join(list(MARKETPLACES)[:8]),)
    yield question("seller.marketplace", _SECTION, intro=(f"For example: {stores[0]}",))
    yield question("seller.merchant_token", _SECTION)
    for place in (
        "seller.contact.email",
        "seller.contact.phone",
        "seller.signatory.name",
        "seller.signatory.role",
    ):
        offered = known.profile.get(place) or _from_person(facts, place)
        yield question(place, _SECTION, offered=offered)
    if facts.get("route") == "correct":
        yield question("policy.names", _SECTION, offered=["Communication Guidelines"])
        yield question("policy.read_on", _SECTION)
        yield question("policy.read_by", _SECTION, offered=last_person(facts))
    yield question("channel", _SECTION)
    yield from _ask_about_earlier(facts)


def _from_person(facts: RawFacts, place: str) -> str | None:
    """Name and role of the person who was named in the answers."""
    person = last_person(facts)
    if person is None:
        return None
    name, _, role = person.partition(", ")
    offered = {"seller.signatory.name": name, "seller.signatory.role": role}.get(place)
    return offered or None


def _ask_about_earlier(facts: RawFacts) -> Iterator[Question]:
    yield question("earlier_appeals", _SECTION, store=HowMany("earlier_appeals"))
    appeals = facts.get("earlier_appeals") or []
    for number, appeal in enumerate(appeals):
        at = f"earlier_appeals[{number}]"
        for name in ("sent_on", "channel", "outcome"):
            yield question(f"{at}.{name}", _SECTION)
        if appeal.get("outcome") not in (None, "", "no-answer"):
            yield question(f"{at}.answered_on", _SECTION)
            yield question(f"{at}.lacked", _SECTION)
        yield question(f"{at}.file", _SECTION)
    if appeals and facts.get("route") == "correct":
        told = tuple(choice for choice in provable(facts) if choice.key.startswith("causes"))
        if told:
            marks = Marks(tuple(choice.key for choice in told))
            yield question("told", _SECTION, choices=told, store=marks)


def client_name(facts: RawFacts) -> str:
    """A short name for the client, made of the store's name."""
    from poa.output import folder_name

    return folder_name(str(read_place(facts, "seller.store_name") or "")).lower()
