"""Typing errors in the field's key words, mended within a small bounded distance.

The words are in ``spelling.toml``.
"""

from functools import cache, lru_cache

from poa.resources import shipped_toml

# Outside English a shorter word has too many neighbours.
_SHORTEST_ABROAD = 7


@cache
def _right() -> frozenset[str]:
    words = shipped_toml("triage/spelling.toml")["right"]
    english = frozenset(words["en"].split())
    others = " ".join(words.values()).split()
    return english.union(word for word in others if len(word) >= _SHORTEST_ABROAD)


@cache
def _others() -> frozenset[str]:
    """Real words that stand one letter beside a key word."""
    return frozenset(" ".join(shipped_toml("triage/spelling.toml")["others"].values()).split())


@cache
def _by_letter() -> dict[str, tuple[str, ...]]:
    letters = {word[0] for word in _right()}
    return {
        letter: tuple(sorted(word for word in _right() if word[0] == letter)) for letter in letters
    }


@cache
def _in_full() -> dict[str, str]:
    full: dict[str, str] = shipped_toml("triage/spelling.toml")["short"]
    return full


def in_full(word: str) -> str:
    """What an English word stands for as people write it on a phone, or ``word`` itself."""
    return _in_full().get(word, word)


@lru_cache(maxsize=4096)
def mend(word: str, most: int = 2) -> str:
    """The key word that ``word`` means, or ``word`` itself.

    Args:
        word: In lower case, without accents.
        most: How many letters of a long word may be wrong; of a short one it is one.
    """
    if word in _right() or word in _others():
        return word
    for right in _by_letter().get(word[0], ()):
        allowed = min(most, 2 if len(right) >= 10 else 1)
        if abs(len(right) - len(word)) <= allowed and _distance(word, right, allowed) <= allowed:
            return right
    return word


def _distance(one: str, other: str, most: int) -> int:
    """Letters to change, add, drop or swap with the neighbour; ``most + 1`` when more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        now = [i]
        for j, b in enumerate(other, 1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, row = row, now
    return row[-1]
