"""The letter for pasting into a form: plain characters only."""

from poa.documents.document import Document
from poa.letter.model import Letter

# Forms may drop what they do not know; letters of names stay as they are.
_PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
        "•": "-",
    }
)


def plain_letter(letter: Letter, *, draft: bool = False) -> str:
    """The letter's text with typographic characters made plain."""
    text = letter.text.translate(_PLAIN)
    return f"DRAFT\n\n{text}" if draft else text


def render_text_letter(letter: Letter, *, draft: bool = False) -> Document:
    """The file to paste from."""
    return Document("appeal.txt", plain_letter(letter, draft=draft).encode())
