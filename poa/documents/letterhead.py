"""The user's own Word file as the page of the letter: checked, completed, and filled.

Whatever stands in its body goes; its headers, footers, paper and styles stay.
"""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree

from poa.documents.package import Package, own_package
from poa.documents.word import Properties, pack_word_file, page_header
from poa.errors import Problem, UnreadableError
from poa.readers.docx import open_package
from poa.readers.encoding import MEGABYTE, read_bytes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DOCUMENT = "word/document.xml"
_LINKS = "word/_rels/document.xml.rels"
_ID = f"{{{_RELATIONSHIPS}}}id"
_CORE = "docProps/core.xml"
# 5 cm: what claims to be narrower is a mistake, not a page for letters.
_NARROWEST = 2835
_STYLE = re.compile(r'(<w:(?:pStyle|tblStyle) w:val=")(\w+)(")')


@dataclass(frozen=True)
class Letterhead:
    """A letterhead that is ready to be filled.

    Attributes:
        package: Its parts, with the styles and the list that we need.
        section: Its paper, margins, headers and footers, as XML.
        styles: Our style ids and what the letterhead calls the same styles.
        text_width: The width between its margins, in twentieths of a point; ``None`` if it does
            not say.
    """

    package: Package
    section: str
    styles: dict[str, str]
    text_width: int | None

    def pack(self, body: Iterable[str], properties: Properties, *, mark: str = "") -> bytes:
        """The letter on this letterhead; a draft bears its mark at the top of every page."""
        package, section = self.package, self.section
        if mark:
            parts = dict(package.parts)
            section = _mark_pages(parts, section, mark)
            package = Package(parts)
        named = [
            _STYLE.sub(
                lambda found: f"{found[1]}{self.styles.get(found[2], found[2])}{found[3]}", piece
            )
            for piece in body
        ]
        return pack_word_file(package, named, section, properties, header=None)


def _mark_pages(parts: dict[str, bytes], section: str, mark: str) -> str:
    """Put a mark into every header, and give one to the kinds of pages that have none.

    Returns:
        The section, which names the headers.
    """
    page = _parse((section or f'<w:sectPr xmlns:w="{_W[1:-1]}"/>').encode())
    links = _parse(parts[_LINKS]) if _LINKS in parts else ()
    files = {link.get("Id"): str(link.get("Target")) for link in links}
    kinds = set()
    for named in page.iter(f"{_W}headerReference"):
        kinds.add(named.get(f"{_W}type"))
        name = posixpath.normpath(posixpath.join("/word", files[named.get(_ID)]))[1:]
        header = _parse(parts[name])
        header[:0] = _parse(page_header(mark).encode())
        parts[name] = etree.tostring(header, xml_declaration=True, encoding="UTF-8")
    wanted = {"default"} | ({"first"} if page.find(f"{_W}titlePg") is not None else set())
    if b"evenAndOddHeaders" in parts.get("word/settings.xml", b""):
        wanted.add("even")
    if wanted - kinds:
        parts["word/header-draft.xml"] = page_header(mark).encode()
        _declare(parts, "header", "header-draft.xml")
    for kind in wanted - kinds:
        fresh = etree.Element(f"{_W}headerReference", {f"{_W}type": kind, _ID: "rPoaheader"})
        page.insert(0, fresh)
    return etree.tostring(page, encoding="unicode")


def _text_width(section: etree._Element) -> int | None:
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None or margins is None:
        return None
    paper = _twentieths(size, "w")
    left, right = _twentieths(margins, "left"), _twentieths(margins, "right")
    if paper is None or left is None or right is None:
        return None
    width = paper - left - right - (_twentieths(margins, "gutter") or 0)
    return width if width >= _NARROWEST else None


def _twentieths(element: etree._Element, name: str) -> int | None:
    value = str(element.get(f"{_W}{name}", ""))
    return int(value) if value.isdecimal() else None


def load_letterhead(path: Path) -> Letterhead:
    """Read, check and complete a letterhead.

    Raises:
        UnreadableError: It cannot be read, is no DOCX, holds macros, is encrypted, far too large
            or damaged.
    """
    return _load(path, read_bytes(path, 20 * MEGABYTE))


