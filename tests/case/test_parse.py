from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from poa.case import SCHEMA_VERSION, Case, dump_case, parse_case
from poa.errors import InvalidCaseError, Problem

TODAY = date(2026, 6, 30)
MakeCase = Callable[..., Case]
MakeFacts = Callable[..., dict[str, Any]]
Problems = Callable[..., list[Problem]]


@pytest.fixture
def problems(make_facts: MakeFacts) -> Problems:
    """What is wrong with a sample in which some answers are changed."""

    def find(
        changes: Mapping[str, object] | None = None, *, sample: str = "marketing"
    ) -> list[Problem]:
        try:
            parse_case(make_facts(changes, sample=sample), today=TODAY)
        except InvalidCaseError as error:
            return list(error.problems)
        return []

    return find


def test_an_empty_object_is_a_case_of_which_nothing_is_known() -> None:
    case = parse_case({}, today=TODAY)
    assert case == Case()
    assert dump_case(case) == {"schema_version": SCHEMA_VERSION}


@pytest.mark.parametrize("raw", [None, [], "case", 7, [{}]])
def test_what_is_no_object_is_no_case(raw: object) -> None:
    with pytest.raises(InvalidCaseError) as refused:
        parse_case(raw, today=TODAY)
    assert "one JSON object" in refused.value.problems[0].what


def test_every_problem_is_told_at_once_with_its_place(problems: Problems) -> None:
    found = problems(
        {
            "seller.store_nam": "Acme",
            "seller.merchant_token": "not a token",
            "restriction.noticed_on": "13/04/2026",
            "policy.read_on": "2026-07-01",
            "causes[0].root_cause.pattern": "web-shop-templat",
            "causes[0].actions[2].on": "2026-07-02",
            "causes[0].actions[0].facts.campaign": ["x"],
            "causes[0].measures[0].since": "2026-02-30",
            "causes[0].measures[1].status": "in-force",
            "exhibits[0].label": "B",
            "channel": "e-mail",
        }
    )
    assert {problem.where for problem in found} == {
        "seller.store_nam",
        "seller.merchant_token",
        "restriction.noticed_on",
        "policy.read_on",
        "causes[0].root_cause.pattern",
        "causes[0].root_cause.exhibits[0]",
        "causes[0].actions[2].on",
        "causes[0].actions[2].exhibits[0]",
        "causes[0].actions[0].facts.campaign",
        "causes[0].measures[0].since",
        "causes[0].measures[1].status",
        "exhibits[0].label",
        "channel",
    }


def test_problems_come_in_the_order_of_the_case(problems: Problems) -> None:
    found = problems({"channel": "x", "seller.phone": "x", "causes[0].cause": "x", "bogus": 1})
    assert [problem.where for problem in found] == [
        "seller.phone", "causes[0].cause", "channel", "bogus",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "value", "meant"),
    [
        ("seler", {}, "seller"),
        ("seller.merchant_tokn", "A1B2C3D4E5F6G7", "merchant_token"),
        ("seller.contact.mail", "a@b.example", "email"),
        ("causes[0].action", [], "actions"),
        ("causes[0].actions[0].dueon", "2026-03-04", "due_on"),
        ("causes[0].measures[0].intervall", "weekly", None),
        ("causes[0].cause", "repeat-request", "repeat-requests"),
        ("causes[0].actions[0].action", "campaigns-off", "campaign-off"),
        ("causes[0].actions[0].status", "don", "done"),
        ("causes[0].root_cause.facts.templates", "x", "template"),
        ("seller.marketplace", "amazon.fra", "amazon.fr"),
        ("route", "corect", "correct"),
    ],
)
def test_a_wrong_word_is_told_with_the_nearest_known_one(
    problems: Problems, place: str, value: object, meant: str | None
) -> None:
    found = {problem.where: problem.fix for problem in problems({place: value})}
    fix = found[place] or ""
    assert fix == f'Did you mean "{meant}"?' if meant else fix.startswith("Known here:")


@pytest.mark.parametrize(
    ("sample", "place"),
    [
        ("marketing", "restriction.noticed_on"),
        ("marketing", "policy.read_on"),
        ("marketing", "causes[0].actions[0].on"),
        ("marketing", "causes[0].measures[0].since"),
        ("marketing", "causes[0].root_cause.facts.connected_on"),
        ("dispute", "audit.checked_on"),
        ("dispute", "audit.period_until"),
        ("dispute", "audit.examples[1].sent_on"),
        ("inform", "causes[0].templates[0].changed_on"),
        ("second-appeal", "earlier_appeals[0].sent_on"),
        ("second-appeal", "earlier_appeals[0].answered_on"),
    ],
)
def test_what_has_happened_is_not_in_the_future(
    problems: Problems, sample: str, place: str
) -> None:
    found = {
        problem.where: problem.what for problem in problems({place: "2026-07-01"}, sample=sample)
    }
    assert "still to come" in found[place]
    on_the_day = problems({place: "2026-06-30"}, sample=sample)
    assert [problem for problem in on_the_day if "still to come" in problem.what] == []


def test_what_is_planned_may_be_in_the_future_and_has_no_day_on_which_it_was_done(
    problems: Problems,
) -> None:
    at = "causes[0].actions[0]"
    assert (
        problems({f"{at}.status": "planned", f"{at}.on": ..., f"{at}.due_on": "2026-09-01"}) == []
    )
    (found,) = problems({f"{at}.status": "planned"})
    assert found.where == f"{at}.on"
    assert "due_on" in (found.fix or "")


def test_what_is_in_progress_has_begun(problems: Problems) -> None:
    at = "causes[0].actions[0]"
    (found,) = problems({f"{at}.status": "in_progress", f"{at}.on": "2026-07-05"})
    assert found.where == f"{at}.on"


@pytest.mark.parametrize(
    "written",
    [
        "13/04/2026", "04/13/2026", "13.04.2026", "13 April 2026", "2026-4-13", "20260413",
        "2026-W16-1", "2026-13-04", "2026-02-29", "2026-04-13T10:00:00", "-", "yesterday",
        20260413, 1.5, True, [], {},
    ],
)  # fmt: skip
def test_days_are_written_as_year_month_day_only(problems: Problems, written: object) -> None:
    for place in ("restriction.noticed_on", "causes[0].root_cause.facts.connected_on"):
        found = [problem for problem in problems({place: written}) if problem.where == place]
        assert len(found) == 1, place


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"restriction.ends_on": "2026-04-12"}, "restriction.ends_on"),
        (
            {
                "causes[0].actions[0].status": "in_progress",
                "causes[0].actions[0].due_on": "2026-04-01",
            },
            "causes[0].actions[0].due_on",
        ),
        ({"causes[0].actions[0].on": "1926-04-14"}, "causes[0].actions[0].on"),
        ({"causes[0].measures[0].since": "1926-04-14"}, "causes[0].measures[0].since"),
    ],
)
def test_days_that_do_not_fit_together_are_told(
    problems: Problems, changes: dict[str, object], where: str
) -> None:
    assert [problem.where for problem in problems(changes)] == [where]


def test_an_audit_and_earlier_appeals_are_in_the_order_of_time(problems: Problems) -> None:
    dispute = {"audit.period_from": "2026-04-21", "audit.checked_on": "2026-04-19"}
    assert [problem.where for problem in problems(dispute, sample="dispute")] == [
        "audit.checked_on", "audit.period_until",
    ]  # fmt: skip
    before = {"earlier_appeals[0].sent_on": "2020-01-01"}
    assert [problem.where for problem in problems(before, sample="second-appeal")] == [
        "earlier_appeals[0].sent_on"
    ]


@pytest.mark.parametrize(
    "order", ["113-441028-2241069", "1134410287-2241069", "113", 1134410287, "x, y"]
)
def test_an_order_number_has_three_seven_and_seven_digits(
    problems: Problems, order: object
) -> None:
    at = "audit.examples[0].order_id"
    (found,) = problems({at: order}, sample="dispute")
    assert found.where == at


@pytest.mark.parametrize("token", ["a2mc5h9v3n7ejq", "A2MC 5H9V", "A1", "A" * 22, "Lumière Douce"])
def test_a_merchant_token_is_capital_letters_and_digits(problems: Problems, token: str) -> None:
    (found,) = problems({"seller.merchant_token": token})
    assert found.where == "seller.merchant_token"
    assert "Account Info" in (found.fix or "")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("DE", "amazon.de"), ("uk", "amazon.co.uk"), ("Amazon.DE", "amazon.de"),
        ("https://www.amazon.com/", "amazon.com"), (" amazon.co.jp ", "amazon.co.jp"),
    ],
)  # fmt: skip
def test_a_marketplace_is_read_as_sellers_write_it(
    make_case: MakeCase, written: str, read: str
) -> None:
    assert make_case({"seller.marketplace": written}).seller.marketplace == read


@pytest.mark.parametrize("written", ["ebay.com", "amazon", "amazon.xyz", "Germany", "A" * 41])
def test_an_unknown_marketplace_is_told(problems: Problems, written: str) -> None:
    assert {problem.where for problem in problems({"seller.marketplace": written})} == {
        "seller.marketplace"
    }


@pytest.mark.parametrize(
    "address",
    [
        "a@b", "a b@c.de", "a@b.de, c@d.de", "a@b.de;c@d.de", "Ana <a@b.de>", "@b.de", "a@@b.de",
        "a..b@x.de", ".a@x.de", "a.@x.de", 'a"b@x.de', "(a)@b.de", "a@b.de.", "a:b@c.de",
        "a\\b@c.de",         "büro@x.example", "a@b..de", "a@-.de@x.de",
    ],
)  # fmt: skip
def test_an_address_that_a_mail_program_would_refuse_is_told(
    problems: Problems, address: str
) -> None:
    assert [problem.where for problem in problems({"seller.contact.email": address})] == [
        "seller.contact.email"
    ]


@pytest.mark.parametrize("address", ["a.b+c@x-y.example", "A_1@sub.x.co.uk", "o'neil@x.example"])
def test_an_ordinary_address_is_taken(problems: Problems, address: str) -> None:
    assert problems({"seller.contact.email": address}) == []


def test_a_dispute_admits_nothing(problems: Problems) -> None:
    found = problems(
        {
            "causes[0].root_cause": {"own_words": "Our tool did it."},
            "causes[0].actions": [{"own_words": "We stopped it.", "status": "done"}],
            "causes[1].measures": [{"own_words": "A list.", "status": "in_force"}],
            "audit.violations.important-tag": 3,
            "audit.all_channels": False,
        },
        sample="dispute",
    )
    assert {problem.where for problem in found} == {
        "causes[0].root_cause",
        "causes[0].actions",
        "causes[1].measures",
        "audit.violations.important-tag",
        "audit.all_channels",
    }


def test_numbers_of_an_audit_are_possible(problems: Problems) -> None:
    violations = {"important-tag": 500, "repeat-requests": -1, "marketin": 0}
    found = problems({"route": "correct", "audit.violations": violations}, sample="dispute")
    assert {problem.where for problem in found} == {
        "audit.violations.important-tag",
        "audit.violations.repeat-requests",
        "audit.violations.marketin",
    }
    assert 'Did you mean "marketing"?' in {problem.fix for problem in found}


def test_a_newer_format_is_refused_before_anything_else(problems: Problems) -> None:
    for newer in (SCHEMA_VERSION + 1, 99, 10**30):
        (found,) = problems({"schema_version": newer, "from_the_future": {}})
        assert found.where == "schema_version"
        assert found.fix == "Install a newer poa"


@pytest.mark.parametrize("version", ["2", 2.0, "one", None, True, 0, -1, [1]])
def test_a_format_that_is_no_known_number_is_told(problems: Problems, version: object) -> None:
    assert [problem.where for problem in problems({"schema_version": version})] == [
        "schema_version"
    ]


@pytest.mark.parametrize(
    "character",
    ["\0", "\x0b", "\x0c", "\x1b", "\x07", "\x7f", "\x9b", "\ufffe", "\uffff", "\ud800",
     "\u202e", "\u2066"],
)  # fmt: skip
@pytest.mark.parametrize(
    "place",
    ["client", "seller.signatory.name", "causes[0].root_cause.own_words",
     "causes[0].root_cause.facts.gap", "exhibits[0].shows", "policy.names[0]",
     "causes[0].actions[0].facts.campaigns[0]", "restriction.length", "exhibits[0].label"],
)  # fmt: skip
def test_characters_nobody_can_see_are_refused_with_their_position(
    problems: Problems, place: str, character: str
) -> None:
    found = [problem for problem in problems({place: f"ab{character}cd"}) if "U+" in problem.what]
    assert len(found) == 1
    assert found[0].where.startswith(place.partition("[0].facts.campaigns")[0])
    assert f"U+{ord(character):04X}" in found[0].what
    assert "character 3 " in found[0].what


def test_a_pasted_notice_loses_them_instead(make_case: MakeCase) -> None:
    case = make_case({"restriction.notice_text": "Your\x00 messages\x1b[31m\r\nwere\u202e blocked"})
    assert case.restriction.notice_text == "Your  messages [31m\nwere  blocked"


@pytest.mark.parametrize("key", ["\ud800", "a\x00b", "\x1b[31m"])
def test_a_key_of_such_characters_does_not_come_through_either(
    problems: Problems, key: str
) -> None:
    own = {"own_words": "We read no text before it was used.", "facts": {key: "x"}}
    assert len(problems({"causes[0].root_cause": own, "exhibits": [], **without_exhibits()})) == 1


def without_exhibits() -> dict[str, object]:
    places = ("actions[0]", "actions[2]", "measures[0]")
    return {f"causes[0].{place}.exhibits": [] for place in places}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_line_ends_of_every_system_are_one(make_case: MakeCase, end: str) -> None:
    own = {"own_words": f"One.{end}Two.", "exhibits": ["A"]}
    case = make_case({"causes[0].root_cause": own, "seller.legal_name": f"Acme{end}Home"})
    assert case.causes[0].root_cause is not None
    assert case.causes[0].root_cause.own_words == "One.\nTwo."
    assert case.seller.legal_name == "Acme Home"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("client", 17), ("seller.merchant_token", 12345678901234), ("seller.store_name", True),
        ("causes[0].actions[0].by", 1.5), ("restriction.reference", 12345),
    ],
)  # fmt: skip
def test_a_number_where_a_text_belongs_is_told_with_quotes(
    problems: Problems, place: str, value: object
) -> None:
    (found,) = problems({place: value})
    assert found.where == place
    assert found.fix == f'Put it in quotes: "{value}"'


@pytest.mark.parametrize(
    ("place", "value", "what"),
    [
        ("causes", "marketing", "a list belongs here"),
        ("causes[0].actions", {}, "a list belongs here"),
        ("causes[0].root_cause.exhibits", "A", "a list belongs here"),
        ("seller", "Acme", "an object with keys belongs here"),
        ("causes[0].actions[0]", "paused", "an object with keys belongs here"),
        ("causes[0].root_cause.facts", [], "an object with keys belongs here"),
        ("causes[0].root_cause.reported", "perhaps", "neither true nor false"),
        ("causes[0].root_cause.facts.messages", None, "not an answer"),
        ("causes[0].root_cause.facts.messages", 1.5, "not an answer"),
        ("causes[0].root_cause.facts.messages", "many", "not a whole number"),
        ("causes[0].root_cause.facts.messages", -5, "not a whole number"),
        ("causes[0].root_cause.facts.messages", "9" * 5000, "far too large"),
        ("causes[0].root_cause.facts.messages", 10**4000, "far too large"),
        ("causes[0].root_cause.facts.gap", "x" * 10_001, "longer than"),
        ("causes[0].root_cause.facts.gap", ["x"], "one text belongs here"),
        ("causes[0].actions[0].facts.campaigns", [1], "something other than texts"),
        ("seller.store_name", "x" * 201, "longer than 200 characters"),
        ("exhibits[0].shows", "x" * 1001, "longer than 1,000 characters"),
        ("restriction.notice_text", "x" * 100_001, "longer than 100,000 characters"),
        ("restriction.length", "a while", "is not a length"),
        ("restriction.length", "0 days", "is not a length"),
        ("seller.contact.phone", "call me", "not a telephone number"),
    ],
)
def test_an_answer_of_another_kind_is_told_in_a_sellers_words(
    problems: Problems, place: str, value: object, what: str
) -> None:
    at = [str(problem) for problem in problems({place: value}) if problem.where.startswith(place)]
    assert len(at) == 1
    assert what in at[0]


@pytest.mark.parametrize("blank", ["", "   ", "\n", None])
def test_a_blank_answer_is_not_known_yet(make_case: MakeCase, blank: str | None) -> None:
    case = make_case({"seller.legal_name": blank, "restriction.noticed_on": blank})
    assert case.seller.legal_name is None
    assert case.restriction.noticed_on is None


@pytest.mark.parametrize("fact", ["messages", "connected_on", "usual", "gap"])
def test_a_blank_fact_is_not_known_yet(problems: Problems, fact: str) -> None:
    assert problems({f"causes[0].root_cause.facts.{fact}": ""}) == []


@pytest.mark.parametrize("mark", [".", "-", "–", '""', "...", ":", "“”", ", ,"])
@pytest.mark.parametrize(
    "place",
    ["seller.signatory.name", "causes[0].measures[0].how_often",
     "causes[0].measures[0].verified_by",
     "causes[0].root_cause.facts.gap", "causes[0].root_cause.facts.line", "exhibits[0].shows",
     "causes[0].actions[0].facts.campaigns"],
)  # fmt: skip
def test_a_mark_alone_is_no_answer(problems: Problems, place: str, mark: str) -> None:
    value = [mark] if place.endswith("campaigns") else mark
    found = problems({place: value})
    assert [problem.where.startswith(place) for problem in found] == [True]
    assert "no word" in found[0].what


def test_deep_nesting_is_refused_with_a_sentence() -> None:
    for depth in (13, 500, 100_000):
        deep: Any = []
        for _ in range(depth):
            deep = [deep]
        with pytest.raises(InvalidCaseError) as refused:
            parse_case({"causes": deep}, today=TODAY)
        assert "nested" in refused.value.problems[0].what


def test_answers_of_another_entry_do_not_slip_through(problems: Problems) -> None:
    found = problems({"causes[0].actions[0].facts": {"checked": 1702}})
    assert [problem.where for problem in found] == ["causes[0].actions[0].facts.checked"]


def test_a_pattern_and_own_words_exclude_each_other(problems: Problems) -> None:
    (found,) = problems({"causes[0].root_cause.own_words": "It was like this."})
    assert found.where == "causes[0].root_cause.own_words"


def test_a_cause_is_answered_once(make_facts: MakeFacts, problems: Problems) -> None:
    answer = make_facts()["causes"][0]
    assert [problem.where for problem in problems({"causes": [answer, answer]})] == ["causes[0]"]


def test_what_was_reported_needs_an_earlier_appeal(problems: Problems) -> None:
    found = problems({"causes[0].root_cause.reported": True})
    assert [problem.where for problem in found] == ["causes[0].root_cause.reported"]


def test_a_template_that_is_off_has_no_new_words(problems: Problems) -> None:
    found = problems({"causes[0].templates[0].now": "Hello."}, sample="inform")
    assert [problem.where for problem in found] == ["causes[0].templates[0].now"]


def test_the_place_of_a_schema_for_editors_is_no_answer(make_case: MakeCase) -> None:
    assert make_case({"$schema": "case.schema.json"}) == make_case()


@pytest.mark.parametrize(
    "place", ["policy.read_by", "causes[0].actions[0].by", "causes[0].measures[0].owner"]
)
def test_a_role_without_a_name_is_told(problems: Problems, place: str) -> None:
    (found,) = problems({place: ", owner"})
    assert (found.where, found.what) == (place, "there is no name before the comma")


def test_an_exhibit_may_wait_for_the_first_answer() -> None:
    exhibits = [{"label": "A", "file": "a.png", "shows": "the list"}]
    case = parse_case({"schema_version": 1, "exhibits": exhibits}, today=TODAY)
    assert [exhibit.label for exhibit in case.exhibits] == ["A"]
