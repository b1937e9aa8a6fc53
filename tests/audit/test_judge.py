import pytest

from poa.audit.judge import causes_of, judge_message, verdict_of
from poa.causes import Cause
from poa.message import Message


def message(body: str, subject: str = "Your order 113-1234567-1234567") -> Message:
    return Message("1", "here", subject, body)


def test_a_condition_on_a_review_is_a_violation_of_its_cause() -> None:
    findings = judge_message(message("If you are happy with it, please leave a review."))
    assert verdict_of(findings) == "violation"
    assert causes_of(findings) == (Cause.REVIEW_MANIPULATION,)


@pytest.mark.parametrize(
    "body",
    [
        "If the parcel has not arrived, please contact us.",
        "Please review your order details and confirm your shipping address.",
        "We would be grateful for an honest review of your purchase.",
    ],
)
def test_words_of_service_and_a_neutral_request_break_nothing(body: str) -> None:
    assert verdict_of(judge_message(message(body))) != "violation"


def test_the_tag_on_what_an_order_needs_is_for_a_person_to_judge() -> None:
    critical = message("Which name shall we engrave?", "[Important] Order 113-1234567-1234567")
    assert verdict_of(judge_message(critical)) == "check"


def test_asking_to_cancel_counts_as_a_message_that_buyers_complain_about() -> None:
    findings = judge_message(message("The item is out of stock, please cancel your order."))
    assert verdict_of(findings) == "violation"
    assert causes_of(findings) == (Cause.COMPLAINTS,)


def test_a_gift_for_a_review_is_one_breach_and_not_also_marketing() -> None:
    findings = judge_message(message("Leave us a review and get a free month of our plan."))
    assert causes_of(findings) == (Cause.REVIEW_MANIPULATION,)


def test_a_denial_ends_with_its_sentence() -> None:
    text = "We cannot ship it without. Use code SAVE20 for 20% off your next order."
    assert Cause.MARKETING in causes_of(judge_message(message(text)))
