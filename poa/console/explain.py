"""What ``poa explain`` shows a person."""

from poa.console import visible
from poa.explain import Entry


def show_entry(entry: Entry) -> None:
    """Show an entry, a title and its text at a time."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(visible(f"{entry.name} ({entry.key}, {entry.kind})"), "bold"))
    for title, text in entry.sections:
        console.print(Text(visible(title), "dim"))
        console.print(Padding(Text(visible(text)), (0, 0, 0, 2)))
