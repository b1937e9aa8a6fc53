"""Equal texts are judged once, also when only the order number or the buyer's name differs."""

import re
from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import NamedTuple

from poa.audit.finding import Finding
from poa.audit.judge import TextJudgement, judge_text
from poa.message import Message

_ORDER_ID = re.compile(r"\d{3}-\d{7}-\d{7}")
_GREETED = re.compile(
    r"(?:Dear|Hi|Hello|Hallo|Bonjour|Hola|Ciao) "
    r"([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{1,20}(?: [A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{1,20}){0,2})(?=[,!:\n])"
)
# A greeting stands at the beginning; to look for one everywhere would cost more than it saves.
_GREETING_WITHIN = 200
# Two generations of this many judgements are kept: some tens of megabytes at most.
_MOST = 8192
_Spans = tuple[tuple[int, int], ...]


class Wording(NamedTuple):
    """A message's texts without what differs from buyer to buyer.

    Attributes:
        key: The same for all messages of one wording.
        spans: For subject and body the places of names and order numbers.
    """

    key: Hashable
    spans: tuple[_Spans, _Spans]


@dataclass(frozen=True, slots=True)
class _Known:
    judgement: TextJudgement
    spans: tuple[_Spans, _Spans]


class Judgements:
    """Remembers the judgements of the wordings met last."""

    def __init__(self) -> None:
        self._young: dict[Hashable, _Known] = {}
        self._old: dict[Hashable, _Known] = {}
        self._clean: dict[TextJudgement, TextJudgement] = {}

    def recall(self, message: Message, wording: Wording) -> TextJudgement | None:
        """The judgement of the message's texts, if its wording was met before."""
        known = self._young.get(wording.key)
        if known is None:
            known = self._old.get(wording.key)
            if known is None:
                return None
            self._keep(wording.key, known)
        judgement = known.judgement
        if not judgement.findings or known.spans == wording.spans:
            return judgement
        return replace(
            judgement,
            findings=tuple(
                _moved(finding, known.spans, wording.spans, message)
                for finding in judgement.findings
            ),
        )

    def remember(self, wording: Wording, judgement: TextJudgement) -> TextJudgement:
        """Keep the judgement of a wording."""
        if not judgement.findings:
            # One object for all that are clean alike: less to keep.
            judgement = self._clean.setdefault(judgement, judgement)
        self._keep(wording.key, _Known(judgement, wording.spans))
        return judgement

    def judge(self, message: Message) -> TextJudgement:
        """The judgement of the message's texts; the same as ``judge_text`` gives."""
        wording = wording_of(message)
        known = self.recall(message, wording)
        if known is None:
            known = judge_text(message.subject, message.body, message.language)
            known = self.remember(wording, known)
        return known

    def _keep(self, key: Hashable, known: _Known) -> None:
        if len(self._young) >= _MOST:
            self._old, self._young = self._young, {}
        if len(self._clean) >= _MOST:
            self._clean.clear()
        self._young[key] = known


def wording_of(message: Message) -> Wording:
    """The wording of a message's subject and body."""
    order = message.order_id if _ORDER_ID.fullmatch(message.order_id) else ""
    subject, body = message.subject, message.body
    in_subject, in_body = _varying(subject, order), _varying(body, order)
    counts = (len(in_subject), len(in_body))
    key = (_constant(subject, in_subject), _constant(body, in_body), message.language, counts)
    return Wording(key, (in_subject, in_body))


def _varying(text: str, order: str) -> _Spans:
    """Where the buyer's name and order numbers stand, in order.

    Args:
        text: A subject or a body.
        order: The number of the message's order; a text that has it is not searched for others.
    """
    if "\0" in text:
        return ()
    spans = []
    greeted = _GREETED.search(text, 0, _GREETING_WITHIN)
    if greeted is not None and not text[greeted.start() - 1 : greeted.start()].isalnum():
        spans.append(greeted.span(1))
    if order and order in text:
        at = text.find(order)
        while at >= 0:
            spans.append((at, at + len(order)))
            at = text.find(order, at + len(order))
    else:
        spans += [found.span() for found in _ORDER_ID.finditer(text)]
    if len(spans) > 1:
        spans.sort()
    return tuple(
        (start, end)
        for start, end in spans
        if not (_is_numeric(text[start - 1 : start]) or _is_numeric(text[end : end + 1]))
    )


def _is_numeric(char: str) -> bool:
    return char.isdigit() or char == "-"


def _constant(text: str, spans: _Spans) -> str:
    """The text without what varies; equal only for texts that vary in the same places."""
    pieces = []
    at = 0
    for start, end in spans:
        pieces.append(text[at:start])
        pieces.append("\0#" if text[start].isdigit() else "\0@")
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _moved(
    finding: Finding, known: tuple[_Spans, _Spans], new: tuple[_Spans, _Spans], message: Message
) -> Finding:
    """A finding at its place in a text of the same wording."""
    match finding.field:
        case "subject":
            text, old_spans, new_spans = message.subject, known[0], new[0]
        case "body":
            text, old_spans, new_spans = message.body, known[1], new[1]
        case _:
            return finding
    start = _place(finding.start, old_spans, new_spans)
    end = max(start, _place(finding.end, old_spans, new_spans))
    return replace(finding, start=start, end=end, excerpt=text[start:end])


def _place(at: int, old: _Spans, new: _Spans) -> int:
    index = bisect_right(old, (at, -1)) - 1
    if index < 0:
        return at
    (_, old_end), (new_start, new_end) = old[index], new[index]
    if at >= old_end:
        return at - old_end + new_end
    return min(new_start + at - old[index][0], new_end)
