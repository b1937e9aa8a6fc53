"""What goes into the letter and what does not: the decisions, before any word is chosen.

What is done or in force goes in; what is planned goes to the checklist; what is missing is named
with its place in the case.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from poa.case.examples import example_of
from poa.case.model import Action, Case, CauseAnswer, Dispute, Measure, RootCause, TemplateChange
from poa.causes import Cause
from poa.errors import Problem
from poa.marketplace import MARKETPLACES, Marketplace
from poa.playbook import Entry, Playbook, load_playbook

Answer = TypeVar("Answer", RootCause, Action, Measure, Dispute)


@dataclass(frozen=True, slots=True)
class Statement(Generic[Answer]):
    """An answer that goes into the letter, with what the playbook knows about it.

    Attributes:
        where: Its place in the case, for example ``causes[0].actions[2]``.
        answer: What the seller said.
        entry: The playbook's entry, or ``None`` for own words.
    """

    where: str
    answer: Answer
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """An action or measure that is not done yet: it belongs to the checklist.

    Attributes:
        where: Its place in the case.
        todo: What is to be done, as a request.
        due_on: The day it is due, when one is named.
        by: Who will do it, when somebody is named.
        under_way: It has begun.
    """

    where: str
    todo: str
    due_on: date | None
    by: str | None
    under_way: bool = False


@dataclass(frozen=True, slots=True)
class CausePlan:
    """What the letter says to one cause; only the parts that its route needs are filled."""

    cause: Cause
    where: str
    answer: CauseAnswer
    playbook: Playbook
    root_cause: Statement[RootCause] | None
    actions: tuple[Statement[Action], ...]
    measures: tuple[Statement[Measure], ...]
    dispute: Statement[Dispute] | None
    templates: tuple[tuple[str, TemplateChange], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A case sorted by what becomes of it.

    Attributes:
        case: The facts.
        today: The day of the letter.
        marketplace: The store; amazon.com's habits while it is not known.
        causes: What the letter says to each cause.
        planned: What the checklist keeps.
        missing: What keeps the letter from leaving, each with its place and what to answer.
    """

    case: Case
    today: date
    marketplace: Marketplace
    causes: tuple[CausePlan, ...]
    planned: tuple[PlannedStep, ...]
    missing: tuple[Problem, ...]


def build_plan(case: Case, *, today: date) -> Plan:
    """Decide what the letter says, what waits in the checklist, and what is still missing."""
    causes = tuple(
        _cause_plan(answer.cause, index, answer)
        for index, answer in enumerate(case.causes)
        if answer.cause is not None
    )
    return Plan(
        case=case,
        today=today,
        marketplace=MARKETPLACES[case.seller.marketplace or "amazon.com"],
        causes=causes,
        planned=tuple(step for plan in causes for step in _planned(plan)),
        missing=(*_missing_facts(case), *_missing_answers(case, causes)),
    )


def _cause_plan(cause: Cause, index: int, answer: CauseAnswer) -> CausePlan:
    where = f"causes[{index}]"
    playbook = load_playbook(cause)
    root, ground = answer.root_cause, answer.dispute
    return CausePlan(
        cause=cause,
        where=where,
        answer=answer,
        playbook=playbook,
        root_cause=Statement(
            f"{where}.root_cause", root, playbook.entry("pattern", root.pattern or "")
        )
        if root
        else None,
        actions=tuple(
            Statement(
                f"{where}.actions[{number}]", action, playbook.entry("action", action.action or "")
            )
            for number, action in enumerate(answer.actions)
            if _is_told(action, playbook)
        ),
        measures=tuple(
            Statement(
                f"{where}.measures[{number}]",
                measure,
                playbook.entry("measure", measure.measure or ""),
            )
            for number, measure in enumerate(answer.measures)
            if measure.status == "in_force"
        ),
        dispute=Statement(
            f"{where}.dispute", ground, playbook.entry("dispute", ground.ground or "")
        )
        if ground
        else None,
        templates=tuple(
            (f"{where}.templates[{number}]", template)
            for number, template in enumerate(answer.templates)
        ),
    )


def _is_told(action: Action, playbook: Playbook) -> bool:
    """What is done, and what is in progress where there is something to say about it yet."""
    if action.status == "in_progress":
        entry = playbook.entry("action", action.action or "")
        return bool(action.own_words or (entry and entry.doing))
    return action.status == "done"


