"""A finished file that is not on disk yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A file's name and its bytes."""

    name: str
    content: bytes
