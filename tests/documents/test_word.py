"""Word files for strict readers: well-formed, and the same bytes each time."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from lxml import etree

from poa.appeal import prepare_appeal, render_documents
from poa.case import Case
from poa.documents.word import run
from poa.resources import shipped

TODAY = date(2026, 6, 30)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
NAMES = sorted(path.parent.name for path in shipped("samples").glob("*/case.json"))
MakeCase = Callable[..., Case]

HARD = {
    "emoji": "👩‍👩‍👧 🕯️ 🇩🇪 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "right to left": "حرفة يدوية and עבודת יד",
    "East Asian": "山音アウトドア 登山用品",
    "combining marks": "Ame\u0301lie Ḧ̤̈",
    "XML": "<w:p> & ]]> \"x\" 'y' &amp; &#0; <!-- -->",
    "very long": "long " * 1999 + "story",
    "one word": "x" * 10_000,
    "several lines": "one\ntwo\tthree",
}


def render(case: Case, sample: str = "marketing") -> dict[str, bytes]:
    appeal = prepare_appeal(case, today=TODAY)
    documents = render_documents(appeal, Path(shipped(f"samples/{sample}")))
    return {each.name: each.content for each in documents}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def body(content: bytes) -> etree._Element:
    return etree.fromstring(parts(content)["word/document.xml"])


@pytest.mark.parametrize("name", ["appeal.docx", "checklist.docx"])
@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_every_part_is_well_formed_and_nothing_is_lost(
    make_case: MakeCase, text: str, name: str
) -> None:
    planned = {"own_words": text, "status": "planned", "by": text[:150]}
    changes: dict[str, object] = {
        "causes[0].root_cause": {"own_words": text, "exhibits": ["A"]},
        "causes[0].actions[1]": planned,
    }
    if len(text) < 200:
        changes |= {"seller.store_name": text, "seller.signatory.name": text}
    content = render(make_case(changes))[name]
    for part in parts(content).values():
        etree.fromstring(part)
    shown = "\n".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)
    assert " ".join(text.split()).rstrip(".") in " ".join(shown.split())


@pytest.mark.parametrize("sample", NAMES)
def test_every_part_is_declared_and_every_relationship_leads_somewhere(
    make_case: MakeCase, sample: str
) -> None:
    documents = render(make_case(sample=sample), sample)
    for name in ("appeal.docx", "checklist.docx"):
        held = parts(documents[name])
        types = etree.fromstring(held["[Content_Types].xml"])
        overridden = {each.get("PartName") for each in types if each.get("PartName")}
        assert overridden == {
            f"/{part}" for part in held if not part.endswith(".rels") and part[0] != "["
        }
        targets = {
            f"word/{each.get('Target')}"
            for each in etree.fromstring(held["word/_rels/document.xml.rels"])
        }
        assert targets <= set(held)


@pytest.mark.parametrize("name", ["appeal.docx", "checklist.docx"])
def test_a_file_says_who_wrote_it_and_when_and_nothing_of_the_machine(
    make_case: MakeCase, name: str
) -> None:
    content = render(make_case())[name]
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert "Lumière Douce" in properties.title
    assert properties.author == properties.last_modified_by == "Clémence Aubry"
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2026, 6, 30)  # noqa: DTZ001 - a day
    assert properties.modified == properties.created
    assert properties.language == "en-GB"
    assert not properties.comments
    whole = b"".join(parts(content).values())
    assert b"python-docx" not in whole
    assert str(Path.home()).encode() + b"/" not in whole


def test_properties_are_cut_to_what_word_takes(make_case: MakeCase) -> None:
    case = make_case({"seller.store_name": "&" * 200, "seller.signatory.name": "é" * 200})
    properties = docx.Document(io.BytesIO(render(case)["appeal.docx"])).core_properties
    assert len(properties.title) == 255
    assert properties.author == "é" * 200


@pytest.mark.parametrize("sample", NAMES)
def test_the_same_case_gives_the_same_bytes(make_case: MakeCase, sample: str) -> None:
    first = render(make_case(sample=sample), sample)
    assert render(make_case(sample=sample), sample) == first
    for name in ("appeal.docx", "checklist.docx"):
        with zipfile.ZipFile(io.BytesIO(first[name])) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_each_step_of_the_checklist_has_a_box_of_its_own_that_can_be_ticked(
    make_case: MakeCase,
) -> None:
    content = render(make_case())["checklist.docx"]
    boxes = list(body(content).iter(f"{W}sdt"))
    steps = [
        each for each in docx.Document(io.BytesIO(content)).paragraphs
        if each.style is not None and each.style.name == "Step"
    ]  # fmt: skip
    assert len(boxes) == len(steps) > 8
    assert all(box.find(f".//{W14}checkbox/{W14}checked") is not None for box in boxes)
    ids = [each.get(f"{W}val") for box in boxes for each in box.iter(f"{W}id")]
    assert len(set(ids)) == len(boxes)


def test_the_header_row_of_the_exhibits_is_repeated_and_rows_stay_whole(
    make_case: MakeCase,
) -> None:
    rows = list(body(render(make_case())["appeal.docx"]).iter(f"{W}tr"))
    assert len(rows) == 4
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 3
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_headings_and_lists_are_real_ones(make_case: MakeCase) -> None:
    document = docx.Document(io.BytesIO(render(make_case())["appeal.docx"]))
    styles = [each.style.name for each in document.paragraphs if each.style is not None]
    assert styles.count("Heading 1") == 4
    assert styles.count("List Bullet") == 7
    bullet = document.styles["List Bullet"].element
    assert bullet.find(f".//{W}numId") is not None


def test_pages_are_numbered(make_case: MakeCase) -> None:
    footer = parts(render(make_case())["appeal.docx"])["word/footer1.xml"]
    assert b"NUMPAGES" in footer


@pytest.mark.parametrize(
    ("marketplace", "paper"),
    [
        ("amazon.com", (12240, 15840)),
        ("amazon.ca", (12240, 15840)),
        ("amazon.de", (11906, 16838)),
        ("amazon.co.jp", (11906, 16838)),
    ],
)
@pytest.mark.parametrize("name", ["appeal.docx", "checklist.docx"])
def test_the_paper_is_that_of_the_store(
    make_case: MakeCase, marketplace: str, paper: tuple[int, int], name: str
) -> None:
    content = render(make_case({"seller.marketplace": marketplace}))[name]
    size = body(content).find(f".//{W}pgSz")
    assert size is not None
    assert (int(size.get(f"{W}w", "0")), int(size.get(f"{W}h", "0"))) == paper


def test_right_to_left_words_are_marked_as_such(make_case: MakeCase) -> None:
    own = {"own_words": "We sent תודה רבה to buyers.", "exhibits": ["A"]}
    document = body(render(make_case({"causes[0].root_cause": own}))["appeal.docx"])
    marked = [
        "".join(map(str, run.itertext()))
        for run in document.iter(f"{W}r")
        if run.find(f".//{W}rtl") is not None
    ]
    assert marked == ["תודה רבה"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Since 30 June 2026 it", "Since 30\u00a0June\u00a02026 it"),
        ("On June 30, 2026 we", "On June\u00a030,\u00a02026 we"),
        ("or +61 2 5550 0139.", "or +61\u00a02\u00a05550\u00a00139."),
        ("On 30 Junebugs and 2 May", "On 30 Junebugs and 2\u00a0May"),
    ],
)
def test_a_day_and_a_number_stay_on_one_line(text: str, held: str) -> None:
    assert f">{held}<" in run(text)
