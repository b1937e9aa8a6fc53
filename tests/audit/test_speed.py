import time

import pytest

from poa.audit.judge import judge_text, verdict_of

_LETTERS = ["a", " ", "review ", "<a ", "1", ".", "レ", "a.", "<", "&amp;", "\n", "@a", "a b "]


@pytest.mark.parametrize("letter", _LETTERS)
def test_a_million_of_one_letter_is_judged_in_bounded_time(letter: str) -> None:
    judge_text("", "Hello, please reply.")
    started = time.perf_counter()
    judge_text("", letter * (1_000_000 // len(letter)))
    assert time.perf_counter() - started < 3


def test_a_breach_before_the_end_of_what_is_read_is_found_in_its_place() -> None:
    breach = "If you are happy, please leave a review. "
    body = "é " + breach + "x " * 500_000
    judgement = judge_text("", body)
    assert verdict_of(judgement.findings) == "violation"
    (gating,) = [one for one in judgement.findings if one.rule == "review-gating"]
    assert body[gating.start : gating.end] == gating.excerpt
