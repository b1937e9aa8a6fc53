"""The user's own Word file as the page: completed where it lacks something, or refused."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from lxml import etree

from poa.appeal import prepare_appeal
from poa.case import Case
from poa.documents.letter_docx import render_letter_docx
from poa.documents.letterhead import load_letterhead
from poa.errors import UnreadableError
from poa.letter import Letter

TODAY = date(2026, 6, 30)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def letter(make_case: Callable[..., Case]) -> Letter:
    return prepare_appeal(make_case(), today=TODAY).letter


def letterhead(folder: Path, change: Change | None = None) -> Path:
    """A page with a name at its head, 150 mm wide, and text in its body that has to go."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Atelier Lumière Douce"
    document.sections[0].page_width = Mm(150)
    document.add_paragraph("Lorem ipsum", style="List Number")
    document.core_properties.author = "a designer"
    file = folder / "letterhead.docx"
    document.save(str(file))
    if change:
        held = parts(file.read_bytes())
        change(held)
        with zipfile.ZipFile(file, "w") as package:
            for name, content in held.items():
                package.writestr(name, content)
    return file


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        return {name: package.read(name) for name in names}


def without(kind: str) -> Change:
    """Take a part out, with its declaration and every relation to it."""

    def change(held: dict[str, bytes]) -> None:
        del held[f"word/{kind}.xml"]
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            held[name] = re.sub(
                rb'<[^<>]{0,300}%b\.xml"[^<>]{0,300}/>' % kind.encode(), b"", held[name]
            )

    return change


def localised(held: dict[str, bytes]) -> None:
    """A German Word: other ids for the same styles."""
    german = {
        "Heading1": "berschrift1",
        "Title": "Titel",
        "Normal": "Standard",
        "TableGrid": "Raster",
    }
    for part in ("word/styles.xml", "word/document.xml"):
        for ours, theirs in german.items():
            held[part] = held[part].replace(f'"{ours}"'.encode(), f'"{theirs}"'.encode())


def bare_styles(held: dict[str, bytes]) -> None:
    held["word/styles.xml"] = (
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:style w:type="paragraph" w:default="1" w:styleId="X"><w:name w:val="Normal"/>'
        b"</w:style>"
        b"</w:styles>"
    )


def no_section(held: dict[str, bytes]) -> None:
    held["word/document.xml"] = re.sub(
        rb"(?s)<w:sectPr.{0,2000}</w:sectPr>", b"", held["word/document.xml"]
    )


