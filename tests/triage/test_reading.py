import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa.causes import Cause
from poa.triage import Advice, Confidence, Kind, read_notice

HERE = Path(__file__).parent
ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted(HERE.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
RECITAL = """
> Hello,
>
> Some of the messages you recently sent were not delivered to customers.
> We detected that you committed at least one of the following:
>   * Using “[Important]” or “Additional Information Required” without need
>   * Including marketing or promotions
>   * Incentivizing or manipulating reviews
>   * Asking for the same review repeatedly
>   * Including links or attachments that are not necessary
>   * Receiving an excessive number of customer complaints
>
> You are restricted from proactively initiating new email
> conversations with customers. Selling is not affected.
"""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:50])
def test_a_labelled_notice_is_read_as_a_person_reads_it(row: dict[str, Any]) -> None:
    reading = read_notice(row["text"])
    assert reading.kind == row["kind"]
    if row["kind"] == "restricted":
        assert (set(reading.causes), reading.duration_hours) == (set(row["causes"]), row["hours"])


def test_every_kind_has_examples_in_every_language() -> None:
    seen = {(row["kind"], row["language"]) for row in ROWS}
    languages = {row["language"] for row in ROWS}
    assert languages == {"en", "de", "fr", "es", "it", "pt", "ja", "zh"}
    assert seen == {(kind, language) for kind in Kind for language in languages}


def test_a_recital_of_all_six_concludes_nothing() -> None:
    reading = read_notice(RECITAL)
    assert reading.kind is Kind.RESTRICTED
    assert reading.causes == ()
    assert reading.causes_listed == tuple(Cause)
    assert reading.duration_hours is None


def test_what_the_seller_adds_to_a_recital_counts() -> None:
    reading = read_notice(f"{RECITAL}\n\nWe did send a coupon for the next order.")
    assert reading.causes == (Cause.MARKETING,)
    assert reading.causes_listed == tuple(Cause)


def test_what_the_seller_denies_beside_a_recital_does_not_count() -> None:
    assert read_notice(f"{RECITAL}\n\nWe never sent a coupon or a link.").causes == ()


def test_evidence_is_an_offset_into_the_text_as_given() -> None:
    text = (
        "Hi,\r\n> your account was restricted\r\n"
        "> from sending proactive\u00a0messages for 30 days."
    )
    reading = read_notice(text)
    words = {text[one.start : one.end] for one in reading.evidence}
    assert "30 days" in words
    assert any(word.startswith("restricted") and "proactive" in word for word in words)


def test_html_is_read_as_it_shows() -> None:
    page = (
        "<p>Your account is <b>restricted</b> from sending pro<span>active</span> "
        "messages for <i>30&nbsp;days</i>.</p>"
    )
    reading = read_notice(page)
    assert (reading.kind, reading.duration_hours) == (Kind.RESTRICTED, 720)
    assert "30&nbsp;days" in {page[one.start : one.end] for one in reading.evidence}


@pytest.mark.parametrize(
    "sentence",
    [
        "Appeal within 17 days.",
        "Your funds are held for 90 days.",
        "That was 3 weeks ago.",
        "Messages older than 30 days are not allowed.",
        "The reminder went out 5 days after delivery.",
        "We have been on Amazon for ten years without a problem.",
        "I have waited 2 weeks for an answer.",
        "Usually it is between 5 and 30 days, people say.",
    ],
)
def test_other_times_are_not_the_length(sentence: str) -> None:
    text = f"Our account is restricted from sending proactive messages. {sentence}"
    assert read_notice(text).duration_hours is None


def test_until_a_day_is_counted_from_the_day_it_came() -> None:
    text = "You are restricted from sending proactive messages until the 14th."
    reading = read_notice(text, received_on=date(2025, 3, 9))
    assert (reading.duration_hours, reading.ends_on) == (120, date(2025, 3, 14))
    assert read_notice(text, received_on=date(2025, 3, 31)).ends_on == date(2025, 4, 14)
    assert read_notice(text).duration_hours is None


def test_days_without_a_year_are_counted_but_no_year_is_invented() -> None:
    reading = read_notice("Restricted from proactive messages from 1 March until 11 March.")
    assert reading.duration_hours == 240
    assert (reading.starts_on, reading.ends_on) == (None, None)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("Restricted from sending proactive messages for 30 days.", Advice.APPEAL),
        ("Restricted from sending proactive messages.", Advice.APPEAL),
        ("Restricted from sending proactive messages for 120 hours.", Advice.INFORM),
        ("This message was not sent as it did not meet the communication guidelines.", Advice.FIX),
        ("The buyer opted out from receiving this message.", Advice.LEAVE),
        ("Your seller account has been deactivated.", Advice.OTHER_ROUTE),
        ("hm?", Advice.TELL_MORE),
    ],
)
def test_the_advice_fits_what_happened(text: str, advice: Advice) -> None:
    assert read_notice(text).advice is advice


def test_too_little_text_is_told_as_unsure() -> None:
    reading = read_notice("help please")
    assert reading.confidence is Confidence.LOW
    assert reading.missing


@pytest.mark.parametrize("piece", ["a", "[", "<", "(", "<!--", "&#", "no ", "5 days ", "を", "> "])
def test_a_megabyte_of_one_thing_answers_quickly(piece: str) -> None:
    read_notice("warm up")
    text = (piece * 1_000_000)[:1_000_000]
    began = time.perf_counter()
    reading = read_notice(text)
    assert time.perf_counter() - began < 2  # a tenth of this on an idle machine
    assert not reading.whole


@given(st.text(max_size=300))
def test_every_reading_has_its_spans_inside_the_text(text: str) -> None:
    for one in read_notice(text).evidence:
        assert 0 <= one.start < one.end <= len(text)
