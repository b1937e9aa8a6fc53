"""A brand pack: what it changes on the page, and what it is told when something is wrong."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa.appeal import prepare_appeal
from poa.case import Case
from poa.cli import main
from poa.documents.brand import load_brand
from poa.documents.brand_page import BrandPage, read_logo
from poa.documents.cover_note import COVER_FACTS, render_cover_note
from poa.documents.letter_docx import render_letter_docx
from poa.errors import PoaError
from poa.letter import Letter
from poa.resources import shipped
from poa.sample import write_brand

TODAY = date(2026, 6, 30)
JPEG = (
    b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08" + struct.pack(">HH", 40, 90) + b"\x03" + b"\0" * 9
)
Make = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Make:
    def make(toml: str = "", **files: str | bytes) -> Path:
        folder = tmp_path / "pack"
        folder.mkdir()
        (folder / "brand.toml").write_text(toml, encoding="utf-8")
        for name, content in files.items():
            path = folder / name.replace("__", "-").replace("_", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return make


@pytest.fixture
def letter(make_case: Callable[..., Case]) -> Letter:
    return prepare_appeal(make_case(), today=TODAY).letter


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def run(*arguments: str) -> object:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return left.value.code


def told(folder: Path, *, letterhead: Path | None = None) -> list[str]:
    with pytest.raises(PoaError) as raised:
        load_brand(folder, letterhead=letterhead)
    return [str(problem).replace(str(folder), "pack") for problem in raised.value.problems]


def test_the_sample_pack_colours_the_headings_and_stands_on_every_page(
    tmp_path: Path, letter: Letter
) -> None:
    write_brand(tmp_path)
    content = render_letter_docx(letter, letterhead=load_brand(tmp_path).page).content
    held = parts(content)
    assert b"0B5A4A" in held["word/styles.xml"]
    assert b"1F3A5F" not in held["word/styles.xml"]
    assert held["word/media/logo.png"] == (tmp_path / "logo.png").read_bytes()
    section = docx.Document(io.BytesIO(content)).sections[0]
    assert [line.text for line in section.footer.paragraphs] == [
        "Prepared with Harbour Lane Compliance, 4 Harbour Lane, Bristol",
        "Page 1 of 1",
    ]
    assert "logo.png" in str(next(iter(section.header.part.rels.values())).target_ref)


def test_the_words_of_the_letter_and_its_sender_are_the_same_with_a_pack(
    tmp_path: Path, letter: Letter
) -> None:
    write_brand(tmp_path)
    pages = (None, load_brand(tmp_path).page)
    plain, branded = (
        parts(render_letter_docx(letter, letterhead=page).content)["word/document.xml"]
        for page in pages
    )
    assert plain == branded


def test_a_draft_is_marked_beside_the_logo(tmp_path: Path, letter: Letter) -> None:
    write_brand(tmp_path)
    page = load_brand(tmp_path).page
    header = parts(render_letter_docx(letter, letterhead=page, draft=True).content)[
        "word/header1.xml"
    ]
    assert b"DRAFT" in header
    assert b"w:drawing" in header


def test_an_empty_pack_changes_nothing(pack: Make, letter: Letter) -> None:
    page = load_brand(pack()).page
    assert render_letter_docx(letter, letterhead=page).content == render_letter_docx(letter).content


def test_a_pack_may_bring_a_letterhead_instead(pack: Make, tmp_path: Path, letter: Letter) -> None:
    page = docx.Document()
    page.sections[0].header.paragraphs[0].text = "Harbour Lane"
    page.save(str(tmp_path / "page.docx"))
    folder = pack('letterhead = "page.docx"', page_docx=(tmp_path / "page.docx").read_bytes())
    content = render_letter_docx(letter, letterhead=load_brand(folder).page).content
    made = docx.Document(io.BytesIO(content))
    assert made.sections[0].header.paragraphs[0].text == "Harbour Lane"


def test_everything_wrong_is_told_at_once_with_its_line(pack: Make) -> None:
    folder = pack(
        '# ours\ncolor = "green"\nlogo = "logo.png"\nfooter = ""\ncolour = "#000000"\n',
        logo_png="not a picture",
        cover__note_txt="Hello {{ signatory }},\n{{store}}, {{ signed }} and {% for x in y %}\n",
    )
    assert told(folder) == [
        'pack/brand.toml, line 5: "colour" is not known here. Did you mean "color"?',
        (
            'pack/brand.toml, line 2: "green" is not a web colour. Write six digits or letters '
            'from A to F, for example "#1F3A5F"'
        ),
        'pack/brand.toml, line 4: footer must be words. Write footer = "…", or take out the line',
        (
            'pack/brand.toml, line 3: "logo.png" is no picture of the kind PNG or JPEG. Save it as '
            ".png or .jpg with a picture program"
        ),
        (
            "pack/cover-note.txt, line 2: {{store}} is no fact of a case. Write {{ store }}, with "
            "one space on each side"
        ),
        "pack/cover-note.txt, line 2: {{ signed }} is no fact of a case. Choose one of: "
        + ", ".join(COVER_FACTS),
        "pack/cover-note.txt, line 2: {% for x in y %} is no fact of a case. Choose one of: "
        + ", ".join(COVER_FACTS),
    ]


@pytest.mark.parametrize(
    ("toml", "what"),
    [
        ('color = "#FFEE00"', "too light to be read on white"),
        ('color = "#12345"', "is not a web colour"),
        ("color = 7", "color must be words"),
        (f'footer = "{"x" * 121}"', "not one line of at most 120 characters"),
        ('footer = "a\\u0007b"', "not one line"),
        ('logo = "../logo.png"', "is not a file in this folder"),
        ('logo = "/etc/hostname"', "is not a file in this folder"),
        ('logo = "C:\\\\logo.png"', "is not a file in this folder"),
        ('logo = "gone.png"', "there is no file"),
        ("color = “#1F3A5F”", "line 1: this is not written as it must be"),
        ('color = "#1F3A5F"\ncolor = "#1F3A5F"', "line 2: this is not written"),
    ],
)
def test_what_is_wrong_says_its_line(pack: Make, toml: str, what: str) -> None:
    (problem,) = told(pack(toml))
    assert "brand.toml, line " in problem
    assert what in problem


def test_a_link_out_of_the_folder_is_refused(pack: Make, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.png").write_bytes((shipped("samples/brand") / "logo.png").read_bytes())
    folder = pack('logo = "logo.png"')
    (folder / "logo.png").symlink_to(tmp_path / "elsewhere.png")
    (tmp_path / "secret.txt").write_text("not for the client", encoding="utf-8")
    (folder / "cover-note.txt").symlink_to(tmp_path / "secret.txt")
    picture, note = told(folder)
    assert "there is no file" in picture
    assert "cover-note.txt: a link to another place is not read" in note


def test_a_letterhead_beside_colours_or_beside_a_pack_is_told(pack: Make, tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "page.docx"))
    held = (tmp_path / "page.docx").read_bytes()
    folder = pack('color = "#1F3A5F"\nletterhead = "page.docx"', page_docx=held)
    assert told(folder) == [
        (
            "pack/brand.toml, line 1: a letterhead brings its own color. Take out this line, or "
            "that of the letterhead"
        )
    ]
    assert "two pages for one letter" in told(folder, letterhead=tmp_path / "page.docx")[0]


def test_a_folder_without_a_pack_is_told(tmp_path: Path) -> None:
    assert "no such folder" in told(tmp_path / "nowhere")[0]
    assert "brand.toml" in told(tmp_path)[0]


def test_a_cover_note_says_facts_and_leaves_out_lines_about_unknown_ones(
    make_case: Callable[..., Case],
) -> None:
    plan = prepare_appeal(make_case({"seller.signatory.name": None}), today=TODAY).plan
    words = "Hello {{ signatory }},\n{{ store }}: {{ date }}\nBye"
    note = render_cover_note(words, plan, TODAY)
    assert note.content.decode() == f"{plan.case.seller.store_name}: 30 June 2026\nBye\n"


def test_what_a_client_wrote_in_braces_is_not_filled_in_again(
    make_case: Callable[..., Case],
) -> None:
    plan = prepare_appeal(make_case({"seller.store_name": "{{ client }}"}), today=TODAY).plan
    note = render_cover_note("{{ store }}", plan, TODAY)
    assert note.content == b"{{ client }}\n"


def test_pictures_are_known_by_their_bytes() -> None:
    logo = read_logo(JPEG)
    assert logo
    assert (logo.kind, logo.width, logo.height) == ("jpeg", 90, 40)
    assert read_logo(b"GIF89a") is None
    assert read_logo((shipped("samples/brand") / "logo.png").read_bytes()[:20]) is None


@given(st.binary(max_size=60), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
def test_any_bytes_are_a_picture_of_a_size_or_none(content: bytes, begin: bytes) -> None:
    logo = read_logo(begin + content)
    assert logo is None or min(logo.width, logo.height) > 0


def test_render_writes_the_cover_note_with_all_documents_only(
    tmp_path: Path, case_folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    brand = str(tmp_path / "brand")
    assert run("sample", "brand", brand) == 0
    assert run("sample", "brand", brand) == 2
    case = str(case_folder() / "case.json")
    assert run("render", case, "--brand", brand, "--out", str(tmp_path / "all")) == 0
    (note,) = (tmp_path / "all").rglob("cover-note.txt")
    assert "{{" not in note.read_text(encoding="utf-8")
    assert "your words to the client" in capsys.readouterr().err
    letter_only = ("render", case, "--brand", brand, "--only", "letter")
    assert run(*letter_only, "--out", str(tmp_path / "one")) == 0
    assert [path.name for path in (tmp_path / "one").rglob("*.*")] == ["appeal.docx"]


def test_a_page_without_changes_is_our_own() -> None:
    assert isinstance(load_brand(shipped("samples/brand")).page, BrandPage)