CHANGES: dict[str, Change | None] = {
    "whole": None,
    "without numbering": without("numbering"),
    "without styles": without("styles"),
    "with hardly a style": bare_styles,
    "localised": localised,
    "without a section": no_section,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_letterhead_is_completed_and_filled(
    letter: Letter, tmp_path: Path, change: Change | None
) -> None:
    page = load_letterhead(letterhead(tmp_path, change))
    content = render_letter_docx(letter, letterhead=page).content
    held = parts(content)
    for part in held.values():
        if part.lstrip().startswith(b"<"):
            etree.fromstring(part)
    document = docx.Document(io.BytesIO(content))
    text = "\n".join(each.text for each in document.paragraphs)
    assert letter.sections[0].heading in text
    assert "Lorem ipsum" not in text
    assert document.core_properties.author == "Clémence Aubry"
    styles = etree.fromstring(held["word/styles.xml"])
    ids = [style.get(f"{W}styleId") for style in styles.iter(f"{W}style")]
    assert len(ids) == len(set(ids))
    body = etree.fromstring(held["word/document.xml"])
    used = {each.get(f"{W}val") for each in body.iter(f"{W}pStyle", f"{W}tblStyle")}
    assert used <= set(ids)
    for style in styles.iter(f"{W}style"):
        based = style.find(f"{W}basedOn")
        assert based is None or based.get(f"{W}val") in ids
    assert sum(each.get(f"{W}default") == "1" and each.get(f"{W}type") == "paragraph"
               for each in styles.iter(f"{W}style")) == 1  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_its_bullets_are_real_ones(letter: Letter, tmp_path: Path, change: Change | None) -> None:
    page = load_letterhead(letterhead(tmp_path, change))
    held = parts(render_letter_docx(letter, letterhead=page).content)
    styles = etree.fromstring(held["word/styles.xml"])
    numbering = etree.fromstring(held["word/numbering.xml"])
    document = docx.Document(io.BytesIO(render_letter_docx(letter, letterhead=page).content))
    (bullet,) = {each.style.style_id for each in document.paragraphs if "switched off" in each.text
                 and each.style is not None}  # fmt: skip
    (style,) = (each for each in styles.iter(f"{W}style") if each.get(f"{W}styleId") == bullet)
    number = style.find(f".//{W}numId")
    assert number is not None
    (instance,) = (
        each for each in numbering.iter(f"{W}num") if each.get(f"{W}numId") == number.get(f"{W}val")
    )
    abstract = instance[0].get(f"{W}val")
    (shape,) = (
        each
        for each in numbering.iter(f"{W}abstractNum")
        if each.get(f"{W}abstractNumId") == abstract
    )
    kind = shape.find(f".//{W}numFmt")
    assert kind is not None
    assert kind.get(f"{W}val") == "bullet"


def test_its_head_and_its_paper_stay(letter: Letter, tmp_path: Path) -> None:
    page = load_letterhead(letterhead(tmp_path))
    content = render_letter_docx(letter, letterhead=page).content
    (section,) = docx.Document(io.BytesIO(content)).sections
    assert section.header.paragraphs[0].text == "Atelier Lumière Douce"
    assert section.page_width is not None
    assert round(section.page_width.mm) == 150
    assert letter.sender[0].text not in docx.Document(io.BytesIO(content)).paragraphs[0].text


def test_every_part_is_declared(letter: Letter, tmp_path: Path) -> None:
    file = tmp_path / "plain.docx"
    docx.Document().save(str(file))  # without a header of its own
    held = parts(render_letter_docx(letter, letterhead=load_letterhead(file)).content)
    types = etree.fromstring(held["[Content_Types].xml"])
    declared = {each.get("PartName") for each in types if each.get("PartName")}
    xml = {f"/{part}" for part in held if re.fullmatch(r"(?:word|docProps)/\w+\.xml", part)}
    assert xml - declared == set()


@pytest.mark.parametrize("own_headers", [True, False])
@pytest.mark.parametrize("kinds", ["plain", "first and even"])
def test_a_draft_on_a_letterhead_bears_its_mark_on_every_page(
    kinds: str, *, own_headers: bool, letter: Letter, tmp_path: Path
) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = kinds != "plain"
    document.settings.odd_and_even_pages_header_footer = kinds != "plain"
    if own_headers:
        section.header.paragraphs[0].text = "Atelier"
        section.first_page_header.paragraphs[0].text = "Atelier, rue des Fleurs"
    file = tmp_path / "page.docx"
    document.save(str(file))
    content = render_letter_docx(letter, letterhead=load_letterhead(file), draft=True).content
    made = docx.Document(io.BytesIO(content)).sections[0]
    heads = [made.header]
    if kinds != "plain":
        heads += [made.first_page_header, made.even_page_header]
    for head in heads:
        assert not head.is_linked_to_previous
        assert head.paragraphs[0].text == "DRAFT"
    if own_headers:
        assert made.header.paragraphs[1].text == "Atelier"


def test_only_a_draft_bears_a_mark(letter: Letter, tmp_path: Path) -> None:
    page = load_letterhead(letterhead(tmp_path))
    render_letter_docx(letter, letterhead=page, draft=True)
    made = docx.Document(io.BytesIO(render_letter_docx(letter, letterhead=page).content))
    assert [each.text for each in made.sections[0].header.paragraphs] == ["Atelier Lumière Douce"]


def test_it_gives_the_same_bytes_each_time(letter: Letter, tmp_path: Path) -> None:
    file = letterhead(tmp_path)
    first = render_letter_docx(letter, letterhead=load_letterhead(file)).content
    assert render_letter_docx(letter, letterhead=load_letterhead(file)).content == first


def refusal(file: Path) -> str:
    with pytest.raises(UnreadableError) as refused:
        load_letterhead(file)
    assert refused.value.problems
    return str(refused.value.problems[0])


def with_macros(held: dict[str, bytes]) -> None:
    held["word/vbaProject.bin"] = b"\xd0\xcf"
    held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
    )


