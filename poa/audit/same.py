"""Equal texts are judged once, also when only the order number or the buyer's name differs."""

import re
from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, replace

from poa.audit.finding import Finding
from poa.audit.judge import TextJudgement, judge_text
from poa.message import Message

_ORDER_ID = re.compile(r"(?<![\d-])\d{3}-\d{7}-\d{7}(?![\d-])")
_GREETED = re.compile(
    r"(?:Dear|Hi|Hello|Hallo|Bonjour|Hola|Ciao) "
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
    spans: tuple[_Spans, _Spans] = ((), ())


class Judgements:
    """Remembers the judgements of the wordings met last."""

    def __init__(self) -> None:
        self._young: dict[Hashable, _Known] = {}
        self._old: dict[Hashable, _Known] = {}
        self._clean: dict[TextJudgement, _Known] = {}

    def recall(self, message: Message, wording: Hashable) -> TextJudgement | None:
        """The judgement of the message's texts, if its wording was met before."""
        known = self._young.get(wording)
        if known is None:
            known = self._old.get(wording)
            if known is None:
                return None
            self._keep(wording, known)
        judgement = known.judgement
        if not judgement.findings:
            return judgement
        spans = _spans(message)
        if spans == known.spans:
            return judgement
        findings = (_moved(one, known.spans, spans, message) for one in judgement.findings)
        return replace(judgement, findings=tuple(findings))

    def remember(
        self, message: Message, wording: Hashable, judgement: TextJudgement
    ) -> TextJudgement:
        """Keep the judgement of a message's wording."""
        if judgement.findings:
            self._keep(wording, _Known(judgement, _spans(message)))
            return judgement
        # One object for all that are clean alike: less to keep.
        known = self._clean.setdefault(judgement, _Known(judgement))
        self._keep(wording, known)
        return known.judgement

    def judge(self, message: Message) -> TextJudgement:
        """The judgement of the message's texts; the same as ``judge_text`` gives."""
        wording = wording_of(message)
        known = self.recall(message, wording)
        if known is None:
            known = judge_text(message.subject, message.body, message.language)
            known = self.remember(message, wording, known)
        return known

    def _keep(self, key: Hashable, known: _Known) -> None:
        if len(self._young) >= _MOST:
            self._old, self._young = self._young, {}
        if len(self._clean) >= _MOST:
            self._clean.clear()
        self._young[key] = known


def wording_of(message: Message) -> Hashable:
    """A message's texts without what differs from buyer to buyer: equal for all of one wording."""
    order = _order(message)
    return _common(message.subject, order), _common(message.body, order), message.language


def _common(text: str, order: str) -> Hashable:
    """A text without the greeted name and order numbers.

    Args:
        text: A subject or a body.
        order: The number of the message's order; a text that has it is not searched for others.
    """
    if "\0" in text:
        return ("as it is", text)
    name = _name(text)
    if name is not None:
        text = f"{text[: name[0]]}\0@{text[name[1] :]}"
    if order and order in text and not _touches_a_number(text, order):
        return text.replace(order, "\0#")
    return _ORDER_ID.sub("\0#", text)


def _spans(message: Message) -> tuple[_Spans, _Spans]:
    """The places of what ``wording_of`` leaves out, in the subject and in the body."""
    order = _order(message)
    return _varying(message.subject, order), _varying(message.body, order)


def _varying(text: str, order: str) -> _Spans:
    if "\0" in text:
        return ()
    name = _name(text)
    if order and order in text and not _touches_a_number(text, order):
        orders = re.compile(re.escape(order))
    else:
        orders = _ORDER_ID
    spans = [found.span() for found in orders.finditer(text)]
    return tuple(sorted([*spans, name] if name else spans))


def _order(message: Message) -> str:
    return message.order_id if _ORDER_ID.fullmatch(message.order_id) else ""


def _name(text: str) -> tuple[int, int] | None:
    greeted = _GREETED.search(text, 0, _GREETING_WITHIN)
    if greeted is None or text[greeted.start() - 1 : greeted.start()].isalnum():
        return None
    return greeted.span(1)


def _touches_a_number(text: str, order: str) -> bool:
    """Whether an order number stands within a longer number."""
    at = text.find(order)
    while at >= 0:
        end = at + len(order)
        if _is_numeric(text[at - 1 : at]) or _is_numeric(text[end : end + 1]):
            return True
        at = text.find(order, end)
    return False


def _is_numeric(char: str) -> bool:
    return char.isdigit() or char == "-"


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
