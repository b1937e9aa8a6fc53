"""How answers are written in a sentence: dates, counts, lists, quotations, people."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from poa.case.checks import split_list
from poa.marketplace import Marketplace
from poa.playbook import FactNeed

_MOST_LISTED = 5
_TWO_ENDS = re.compile(r"(?<!\.)([.!?]”?)\.(?!\.)")
_ARTICLES = re.compile(r"(our|the|a|an|my|all|both|one|two|three|four|five)\b")


class People:
    """Names a person with the role the first time and without it after that."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def name(self, person: str) -> str:
        """``Ana Ruiz (owner)`` for ``Ana Ruiz, owner``; from then on ``Ana Ruiz``."""
        name, _, role = (part.strip() for part in person.partition(","))
        if not role or name in self._known:
            return name
        self._known.add(name)
        return f"{name} ({role})"


def whole_sentence(said: str) -> str:
    """With a capital where the first word is a plain one, and one mark at the end of a sentence.

    An answer may bring a mark of its own: ``weekly!.`` becomes ``weekly!``.
    """
    ended = _TWO_ENDS.sub(r"\1", said)
    return ended[:1].upper() + ended[1:] if _ARTICLES.match(ended) else ended


def joined(items: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; of a long list the first ones and how many more."""
    listed = list(items)
    if len(listed) > _MOST_LISTED:
        rest = len(listed) - 3
        listed = [*listed[:3], f"{rest} more"]
    return " and ".join(filter(None, [", ".join(listed[:-1]), listed[-1]])) if listed else ""


def semicolons(items: Iterable[str]) -> str:
    """``a; b; c``: for items that hold an "and" of their own."""
    return "; ".join(items)


def counted(number: int, unit: tuple[str, str]) -> str:
    """``1 order``, ``1,204 orders``."""
    return f"{number:,} {unit[0] if number == 1 else unit[1]}".rstrip()


def quoted(words: str) -> str:
    """The words in quotation marks, without the ones they may have already."""
    bare = words.strip().strip('“”„"').strip()
    return f"“{bare}”"


def phrase(text: str) -> str:
    """A phrase that is going to stand inside a sentence: without a full stop of its own."""
    return text.strip().rstrip(".;,:").strip()


def written(need: FactNeed, value: object, marketplace: Marketplace) -> str:
    """A fact as its kind is written in a letter."""
    items = [str(item) for item in value] if isinstance(value, tuple) else split_list(str(value))
    match need.kind:
        case "date":
            return marketplace.date(date.fromisoformat(str(value)))
        case "count":
            return counted(int(str(value)), need.unit)
        case "list" | "order_ids":
            return joined(items)
        case "quote":
            return quoted(str(value))
        case "text" | "clause":
            return phrase(str(value))


def written_facts(
    needs: Iterable[FactNeed], facts: Mapping[str, object], marketplace: Marketplace
) -> dict[str, str]:
    """All known facts of an entry, each as it is written in a letter."""
    return {
        need.id: written(need, facts[need.id], marketplace)
        for need in needs
        if facts.get(need.id) not in (None, "", ())
    }