@cache
def _load(path: Path, data: bytes) -> Letterhead:
    package = open_package(data, str(path))
    parts = {
        entry.filename: package.read(entry) for entry in package.infolist() if not entry.is_dir()
    }
    try:
        body = _parse(parts[_DOCUMENT]).find(f"{_W}body")
        found = None if body is None else body.find(f"{_W}sectPr")
        section = "" if found is None else etree.tostring(found, encoding="unicode")
        styles = _complete_styles(parts)
        _complete_numbering(parts)
        _complete_core(parts)
    except (KeyError, etree.XMLSyntaxError) as error:
        what = "the document inside is damaged"
        problem = Problem(str(path), what, "Open it in Word and save it as .docx again")
        raise UnreadableError(f"Cannot use {path.name} as a letterhead", [problem]) from error
    constant = {name: part for name, part in parts.items() if name not in (_DOCUMENT, _CORE)}
    width = None if found is None else _text_width(found)
    return Letterhead(Package(constant), section, styles, width)


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _complete_styles(parts: dict[str, bytes]) -> dict[str, str]:
    """Add our styles that are missing, by name; say what the others are called there."""
    ours = _parse(own_package().parts["word/styles.xml"])
    if "word/styles.xml" not in parts:
        parts["word/styles.xml"] = own_package().parts["word/styles.xml"]
        _declare(parts, "styles", "styles.xml")
        return {}
    theirs = _parse(parts["word/styles.xml"])
    by_name = {_style_name(style): style for style in theirs.iter(f"{_W}style")}
    taken = {style.get(f"{_W}styleId") for style in by_name.values()}
    called: dict[str, str] = {}
    for style in ours.iter(f"{_W}style"):
        own_id = str(style.get(f"{_W}styleId"))
        same = by_name.get(_style_name(style))
        # Lists keep our own bullets: a letterhead's may have none. The subject keeps our size:
        # the one of a title page, which most letterheads bring along, shouts.
        if same is not None and own_id not in ("ListBullet", "Title"):
            called[own_id] = str(same.get(f"{_W}styleId"))
            continue
        new_id = own_id if own_id not in taken else f"Letter{own_id}"
        called[own_id] = new_id
        style.set(f"{_W}styleId", new_id)
        if new_id != own_id:
            name = style.find(f"{_W}name")
            assert name is not None  # noqa: S101 - our own file names every style
            name.set(f"{_W}val", f"Letter {name.get(f'{_W}val')}")
        style.attrib.pop(f"{_W}default", "")
        theirs.append(style)
    for style in theirs.iter(f"{_W}style"):
        for link in style.iter(f"{_W}basedOn", f"{_W}next"):
            target = str(link.get(f"{_W}val"))
            if target not in taken:
                link.set(f"{_W}val", called.get(target, target))
    parts["word/styles.xml"] = etree.tostring(theirs, xml_declaration=True, encoding="UTF-8")
    return called


def _style_name(style: etree._Element) -> str:
    name = style.find(f"{_W}name")
    return "" if name is None else str(name.get(f"{_W}val")).lower()


def _complete_numbering(parts: dict[str, bytes]) -> None:
    """Give our list a number of its own beside those of the letterhead."""
    ours = _parse(own_package().parts["word/numbering.xml"])
    if "word/numbering.xml" not in parts:
        parts["word/numbering.xml"] = own_package().parts["word/numbering.xml"]
        _declare(parts, "numbering", "numbering.xml")
        return
    theirs = _parse(parts["word/numbering.xml"])
    highest = max(
        (int(str(each.get(f"{_W}{key}"))) for key in ("numId", "abstractNumId") for each in theirs
         if each.get(f"{_W}{key}") is not None),
        default=0,
    )  # fmt: skip
    number = str(highest + 1)
    abstract, instance = ours
    abstract.set(f"{_W}abstractNumId", number)
    instance.set(f"{_W}numId", number)
    instance[0].set(f"{_W}val", number)
    first = theirs.find(f"{_W}num")
    theirs.insert(len(theirs) if first is None else theirs.index(first), abstract)
    theirs.append(instance)
    parts["word/numbering.xml"] = etree.tostring(theirs, xml_declaration=True, encoding="UTF-8")
    styles = _parse(parts["word/styles.xml"])
    for style in styles.iter(f"{_W}style"):
        if str(style.get(f"{_W}styleId")).endswith("ListBullet") and _own_list(style):
            style.find(f".//{_W}numId").set(f"{_W}val", number)  # type: ignore[union-attr]
    parts["word/styles.xml"] = etree.tostring(styles, xml_declaration=True, encoding="UTF-8")


def _own_list(style: etree._Element) -> bool:
    return style.find(f".//{_W}numId") is not None and _style_name(style) in (
        "list bullet",
        "letter list bullet",
    )


def _complete_core(parts: dict[str, bytes]) -> None:
    if _CORE in parts:
        return
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    _relate(parts, "_rels/.rels", kind, _CORE)
    _override(parts, _CORE, "application/vnd.openxmlformats-package.core-properties+xml")


def _declare(parts: dict[str, bytes], kind: str, file: str) -> None:
    _relate(parts, _LINKS, f"{_RELATIONSHIPS}/{kind}", file)
    _override(parts, f"word/{file}", f"{_CONTENT}.{kind}+xml")


def _relate(parts: dict[str, bytes], rels: str, kind: str, target: str) -> None:
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    text = etree.tostring(_parse(parts.get(rels, empty)), encoding="unicode")
    name = kind.rpartition("/")[2]
    line = f'<Relationship Id="rPoa{name}" Type="{kind}" Target={quoteattr(target)}/>'
    parts[rels] = _with_child(text, "Relationships", line)


def _override(parts: dict[str, bytes], name: str, kind: str) -> None:
    text = etree.tostring(_parse(parts["[Content_Types].xml"]), encoding="unicode")
    line = f'<Override PartName="/{name}" ContentType="{kind}"/>'
    parts["[Content_Types].xml"] = _with_child(text, "Types", line)


def _with_child(text: str, root: str, line: str) -> bytes:
    if text.endswith("/>") and f"</{root}>" not in text:
        text = f"{text[:-2]}></{root}>"
    return text.replace(f"</{root}>", f"{line}</{root}>").encode()
