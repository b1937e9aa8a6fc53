"""What types cannot tell: dates that do not fit, names nobody listed, files that do not open."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePath

from poa.case.exhibits import exhibit_problem
from poa.case.model import Action, Audit, Case, Dispute, Measure, RootCause, Seller
from poa.case.nearest import choices, nearest
from poa.case.values import iso_date
from poa.causes import Cause
from poa.errors import Problem
from poa.marketplace import MARKETPLACES
from poa.playbook import EntryKind, FactNeed, load_playbook

# A merchant token as sellers know it: capital letters and digits, most often beginning with A.
_TOKEN = re.compile(r"[A-Z0-9]{10,21}")
_ORDER_ID = re.compile(r"\d{3}-\d{7}-\d{7}")
# What a mail program takes as a sender without quotation marks.
_EMAIL = re.compile(
    r"(?=[^@]{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z0-9-]{2,24}",
    re.ASCII | re.IGNORECASE,
)
_PHONE = re.compile(r"\+?[\d\s()./-]{6,30}")
# An action may have come before the notice, but hardly by years.
_OLDEST = date(2010, 1, 1)
_MOST_DIGITS = 10


def find_problems(case: Case, *, today: date, folder: Path | None) -> list[Problem]:
    """Everything in a case that contradicts itself, the calendar, the playbooks or the disk."""
    return [
        *_seller(case.seller),
        *_restriction(case, today),
        *_not_future("policy.read_on", case.policy.read_on, today),
        *_causes(case, today),
        *_audit(case, today),
        *_exhibits(case, folder),
        *_earlier_appeals(case, today, folder),
        *_route(case),
    ]


def _seller(seller: Seller) -> Iterator[Problem]:
    token = seller.merchant_token
    if token and not _TOKEN.fullmatch(token):
        yield Problem(
            "seller.merchant_token",
            f'"{token}" does not look like a merchant token',
            "Copy it from Seller Central, Settings, Account Info: capital letters and digits only",
        )
    store = seller.marketplace
    if store and store not in MARKETPLACES:
        yield Problem(
            "seller.marketplace",
            f'"{store}" is not an Amazon store we know',
            choices(store, MARKETPLACES),
        )
    if seller.contact.email and not _EMAIL.fullmatch(seller.contact.email):
        yield Problem(
            "seller.contact.email", "this is not an e-mail address", "Write one address only"
        )
    if seller.contact.phone and not _PHONE.fullmatch(seller.contact.phone):
        yield Problem(
            "seller.contact.phone",
            "this is not a telephone number",
            "Write it like +1 555 010 0199",
        )


def _restriction(case: Case, today: date) -> Iterator[Problem]:
    restriction = case.restriction
    yield from _not_future("restriction.noticed_on", restriction.noticed_on, today)
    yield from _in_order(
        "restriction.ends_on",
        restriction.noticed_on,
        restriction.ends_on,
        "the notice came",
        "it ends",
    )


def _causes(case: Case, today: date) -> Iterator[Problem]:
    named = Counter(answer.cause for answer in case.causes if answer.cause)
    for index, answer in enumerate(case.causes):
        where = f"causes[{index}]"
        if answer.cause is None:
            continue
        if named[answer.cause] > 1:
            named[answer.cause] = 1
            yield Problem(
                where, f"the cause {answer.cause} is answered twice", "Put both into one entry"
            )
        if answer.root_cause:
            at = f"{where}.root_cause"
            yield from _entry(answer.cause, "pattern", answer.root_cause, at, today)
        if answer.dispute:
            yield from _entry(answer.cause, "dispute", answer.dispute, f"{where}.dispute", today)
        for number, action in enumerate(answer.actions):
            at = f"{where}.actions[{number}]"
            yield from _entry(answer.cause, "action", action, at, today)
            yield from _action_dates(action, at, today)
        for number, measure in enumerate(answer.measures):
            at = f"{where}.measures[{number}]"
            yield from _entry(answer.cause, "measure", measure, at, today)
            yield from _measure_dates(measure, at, today)
        for number, template in enumerate(answer.templates):
            at = f"{where}.templates[{number}]"
            yield from _not_future(f"{at}.changed_on", template.changed_on, today)
            if template.switched_off and template.now:
                yield Problem(
                    f"{at}.now",
                    "a template that is switched off has no new words",
                    "Take out the new words, or set switched_off to false",
                )


_KEY: Mapping[EntryKind, str] = {
    "pattern": "pattern", "action": "action", "measure": "measure", "dispute": "ground",
}  # fmt: skip


def _entry(
    cause: Cause,
    kind: EntryKind,
    answer: RootCause | Action | Measure | Dispute,
    where: str,
    today: date,
) -> Iterator[Problem]:
    key: str | None = getattr(answer, _KEY[kind])
    if key and answer.own_words:
        yield Problem(
            f"{where}.own_words",
            f"there are both a {_KEY[kind]} from the playbook and own words",
            "Keep one of the two",
        )
    if not key:
        return
    playbook = load_playbook(cause)
    entry = playbook.entry(kind, key)
    if entry is None:
        known = [entry.id for entry in playbook.entries(kind)]
        what = f'the playbook for {cause} has no {_KEY[kind]} "{key}"'
        yield Problem(f"{where}.{_KEY[kind]}", what, choices(key, known))
        return
    for name, value in answer.facts.items():
        need = entry.fact(name)
        at = f"{where}.facts.{name}"
        if need is None:
            names = [fact.id for fact in entry.facts]
            fix = nearest(name, names) or (
                f"It asks for: {', '.join(names)}" if names else "It asks for no facts; take it out"
            )
            yield Problem(at, f'"{key}" does not ask for "{name}"', fix)
        elif value != "":
            yield from _fact(need, value, at, today)
    yield from _fact_periods(answer.facts, where)


def _fact(need: FactNeed, value: object, where: str, today: date) -> Iterator[Problem]:
    items = value if isinstance(value, tuple) else (value,)
    match need.kind:
        case "count":
            if isinstance(value, tuple) or not str(value).isdecimal():
                yield Problem(
                    where,
                    f'"{value}" is not a whole number',
                    f"Write digits only, for example {need.example}",
                )
            elif len(str(value)) > _MOST_DIGITS:
                yield Problem(where, "the number is far too large", "Check the digits")
        case "date":
            day = _as_date(value)
            if day is None:
                yield Problem(where, f'"{value}" is not a date', f"Write it like {need.example}")
            else:
                yield from _not_future(where, day, today)
        case "order_ids":
            for item in items:
                if not isinstance(item, str) or not all(map(_ORDER_ID.fullmatch, split_list(item))):
                    yield Problem(
                        where,
                        f'"{item}" is not an order number',
                        "An order number has 3, 7 and 7 digits: 113-4410287-2241069",
                    )
        case "text" | "clause" | "quote":
            if isinstance(value, tuple):
                yield Problem(
                    where, "one text belongs here, not a list", f"For example: {need.example}"
                )
        case "list":
            pass


def split_list(text: str) -> list[str]:
    """The items of a list that was typed into one line."""
    return [item.strip() for item in re.split(r"[,;\n]", text) if item.strip()]


def _fact_periods(facts: Mapping[str, object], where: str) -> Iterator[Problem]:
    """``first_x`` comes before ``last_x``."""
    for name, value in facts.items():
        if name.startswith("first_"):
            last = f"last_{name.removeprefix('first_')}"
            yield from _in_order(
                f"{where}.facts.{last}",
                _as_date(value),
                _as_date(facts.get(last)),
                "it first happened",
                "it last happened",
            )


def _as_date(value: object) -> date | None:
    return iso_date(value) if isinstance(value, str) else None


def _action_dates(action: Action, where: str, today: date) -> Iterator[Problem]:
    match action.status:
        case "done" if action.on and action.on > today:
            yield Problem(
                f"{where}.on",
                f"this is said to be done, but {action.on} is still to come",
                'Correct the date, or set the status to "planned"',
            )
        case "in_progress" if action.on and action.on > today:
            yield Problem(
                f"{where}.on",
                f"this is said to be in progress, but {action.on} is still to come",
                'Correct the date, or set the status to "planned"',
            )
        case "planned" if action.on:
            yield Problem(
                f"{where}.on",
                "what is planned has not been done on a day yet",
                'Use "due_on" for the day it is to be done, or set the status to "done"',
            )
        case _:
            pass
    yield from _in_order(f"{where}.due_on", action.on, action.due_on, "it began", "it is due")
    yield from _not_ancient(f"{where}.on", action.on)


def _measure_dates(measure: Measure, where: str, today: date) -> Iterator[Problem]:
    if measure.status == "in_force" and measure.since and measure.since > today:
        yield Problem(
            f"{where}.since",
            f"this is said to be in force, but {measure.since} is still to come",
            'Correct the date, or set the status to "planned"',
        )
    if measure.status == "planned" and measure.since:
        yield Problem(
            f"{where}.since",
            "what is planned is not in force since a day yet",
            'Use "due_on" for the day it is to be in force, or set the status to "in_force"',
        )
    yield from _not_ancient(f"{where}.since", measure.since)


def _audit(case: Case, today: date) -> Iterator[Problem]:
    audit = case.audit
    if audit is None:
        return
    yield from _not_future("audit.checked_on", audit.checked_on, today)
    yield from _not_future("audit.period_until", audit.period_until, today)
    yield from _in_order(
        "audit.period_until", audit.period_from, audit.period_until, "the period begins", "it ends"
    )
    yield from _in_order(
        "audit.checked_on",
        audit.period_until,
        audit.checked_on,
        "the period ends",
        "it was checked",
    )
    for cause, number in audit.violations.items():
        at = f"audit.violations.{cause}"
        if cause not in list(Cause):
            yield Problem(
                at, f'"{cause}" is not one of the six causes', choices(cause, list(Cause))
            )
        elif number < 0:
            yield Problem(at, "the number cannot be below zero", None)
        elif audit.messages is not None and number > audit.messages:
            what = f"{number} violations in {audit.messages} messages cannot be"
            yield Problem(at, what, "Correct one of the two numbers")
    yield from _examples(audit, today)


def _examples(audit: Audit, today: date) -> Iterator[Problem]:
    for index, example in enumerate(audit.examples):
        at = f"audit.examples[{index}]"
        if example.order_id and not _ORDER_ID.fullmatch(example.order_id):
            yield Problem(
                f"{at}.order_id",
                f'"{example.order_id}" is not an order number',
                "An order number has 3, 7 and 7 digits: 113-4410287-2241069",
            )
        yield from _not_future(f"{at}.sent_on", example.sent_on, today)


def _says_something(case: Case) -> bool:
    """Whether there is an answer yet that an exhibit could prove."""
    return case.audit is not None or any(
        answer.root_cause or answer.actions or answer.measures or answer.dispute or answer.templates
        for answer in case.causes
    )


def _exhibits(case: Case, folder: Path | None) -> Iterator[Problem]:
    labels = Counter((exhibit.label or "").casefold() for exhibit in case.exhibits if exhibit.label)
    used = {label.casefold() for _, label in exhibit_references(case)}
    names = {"appeal.docx"}
    for index, exhibit in enumerate(case.exhibits):
        at = f"exhibits[{index}]"
        if exhibit.label and labels[exhibit.label.casefold()] > 1:
            labels[exhibit.label.casefold()] = 1
            what = f"two exhibits are called {exhibit.label}"
            yield Problem(f"{at}.label", what, "Give each exhibit a label of its own")
        if exhibit.label and exhibit.label.casefold() not in used and _says_something(case):
            yield Problem(
                at,
                f"no answer refers to exhibit {exhibit.label}",
                f'Name it where it proves something: "exhibits": ["{exhibit.label}"]',
            )
        name = PurePath(exhibit.file or "").name.casefold()
        if name in names:
            yield Problem(
                f"{at}.file",
                f"another file that is attached is called {name}",
                "Give this one another name: Amazon sees the names without their folders",
            )
        names |= {name} - {""}
        if exhibit.file and folder is not None:
            problem = exhibit_problem(exhibit.file, folder)
            if problem:
                yield Problem(f"{at}.file", *problem)
    known = [exhibit.label for exhibit in case.exhibits if exhibit.label]
    for where, label in exhibit_references(case):
        if label.casefold() not in labels:
            fix = choices(label, known) if known else 'Add it under "exhibits" with its file'
            yield Problem(where, f'there is no exhibit "{label}"', fix)


def exhibit_references(case: Case) -> Iterator[tuple[str, str]]:
    """Every place that refers to an exhibit, with the label."""
    holders: list[tuple[str, tuple[str, ...]]] = []
    if case.audit:
        holders.append(("audit", case.audit.exhibits))
    for index, answer in enumerate(case.causes):
        at = f"causes[{index}]"
        if answer.root_cause:
            holders.append((f"{at}.root_cause", answer.root_cause.exhibits))
        if answer.dispute:
            holders.append((f"{at}.dispute", answer.dispute.exhibits))
        for name in ("actions", "measures", "templates"):
            for number, item in enumerate(getattr(answer, name)):
                holders.append((f"{at}.{name}[{number}]", item.exhibits))
    for where, labels in holders:
        for number, label in enumerate(labels):
            yield f"{where}.exhibits[{number}]", label


def _earlier_appeals(case: Case, today: date, folder: Path | None) -> Iterator[Problem]:
    before = case.restriction.noticed_on
    for index, appeal in enumerate(case.earlier_appeals):
        at = f"earlier_appeals[{index}]"
        yield from _not_future(f"{at}.sent_on", appeal.sent_on, today)
        yield from _not_future(f"{at}.answered_on", appeal.answered_on, today)
        yield from _in_order(
            f"{at}.sent_on", before, appeal.sent_on, "what came before it", "it was sent"
        )
        yield from _in_order(
            f"{at}.answered_on",
            appeal.sent_on,
            appeal.answered_on,
            "it was sent",
            "it was answered",
        )
        before = appeal.sent_on or before
        if appeal.file and folder is not None:
            problem = _text_problem(appeal.file, folder)
            if problem:
                yield Problem(f"{at}.file", *problem)
    if not case.earlier_appeals:
        for where, item in _reported(case):
            if item:
                what = "this is said to be told in an earlier appeal, but there is none in the case"
                yield Problem(f"{where}.reported", what, 'Add it under "earlier_appeals"')


def _text_problem(name: str, folder: Path) -> tuple[str, str] | None:
    if PurePath(name).suffix.lower() not in (".txt", ".docx"):
        return "an earlier appeal is read from .txt or .docx only", "Save its text as .txt"
    return exhibit_problem(name, folder)


def _reported(case: Case) -> Iterator[tuple[str, bool]]:
    for index, answer in enumerate(case.causes):
        at = f"causes[{index}]"
        if answer.root_cause:
            yield f"{at}.root_cause", answer.root_cause.reported
        for number, action in enumerate(answer.actions):
            yield f"{at}.actions[{number}]", action.reported
        for number, measure in enumerate(answer.measures):
            yield f"{at}.measures[{number}]", measure.reported


def _route(case: Case) -> Iterator[Problem]:
    if case.route != "dispute":
        return
    for index, answer in enumerate(case.causes):
        for name in ("root_cause", "actions", "measures", "templates"):
            if getattr(answer, name):
                yield Problem(
                    f"causes[{index}].{name}",
                    "a dispute says that it did not happen, and this says that it did",
                    'Take it out, or set the route to "correct"',
                )
    if case.audit:
        for cause, number in case.audit.violations.items():
            if number > 0:
                yield Problem(
                    f"audit.violations.{cause}",
                    f"the check found {number} messages that break the rule: no dispute",
                    'Set the route to "correct"',
                )
        if case.audit.all_channels is False:
            yield Problem(
                "audit.all_channels",
                "a dispute needs a check of every way of sending",
                'Check the rest as well, or set the route to "correct"',
            )


def _not_future(where: str, day: date | None, today: date) -> Iterator[Problem]:
    if day and day > today:
        yield Problem(where, f"{day} is still to come (today is {today})", "Correct the date")


def _not_ancient(where: str, day: date | None) -> Iterator[Problem]:
    if day and day < _OLDEST:
        yield Problem(where, f"{day} lies too far back", "Correct the year")


def _in_order(
    where: str, first: date | None, second: date | None, first_is: str, second_is: str
) -> Iterator[Problem]:
    if first and second and second < first:
        yield Problem(
            where, f"{second_is} on {second}, but {first_is} on {first}", "Correct one of the dates"
        )
