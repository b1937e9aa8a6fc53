"""In which languages a text is written, as far as its small words tell.

A notice in one language is often forwarded with a remark in another, so there may be several.
"""

import re
from collections import Counter
from functools import cache

from poa.resources import shipped_toml

# The languages whose words are set apart by spaces.
SPACED = ("en", "de", "fr", "es", "it", "pt")
# Fewer small words than this show nothing.
_LEAST = 2
_WORD = re.compile(r"[a-z]{1,30}(?:'[a-z]{1,30})?")


@cache
def _small_words() -> dict[str, frozenset[str]]:
    shipped = shipped_toml("triage/languages.toml")
    return {language: frozenset(shipped[language].split()) for language in SPACED}


def languages_of(text: str, least: int = 1) -> tuple[str, ...]:
    """The languages of a text in lower case without accents, the one with most words first.

    Args:
        text: The text.
        least: How many words that no language before it has show a further language.

    Returns:
        All languages where the words show none.
    """
    left = Counter(_WORD.findall(text))
    found: list[str] = []
    while len(found) < len(SPACED):
        counts = {
            language: sum(left[word] for word in words & left.keys())
            for language, words in _small_words().items()
            if language not in found
        }
        most = max(counts.values())
        if most < (least if found else _LEAST):
            break
        for language in [language for language in counts if counts[language] == most]:
            found.append(language)
            for word in _small_words()[language]:
                left.pop(word, None)
    return tuple(found) or SPACED