def broken_document(held: dict[str, bytes]) -> None:
    held["word/document.xml"] = held["word/document.xml"][:-40]


def no_document(held: dict[str, bytes]) -> None:
    del held["word/document.xml"]


def broken_numbering(held: dict[str, bytes]) -> None:
    held["word/numbering.xml"] = b"<w:numbering"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (with_macros, "macros"),
        (broken_document, "damaged"),
        (no_document, "damaged"),
        (broken_numbering, "damaged"),
    ],
)
def test_what_holds_macros_or_is_damaged_is_refused(
    tmp_path: Path, change: Change, expected: str
) -> None:
    assert expected in refusal(letterhead(tmp_path, change))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "not a Word document"),
        (b"PK\x03\x04", "not a Word document"),
        (b"%PDF-1.7", "a PDF"),
        (b"\xd0\xcf\x11\xe0 old", "old Word file"),
        (b"<html></html>", "not a Word document"),
    ],
)
def test_what_is_no_docx_is_refused_by_its_kind(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    file = tmp_path / "letterhead.docx"
    file.write_bytes(content)
    assert expected in refusal(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "letterhead.docx")


def test_a_small_file_that_unpacks_to_more_than_memory_holds_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("word/document.xml", b"\0" * 60_000_000)
    assert file.stat().st_size < 100_000
    assert "unpacks to more than" in refusal(file)


def table_width(content: bytes) -> int:
    body = etree.fromstring(parts(content)["word/document.xml"])
    return sum(int(str(column.get(f"{W}w"))) for column in body.iter(f"{W}gridCol"))


def test_the_table_of_exhibits_is_as_wide_as_the_text_of_the_letterhead(
    letter: Letter, tmp_path: Path
) -> None:
    file = letterhead(tmp_path)
    section = docx.Document(str(file)).sections[0]
    sizes = section.page_width, section.left_margin, section.right_margin
    paper, left, right = (size.twips for size in sizes if size is not None)
    content = render_letter_docx(letter, letterhead=load_letterhead(file)).content
    assert table_width(content) == paper - left - right


def without_width(held: dict[str, bytes]) -> None:
    held["word/document.xml"] = held["word/document.xml"].replace(b"w:pgSz ", b"w:pgOther ")


def with_wide_margins(held: dict[str, bytes]) -> None:
    held["word/document.xml"] = re.sub(
        rb'w:left="\d{1,5}"', b'w:left="8000"', held["word/document.xml"]
    )


@pytest.mark.parametrize("change", [no_section, without_width, with_wide_margins])
def test_a_letterhead_that_tells_no_sensible_width_gets_that_of_our_own_page(
    letter: Letter, tmp_path: Path, change: Change
) -> None:
    own = render_letter_docx(letter).content
    page = load_letterhead(letterhead(tmp_path, change))
    assert table_width(render_letter_docx(letter, letterhead=page).content) == table_width(own)


def test_an_entity_is_never_read_from_the_disk(letter: Letter, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")

    def change(held: dict[str, bytes]) -> None:
        declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
        for name in ("word/styles.xml", "word/document.xml"):
            head, mark, rest = held[name].partition(b"?>")
            held[name] = head + mark + declared + rest
        held["word/document.xml"] = held["word/document.xml"].replace(
            b"<w:sectPr", b"<w:sectPr><w:x>&e;</w:x></w:sectPr><w:sectPr", 1
        )

    try:
        page = load_letterhead(letterhead(tmp_path, change))
    except UnreadableError:
        return
    content = render_letter_docx(letter, letterhead=page).content
    assert not any(b"the secret" in part for part in parts(content).values())


def test_a_folder_of_letterheads_is_no_letterhead(tmp_path: Path) -> None:
    assert refusal(tmp_path)
