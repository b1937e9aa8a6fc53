"""The known word that somebody probably meant."""

import difflib
from collections.abc import Iterable


def nearest(given: object, known: Iterable[str]) -> str | None:
    """``Did you mean "…"?`` when one of the known words is close to the given one."""
    close = difflib.get_close_matches(str(given).lower(), [str(word) for word in known], n=1)
    return f'Did you mean "{close[0]}"?' if close else None


def choices(given: object, known: Iterable[str]) -> str:
    """The nearest choice, or all of them."""
    listed = [str(word) for word in known]
    return nearest(given, listed) or f"Choose one of: {', '.join(listed)}"
