"""Gaps that were not filled in, whatever mark the writer left for them and in whatever language."""

import re
from collections.abc import Iterator

from poa.check.finding import Hit
from poa.check.reading import Draft

_BRACKET = re.compile(
    r"(?P<square>\[[^\[\]\n]{0,160}\])(?!\()"
    r"|(?P<curly>\{\{?[^{}\n]{0,80}\}?\})"
    r"|(?P<angle><(?!/?(?:b|i|p|br|u|li|ul|ol|a|em|strong|div|span|table|tr|td)\b)[A-Za-z][^<>\n@"
    r"/]{1,60}>)"
    r"|(?P<fullwidth>\u3010[^\u3010\u3011\n]{0,80}\u3011)"
    r"|(?P<merge>\u00ab ?(?:\w{1,12}[_ ])?(?i:name|date|datum|nom|nombre|nome|store|title) ?\u00bb)"
    r"|(?P<line>_{3,500}|\.{6,500}|\u2026{3,500}|#{4,500}|\*{5,500}(?!\n))"
    r"|(?<![A-Za-z0-9])(?P<crosses>(?:[xX]{3,500})(?:[-/. ][xX]{2,500}){0,4})(?![A-Za-z0-9])"
    r"|(?P<percent>%[A-Z][A-Z_]{2,30}%|\$[A-Z][A-Z_]{2,30}\b|\$\{[^}\n]{1,40}\})"
    r"|(?P<round>\((?:(?:insert|enter|please (?:insert|add|fill|enter)|fill in"
    r"|describe)\b[^()\n]{0,80}|(?:your |the |store |seller |company |full |buyer "
    r"|product |order )?(?:names?|dates?|numbers?|asins?|reason|position|title"
    r"|id|signature|e-?mail|address)|your [^()\n]{1,40})\))"
)
# What every such gap begins with: most letters hold little of it, and the search for it is quick.
_MARK = re.compile(r"[\[{<\u3010\u00ab%$(]|___|\.{6}|\u2026{3}|####|\*{5}|[xX]{3}")
_FILLED = re.compile(
    r"\[\s{0,30}(?:important|\d{1,3}|[a-zA-Z]|[ivx]{1,4}|sic|\.{3}|\u2026|redacted"
    r"|masked|removed|omitted|name (?:removed|redacted|withheld)|x|\u2713|"
    r"(?:see |cf\.? )?(?:annex|exhibit|attach\w{2,6}|appendix|enclosure|screen ?shot"
    r"|figure|fig\.?|evidence|proof|file|photo|document|doc|table|page|p\.)\s?(?:no\.? ?)?[\w., &"
    r"/-]{0,40}|"
    r"signed|signature|emphasis (?:added|ours)|translated|translation|original (?:in"
    r"|text)[^\]]{0,40})\s{0,30}\]",
    re.IGNORECASE,
)
# "The field {note} was empty": the letter speaks of it.
_FIELD = re.compile(
    r"\b(?:fields?|variables?|placeholders?|tokens?|tags?|parameters?)(?: called| named)? $",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"e\.g\.?\b", re.IGNORECASE)