def _planned(plan: CausePlan) -> Iterator[PlannedStep]:
    for number, action in enumerate(plan.answer.actions):
        if action.status in ("planned", "in_progress"):
            entry = plan.playbook.entry("action", action.action or "")
            yield PlannedStep(
                where=f"{plan.where}.actions[{number}]",
                todo=entry.todo if entry else action.own_words or "",
                due_on=action.due_on,
                by=action.by,
                under_way=action.status == "in_progress",
            )
    for number, measure in enumerate(plan.answer.measures):
        if measure.status == "planned":
            entry = plan.playbook.entry("measure", measure.measure or "")
            yield PlannedStep(
                where=f"{plan.where}.measures[{number}]",
                todo=entry.todo if entry else measure.own_words or "",
                due_on=measure.due_on,
                by=measure.owner,
            )


def _missing_facts(case: Case) -> Iterator[Problem]:
    seller, restriction = case.seller, case.restriction
    needed: list[tuple[object, str, str]] = [
        (case.client, "client", "a short name for this client"),
        (seller.store_name, "seller.store_name", "the store's name"),
        (seller.legal_name, "seller.legal_name", "the name of the business"),
        (seller.merchant_token, "seller.merchant_token", "the token under Settings, Account Info"),
        (seller.marketplace, "seller.marketplace", "the store the notice is about"),
        (seller.contact.email, "seller.contact.email", "an e-mail address for Amazon's answer"),
        (seller.signatory.name, "seller.signatory.name", "who signs the letter"),
        (seller.signatory.role, "seller.signatory.role", "what the signatory is in the business"),
        (restriction.noticed_on, "restriction.noticed_on", "the day the notice came"),
        (restriction.length, "restriction.length", 'how long the restriction lasts, or "unknown"'),
        (case.route, "route", "whether it happened (correct, inform) or not (dispute)"),
        (case.causes, "causes", "at least one of the six causes"),
    ]  # fmt: skip
    if case.route == "correct":
        needed.append((case.policy.names, "policy.names", "which of Amazon's rules were read"))
        needed.append((case.policy.read_on, "policy.read_on", "the day Amazon's rules were read"))
        needed.append((case.policy.read_by, "policy.read_by", "who read Amazon's rules"))
    for answer, where, what in needed:
        if not answer:
            yield _missing(where, what)
    for index, cause in enumerate(case.causes):
        if cause.cause is None:
            yield _missing(f"causes[{index}].cause", "which of the six causes this is")
    for index, exhibit in enumerate(case.exhibits):
        for name, what in (
            ("label", "a label, for example A"),
            ("file", "the file"),
            ("shows", "what it shows"),
        ):
            if not getattr(exhibit, name):
                yield _missing(f"exhibits[{index}].{name}", what)
    yield from _missing_earlier(case)
    if case.route == "dispute":
        yield from _missing_audit(case)
    if case.route == "inform" and restriction.length == "indefinite" and not restriction.ends_on:
        yield Problem(
            "route",
            "a note for the record fits a restriction that ends; this one is indefinite",
            'Set the route to "correct"',
        )


def _missing_earlier(case: Case) -> Iterator[Problem]:
    for index, appeal in enumerate(case.earlier_appeals):
        if not appeal.sent_on:
            yield _missing(f"earlier_appeals[{index}].sent_on", "the day it was sent")
    if not case.earlier_appeals or case.route != "correct":
        return
    answers: list[RootCause | Action | Measure] = []
    for cause in case.causes:
        answers += [root for root in [cause.root_cause] if root]
        answers += [action for action in cause.actions if action.status in ("done", "in_progress")]
        answers += [measure for measure in cause.measures if measure.status == "in_force"]
    if answers and all(answer.reported for answer in answers):
        yield Problem(
            "earlier_appeals",
            "everything in this appeal was already told in an earlier one",
            'Add what is new; "reported" belongs only on what Amazon has already been told',
        )


