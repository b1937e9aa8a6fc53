"""A consultant's brand pack: a folder with ``brand.toml`` and the files it names, checked on load.

Nothing in it is run: a cover note holds facts in double braces and no more. It is never looked for;
the folder is named each time.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from poa.case.nearest import choices
from poa.documents.brand_page import BrandPage, Logo, build_page, read_logo
from poa.documents.cover_note import COVER_FACTS
from poa.documents.letterhead import Letterhead, load_letterhead
from poa.errors import PoaError, Problem, UnreadableError
from poa.readers.encoding import MEGABYTE, read_bytes, read_text

_REFUSED = "Cannot use the brand pack"
_FILE, _NOTE = "brand.toml", "cover-note.txt"
_KEYS = ("color", "logo", "footer", "letterhead")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_BRACES = re.compile(r"\{[{%#][^{}\n]{0,80}[}%#]?\}?")
_FACT = re.compile(r"\{\{ (\w{1,40}) \}\}")
_LINE = re.compile(r"at line (\d+)")
_LONGEST_FOOTER = 120
_MOST_NOTE = 20_000
# The contrast that web pages need for text, and paper no less.
_READABLE = 4.5


@dataclass(frozen=True)
class Brand:
    """A brand pack that is fit for use.

    Attributes:
        page: Its letterhead, or our page in its colours.
        cover_note: The consultant's words to the client, with facts in double braces.
    """

    page: Letterhead | BrandPage
    cover_note: str | None


def load_brand(folder: Path, *, letterhead: Path | None = None) -> Brand:
    """Read and check a brand pack.

    Args:
        folder: Where ``brand.toml`` is.
        letterhead: A page that is named beside the pack; there can be one only.

    Raises:
        PoaError: Something in it is wrong; every place is named with its line and its remedy.
    """
    if not folder.is_dir():
        fix = "Name a folder that holds brand.toml; poa sample brand FOLDER makes one"
        raise PoaError(_REFUSED, [Problem(str(folder), "no such folder", fix)])
    if letterhead:
        fix = 'Copy the page into the folder and write letterhead = "its name" into brand.toml'
        what = "a brand pack and a letterhead are two pages for one letter"
        raise PoaError(_REFUSED, [Problem(str(letterhead), what, fix)])
    reading = _Reading(folder)
    brand = reading.read()
    if reading.problems:
        raise PoaError(_REFUSED, reading.problems)
    return brand


class _Reading:
    """One folder while it is read; collects everything that is wrong."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._text = ""
        self.problems: list[Problem] = []

    def read(self) -> Brand:
        given = self._given()
        for key in given:
            if key not in _KEYS:
                self._refuse(key, f'"{key}" is not known here', choices(key, _KEYS))
        color, footer = self._color(given), self._footer(given)
        logo = self._picture(given)
        letterhead = self._letterhead(given)
        if letterhead:
            for key in ("color", "logo", "footer"):
                if key in given:
                    what = f"a letterhead brings its own {key}"
                    self._refuse(key, what, "Take out this line, or that of the letterhead")
        return Brand(letterhead or build_page(color, logo, footer), self._note())

    def _given(self) -> dict[str, Any]:
        path = self._folder / _FILE
        try:
            self._text = read_text(path, MEGABYTE).text
            return tomllib.loads(self._text)
        except UnreadableError as error:
            self.problems.extend(error.problems)
        except tomllib.TOMLDecodeError as error:
            found = _LINE.search(str(error))
            number = found[1] if found else len(self._text.splitlines())
            where = f"{path}, line {number}"
            what = "this is not written as it must be"
            fix = 'Write each line as name = "words", with straight quotation marks'
            self.problems.append(Problem(where, what, fix))
        return {}

    def _refuse(self, key: str, what: str, fix: str) -> None:
        begins = re.compile(rf"[ \t\"']*{re.escape(key)}[ \t\"']*[=.]|\[+{re.escape(key)}\b")
        lines = enumerate(self._text.splitlines(), start=1)
        number = next((number for number, line in lines if begins.match(line)), None)
        place = f", line {number}" if number else ""
        self.problems.append(Problem(f"{self._folder / _FILE}{place}", what, fix))

    def _words(self, given: dict[str, Any], key: str) -> str | None:
        value = given.get(key)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self._refuse(key, f"{key} must be words", f'Write {key} = "…", or take out the line')
        return None

    def _color(self, given: dict[str, Any]) -> str | None:
        color = self._words(given, "color")
        if color is None:
            return None
        fix = 'Write six digits or letters from A to F, for example "#1F3A5F"'
        if not _COLOR.fullmatch(color):
            self._refuse("color", f'"{color[:40]}" is not a web colour', fix)
            return None
        if (contrast := _contrast(color)) < _READABLE:
            what = f"{color} is too light to be read on white (contrast {contrast:.1f})"
            self._refuse("color", what, f"Choose a darker one, of {_READABLE} or more")
        return color[1:]

    def _footer(self, given: dict[str, Any]) -> str | None:
        footer = self._words(given, "footer")
        if footer is None:
            return None
        if len(footer) > _LONGEST_FOOTER or not footer.isprintable():
            what = f"the footer is not one line of at most {_LONGEST_FOOTER} characters"
            self._refuse("footer", what, "Shorten it; it stands on every page")
        return " ".join(footer.split())

    def _file(self, given: dict[str, Any], key: str) -> Path | None:
        name = self._words(given, key)
        if name is None:
            return None
        path = self._folder / name
        if Path(name).name != name or "\\" in name or name.startswith("."):
            what = f'"{name[:60]}" is not a file in this folder'
            self._refuse(key, what, "Copy the file into the folder and write its name alone")
            return None
        if path.is_symlink() or not path.is_file():
            what = f'there is no file "{name[:60]}" in this folder'
            self._refuse(key, what, "Copy the file into it, or correct the name")
            return None
        return path

    def _picture(self, given: dict[str, Any]) -> Logo | None:
        path = self._file(given, "logo")
        if path is None:
            return None
        try:
            logo = read_logo(read_bytes(path, 2 * MEGABYTE))
        except UnreadableError as error:
            self.problems.extend(error.problems)
            return None
        if logo is None:
            fix = "Save it as .png or .jpg with a picture program"
            self._refuse("logo", f'"{path.name}" is no picture of the kind PNG or JPEG', fix)
        return logo

    def _letterhead(self, given: dict[str, Any]) -> Letterhead | None:
        path = self._file(given, "letterhead")
        if path is None:
            return None
        try:
            return load_letterhead(path)
        except UnreadableError as error:
            self.problems.extend(error.problems)
            return None

    def _note(self) -> str | None:
        path = self._folder / _NOTE
        if path.is_symlink():
            what = "a link to another place is not read"
            self.problems.append(Problem(str(path), what, "Copy the file into the folder"))
            return None
        if not path.exists():
            return None
        try:
            text = read_text(path, _MOST_NOTE).text
        except UnreadableError as error:
            self.problems.extend(error.problems)
            return None
        for number, line in enumerate(text.splitlines(), start=1):
            for braces in _BRACES.finditer(line):
                fact = _FACT.fullmatch(braces[0])
                if fact and fact[1] in COVER_FACTS:
                    continue
                where, named = f"{path}, line {number}", braces[0].strip("{}%# ")
                fix = choices(named, COVER_FACTS)
                if named in COVER_FACTS:
                    fix = f"Write {{{{ {named} }}}}, with one space on each side"
                self.problems.append(Problem(where, f"{braces[0]} is no fact of a case", fix))
        return text


def _contrast(color: str) -> float:
    """The contrast to white, from 1 to 21, as the W3C's accessibility guidelines count it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
