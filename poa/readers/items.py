"""What a reader gives, one after the other, so that a file of any length needs little memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from poa.errors import Problem
from poa.message import Message


@dataclass(frozen=True, slots=True)
class Incoming:
    """A mail from a buyer or from Amazon: context, never judged."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about how the file was read; nothing was lost."""

    text: str


# A ``Problem`` stands for one row or mail that could not be read.
Item = Message | Incoming | Note | Problem


@dataclass(slots=True)
class Source:
    """One file to read.

    Attributes:
        path: Where it is.
        name: What reports call it: never more of this machine's folders than the seller typed.
        kind: The format, for example ``table`` or ``mbox``.
        size: Its length in bytes.
        done: How many bytes have been read so far, for a progress bar.
    """

    path: Path
    name: str
    kind: str
    size: int = 0
    done: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What the seller told about the files.

    Attributes:
        columns: The seller's own names of columns, each with the field it stands for.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
