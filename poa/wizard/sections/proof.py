"""The files that prove something, and what each of them proves."""

from collections.abc import Iterator

from poa.causes import Cause
from poa.playbook import load_playbook
from poa.wizard.places import RawFacts, read_place
from poa.wizard.question import Choice, Question, Section, question
from poa.wizard.stores import ExhibitFile, Marks

_SECTION = Section.PROOF


def ask_for_proof(facts: RawFacts) -> Iterator[Question]:
    """Each file that was named, and one more."""
    statements = provable(facts)
    if not statements:
        return
    exhibits = facts.get("exhibits") or []
    for number, exhibit in enumerate(exhibits):
        at = f"exhibits[{number}]"
        label = exhibit.get("label") or "A"
        yield question(f"{at}.file", _SECTION, store=ExhibitFile(number))
        yield question(f"{at}.shows", _SECTION)
        marks = Marks(tuple(choice.key for choice in statements), label)
        yield question(f"{at}.proves", _SECTION, choices=statements, store=marks)
    at = f"exhibits[{len(exhibits)}].file"
    yield question(
        at, _SECTION, intro=_what_helps(facts), store=ExhibitFile(len(exhibits)), for_now=True
    )


def provable(facts: RawFacts) -> tuple[Choice, ...]:
    """Every answer that an exhibit can prove, as a choice by its place."""
    found: list[Choice] = []
    if facts.get("audit"):
        found.append(Choice("audit", "The check of the messages"))
    for index, answer in enumerate(facts.get("causes") or []):
        at, cause = f"causes[{index}]", answer.get("cause")
        if not cause:
            continue
        playbook = load_playbook(Cause(cause))
        for name in ("root_cause", "dispute"):
            if answer.get(name):
                what = "how it happened" if name == "root_cause" else "why it did not happen"
                found.append(Choice(f"{at}.{name}", f"{playbook.heading}: {what}"))
        for name, kind in (("actions", "action"), ("measures", "measure")):
            for number, item in enumerate(answer.get(name) or []):
                if item.get("status") in ("done", "in_progress", "in_force"):
                    entry = playbook.entry(kind, item.get(kind) or "")  # type: ignore[arg-type]
                    title = entry.title if entry else str(item.get("own_words") or "")[:60]
                    found.append(Choice(f"{at}.{name}[{number}]", title))
        for number, template in enumerate(answer.get("templates") or []):
            name = str(template.get("name") or number + 1)
            found.append(Choice(f"{at}.templates[{number}]", f"Template {name}"))
    return tuple(found)


def _what_helps(facts: RawFacts) -> tuple[str, ...]:
    """What would prove the answers that no file proves yet."""
    lines: list[str] = []
    for answer in facts.get("causes") or []:
        playbook = load_playbook(Cause(answer["cause"])) if answer.get("cause") else None
        if playbook is None:
            continue
        root = answer.get("root_cause") or {}
        pattern = playbook.entry("pattern", root.get("pattern") or "")
        if pattern and not root.get("exhibits"):
            lines += pattern.proof
        for name, kind in (("actions", "action"), ("measures", "measure")):
            for item in answer.get(name) or []:
                entry = playbook.entry(kind, item.get(kind) or "")  # type: ignore[arg-type]
                told = item.get("status") in ("done", "in_force")
                if entry and told and not read_place({"item": item}, "item.exhibits"):
                    lines += entry.proof
    if not lines:
        return ()
    wished = dict.fromkeys(lines)
    return ("Good proof would be:", *(f"- {line}" for line in list(wished)[:6]))