# A part of a date that was left open, in the letters of several languages.
_OPEN = r"[xX]{1,2}|[dDtTjJgGmMnN]{2}|_{1,4}|\?{1,3}|-{2}|\.{2,4}|#{2}|\*{2}"
_OPEN_YEAR = r"[xX]{4}|[yYjJaA]{4}|[yYaA]{2}|_{2,4}|\?{4}|20(?:[xXyY]{2}|__|\?\?|\.\.(?!\.))"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Januar|Februar|M\u00e4rz|Mai|Juni|Juli|Oktober|Dezember|janvier|f\u00e9vrier|mars|avril|mai"
    r"|juin|juillet|ao\u00fbt|septembre|octobre|novembre|d\u00e9cembre|enero|febrero|marzo|abril"
    r"|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile"
    r"|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|mar\u00e7o|maio|junho"
    r"|julho|setembro|outubro|novembro|dezembro|Month)"
)
_THINGS = (
    r"(?:orders|buyers|customers|messages|e-?mails|templates|units|hours|days|weeks|months|times"
    r"|complaints|requests)"
)
_BLANK = re.compile(
    # None begins inside a word: said once in front, it saves looking at most places.
    r"(?<!\w)(?:"
    rf"(?<![\w.?#*-])(?:{_OPEN}|\d{{1,2}}) ?(?P<by>[./-]) ?(?:{_OPEN}|\d{{1,2}}) ?(?P=by) ?"
    rf"(?:{_OPEN_YEAR}|{_OPEN}|\d{{4}}|\d{{2}})(?![\w/])"
    rf"|(?<!\w)(?:{_OPEN_YEAR}|20\d\d)(?P<dash>[./-])(?:{_OPEN}|\d\d)(?P=dash)(?:{_OPEN}|\d\d)(?!\w)"
    r"|(?<!\w)[xX]{2}[./][xX]{2}(?!\w)"
    rf"|(?<!\w)(?:[xX]{{1,2}}|[dDnNtTjJ]{{2}}|_{{1,4}}|\?{{1,3}}|-{{2}})(?:st|nd|rd|th|\.)?"
    rf"(?: of| de)? {_MONTH}(?!\w)"
    rf"|(?<!\w){_MONTH} (?:[xX]{{1,2}}|DD|dd|_{{1,4}}|\?{{1,3}})(?:st|nd|rd|th)?(?:,? 20\d\d|(?=,))"
    r"|(?<!\w)20(?:[xXyY]{2}|\d[xX]|__)(?!\w)"
    r"|(?<!\w)__(?:st|nd|rd|th)(?!\w)"
    rf"|(?<![\w?])(?:[xX]{{2}}|[nN]{{2}}|\?{{2,3}}|__) {_THINGS}(?!\w)"
    rf"|(?<=\b(?:of|to|in) )[XN] {_THINGS}(?!\w)|(?<=\b(?:sent|were|over) )[XN] {_THINGS}(?!\w)"
    rf"|(?<=\b(?:about|total|found) )[XN] {_THINGS}(?!\w)"
    r"|(?<!\w)[xX]{1,2} ?%|(?<!\w)[$\u20ac\u00a3] ?[xX]{1,4}(?!\w)"
    r"|(?<!\w)(?:Mr|Mrs|Ms)\.? (?:X{1,3}|Y)(?![\w'])"
    r"|(?<!\w)(?:Max|Erika) Mustermann(?!\w)"
    r"|(?<!\w)(?i:your|yourname|name|you)@(?:\w{2,20})\.com(?!\w)"
    r"|^[ \t>*_-]{0,6}\(?(?i:your|seller|store|shop|company|full|owner)(?i: full| store| shop"
    r"| company| seller| business)? (?i:name|signature|title|position)\)?[ \t*_.,]{0,4}$)",
    re.MULTILINE,
)
_LETTERS_OF_A_GAP = re.compile(r"[^\d./ -]|--|\.\.")
_MOST = 12


def look_at_gaps(draft: Draft) -> Iterator[Hit]:
    """Every gap, once, up to a dozen."""
    told = end = 0
    for match in sorted((*_bracketed(draft), *_blanks(draft)), key=re.Match.start):
        quoted = match.lastgroup != "merge" and _is_quoted(draft, match.start())
        if quoted or match.start() < end or told == _MOST:
            continue
        end = match.end()
        told += 1
        yield Hit("placeholders-left", *draft.folded.origin(*match.span()))


def _bracketed(draft: Draft) -> Iterator[re.Match[str]]:
    text = draft.folded.text
    end = 0
    for mark in _MARK.finditer(text):
        match = _BRACKET.match(text, mark.start()) if mark.start() >= end else None
        if match is None:
            continue
        end = match.end()
        square = match.lastgroup == "square"
        if square and _FILLED.match(match[0]) and not _EXAMPLE.search(match[0]):
            continue
        tick_box = square and not match[0][1:-1].strip()
        if tick_box and text[match.end() : match.end() + 1] == " ":
            continue
        if match.lastgroup == "line" and _is_rule(text, match):
            continue
        if _FIELD.search(text, max(0, match.start() - 30), match.start()):
            continue
        yield match


def _blanks(draft: Draft) -> Iterator[re.Match[str]]:
    for match in _BLANK.finditer(draft.folded.text):
        if _LETTERS_OF_A_GAP.search(match[0]):
            yield match


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
