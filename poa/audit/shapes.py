"""Tell in one pass which of the shapes that are dear to look for a text may hold.

Links, addresses, numbers, disguises and quoted mail each take a search of their own, and most
messages have none of them. Like the gate for terms this spares searches and decides nothing: a
hint finds at least what the exact search finds.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import Any

try:
    import re2
except ModuleNotFoundError:
    re2 = None

# For text that ``plain`` made. Only signs, digits and plain letters are asked for; any character
# beyond ASCII may be a letter. Written in the common part of ``re`` and RE2.
_LETTER = "[a-z\u0080-\U0010ffff]"
# What ``\\d`` of ``re`` may be: of ASCII, or one of the digits of other scripts.
DIGIT = "[0-9\u0660-\U0010ffff]"
_APART = "[^0-9a-z]"
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
    "phone": rf"(?:\+|00){DIGIT}|1{_APART}?8(?:00|[3-8][3-8])"
    rf"|{DIGIT}{{3}}\)?{_APART}{{1,2}}{DIGIT}{{3}}{_APART}{DIGIT}{{4}}"
    rf"|(?:^|[^0-9a-z_#/.=&-])0{DIGIT}{{1,5}}{_APART}{{1,3}}{DIGIT}{{2}}"
    "|(?:tel|phone|mob|handy|cell|hotl|call|text|ring|fax|nummer|whatsapp|電話|电话|手机)"
    rf"[^0-9]{{0,40}}{DIGIT}(?:{DIGIT}|[ ().\-/]){{5}}",
    "tag": r"[\[{<【〔［「〈《]",
}
ALL_SHAPES = frozenset(_HINTS)


class Hints:
    """Patterns that are looked for together.

    Args:
        patterns: For each name a pattern in the common part of ``re`` and RE2.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = patterns

    def of(self, text: str) -> frozenset[str]:
        """The names whose patterns a text may hold."""
        if re2 is None:
            return frozenset(name for name, known in self._searches if known.search(text))
        found = self._set.Match(text.encode(errors="replace"))
        # The last pattern fits every text; without even that RE2 was out of memory.
        return frozenset(self._patterns) if found is None else self._named(tuple(found))

    @cached_property
    def _searches(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((name, re.compile(pattern)) for name, pattern in self._patterns.items())

    @cached_property
    def _set(self) -> Any:  # noqa: ANN401 - RE2 has no types
        options = re2.Options()
        options.never_capture = True
        options.log_errors = False
        patterns = re2.Set.SearchSet(options)
        for pattern in (*self._patterns.values(), ""):
            patterns.Add(pattern)
        patterns.Compile()
        return patterns

    @cached_property
    def _named(self) -> Callable[[tuple[int, ...]], frozenset[str]]:
        names = (*self._patterns, "")
        return cache(lambda found: frozenset(names[number] for number in found) - {""})


shapes_of = Hints(_HINTS).of
