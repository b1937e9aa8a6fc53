"""Whether a client's facts changed: a digest over the answers and the files they name."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from poa.case.exhibits import MOST_BYTES
from poa.readers.raw_case import RawCase

_LISTS = ("exhibits", "earlier_appeals")


def find_fingerprint(raw: RawCase, stamp: str) -> str:
    """The digest of one client.

    It covers the answers, the bytes of every exhibit and earlier appeal, and ``stamp``. The day of
    the run is not part of it: a letter that was right on its day does not change overnight.
    """
    mark = hashlib.sha256(stamp.encode())
    facts = json.dumps(raw.facts, sort_keys=True, default=str, ensure_ascii=True)
    mark.update(facts.encode())
    for name in _files(raw.facts or {}):
        mark.update(name.encode(errors="replace"))
        mark.update(_content_mark(raw.folder / name))
    return mark.hexdigest()


def _files(facts: Mapping[str, Any]) -> Iterator[str]:
    """The files that the answers name, as far as the answers have the shape of a case."""
    for key in _LISTS:
        listed = facts.get(key)
        for each in listed if isinstance(listed, list | tuple) else ():
            name = each.get("file") if isinstance(each, Mapping) else None
            if isinstance(name, str) and name and "\0" not in name:
                yield name


def _content_mark(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b"-"
        size = path.stat().st_size
        if size > MOST_BYTES:  # refused later; its size tells enough
            return str(size).encode()
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b"?"
