"""Equal texts are judged once, also when only the order number or the buyer's name differs."""

import re
from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, replace

from poa.audit.finding import Finding
from poa.audit.judge import TextJudgement, judge_text

_ORDER_ID = re.compile(r"\d{3}-\d{7}-\d{7}")
_GREETED = re.compile(
    r"\b(?:Dear|Hi|Hello|Hallo|Bonjour|Hola|Ciao) "
    r"([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{1,20}(?: [A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{1,20}){0,2})(?=[,!:\n])"
)
# A greeting stands at the beginning; to look for one everywhere would cost more than it saves.
_GREETING_WITHIN = 200
# Two generations of this many judgements are kept: some tens of megabytes at most.
_MOST = 8192
_Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Known:
    judgement: TextJudgement
    spans: dict[str, _Spans]


class TextJudge:
    """Judges texts and remembers the last ones."""

    def __init__(self) -> None:
        self._young: dict[Hashable, _Known] = {}
        self._old: dict[Hashable, _Known] = {}
        self._clean: dict[TextJudgement, TextJudgement] = {}

    def judge(self, subject: str, body: str, language: str) -> TextJudgement:
        """The judgement of the texts; the same as ``judge_text`` gives."""
        spans = {"subject": _varying(subject), "body": _varying(body)}
        key = (_constant(subject, spans["subject"]), _constant(body, spans["body"]), language)
        known = self._young.get(key) or self._old.get(key)
        if known is None:
            judgement = judge_text(subject, body, language)
            if not judgement.findings:
                # One object for all that are clean alike: less to keep and less to send.
                judgement = self._clean.setdefault(judgement, judgement)
            known = _Known(judgement, spans)
            self._remember(key, known)
            return judgement
        if not known.judgement.findings or known.spans == spans:
            return known.judgement
        texts = {"subject": subject, "body": body}
        moved = tuple(
            _moved(finding, known.spans, spans, texts) if finding.field in texts else finding
            for finding in known.judgement.findings
        )
        return replace(known.judgement, findings=moved)

    def _remember(self, key: Hashable, known: _Known) -> None:
        if len(self._young) >= _MOST:
            self._old, self._young = self._young, {}
        if len(self._clean) >= _MOST:
            self._clean.clear()
        self._young[key] = known


def _varying(text: str) -> _Spans:
    """Where the buyer's name and order numbers stand, in order."""
    greeted = _GREETED.search(text, 0, _GREETING_WITHIN)
    orders = [
        found.span()
        for found in _ORDER_ID.finditer(text)
        if not _is_numeric(text[max(found.start() - 1, 0) : found.start()])
        and not _is_numeric(text[found.end() : found.end() + 1])
    ]
    if greeted is None:
        return tuple(orders)
    return tuple(sorted([greeted.span(1), *orders]))


def _is_numeric(char: str) -> bool:
    return char.isdigit() or char == "-"


def _constant(text: str, spans: _Spans) -> str:
    """The text without what varies; equal only for texts that vary in the same places."""
    if not spans:
        return text
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    parts = zip(edges[::2], edges[1::2], strict=True)
    kinds = "".join("#" if text[start].isdigit() else "@" for start, _ in spans)
    return "\0".join(text[start:end] for start, end in parts) + "\0" + kinds


def _moved(
    finding: Finding, known: dict[str, _Spans], new: dict[str, _Spans], texts: dict[str, str]
) -> Finding:
    """A finding at its place in a text of the same wording."""
    old_spans, new_spans = known[finding.field], new[finding.field]
    start = _place(finding.start, old_spans, new_spans)
    end = max(start, _place(finding.end, old_spans, new_spans))
    return replace(finding, start=start, end=end, excerpt=texts[finding.field][start:end])


def _place(at: int, old: _Spans, new: _Spans) -> int:
    index = bisect_right(old, (at, -1)) - 1
    if index < 0:
        return at
    (_, old_end), (new_start, new_end) = old[index], new[index]
    if at >= old_end:
        return at - old_end + new_end
    return min(new_start + at - old[index][0], new_end)
