"""What a letter is made of. Every sentence knows the answers it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from poa.marketplace import Marketplace


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Attributes:
        text: The words.
        rests_on: Places in the case whose answers it says, for example ``causes[0].actions[2].on``.
    """

    text: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One bullet: what it begins with (a date or a control), and its sentences."""

    lead: Sentence | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of bullets."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """A cause's name inside a section, where a letter answers several."""

    text: str


Block = Paragraph | Bullets | Subheading


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. ``key`` is its name in ``templates/letter.toml``."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ExhibitLine:
    """A row of the table of exhibits."""

    label: str
    shows: str
    file: str
    rests_on: str


@dataclass(frozen=True)
class Letter:
    """A letter in words, without layout.

    Attributes:
        marketplace: Whose paper and dates it uses.
        dated: The day it bears.
        subject: One line.
        salutation: The line before the opening.
        opening: Paragraphs before the first heading.
        sections: The parts.
        exhibits: The table of exhibits; empty where there are none.
        closing: Paragraphs after the last section.
        farewell: The line before the signature.
        signature: Lines of name, role, store, token and contact.
    """

    marketplace: Marketplace
    dated: date
    subject: Sentence
    salutation: str
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    exhibits_heading: str
    exhibits: tuple[ExhibitLine, ...]
    closing: tuple[Block, ...]
    farewell: str
    signature: tuple[Sentence, ...]

    @property
    def dated_text(self) -> str:
        """The date in words."""
        return self.marketplace.date(self.dated)

    @cached_property
    def _laid_out(self) -> tuple[str, tuple[tuple[int, int, Sentence], ...]]:
        return _lay_out(self)

    @property
    def text(self) -> str:
        """The whole letter as plain text, for a form or a mail; subject and date are not in it."""
        return self._laid_out[0]

    @property
    def spans(self) -> tuple[tuple[int, int, Sentence], ...]:
        """Every sentence with its place in ``text``."""
        return self._laid_out[1]

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in reading order, the subject first."""
        yield self.subject
        for _, _, sentence in self.spans:
            yield sentence


def exhibit_text(line: ExhibitLine) -> str:
    """A row of the table of exhibits in one line."""
    return f"Exhibit {line.label}: {line.shows} ({line.file})"


class _Page:
    """Plain text that grows, and remembers where each sentence stands."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.spans: list[tuple[int, int, Sentence]] = []

    def put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def say(self, sentence: Sentence) -> None:
        self.spans.append((self._length, self._length + len(sentence.text), sentence))
        self.put(sentence.text)

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            match block:
                case Paragraph(sentences):
                    self._row(sentences)
                    self.put("\n\n")
                case Subheading(text):
                    self.put(f"{text}\n\n")
                case Bullets(items):
                    for item in items:
                        self.put("- ")
                        if item.lead:
                            self.say(item.lead)
                            self.put(": ")
                        self._row(item.sentences)
                        self.put("\n")
                    self.put("\n")

    def _row(self, sentences: tuple[Sentence, ...]) -> None:
        for number, sentence in enumerate(sentences):
            if number:
                self.put(" ")
            self.say(sentence)

    @property
    def text(self) -> str:
        return "".join(self._pieces).rstrip() + "\n"


def _lay_out(letter: Letter) -> tuple[str, tuple[tuple[int, int, Sentence], ...]]:
    page = _Page()
    page.put(f"{letter.salutation}\n\n")
    page.blocks(letter.opening)
    for section in letter.sections:
        page.put(f"{section.heading}\n\n")
        page.blocks(section.blocks)
    page.blocks(letter.closing)
    page.put(f"{letter.farewell}\n\n")
    for line in letter.signature:
        page.say(line)
        page.put("\n")
    if letter.exhibits:
        page.put(f"\n{letter.exhibits_heading}\n\n")
        for exhibit in letter.exhibits:
            page.put("- ")
            page.say(Sentence(exhibit_text(exhibit), (exhibit.rests_on,)))
            page.put("\n")
    return page.text, tuple(page.spans)
