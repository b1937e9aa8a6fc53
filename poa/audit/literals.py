"""Which pieces of text a pattern cannot do without, so that most patterns need not be tried.

It reads the common part of ``re`` and RE2 that the terms are written in. Where it does not know,
it says so, and the pattern is always tried.
"""

from dataclasses import dataclass
from itertools import product

_MOST = 96  # More alternatives than this are not spelled out.
_CLASS_AT_MOST = 4  # Nor are classes of more characters.
_LONGEST = 12
_COMMON = frozenset("abcdefghijklmnopqrstuvwxyz .,'-\n")
_ANYTHING = frozenset("dwsDWSb")


@dataclass(frozen=True)
class _Part:
    """What is known of a part of a pattern.

    Attributes:
        exact: All texts that it matches, or ``None`` when they are too many.
        needed: Texts of which every match holds at least one, or ``None`` when unknown.
    """

    exact: frozenset[str] | None
    needed: frozenset[str] | None = None


_NOTHING = _Part(frozenset({""}))
_UNKNOWN = _Part(None)


def needed_literals(pattern: str) -> frozenset[str] | None:
    """Texts of which every match of the pattern holds at least one; ``None`` when there are none.

    Args:
        pattern: A regular expression in the common part of ``re`` and RE2.
    """
    part = _Reader(pattern).alternatives()
    return _best(part.needed, _usable(part.exact))


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> _Part:
        branches = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._sequence())
        exact: set[str] | None = set()
        needed: set[str] | None = set()
        for branch in branches:
            if exact is not None:
                exact = None if branch.exact is None else exact | branch.exact
            found = _best(branch.needed, _usable(branch.exact))
            if needed is not None:
                needed = None if found is None else needed | found
        few = exact is not None and len(exact) <= _MOST
        return _Part(
            frozenset(exact) if exact is not None and few else None,
            frozenset(needed) if needed is not None else None,
        )

    def _sequence(self) -> _Part:
        run: frozenset[str] = frozenset({""})
        whole = True
        best: frozenset[str] | None = None
        while self._peek() not in ("", "|", ")"):
            part = self._repeated(self._atom())
            joined = _joined(run, part.exact)
            if joined is not None:
                run = joined
                continue
            whole = False
            best = _best(best, _usable(run), part.needed, _usable(part.exact))
            run = part.exact if part.exact is not None else frozenset({""})
        if whole:
            return _Part(run)
        return _Part(None, _best(best, _usable(run)))

    def _atom(self) -> _Part:
        char = self._next()
        match char:
            case "(":
                return self._group()
            case "[":
                return self._class()
            case "\\":
                escaped = self._next()
                return _UNKNOWN if escaped in _ANYTHING else _Part(frozenset({escaped}))
            case ".":
                return _UNKNOWN
            case "^" | "$":
                return _NOTHING
            case _:
                return _Part(frozenset({char}))

    def _group(self) -> _Part:
        rest = self._pattern[self._at : self._at + 3]
        looks_around = rest[:2] in ("?=", "?!") or rest in ("?<=", "?<!")
        if rest[:2] in ("?:", "?=", "?!"):
            self._at += 2
        elif looks_around:
            self._at += 3
        part = self.alternatives()
        self._at += 1
        return _NOTHING if looks_around else part

    def _class(self) -> _Part:
        start = self._at
        if self._peek() == "^":
            self._at += 1
        self._at += 1
        while self._peek() != "]":
            self._at += 2 if self._peek() == "\\" else 1
        inside = self._pattern[start : self._at]
        self._at += 1
        plain = inside[0] != "^" and not set(inside) & {"-", "\\"}
        if plain and len(inside) <= _CLASS_AT_MOST:
            return _Part(frozenset(inside))
        return _UNKNOWN

    def _repeated(self, part: _Part) -> _Part:
        """The part with the sign behind it that says how often it comes."""
        match self._peek():
            case "?":
                self._at += 1
                self._skip_lazy()
                return _Part(None if part.exact is None else part.exact | {""})
            case "*":
                self._at += 1
                self._skip_lazy()
                return _UNKNOWN
            case "+":
                self._at += 1
                self._skip_lazy()
                return _Part(None, _best(part.needed, _usable(part.exact)))
            case "{":
                end = self._pattern.index("}", self._at)
                least = int(self._pattern[self._at + 1 : end].split(",")[0])
                self._at = end + 1
                self._skip_lazy()
                found = _best(part.needed, _usable(part.exact))
                return _Part(None, found if least else None)
            case _:
                return part

    def _skip_lazy(self) -> None:
        if self._peek() == "?":
            self._at += 1

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _next(self) -> str:
        self._at += 1
        return self._pattern[self._at - 1]


def _joined(left: frozenset[str], right: frozenset[str] | None) -> frozenset[str] | None:
    """Every text of the left with every text of the right behind it, unless those are too many."""
    if right is None or len(left) * len(right) > _MOST:
        return None
    joined = frozenset(one + other for one, other in product(left, right))
    return joined if max(map(len, joined)) <= _LONGEST else None


def _usable(texts: frozenset[str] | None) -> frozenset[str] | None:
    """The texts when each has two letters, or a digit, a sign or a character of Chinese."""
    if texts and all(_weight(text) > 1 for text in texts):
        return texts
    return None


def _weight(text: str) -> int:
    """How telling a text is: a digit, a sign or a Chinese character is like two letters."""
    return sum(1 if char in _COMMON else 2 for char in text)


def _best(*candidates: frozenset[str] | None) -> frozenset[str] | None:
    """The candidate that is hardest to meet by chance."""
    known = [texts for texts in candidates if texts]
    if not known:
        return None
    return max(known, key=lambda texts: (min(*map(_weight, texts), 5), -len(texts)))
