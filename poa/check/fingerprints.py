"""Fingerprints of published templates: hashes of five words in a row, never the texts.

``known_templates.txt`` holds them, one hash in hexadecimal per line. A new template is added with
``python -m poa.check.fingerprints FILE...``, which prints the lines to add.
"""

import re
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

_WORD = re.compile(r"[a-z0-9']+")
_SIZE = 5
_MOST_WORDS = 6_000


def shingles(low: str) -> frozenset[int]:
    """The hashes of every five words in a row.

    Args:
        low: The text in lower case.
    """
    words = _WORD.findall(low)[:_MOST_WORDS]
    return frozenset(
        int.from_bytes(blake2b(" ".join(words[at : at + _SIZE]).encode(), digest_size=5).digest())
        for at in range(len(words) - _SIZE + 1)
    )


@cache
def known_templates() -> frozenset[int]:
    """The hashes of the templates we know."""
    lines = Path(__file__).with_name("known_templates.txt").read_text(encoding="ascii").split()
    return frozenset(int(line, 16) for line in lines)


def _print_new(paths: list[str]) -> None:
    new = frozenset[int]().union(*(shingles(Path(p).read_text("utf-8").lower()) for p in paths))
    for value in sorted(new - known_templates()):
        sys.stdout.write(f"{value:010x}\n")


if __name__ == "__main__":
    _print_new(sys.argv[1:])
