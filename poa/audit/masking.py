"""What could tell who a buyer is, found in a text so that a report can leave it out.

The seller's own addresses and telephone numbers stay: they are what a finding is about. Order
numbers stay: they are how Amazon finds a message, and name nobody to anybody else.
"""

import re
from functools import lru_cache

from poa.audit.shapes import DIGIT, Hints

HIDDEN = "•••"

_ALIAS = re.compile(r"[\w.+-]{1,64}@(?:marketplace|store)\.amazon\.[a-z.]{2,8}\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}"
_GREETING = re.compile(
    r"(?:^|[\n>.!,]\s{0,20})(?i:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|hallo"
    r"|liebe[r]?|guten tag|sehr geehrte[r]?|bonjour|cher|ch[eè]re|hola|estimad[oa]|querid[oa]|ciao"
    r"|gentile|car[oa]|buongiorno|ol[aá]|prezad[oa])[ ,]{1,3}"
    r"(?:(?i:mr|mrs|ms|miss|dr|herr|frau|herrn|monsieur|madame|m|mme|sr|sra|señor|señora|signor"
    r"|signora|sig)\.?\s{1,3}){0,2}"
    rf"(?P<name>{_NAME}(?:[ ]{{1,2}}(?:[A-ZÀ-ÖØ-Þ]\.|{_NAME}|van|von|de|del|da)){{0,4}})"
)
_HONORIFIC = re.compile(r"(?P<name>[\u3040-\u30ff\u4e00-\u9fff々]{1,8})(?:様|さま)")
_STREET = re.compile(
    r"\b\d{1,5}[a-z]?,?\s(?:[A-Z][\w.'-]{1,20}\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr"
    r"|Court|Ct|Boulevard|Blvd|Way|Close|Place|Terrace)\b\.?(?:,?\s(?:Apt|Unit|Suite|#)\.?\s?\w{1,6})?"
    r"|\b[A-ZÄÖÜ][\wäöüß.-]{2,30}(?:straße|strasse|str\.|weg|platz|allee|gasse)\s\d{1,4}\s?[a-z]?\b"
    r"|\b\d{1,4}(?:\s?bis)?,?\s(?:rue|avenue|boulevard|chemin|place|impasse)\s(?:[\w'’-]{1,20}\s?){1,4}"
    r"|\b(?:Calle|Avenida|Via|Viale|Corso|Piazza|Rua)\s(?:[\w'’.-]{1,20}\s){0,3}[\w'’-]{1,20},?\s"
    r"(?:n[.º°]\s?)?\d{1,4}\b"
)
_TOWN = re.compile(
    r"\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"
    r"|(?<!\d)\d{5}\s[A-ZÄÖÜ][\wäöüßéèç-]{2,25}\b"
)
# Words after a greeting that are nobody's name.
_NOBODY = re.compile(
    r"(?:valued|dear|amazon|customer|buyer|friend|sir|madam|all|there|team|client|shopper|kunde"
    r"|kundin|kunden|damen|herren|cliente|client[es]|acheteur|comprador|thank|thanks|thankyou|your"
    r"|you|we|this|our|the|i)"
    r"(?:s|in)?",
    re.IGNORECASE,
)
# Most texts name nobody; what a pattern cannot do without tells so in one pass.
_GREETS = (
    "dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|hallo|liebe|guten tag|geehrte|bonjour"
    "|cher|ch[eè]re|hola|estimad[oa]|querid[oa]|ciao|gentile|car[oa]|buongiorno|ol[aá]|prezad[oa]"
).replace("i", "[iİı]")
_HINTS = Hints(
    {
        "alias": "@",
        "greeting": f"(?i)(?:{_GREETS})r?[ ,]",
        "honorific": "様|さま",
        "street": f"{DIGIT}[a-z]?,?[^0-9A-Za-z][A-Z]"
        r"|(?:straße|strasse|str\.|weg|platz|allee|gasse)[^a-z]"
        "|[^a-z](?:rue|avenue|boulevard|chemin|place|impasse)[^a-z]"
        "|(?:Calle|Avenida|Via|Viale|Corso|Piazza|Rua)[^a-z]",
        "town": f"[A-Z]{{2}}[^0-9A-Za-z]{DIGIT}{{5}}|[^a-z][^0-9A-Za-z]{DIGIT}[A-Z]{{2}}"
        f"|{DIGIT}{{5}}[^0-9A-Za-z][A-ZÄÖÜ]",
    }
)
_PRIVATE = (
    ("alias", _ALIAS, 0),
    ("greeting", _GREETING, "name"),
    ("honorific", _HONORIFIC, "name"),
    ("street", _STREET, 0),
    ("town", _TOWN, 0),
)
_Span = tuple[int, int]


def mask(text: str, buyer: str = "") -> str:
    """The text with everything that could tell who the buyer is replaced by three dots."""
    pieces = []
    at = 0
    for start, end in private_spans(text, buyer):
        pieces += [text[at:start], HIDDEN]
        at = end
    return "".join([*pieces, text[at:]])


def private_spans(text: str, buyer: str = "") -> list[_Span]:
    """Where a text names its buyer: in order, without overlaps.

    Args:
        text: What is shown.
        buyer: The buyer's name, address or both, as the source gave it; found anywhere.
    """
    spans = []
    held = _HINTS.of(text)
    for kind, pattern, group in _PRIVATE:
        if kind in held:
            spans += [found.span(group) for found in pattern.finditer(text) if _is_somebody(found)]
    if known := _names(buyer):
        spans += [found.span() for found in known.finditer(text)]
    return _merged(spans)


def _is_somebody(found: re.Match[str]) -> bool:
    name = found.groupdict().get("name")
    return name is None or not (_NOBODY.fullmatch(name.split()[0]) or name == "お客")


@lru_cache(maxsize=1024)
def _names(buyer: str) -> re.Pattern[str] | None:
    """A pattern for the parts of a buyer's name and address."""
    words = _ADDRESS.findall(buyer)
    words += re.findall(r"[^\W\d_][\w'’-]{1,40}", _ADDRESS.sub(" ", buyer)[:200])
    longest_first = sorted({re.escape(word) for word in words}, key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)


def _merged(spans: list[_Span]) -> list[_Span]:
    merged: list[_Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged
