from datetime import date

from poa.audit.history import History
from poa.audit.judge import causes_of, verdict_of
from poa.audit.tally import Judged, Tally
from poa.causes import Cause
from poa.message import Message

_ORDER = "113-1234567-1234567"


def _message(
    order_id: str = _ORDER, status: str = "", day: date | None = date(2026, 3, 1)
) -> Message:
    return Message("1", "test", "", "Hello.", order_id=order_id, status=status, sent_on=day)


def test_a_second_request_for_one_order_is_a_repeat_whatever_the_channel() -> None:
    history = History()
    history.requested(_ORDER)
    found = history.seen(_message(), asks_for_review=True)
    assert [finding.rule for finding in found] == ["repeat-request"]


def test_requests_for_different_orders_are_no_repeat() -> None:
    history = History()
    assert history.seen(_message(), asks_for_review=True) == ()
    assert history.seen(_message("114-1234567-1234567"), asks_for_review=True) == ()


def test_the_third_message_for_an_order_is_one_to_check() -> None:
    history = History()
    found = [history.seen(_message(), asks_for_review=False) for _ in range(3)]
    assert [[finding.rule for finding in each] for each in found] == [[], [], ["many-per-order"]]


def test_a_message_after_an_opt_out_is_one_to_check() -> None:
    history = History()
    history.seen(_message(status="opted_out"), asks_for_review=False)
    found = history.seen(_message(), asks_for_review=False)
    assert [finding.rule for finding in found] == ["after-opt-out"]


def test_a_day_over_the_ceiling_is_named_with_its_count_and_ceiling() -> None:
    history = History(average_daily_orders=10)
    for number in range(651):
        history.seen(_message(f"113-0000000-{number:07d}"), asks_for_review=False)
    assert history.days_over_ceiling() == ((date(2026, 3, 1), 651, 650),)


def test_every_order_of_a_long_log_is_remembered() -> None:
    history = History()
    orders = [f"113-{number:07d}-0000000" for number in range(3000)]
    assert not any(history.seen(_message(order), asks_for_review=True) for order in orders)
    for order in orders:
        found = history.seen(_message(order), asks_for_review=True)
        assert [finding.rule for finding in found] == ["repeat-request"]


def test_the_same_order_written_in_another_way_is_the_same_order() -> None:
    history = History()
    history.seen(_message("d01-1234567-1234567"), asks_for_review=True)
    found = history.seen(_message(" D01 1234567/1234567"), asks_for_review=True)
    assert [finding.rule for finding in found] == ["repeat-request"]


def test_of_two_requests_the_later_one_is_the_repeat_whichever_was_read_first() -> None:
    days = [date(2026, 3, 20), date(2026, 3, 1), date(2026, 3, 10)]
    history = History()
    found = [history.seen(_message(day=day), asks_for_review=True) for day in days]
    assert found[0] == ()
    assert [(one.rule, one.on) for one in found[1]] == [("repeat-request", date(2026, 3, 20))]
    assert [(one.rule, one.on) for one in found[2] if one.rule == "repeat-request"] == [
        ("repeat-request", None)
    ]


def test_the_period_of_a_cause_is_the_same_in_either_order_of_the_log() -> None:
    days = [date(2026, 3, 1), date(2026, 3, 10), date(2026, 3, 20)]

    def period(days: list[date]) -> tuple[date | None, date | None]:
        history, tally = History(), Tally()
        for day in days:
            message = _message(day=day)
            findings = history.seen(message, asks_for_review=True)
            tally.add(Judged(message, verdict_of(findings), causes_of(findings), findings))
        spread = tally.by_cause[Cause.REPEAT_REQUESTS]
        return spread.first_on, spread.last_on

    assert period(days) == period(days[::-1]) == (days[1], days[2])


def test_a_message_before_the_opt_out_is_no_fault_though_it_is_read_later() -> None:
    history = History()
    history.seen(_message(status="opted_out", day=date(2026, 3, 9)), asks_for_review=False)
    before = history.seen(_message(day=date(2026, 3, 1)), asks_for_review=False)
    after = history.seen(_message(day=date(2026, 3, 10)), asks_for_review=False)
    assert before == ()
    assert "after-opt-out" in {finding.rule for finding in after}
