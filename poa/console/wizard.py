"""What the wizard shows around its questions: in colour, or in plain ASCII lines."""

import os
import shutil
import sys
import textwrap

from poa.console import visible

_WIDEST = 80
# Marks that a simple terminal or a screen reader may not have.
_ASCII = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "•": "-"}
)
_STYLES = {"heading": "bold cyan", "question": "bold", "note": "dim", "warning": "bold yellow"}


class Screen:
    """Prints to standard output; text of the seller is never read as markup."""

    def __init__(self, *, plain: bool) -> None:
        """With ``plain`` no colour is used and typographic marks become ASCII."""
        self.plain = plain

    @property
    def width(self) -> int:
        """How many columns a line may have."""
        return max(20, min(_WIDEST, shutil.get_terminal_size().columns - 1))

    def heading(self, text: str) -> None:
        """A new section."""
        self._print("")
        self._print(text, "heading")
        self._print("-" * min(len(text), self.width), "heading")

    def question(self, text: str) -> None:
        """The question itself."""
        self._print("")
        self._print(text, "question")

    def text(self, text: str) -> None:
        """A paragraph; a leading hyphen makes it an item, leading spaces keep it indented."""
        self._print(text)

    def note(self, text: str) -> None:
        """Something by the way."""
        self._print(text, "note")

    def warning(self, text: str) -> None:
        """Something that needs attention."""
        self._print(text, "warning")

    def choice(self, title: str, explains: str = "") -> None:
        """One of several answers."""
        self._print(f"  {title}")
        if explains:
            self._print(f"     {explains}", "note")

    def page(self, text: str) -> None:
        """A finished text, line by line as it is."""
        for line in text.splitlines():
            self._print(line)

    def prompt(self) -> None:
        """Where the seller types."""
        print("> ", end="", flush=True)  # noqa: T201 - this is the console

    def _print(self, text: str, style: str = "") -> None:
        for line in self._wrapped(visible(text)):
            if self.plain or not style:
                _write(line.translate(_ASCII) if self.plain else line)
            else:
                _styled(line, _STYLES[style])

    def _wrapped(self, text: str) -> list[str]:
        indent = text[: len(text) - len(text.lstrip(" "))]
        body = text[len(indent) :]
        number, dot, _ = body.partition(". ")
        hang = "  " if body.startswith("- ") else " " * 3 if dot and number.isdecimal() else ""
        return textwrap.wrap(
            body, self.width, initial_indent=indent, subsequent_indent=indent + hang
        ) or [""]


def _write(line: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding))  # noqa: T201 - this is the console


def _styled(line: str, style: str) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, no_color="NO_COLOR" in os.environ or None)
    console.print(Text(line, style=style), soft_wrap=True)
