"""Words are made once: every document says the same."""

import email
import email.policy
import html
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.table import Table

from poa.appeal import Appeal, prepare_appeal, render_documents
from poa.case import Case
from poa.documents.fact_sheet import place_in_words
from poa.resources import shipped
from poa.wording import wording

TODAY = date(2026, 6, 30)
NAMES = sorted(path.parent.name for path in shipped("samples").glob("*/case.json"))
MakeCase = Callable[..., Case]

every_sample = pytest.mark.parametrize("sample", NAMES)


def render(case: Case, sample: str, *, draft: bool = False) -> tuple[Appeal, dict[str, bytes]]:
    appeal = prepare_appeal(case, today=TODAY)
    documents = render_documents(appeal, Path(shipped(f"samples/{sample}")), draft=draft)
    return appeal, {each.name: each.content for each in documents}


def words_of(content: bytes) -> str:
    lines = []
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        cells = (
            [cell for row in block.rows for cell in row.cells] if isinstance(block, Table) else []
        )
        lines += [cell.text for cell in cells] or ([] if isinstance(block, Table) else [block.text])
    # Days and telephone numbers are held together by hard spaces.
    return "\n".join(lines).replace("\u00a0", " ")


def parts_of(content: bytes) -> tuple[str, str]:
    mail = email.message_from_bytes(content, policy=email.policy.default)
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert page is not None
    return plain.get_content().replace("\r\n", "\n"), page.get_content()


def shown(page: str) -> str:
    """What a reader sees of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def unescaped(markdown: str) -> str:
    return re.sub(r"\\([\\`*_\[\]<>#|])", r"\1", markdown)


@every_sample
def test_mail_word_letter_plain_text_and_fact_sheet_say_every_sentence(
    make_case: MakeCase, sample: str
) -> None:
    appeal, documents = render(make_case(sample=sample), sample)
    text, page = parts_of(documents["appeal.eml"])
    assert text == appeal.letter.text
    letter, sheet = (
        words_of(documents["appeal.docx"]),
        unescaped(documents["fact-sheet.md"].decode()),
    )
    seen = shown(page)
    sentences = [sentence.text for _, _, sentence in appeal.letter.spans]
    assert len(sentences) > 8
    for sentence in sentences:
        if not sentence.startswith("Exhibit "):
            assert sentence in letter
            assert " ".join(sentence.split()) in seen
        assert sentence in sheet
    for line in appeal.letter.exhibits:
        assert {line.label, line.shows, line.file} <= set(letter.splitlines())
        assert line.shows in seen


@every_sample
def test_the_text_for_a_form_differs_in_typography_only(make_case: MakeCase, sample: str) -> None:
    appeal, documents = render(make_case(sample=sample), sample)
    plain = documents["appeal.txt"].decode()
    assert len(plain) == len(appeal.letter.text)
    assert re.sub(r"\W", "", plain) == re.sub(r"\W", "", appeal.letter.text)
    assert not re.search("[“”‘’„–—…•\u00a0]", plain)


@every_sample
def test_the_fact_sheet_shows_the_answer_behind_every_sentence(
    make_case: MakeCase, sample: str
) -> None:
    appeal, documents = render(make_case(sample=sample), sample)
    sheet = unescaped(documents["fact-sheet.md"].decode())
    places = {place for sentence in appeal.letter.sentences() for place in sentence.rests_on}
    assert places
    assert [place for place in places if place_in_words(place).lower() not in sheet.lower()] == []


@every_sample
def test_the_checklist_for_word_and_as_text_have_the_same_steps(
    make_case: MakeCase, sample: str
) -> None:
    _, documents = render(make_case(sample=sample), sample)
    for line in filter(None, words_of(documents["checklist.docx"]).splitlines()):
        assert line.replace("☐", "").strip() in unescaped(documents["checklist.md"].decode())


def test_what_is_planned_stands_in_the_checklist_with_its_day_and_not_in_the_letter(
    make_case: MakeCase,
) -> None:
    case = make_case(
        {
            "causes[0].measures[1]": {
                "own_words": "A zebra reads each text.",
                "status": "planned",
                "due_on": "2026-08-15",
                "owner": "Bastien Noël",
            }
        }
    )
    appeal, documents = render(case, "marketing")
    assert "zebra" not in appeal.letter.text
    for name in ("appeal.txt", "appeal.eml"):
        assert b"zebra" not in documents[name]
    assert "zebra" not in words_of(documents["appeal.docx"])
    for steps in (documents["checklist.md"].decode(), words_of(documents["checklist.docx"])):
        assert "A zebra reads each text." in steps
        assert "Due on 15 August 2026; Bastien Noël." in steps


def test_an_exhibit_is_called_the_same_in_the_letter_and_in_the_table(make_case: MakeCase) -> None:
    appeal, _ = render(make_case({"causes[0].actions[0].exhibits": ["exhibit b"]}), "marketing")
    assert "(Exhibit B)" in appeal.letter.text
    assert "Exhibit b" not in appeal.letter.text


def test_marks_of_markdown_html_and_jinja_are_text(make_case: MakeCase) -> None:
    raw = "**bold** # head <b>x</b> & {{ store }} {% raw %} [a](b) `c` | d _e_"
    case = make_case({"causes[0].root_cause": {"own_words": f"It said {raw}", "exhibits": ["A"]}})
    appeal, documents = render(case, "marketing")
    assert raw in appeal.letter.text
    assert raw in documents["appeal.txt"].decode()
    assert raw in words_of(documents["appeal.docx"])
    text, page = parts_of(documents["appeal.eml"])
    assert raw in text
    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt; &amp; {{ store }}" in page
    assert raw not in documents["fact-sheet.md"].decode()
    assert raw in unescaped(documents["fact-sheet.md"].decode())
    assert "{{ store }}" in " ".join(map(str, appeal.missing))


def test_a_draft_bears_its_mark_in_every_file_name_and_every_document(make_case: MakeCase) -> None:
    case = make_case({"seller.signatory.name": ...})
    appeal, documents = render(case, "marketing", draft=True)
    assert appeal.missing
    assert all(name.startswith("DRAFT-") for name in documents)
    text, page = parts_of(documents["DRAFT-appeal.eml"])
    assert text.startswith("DRAFT")
    assert "DRAFT" in page
    assert documents["DRAFT-appeal.txt"].startswith(b"DRAFT")
    assert b"DRAFT" in documents["DRAFT-checklist.md"][:200]
    assert b"DRAFT" in documents["DRAFT-fact-sheet.md"][:400]
    for name in ("DRAFT-appeal.docx", "DRAFT-checklist.docx"):
        (section,) = docx.Document(io.BytesIO(documents[name])).sections
        assert "DRAFT" in section.header.paragraphs[0].text
    assert wording("letter", "salutation")[0] in text