def _missing_audit(case: Case) -> Iterator[Problem]:
    audit = case.audit
    if audit is None:
        yield _missing("audit", "what was checked: a dispute rests on a check of the messages")
        return
    needed = (
        ("checked_by", "who checked the messages"),
        ("checked_on", "the day of the check"),
        ("period_from", "the first day of the period checked"),
        ("period_until", "the last day of the period checked"),
        ("messages", "how many messages were checked"),
        ("channels", "every way in which messages could be sent"),
        ("method", "how it was checked"),
        ("all_channels", "whether the check covers every way of sending"),
    )
    for name, what in needed:
        if getattr(audit, name) in (None, ()):
            yield _missing(f"audit.{name}", what)
    for cause in case.causes:
        if cause.cause and cause.cause != Cause.COMPLAINTS and cause.cause not in audit.violations:
            yield _missing(
                f"audit.violations.{cause.cause}",
                "how many messages break this rule (a dispute needs 0)",
            )


def _missing_answers(case: Case, causes: tuple[CausePlan, ...]) -> Iterator[Problem]:
    for plan in causes:
        match case.route:
            case "correct":
                yield from _missing_correct(plan)
            case "dispute":
                if plan.dispute is None:
                    yield _missing(
                        f"{plan.where}.dispute", f"why the notice is wrong about {plan.cause}"
                    )
                else:
                    yield from _missing_entry(plan.dispute, "ground")
            case "inform":
                yield from _missing_inform(plan)
            case None:
                pass


def _missing_correct(plan: CausePlan) -> Iterator[Problem]:
    if plan.root_cause is None:
        yield _missing(f"{plan.where}.root_cause", f"why {plan.cause} could happen", _choose(plan))
    else:
        yield from _missing_entry(plan.root_cause, "pattern")
    for name in ("actions", "measures"):
        for number, item in enumerate(getattr(plan.answer, name)):
            if item.status is None:
                yield _missing(
                    f"{plan.where}.{name}[{number}].status", "whether this is done, planned or not"
                )
    if not plan.actions:
        what = f"at least one action that is done, against {plan.cause}"
        yield _missing(f"{plan.where}.actions", what, _choose(plan))
    if not plan.measures:
        what = f"at least one measure that is in force, against {plan.cause}"
        yield _missing(f"{plan.where}.measures", what, _choose(plan))
    for action in plan.actions:
        yield from _missing_entry(action, "action")
        if not action.answer.on:
            yield _missing(f"{action.where}.on", "the day it was done")
        if not action.answer.by:
            yield _missing(f"{action.where}.by", "who did it")
    for measure in plan.measures:
        yield from _missing_entry(measure, "measure")
        for name, what in (
            ("since", "the day since when it is in force"),
            ("owner", "who looks after it"),
            ("how_often", "how often it is checked"),
            ("verified_by", "how one sees that it works"),
        ):
            if not getattr(measure.answer, name):
                yield _missing(f"{measure.where}.{name}", what)


def _choose(plan: CausePlan) -> str:
    return f"poa explain {plan.cause} lists what to choose from"


def _missing_entry(statement: Statement[Answer], key: str) -> Iterator[Problem]:
    answer = statement.answer
    if statement.entry is None:
        if not answer.own_words:
            yield _missing(f"{statement.where}.{key}", f"a {key} from the playbook, or own words")
        return
    facts: Mapping[str, object] = answer.facts
    for fact in statement.entry.facts:
        if fact.required and facts.get(fact.id) in (None, "", ()):
            yield Problem(
                f"{statement.where}.facts.{fact.id}",
                f"not answered yet: {fact.ask}",
                f"For example: {fact.example}",
            )


def _missing_inform(plan: CausePlan) -> Iterator[Problem]:
    if not plan.templates:
        yield _missing(f"{plan.where}.templates", "which template was wrong, and what it says now")
    for where, template in plan.templates:
        for name, what in (
            ("name", "the template's name"),
            ("was", "the words that were wrong"),
            ("wrong_because", "what was wrong with them"),
            ("changed_on", "the day it was changed"),
        ):
            if not getattr(template, name):
                yield _missing(f"{where}.{name}", what)
        if not template.now and not template.switched_off:
            yield _missing(f"{where}.now", "what it says now, or that it is switched off")


def _missing(where: str, what: str, fix: str | None = None) -> Problem:
    example = example_of(where)
    return Problem(
        where, f"not answered yet: {what}", f"For example: {example}" if example else fix
    )
