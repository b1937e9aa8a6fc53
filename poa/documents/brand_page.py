"""Our own page in somebody's colours: headings, a logo at the top, a line at the foot."""

import struct
from dataclasses import dataclass

from poa.documents.package import Package, own_package
from poa.documents.word import paragraph, run

_OUR_COLOR = b"1F3A5F"
_STYLES, _FOOTER, _TYPES = "word/styles.xml", "word/footer1.xml", "[Content_Types].xml"
_RELS = "word/_rels/header1.xml.rels"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
# 36,000 to a millimetre. The logo stays between the edge of the header and the text.
_MILLIMETRE = 36_000
_HIGHEST, _WIDEST = 11 * _MILLIMETRE, 70 * _MILLIMETRE
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class Logo:
    """A picture with its kind (``png`` or ``jpeg``) and its size in dots."""

    content: bytes
    kind: str
    width: int
    height: int


@dataclass(frozen=True)
class BrandPage:
    """The parts of the page, and the XML of its logo, if there is one."""

    package: Package
    logo: str = ""


def read_logo(content: bytes) -> Logo | None:
    """The picture, or ``None`` where the bytes are no PNG or JPEG of a size."""
    size, kind = None, ""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        size, kind = struct.unpack(">II", content[16:24]), "png"
    elif content.startswith(_JPEG):
        size, kind = _jpeg_size(content), "jpeg"
    return Logo(content, kind, *size) if size and min(size) > 0 else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if kind in _JPEG_SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def build_page(color: str | None, logo: Logo | None, footer: str | None) -> BrandPage:
    """The page; what is not given is as on ours.

    Args:
        color: Six hexadecimal digits.
        logo: The picture at the top.
        footer: The line at the foot.
    """
    parts = dict(own_package().parts)
    if color:
        parts[_STYLES] = parts[_STYLES].replace(_OUR_COLOR, color.upper().encode())
    if footer:
        begin, found, end = parts[_FOOTER].partition(b"<w:p>")
        line = paragraph("Footer", run(footer)).encode()
        parts[_FOOTER] = begin + line + found + end
    if logo is None:
        return BrandPage(Package(parts))
    name = f"logo.{logo.kind}"
    parts[f"word/media/{name}"] = logo.content
    parts[_RELS] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_IMAGE}" Target="media/{name}"/></Relationships>'
    ).encode()
    kind = f'<Default Extension="{logo.kind}" ContentType="image/{logo.kind}"/>'.encode()
    begin, found, end = parts[_TYPES].partition(b"<Override")
    parts[_TYPES] = begin + kind + found + end
    return BrandPage(Package(parts), _picture(logo))


def _picture(logo: Logo) -> str:
    scale = min(_HIGHEST / logo.height, _WIDEST / logo.width)
    width, height = max(1, int(logo.width * scale)), max(1, int(logo.height * scale))
    named = 'id="1" name="Logo" descr="Logo"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr {named}/><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        '<pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
