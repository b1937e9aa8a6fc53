"""The letter in words, made once: e-mail, Word letter, fact sheet and check read the same one."""

from poa.letter.compose import compose_letter
from poa.letter.model import Bullets, Item, Letter, Paragraph, Section, Sentence, Subheading

__all__ = [
    "Bullets",
    "Item",
    "Letter",
    "Paragraph",
    "Section",
    "Sentence",
    "Subheading",
    "compose_letter",
]
