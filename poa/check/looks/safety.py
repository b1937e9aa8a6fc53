"""Gaps that were not filled in, buyers' data, another store's name."""

import re
from collections.abc import Iterator

from poa.check.expected import Expected
from poa.check.finding import Hit
from poa.check.reading import Draft

_GAP = re.compile(
    r"(?P<square>\[[^\[\]\n]{0,160}\])(?!\()"
    r"|(?P<curly>\{\{?[^{}\n]{0,80}\}?\})"
    r"|(?P<angle><(?!/?(?:b|i|p|br|u|li|ul|ol|a|em|strong|div|span|table|tr|td)\b)[A-Za-z][^<>\n@"
    r"/]{1,60}>)"
    r"|(?P<fullwidth>\u3010[^\u3010\u3011\n]{0,80}\u3011)"
    r"|(?P<line>_{3,}|\.{6,}|\u2026{3,}|#{4,}|\*{5,}(?!\n))"
    r"|(?<![A-Za-z0-9])(?P<crosses>(?:[xX]{3,})(?:[-/. ][xX]{2,}){0,4})(?![A-Za-z0-9])"
    r"|(?P<percent>%[A-Z][A-Z_]{2,30}%|\$[A-Z][A-Z_]{2,30}\b|\$\{[^}\n]{1,40}\})"
    r"|(?P<round>\((?:(?:insert|enter|please (?:insert|add|fill|enter)|fill in"
    r"|describe)\b[^()\n]{0,80}|(?:your |the |store |seller |company |full |buyer "
    r"|product |order )?(?:names?|dates?|numbers?|asins?|reason|position|title"
    r"|id|signature|e-?mail|address)|your [^()\n]{1,40})\))"
)
# What every gap begins with: most letters hold little of it, and the search for it is quick.
_MARK = re.compile(r"[\[{<\u3010%$(]|___|\.{6}|\u2026{3}|####|\*{5}|[xX]{3}")
_FILLED = re.compile(
    r"\[\s*(?:important|\d{1,3}|[a-zA-Z]|[ivx]{1,4}|sic|\.{3}|\u2026|redacted"
    r"|masked|removed|omitted|name (?:removed|redacted|withheld)|x|\u2713|"
    r"(?:see |cf\.? )?(?:annex|exhibit|attach\w{2,6}|appendix|enclosure|screen ?shot"
    r"|figure|fig\.?|evidence|proof|file|photo|document|doc|table|page|p\.)\s?(?:no\.? ?)?[\w., &"
    r"/-]{0,40}|"
    r"signed|signature|emphasis (?:added|ours)|translated|translation|original (?:in"
    r"|text)[^\]]{0,40})\s*\]",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"e\.g\.?\b", re.IGNORECASE)
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
_MOST = 12


def look_at_safety(draft: Draft, expected: Expected) -> Iterator[Hit]:
    """Gaps, personal data, and names that belong to somebody else."""
    yield from _gaps(draft)
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


def _gaps(draft: Draft) -> Iterator[Hit]:
    text = draft.folded.text
    told = end = 0
    for mark in _MARK.finditer(text):
        match = _GAP.match(text, mark.start()) if mark.start() >= end else None
        if match is None:
            continue
        if told == _MOST:
            return
        end = match.end()
        if (
            match.lastgroup == "square"
            and _FILLED.match(match[0])
            and not _EXAMPLE.search(match[0])
        ):
            continue
        tick_box = match.lastgroup == "square" and not match[0][1:-1].strip()
        if tick_box and text[match.end() : match.end() + 1] == " ":
            continue
        if match.lastgroup == "line" and _is_rule(text, match):
            continue
        if _is_quoted(draft, match.start()):
            continue
        told += 1
        yield Hit("placeholders-left", *draft.folded.origin(*match.span()))


def _is_rule(text: str, match: re.Match[str]) -> bool:
    """Whether the marks fill a line of their own, as a line between parts or for a signature."""
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    after = text[match.end() : match.end() + 200].split("\n", 1)[0]
    return not before.strip() and (not after.strip() or match[0][0] in "#*")


def _is_quoted(draft: Draft, at: int) -> bool:
    for sentence in draft.sentences:
        if sentence.start <= at < sentence.end and sentence.quotes:
            raw = draft.folded.text[sentence.start : at]
            low = len(" ".join(raw.split())) + (1 if raw[-1:].isspace() and raw.strip() else 0)
            return sentence.quoted(low, low)
    return False


def _named(draft: Draft, name: str, rule: str, detail: str) -> Iterator[Hit]:
    if len(name.strip()) < 3:
        return
    for match in re.finditer(
        rf"(?<!\w){re.escape(name.strip())}(?!\w)", draft.folded.text, re.IGNORECASE
    ):
        yield Hit(rule, *draft.folded.origin(*match.span()), detail)
        return
