"""Typing errors in the field's key words, mended within a small bounded distance."""

from functools import lru_cache

_RIGHT = frozenset(
    [
        "restricted", "restriction", "restrict", "restricts", "restricting", "restrictions",
        "proactive", "proactively", "message", "messages", "messaging", "messaged", "suspended",
        "suspension", "suspend", "review", "reviews", "reviewed", "reviewer", "reviewers",
        "reviewing", "feedback", "customer", "customers", "buyers", "complaint", "complaints",
        "complained", "complain", "attachment", "attachments", "attached", "attach",
        "newsletter", "newsletters", "discount", "discounts", "coupon", "coupons", "marketing",
        "promotion", "promotions", "promotional", "repeated", "repeatedly", "repeat",
        "reminder", "reminders", "permanently", "permanent", "indefinitely", "indefinite",
        "temporarily", "temporary", "deactivated", "deactivate", "deactivation", "account",
        "accounts", "listing", "listings", "removed", "removes", "delivered", "deliver",
        "delivery", "communication", "communications", "guidelines", "guideline", "blocked",
        "unsolicited", "incentive", "incentives", "voucher", "vouchers", "notice", "noticed",
        "important", "subject",
    ]
)  # fmt: skip
# Real words that stand one letter beside a key word.
_OTHERS = frozenset(
    [
        "listening", "listened", "counted", "amount", "discounted", "messenger", "customs",
        "accountant", "accounting", "repeats", "supported", "importance", "subjects",
        "connected", "attacked", "attached", "reversed", "remover", "delivers", "prevented",
        "promoted", "proposed", "marketed", "reviewable", "mentioned", "notices", "noticing",
        "impose",
    ]
)  # fmt: skip
_BY_LETTER = {
    letter: tuple(sorted(word for word in _RIGHT if word[0] == letter))
    for letter in {word[0] for word in _RIGHT}
}


@lru_cache(maxsize=4096)
def mend(word: str) -> str:
    """The key word that ``word`` means, or ``word`` itself."""
    if word in _RIGHT or word in _OTHERS:
        return word
    for right in _BY_LETTER.get(word[0], ()):
        allowed = 2 if len(right) >= 10 else 1
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
