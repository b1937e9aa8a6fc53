"""Buyers' data, another store's name."""

import re
from collections.abc import Iterator

from poa.check.expected import Expected
from poa.check.finding import Hit
from poa.check.reading import Draft

_ALIAS = re.compile(
    r"[\w.+-]{1,60}@(?:marketplace\.amazon|m\.marketplace\.amazon|members\.amazon)\.[\w.]{2,12}",
    re.IGNORECASE,
)
_BUYER = re.compile(
    r"\b(?:[Bb]uyer|[Cc]ustomer)s?,? (?:named |called |name:? |is )?(?:(?:Mr"
    r"|Mrs|Ms|Dr)\.? )?(?P<name>[A-Z][a-z]{1,20}(?: [A-Z]\.)? [A-Z][a-z]{1,24})\b"
)
_NOT_A_PERSON = re.compile(
    r"Service|Support|Care|Message|Communication|Contact|Team|Amazon|Seller|Central"
    r"|Review|Feedback|Polic|Return|Relation|Experience|Satisfaction|Complaint"
    r"|Manager|Account|Order|Health"
)
_CONTACT = re.compile(
    r"\b(?:buyer|customer)(?:'s|s)?\b[^.\n]{0,60}(?:phone|mobile|tel|e-?mail"
    r"|address|lives? (?:at|in))[^.\n]{0,25}?(?P<data>\+?\d[\d ()/-]{6,18}\d"
    r"|[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,12}|\d{1,5} [A-Z]\w{2,20} (?:St|Street"
    r"|Ave|Avenue|Road|Rd|Lane|Drive|Dr)\b)",
    re.IGNORECASE,
)
_STORE = re.compile(
    r"^[ \t*#-]{0,6}(?:store(?:front)?|seller|shop|account|display|business|merchant"
    r"|amazon (?:account|store|seller)) ?name\s{0,3}[:=]\s{0,3}(?P<name>[^\n]{2,80})$",
    re.IGNORECASE | re.MULTILINE,
)


def look_at_safety(draft: Draft, expected: Expected) -> Iterator[Hit]:
    """Personal data, and names that belong to somebody else."""
    text = draft.folded.text
    for match in _ALIAS.finditer(text) if "@" in text else ():
        yield Hit("buyer-data", *draft.folded.origin(*match.span()), "a buyer's e-mail alias")
    for match in _BUYER.finditer(text):
        own_purchaser = "," in match[0] and text[max(0, match.start() - 4) : match.start()] in (
            "our ",
            " my ",
        )
        if not own_purchaser and not _NOT_A_PERSON.search(match["name"]):
            yield Hit("buyer-data", *draft.folded.origin(*match.span("name")), "a buyer's name")
    for match in _CONTACT.finditer(text):
        yield Hit("buyer-data", *draft.folded.origin(*match.span("data")), "a buyer's contact data")
    for name in expected.buyers:
        yield from _named(draft, name, "buyer-data", "a buyer's name")
    for name in expected.other_stores:
        yield from _named(draft, name, "other-store", "the name of another store")
    if expected.store:
        for match in _STORE.finditer(text):
            given = match["name"].strip(" *.").casefold()
            if expected.store.casefold() not in given and given not in expected.store.casefold():
                yield Hit(
                    "other-store",
                    *draft.folded.origin(*match.span("name")),
                    f"this store is {expected.store}",
                )


def _named(draft: Draft, name: str, rule: str, detail: str) -> Iterator[Hit]:
    if len(name.strip()) < 3:
        return
    for match in re.finditer(
        rf"(?<!\w){re.escape(name.strip())}(?!\w)", draft.folded.text, re.IGNORECASE
    ):
        yield Hit(rule, *draft.folded.origin(*match.span()), detail)
        return
