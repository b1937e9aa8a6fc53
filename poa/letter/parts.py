"""What a route contributes to a letter."""

from dataclasses import dataclass

from poa.letter.model import Block, Section


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything between salutation and signature; ``subject`` names a wording."""

    subject: str
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    closing: tuple[Block, ...]
