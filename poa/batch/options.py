"""What holds for every client of a run, and the mark by which a change of it is seen."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from poa import __version__
from poa.readers.cases import STATE
from poa.readers.encoding import MEGABYTE, read_bytes
from poa.resources import shipped


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """The choices of a run; small and plain, because every worker gets them.

    Attributes:
        out: The folder of the clients' folders.
        today: The day of the run: the date of every letter that is made now.
        is_dated: The day was asked for: a letter of another day is made again.
        force: Make every letter again.
        dry_run: Do everything but write.
        with_zip: Pack each client's files.
        with_review: Write a page for a supervisor for each client.
        letterhead: The user's own page, if any.
        stamp: What the version, its wording and the letterhead are, in a few characters.
    """

    out: Path
    today: date
    is_dated: bool = False
    force: bool = False
    dry_run: bool = False
    with_zip: bool = False
    with_review: bool = False
    letterhead: Path | None = None
    stamp: str = ""

    @property
    def state(self) -> Path:
        """Where the batch keeps what it needs itself."""
        return self.out / STATE


def find_stamp(letterhead: Path | None = None) -> str:
    """A digest over the version, all shipped wording and knowledge, and the letterhead."""
    mark = hashlib.sha256(_shipped_mark())
    if letterhead:
        mark.update(read_bytes(letterhead, 20 * MEGABYTE))
    return mark.hexdigest()[:32]


@cache
def _shipped_mark() -> bytes:
    mark = hashlib.sha256(__version__.encode())
    package = Path(__file__).parent.parent
    known = [*shipped("templates").rglob("*"), *package.rglob("*.toml")]
    for file in sorted(path for path in known if path.is_file()):
        mark.update(file.name.encode())
        mark.update(hashlib.sha256(file.read_bytes()).digest())
    return mark.digest()
