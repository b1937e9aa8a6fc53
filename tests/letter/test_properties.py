"""Whatever a valid case holds, its letter is whole and says nothing that the case does not."""

import calendar
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from poa.case import dump_case, parse_case
from poa.causes import Cause
from poa.letter import Letter, compose_letter
from poa.marketplace import MARKETPLACES
from poa.plan import build_plan
from poa.playbook import Entry, FactNeed, load_playbook
from poa.resources import shipped_text

TODAY = date(2026, 6, 30)
NOTICED = date(2026, 3, 2)
QUICK = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)

MONTHS = " ".join(calendar.month_name)
DAYS_OF_A_MONTH = {str(day) for day in range(1, 32)}

# Words of several scripts, with marks that Word, Markdown, Jinja and HTML give a meaning to.
WORDS = (
    "parcel", "Größe", "письмо", "注文", "שלום", "🕯️", "é", "O'Neil", "R&D", "<b>", "*stars*", "#7",
    "{x}", "50%", "A/B", "None's", "naïve", "ﬁlter",
)  # fmt: skip
PEOPLE = (
    "Ana Ruiz, owner", "Bo Ek", "Clémence Aubry, manager", "李娜, assistant", "Dov Bar-Lev, lawyer",
)  # fmt: skip

phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
clauses = phrases.map(lambda words: f"the {words}")
past_days = st.dates(NOTICED, TODAY)
people = st.sampled_from(PEOPLE)
numbers = st.integers(0, 10_000_000)
order_ids = st.from_regex(r"[0-9]{3}-[0-9]{7}-[0-9]{7}", fullmatch=True)


def answers_to(need: FactNeed) -> SearchStrategy[object]:
    match need.kind:
        case "date":
            return past_days.map(date.isoformat)
        case "count":
            return numbers
        case "order_ids":
            return st.lists(order_ids, min_size=1, max_size=7)
        case "list":
            return st.lists(phrases, min_size=1, max_size=7)
        case "text" | "quote":
            return phrases
        case "clause":
            return clauses


@st.composite
def facts_for(draw: DrawFn, entry: Entry) -> dict[str, object]:
    facts = {
        need.id: draw(answers_to(need))
        for need in entry.facts
        if need.required or draw(st.booleans())
    }
    for first in [name for name in facts if name.startswith("first_")]:
        last = f"last_{first.removeprefix('first_')}"
        if last in facts:
            facts[first], facts[last] = sorted([str(facts[first]), str(facts[last])])
    return facts


@st.composite
def entries(draw: DrawFn, key: str, known: tuple[Entry, ...], labels: list[str]) -> dict[str, Any]:
    """An answer from the playbook or in own words, with or without proof."""
    answer: dict[str, Any] = {}
    if draw(st.integers(0, 4)):
        entry = draw(st.sampled_from(known))
        answer |= {key: entry.id, "facts": draw(facts_for(entry))}
    else:
        answer["own_words"] = draw(clauses)
    if labels:
        answer["exhibits"] = draw(st.lists(st.sampled_from(labels), max_size=3, unique=True))
    return answer


@st.composite
def actions(draw: DrawFn, cause: Cause, labels: list[str]) -> dict[str, Any]:
    answer: dict[str, Any] = draw(entries("action", load_playbook(cause).actions, labels))
    status = draw(st.sampled_from(("done", "done", "in_progress", "planned", "no")))
    answer |= {"status": status, "by": draw(people)}
    if status in ("done", "in_progress"):
        answer["on"] = draw(past_days).isoformat()
    if status == "planned" and draw(st.booleans()):
        answer["due_on"] = (TODAY + timedelta(draw(st.integers(0, 90)))).isoformat()
    return answer


@st.composite
def measures(draw: DrawFn, cause: Cause, labels: list[str]) -> dict[str, Any]:
    answer: dict[str, Any] = draw(entries("measure", load_playbook(cause).measures, labels))
    status = draw(st.sampled_from(("in_force", "in_force", "planned", "no")))
    answer |= {
        "status": status,
        "owner": draw(people),
        "how_often": draw(clauses),
        "verified_by": draw(clauses),
    }
    if status == "in_force":
        answer["since"] = draw(past_days).isoformat()
    return answer


