"""The steps in Seller Central for one case, in order: what to do before, where to send, what then.

Page names and order follow Amazon's Seller University and help pages and vendors' guides; the words
and the conditions stand in ``templates/checklist.toml``.
"""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from poa.letter.phrases import joined
from poa.plan import Plan, PlannedStep
from poa.resources import shipped_toml
from poa.wording import say

# The kinds that Amazon is known to have asked for (an older document request, in a forum copy).
_CONFIRMED = (".pdf", ".png", ".gif")


@dataclass(frozen=True, slots=True)
class Step:
    """One box to tick, with a word of explanation where it needs one."""

    text: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ChecklistSection:
    """Steps under a heading; ``bullets`` are things not to do and have no box."""

    heading: str
    steps: tuple[Step, ...]
    bullets: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """The whole list."""

    title: str
    intro: str
    sections: tuple[ChecklistSection, ...]


def compose_checklist(plan: Plan, *, characters: int) -> Checklist:
    """The steps that apply to this case.

    Args:
        plan: The case, sorted.
        characters: How long ``appeal.txt`` is.
    """
    shape = shipped_toml("templates/checklist.toml")
    facts = _facts(plan, characters)
    true = _conditions(plan)
    sections = []
    for section in shape["sections"]:
        steps = (
            tuple(_planned(step, plan) for step in plan.planned)
            if section.get("planned")
            else tuple(step for raw in section["steps"] if (step := _step(raw, facts, true)))
        )
        if steps:
            sections.append(
                ChecklistSection(section["heading"], steps, section.get("bullets", False))
            )
    return Checklist(
        title=say(shape["title"], facts) or shape["title"].partition(":")[0],
        intro=shape["intro"],
        sections=tuple(sections),
    )


def _facts(plan: Plan, characters: int) -> dict[str, str]:
    files = [PurePath(exhibit.file).name for exhibit in plan.case.exhibits if exhibit.file]
    unconfirmed = [file for file in files if PurePath(file).suffix.lower() not in _CONFIRMED]
    facts = {"characters": f"{characters:,}"}
    if plan.case.seller.store_name:
        facts["store"] = plan.case.seller.store_name
    if files:
        facts["attachments"] = ", ".join(["appeal.docx", *files])
    if unconfirmed:
        facts["unconfirmed"] = joined(unconfirmed)
    return facts


def _conditions(plan: Plan) -> frozenset[str]:
    case = plan.case
    true = {f"route-{case.route or 'correct'}", f"channel-{case.channel}"}
    true |= {f"cause-{cause.cause}" for cause in plan.causes}
    true |= {case.restriction.length or "unknown"} & {"indefinite"}
    true |= {"second"} if case.earlier_appeals else set()
    files = [PurePath(exhibit.file).suffix.lower() for exhibit in case.exhibits if exhibit.file]
    true |= {"with-exhibits"} if files else set()
    true |= {"unconfirmed-types"} if any(kind not in _CONFIRMED for kind in files) else set()
    return frozenset(true)


def _step(raw: dict[str, Any], facts: dict[str, str], true: frozenset[str]) -> Step | None:
    if not true.issuperset(raw.get("only", ())) or true.intersection(raw.get("not", ())):
        return None
    text = say(raw["text"], facts)
    return Step(text, raw.get("note")) if text else None


def _planned(step: PlannedStep, plan: Plan) -> Step:
    """What is not done yet, with its day and the person."""
    pieces = []
    if step.due_on:
        late = " (this day has passed)" if step.due_on < plan.today else ""
        pieces.append(f"Due on {plan.marketplace.date(step.due_on)}{late}")
    else:
        pieces.append("No day is set for this yet")
    if step.by:
        pieces.append(step.by)
    if step.under_way:
        pieces.append("begun")
    return Step(step.todo.rstrip(".") + ".", "; ".join(pieces) + ".")
