"""Tell in one pass which of the shapes that are dear to look for a text may hold.

Links, addresses, numbers, disguises and quoted mail each take a search of their own, and most
messages have none of them. Like the gate for terms this spares searches and decides nothing: a
hint finds at least what the exact search finds.
"""

import re
from functools import cache
from typing import Any

try:
    import re2
except ModuleNotFoundError:
    re2 = None

# For text that ``plain`` made. Only signs, digits and plain letters are asked for; any character
# beyond ASCII may be a letter. Written in the common part of ``re`` and RE2.
_LETTER = "[a-z\u0080-\U0010ffff]"
_DROPPED = r'[ \t"`~|*_]*'
_HINTS = {
    "decoration": r'["`~|*_]',
    "leet": r"[a-z][013457@$]{1,3}[a-z]",
    "spaced": r"(?:^|[^a-z0-9])" + rf"{_LETTER}[ .\-*·•_]" * 3 + _LETTER,
    "quoted-line": rf"(?:^|\n){_DROPPED}>",
    "quoted-rest": rf"(?:^|\n){_DROPPED}(?:--|(?:on|am|le|el|il|em)[^a-z0-9])",
    "url": r":[^/]?/|www\.",
    "domain": rf"\.{_LETTER}",
    "spelled-domain": r"[(\[{]dot|[^a-z0-9](?:dot|p[^\n]{2,3}t|p[^\n]nto)[^a-z0-9]",
    "email": r"@|[(\[{]at[)\]}]|[^a-z0-9]at[^a-z0-9][^ .]+ ?(?:\.|[^a-z0-9]?dot)",
    "phone": r"[0-9](?:[^0-9]{0,24}[0-9]){6}",
    "tag": r"[\[{<【〔［「〈《]",
    "order-id": r"[0-9]{3}-[0-9]{7}-",
}
ALL_SHAPES = frozenset(_HINTS)


def shapes_of(text: str) -> frozenset[str]:
    """The shapes that a text made by ``plain`` may hold."""
    if re2 is not None:
        found = _shapes().Match(text.encode(errors="replace"))
        return ALL_SHAPES if found is None else _named(tuple(found))
    return frozenset(name for name, pattern in _searches() if pattern.search(text))


@cache
def _named(found: tuple[int, ...]) -> frozenset[str]:
    names = [*_HINTS, ""]
    return frozenset(names[number] for number in found) - {""}


@cache
def _shapes() -> Any:  # noqa: ANN401 - RE2 has no types
    """All hints, and a pattern that fits every text; without even that RE2 was out of memory."""
    options = re2.Options()
    options.never_capture = True
    options.log_errors = False
    patterns = re2.Set.SearchSet(options)
    for hint in (*_HINTS.values(), ""):
        patterns.Add(hint)
    patterns.Compile()
    return patterns


@cache
def _searches() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(hint)) for name, hint in _HINTS.items())