@st.composite
def cause_answers(draw: DrawFn, cause: Cause, route: str, labels: list[str]) -> dict[str, Any]:
    playbook = load_playbook(cause)
    answer: dict[str, Any] = {"cause": cause.value}
    match route:
        case "correct":
            answer["root_cause"] = draw(entries("pattern", playbook.patterns, labels))
            answer["actions"] = draw(st.lists(actions(cause, labels), min_size=1, max_size=3))
            answer["actions"][0] |= {"status": "done", "on": draw(past_days).isoformat()}
            answer["actions"][0].pop("due_on", None)
            answer["measures"] = draw(st.lists(measures(cause, labels), min_size=1, max_size=3))
            answer["measures"][0] |= {"status": "in_force", "since": draw(past_days).isoformat()}
        case "dispute":
            answer["dispute"] = draw(entries("ground", playbook.disputes, labels))
        case _:
            answer["templates"] = [
                {
                    "name": draw(phrases),
                    "was": draw(phrases),
                    "wrong_because": draw(clauses),
                    "changed_on": draw(past_days).isoformat(),
                }
                | draw(st.sampled_from(({"switched_off": True}, {"now": "You can reply here."})))
                | draw(st.sampled_from(({}, {"tool": "MailPilot"})))
                for _ in range(draw(st.integers(1, 3)))
            ]
    return answer


def audit_of(draw: DrawFn, causes: list[Cause], labels: list[str]) -> dict[str, Any]:
    return {
        "checked_by": draw(people),
        "checked_on": "2026-03-20",
        "period_from": "2025-12-01",
        "period_until": "2026-03-02",
        "messages": draw(numbers),
        "channels": draw(st.lists(phrases, min_size=1, max_size=7)),
        "all_channels": True,
        "method": draw(clauses),
        "violations": {cause.value: 0 for cause in causes},
        "exhibits": labels,
        "examples": [
            {"order_id": order, "sent_on": "2026-01-15", "shows": draw(phrases)}
            for order in draw(st.lists(order_ids, max_size=2))
        ],
    }


@st.composite
def cases(draw: DrawFn) -> dict[str, Any]:
    """The facts of a finished case: everything that its route asks for is answered."""
    route = draw(st.sampled_from(("correct", "correct", "dispute", "inform")))
    causes = draw(st.lists(st.sampled_from(list(Cause)), min_size=1, max_size=3, unique=True))
    labels = draw(st.sampled_from(([], ["A"], ["A", "B", "C"])))
    facts: dict[str, Any] = {
        "client": "acme-home",
        "seller": {
            "legal_name": draw(phrases),
            "store_name": draw(phrases),
            "merchant_token": "A1B2C3D4E5F6G7",
            "marketplace": draw(st.sampled_from(sorted(MARKETPLACES))),
            "contact": draw(
                st.sampled_from(
                    (
                        {"email": "office@acme.example"},
                        {"email": "office@acme.example", "phone": "+1 555 010 0199"},
                    )
                )
            ),
            "signatory": {"name": draw(people).partition(",")[0], "role": draw(phrases)},
        },
        "restriction": {"noticed_on": NOTICED.isoformat(), "length": draw(lengths(route))},
        "policy": {
            "names": ["Communication Guidelines"],
            "read_on": draw(past_days).isoformat(),
            "read_by": draw(people),
        },
        "route": route,
        "causes": [draw(cause_answers(cause, route, labels)) for cause in causes],
        "exhibits": [
            {"label": label, "file": f"exhibits/{label}.png", "shows": draw(phrases)}
            for label in labels
        ],
    }
    if route == "dispute" or labels or draw(st.booleans()):
        facts["audit"] = audit_of(draw, causes, labels)
    if route == "correct" and draw(st.booleans()):
        facts["earlier_appeals"] = [
            {"sent_on": "2026-03-04", "outcome": "refused", "answered_on": "2026-03-09"}
            | draw(st.sampled_from(({}, {"lacked": "why nobody had seen it"})))
        ]
    return facts


def lengths(route: str) -> SearchStrategy[str]:
    known = ["30 days", "120 hours", "unknown"]
    return st.sampled_from(known if route == "inform" else [*known, "indefinite"])


def letter_of(facts: dict[str, Any]) -> Letter:
    plan = build_plan(parse_case(facts, today=TODAY), today=TODAY)
    assert plan.missing == ()
    return compose_letter(plan)


def values(facts: object) -> Iterator[str]:
    match facts:
        case dict():
            for value in facts.values():
                yield from values(value)
        case list():
            for value in facts:
                yield from values(value)
        case _:
            yield str(facts)


