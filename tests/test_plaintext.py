import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa.plaintext import fold, fold_html, is_html


def test_typographic_characters_become_plain_and_keep_their_place() -> None:
    folded = fold("“free”\u200b gift\r\nnow")
    assert folded.text == '"free" gift\nnow'
    start = folded.text.index("gift")
    assert folded.origin(start, start + 4) == (8, 12)


def test_a_cyrillic_letter_inside_a_latin_word_is_seen_through() -> None:
    assert fold("r\u0435view").text == "review"


def test_a_word_that_is_wholly_cyrillic_stays() -> None:
    assert fold("отзыв").text == "отзыв"


def test_html_shows_its_text_with_offsets_into_the_source() -> None:
    source = "<p>Get 10&#37; off</p><script>var free;</script>"
    assert is_html(source)
    folded = fold_html(source)
    assert folded.text.split() == ["Get", "10%", "off"]
    start = folded.text.index("off")
    assert source[slice(*folded.origin(start, start + 3))] == "off"


def test_plain_text_is_not_taken_for_html() -> None:
    assert not is_html("a < b and b > c")


@given(st.text(max_size=200))
def test_every_span_lies_inside_the_original(text: str) -> None:
    for folded in (fold(text), fold_html(text)):
        if folded.starts is not None:
            assert len(folded.starts) == len(folded.text) + 1
        for at in range(len(folded.text)):
            start, end = folded.origin(at, at + 1)
            assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<a ", "&#", "<style", "<!-- -->"])
def test_a_megabyte_of_broken_markup_is_read_in_time(piece: str) -> None:
    begin = time.process_time()
    fold_html(piece * (1_000_000 // len(piece)))
    assert time.process_time() - begin < 5


def test_comments_styles_and_the_head_are_not_shown() -> None:
    page = "<head><title>x</title></head>Free<!-- no --> gift<STYLE>p{}</STYLE>!"
    assert fold_html(page).text == "Free gift!"
