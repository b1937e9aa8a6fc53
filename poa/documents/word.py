"""The XML of Word paragraphs, lists, tables and check boxes, and the whole file around them."""

import re
from calendar import month_name
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape

from poa.documents.package import Package
from poa.marketplace import Marketplace

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# Hebrew, Arabic and their presentation forms: such words need their own run.
_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]"
_RIGHT_TO_LEFT = re.compile(f"{_RTL}+(?:[ \u00a0]{_RTL}+)*")
_MONTH = "(?:" + "|".join(month_name[1:]) + ")"
# A day or a telephone number does not part at the end of a line.
_TOGETHER = re.compile(
    rf"\b\d{{1,2}} {_MONTH}(?: \d{{4}})?\b|\b{_MONTH} \d{{1,2}}(?:, \d{{4}})?\b|\+\d[\d ]{{5,20}}\d"
)
# Sizes in twentieths of a point.
_PAPER = {True: (12240, 15840), False: (11906, 16838)}
_MARGIN = 1304
_SHORT_TABLE = 8


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says about itself; nothing about the machine it was made on."""

    title: str
    author: str
    made_on: date
    language: str


def paragraph(style: str, *runs: str, with_next: bool = False) -> str:
    """A paragraph of finished runs; the style is one of ``templates/docx/styles.xml``."""
    right_to_left = any(words.startswith("<w:r><w:rPr><w:rtl/>") for words in runs[:1])
    direction = "<w:bidi/>" if right_to_left else ""
    keep = "<w:keepNext/>" if with_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{direction}</w:pPr>{"".join(runs)}</w:p>'


def run(text: str, *, bold: bool = False) -> str:
    """Text as one or more runs: line breaks, and right-to-left words as such."""
    if not _RIGHT_TO_LEFT.search(text):
        return _run(text, "<w:b/><w:bCs/>" if bold else "")
    pieces: list[str] = []
    at = 0
    look = "<w:b/><w:bCs/>" if bold else ""
    for words in _RIGHT_TO_LEFT.finditer(text):
        pieces.append(_run(text[at : words.start()], look))
        pieces.append(_run(words[0], f"{look}<w:rtl/>"))
        at = words.end()
    return "".join([*pieces, _run(text[at:], look)])


def _with_hard_spaces(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\u00a0")


def _run(text: str, look: str) -> str:
    if not text:
        return ""
    shown = _TOGETHER.sub(_with_hard_spaces, escape(text, quote=False))
    if "\n" in shown:
        shown = shown.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{shown}</w:t></w:r>'


def check_box(number: int) -> str:
    """A box that can be ticked in Word."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Step {number}"/><w:tag w:val="step-{number}"/>'
        f'<w:id w:val="{1000 + number}"/><w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" '
        'w:eastAsia="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent>'
        "</w:sdt>"
        "<w:r><w:tab/></w:r>"
    )


def table(widths: tuple[int, ...], head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table with a header row that is repeated on each page; widths in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    listed = list(rows)
    # A short table stays whole; a long one may break between its rows.
    kept = len(listed) - 1 if len(listed) <= _SHORT_TABLE else 1
    lines = [
        _row(widths, head, is_head=True, with_next=True),
        *(_row(widths, row, with_next=number < kept) for number, row in enumerate(listed)),
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _row(
    widths: tuple[int, ...],
    cells: tuple[str, ...],
    *,
    is_head: bool = False,
    with_next: bool = False,
) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E9EEF4"/>' if is_head else ""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{paragraph('TableText', run(cell, bold=is_head), with_next=with_next)}</w:tc>"
        for width, cell in zip(widths, cells, strict=True)
    )
    repeated = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{written}</w:tr>"


def text_width(marketplace: Marketplace) -> int:
    """The width between the margins, in twentieths of a point."""
    return _PAPER[marketplace.letter_paper][0] - 2 * _MARGIN


def section_properties(marketplace: Marketplace) -> str:
    """Paper, margins, header and footer of our own layout."""
    width, height = _PAPER[marketplace.letter_paper]
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
        '<w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" '
        'w:header="624" w:footer="624" w:gutter="0"/></w:sectPr>'
    )


def pack_word_file(
    package: Package,
    body: Iterable[str],
    section: str,
    properties: Properties,
    *,
    header: str | None,
) -> bytes:
    """The finished file; no header where the package has headers of its own, or none."""
    content = "".join([*body, section])
    document = f"{_DECLARATION}<w:document {_NAMESPACES}><w:body>{content}</w:body></w:document>"
    parts = {"word/document.xml": document, "docProps/core.xml": _core(properties)}
    if header is not None:
        parts["word/header1.xml"] = header
    return package.pack(parts)


@cache
def page_header(mark: str, logo: str = "") -> str:
    """The head of every page: a logo, as a run, and a mark (DRAFT)."""
    shown = paragraph("Header", logo, run(f" {mark}" if logo and mark else mark))
    return f"{_DECLARATION}<w:hdr {_NAMESPACES}>{shown}</w:hdr>"


def _core(properties: Properties) -> str:
    # Word refuses properties of more than 255 characters.
    title, author = (escape(text[:255]) for text in (properties.title, properties.author))
    stamp = f"{properties.made_on.isoformat()}T00:00:00Z"
    return (
        f"{_DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:language>{properties.language}</dc:language></cp:coreProperties>"
    )
