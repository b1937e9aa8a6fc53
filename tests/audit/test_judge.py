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
