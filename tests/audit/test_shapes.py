"""A hint spares a search and nothing else: whatever an exact search finds, its hint finds too."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit import shapes
from poa.audit.judge import judge_text
from poa.audit.masking import private_spans
from poa.audit.shapes import ALL_SHAPES, Hints, shapes_of

_HERE = Path(__file__).parent
_PARTS = [
    "www.example.com",
    "https://example.com/a",
    "http : //example.com",
    "shop dot com",
    "shop(dot)de",
    "example.de",
    "me@example.com",
    "me at example.com",
    "me [at] example dot org",
    "+49 170 123 4567",
    "1-800-555-0199",
    "0170/1234567",
    "phone 12345678",
    "F R E E  g.i.f.t",
    "b*o*n*u*s",
    "fr3e",
    "g1ft",
    "> quoted",
    '"> quoted',
    "-- original message",
    "On Monday the 3rd you wrote:",
    "[Important]",
    "【重要】",
    "113-1234567-1234567",
    "review",
    "\u0131nfo",
    "point com",
    "\u212aelvin.com",
    "\u00fcber.de",
    "\n",
    " ",
    "...",
]


def _with_every_shape(patch: pytest.MonkeyPatch, subject: str, body: str) -> object:
    with patch.context() as changed:
        changed.setattr("poa.audit.reading.shapes_of", lambda _: ALL_SHAPES)
        return judge_text(subject, body)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(_PARTS), st.text(max_size=3)), max_size=8),
    st.sampled_from(["", " ", "\n", "\u00a0", "\u2003"]),
)
def test_hints_never_change_a_judgement(parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    patch = pytest.MonkeyPatch()
    assert judge_text(text[:60], text) == _with_every_shape(patch, text[:60], text)


def test_hints_change_no_judgement_of_the_known_messages() -> None:
    patch = pytest.MonkeyPatch()
    for path in sorted((_HERE / "cases").glob("*.toml")):
        for text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            assert judge_text(text, text) == _with_every_shape(patch, text, text), text


@pytest.mark.parametrize("engine", ["re2", "re"])
def test_both_engines_give_the_same_hints(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if engine == "re":
        monkeypatch.setattr(shapes, "re2", None)
    assert shapes_of("please confirm your address for order 12") == frozenset()
    assert shapes_of("mail me@example.com") == {"email", "domain", "leet"}
    assert "phone" in shapes_of("call 0170 123 4567")


_BUYERS = [
    "Dear Anna,", "Hİ Maria Keller,", "Sehr geehrte Frau Müller,", "山田様", "12 Long Acre Road",
    "Lindenstraße 5", "3 rue Haute Claire", "Calle Mayor 7", "IL 60601", "N1 9GU", "10115 Berlin",
    "٣٣ Long Road", "x@marketplace.amazon.de", "estImado Juan", "\n", " ",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(_BUYERS), st.text(max_size=3)), max_size=6))
def test_hints_never_leave_a_buyer_to_be_seen(parts: list[str]) -> None:
    text = " ".join(parts)
    found = private_spans(text)
    patch = pytest.MonkeyPatch()
    with patch.context() as changed:
        everything = frozenset({"alias", "greeting", "honorific", "street", "town"})
        changed.setattr(Hints, "of", lambda *_: everything)
        assert private_spans(text) == found


def _texts(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case list():
            return [text for one in value for text in _texts(one)]
        case dict():
            return [text for one in value.values() for text in _texts(one)]
        case _:
            return []