@QUICK
@given(cases())
def test_a_letter_has_no_gap(facts: dict[str, Any]) -> None:
    letter = letter_of(facts)
    text = f"{letter.subject.text}\n{letter.text}"
    assert "{{" not in text
    assert "}}" not in text
    assert not re.search(r"\bNone\b(?!'s)", text)
    assert "  " not in text
    assert not re.search(r"^- *$|^- :|^- [^:]*: *$", text, re.MULTILINE)
    assert not re.search(r" [.,;)]|\( |“\s*”|\.\.|,,|: :|Exhibits?\)", text)
    assert not re.search(r"\[(?!Important)[A-Za-z ]*\]|\b(?:TODO|TBD|XXX)\b", text)


@QUICK
@given(cases())
def test_every_sentence_in_the_text_of_a_letter_is_ended(facts: dict[str, Any]) -> None:
    letter = letter_of(facts)
    blocks = [line for line in letter.text.split(f"\n{letter.farewell}")[0].splitlines() if line]
    headings = {letter.salutation, *(section.heading for section in letter.sections)}
    headings |= {load_playbook(cause).heading for cause in Cause}
    assert [
        line for line in blocks if line not in headings and not re.search(r"[.:!?]”?$", line)
    ] == []


@QUICK
@given(cases())
def test_every_section_says_something(facts: dict[str, Any]) -> None:
    letter = letter_of(facts)
    assert [section.heading for section in letter.sections if not section.blocks] == []
    assert all(sentence.text.strip() for sentence in letter.sentences())
    assert all(sentence.rests_on for sentence in letter.sentences())


@QUICK
@given(cases())
def test_every_number_and_day_in_a_letter_is_in_the_case(facts: dict[str, Any]) -> None:
    letter = letter_of(facts)
    store = MARKETPLACES[facts["seller"]["marketplace"]]
    text = letter.text
    given = list(values(facts))
    days = {value for value in given if re.fullmatch(r"\d{4}-\d\d-\d\d", value)}
    for day in sorted({store.date(date.fromisoformat(day)) for day in days}, key=len, reverse=True):
        text = text.replace(day, "")
    assert [month for month in MONTHS.split() if re.search(rf"\b{month} \d|\d {month}", text)] == []
    # What the playbooks and the wording themselves say, and how long lists are shortened.
    known = set(re.findall(r"\d+", " ".join(given)))
    known |= set(re.findall(r"\d+", shipped_text("templates/letter.toml")))
    for answer in facts["causes"]:
        known |= set(re.findall(r"\d+", shipped_text(f"playbooks/{answer['cause']}.toml")))
    text = re.sub(r"\b\d+ more\b", "", text)
    assert set(re.findall(r"\d+", text.replace(",", ""))) <= known


@QUICK
@given(cases())
def test_every_word_of_a_letter_is_in_the_case_or_in_what_we_ship(facts: dict[str, Any]) -> None:
    letter = letter_of(facts)
    store = MARKETPLACES[facts["seller"]["marketplace"]]
    ours = [shipped_text("templates/letter.toml"), store.name, "exhibit exhibits and more", MONTHS]
    ours += [shipped_text(f"playbooks/{answer['cause']}.toml") for answer in facts["causes"]]
    ours += ["no one two three four five six seven eight nine ten"]
    known = set(words(" ".join([*values(facts), *ours])))
    assert (
        set(words(f"{letter.subject.text} {letter.text}")) - known - {"", *DAYS_OF_A_MONTH} == set()
    )


def words(text: str) -> list[str]:
    together = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return [word.lstrip("0") for word in re.findall(r"\w+", together.casefold())]


@QUICK
@given(cases())
def test_what_is_planned_is_not_in_the_letter(facts: dict[str, Any]) -> None:
    for answer in facts["causes"]:
        for item in (*answer.get("actions", ()), *answer.get("measures", ())):
            if item["status"] in ("planned", "no"):
                item.pop("facts", None)
                item.pop("action", None)
                item.pop("measure", None)
                item["own_words"] = "zebras shall be counted"
    assert "zebras" not in letter_of(facts).text


@QUICK
@given(cases())
def test_a_case_that_is_written_and_read_again_is_the_same(facts: dict[str, Any]) -> None:
    case = parse_case(facts, today=TODAY)
    written = json.dumps(dump_case(case), ensure_ascii=False)
    again = parse_case(json.loads(written), today=TODAY)
    assert again == case
    assert dump_case(again) == dump_case(case)


@QUICK
@given(cases())
def test_the_places_of_sentences_in_the_text_are_exact(facts: dict[str, Any]) -> None:
    letter = letter_of(facts)
    assert [s.text for start, end, s in letter.spans if letter.text[start:end] != s.text] == []
