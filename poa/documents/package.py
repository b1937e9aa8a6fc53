"""A Word file as a zip of parts: the constant parts are packed once, each letter packs its own.

The bytes depend on the parts alone: every stamp is fixed.
"""

import struct
import zlib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

# 1 January 1980, the first day a zip file knows.
_STAMP = struct.pack("<HH", 0, 0x21)
_LOCAL = struct.Struct("<4sHHH4sIIIHH")
_CENTRAL = struct.Struct("<4sHHHH4sIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_VERSION = 20
_UTF8_NAMES = 0x800
_DEFLATED = 8


class _Zip:
    """Local headers and the central directory, growing together."""

    def __init__(self, local: bytes = b"", central: bytes = b"", entries: int = 0) -> None:
        self.local = bytearray(local)
        self.central = bytearray(central)
        self.entries = entries

    def add(self, name: str, content: bytes, level: int) -> None:
        packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(content) + packer.flush()
        called = name.encode()
        crc, offset = zlib.crc32(content), len(self.local)
        sizes = (crc, len(packed), len(content), len(called))
        common = (_VERSION, _UTF8_NAMES, _DEFLATED, _STAMP, *sizes, 0)
        self.local += _LOCAL.pack(b"PK\x03\x04", *common) + called + packed
        self.central += _CENTRAL.pack(b"PK\x01\x02", _VERSION, *common, 0, 0, 0, 0, offset) + called
        self.entries += 1

    def finished(self) -> bytes:
        end = _END.pack(
            b"PK\x05\x06", 0, 0, self.entries, self.entries, len(self.central), len(self.local), 0
        )
        return bytes(self.local + self.central + end)


class Package:
    """The constant parts of a Word file, packed once; ``pack`` adds those of one document."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = MappingProxyType(dict(parts))
        constant = _Zip()
        for name, content in parts.items():
            constant.add(name, content, level=9)
        self._local, self._central = bytes(constant.local), bytes(constant.central)

    def pack(self, parts: Mapping[str, str]) -> bytes:
        """The whole file: the constant parts and these, which are XML texts."""
        whole = _Zip(self._local, self._central, len(self.parts))
        for name, content in parts.items():
            whole.add(name, content.encode(), level=3)
        return whole.finished()


@cache
def own_package() -> Package:
    """Our own layout, for everyone without a letterhead."""
    from poa.resources import shipped

    folder = shipped("templates/docx")
    return Package(
        {
            "[Content_Types].xml": (folder / "content-types.xml").read_bytes(),
            "_rels/.rels": (folder / "rels.xml").read_bytes(),
            "word/_rels/document.xml.rels": (folder / "document-rels.xml").read_bytes(),
            "word/styles.xml": (folder / "styles.xml").read_bytes(),
            "word/numbering.xml": (folder / "numbering.xml").read_bytes(),
            "word/settings.xml": (folder / "settings.xml").read_bytes(),
            "word/footer1.xml": (folder / "footer.xml").read_bytes(),
        }
    )
