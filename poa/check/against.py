"""A letter held against an earlier appeal: what is new, what is repeated, what contradicts."""

import re
from dataclasses import dataclass

from poa.check.contradictions import event_dates, totals
from poa.check.finding import Hit, Severity
from poa.check.reading import Draft, Sentence, read_letter

_WORD = re.compile(r"[a-z0-9']+")
_SIZE = 4
_REPEATED = 0.6
_MUCH, _ALMOST_ALL = 0.5, 0.8
_LEAST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a letter adds to an earlier one.

    Attributes:
        share_repeated: The part of its words that stood in the earlier one, 0 to 1.
        new: Its sentences that are new.
        repeated: Its sentences that are merely repeated.
        hits: What a reader must know.
    """

    share_repeated: float
    new: tuple[str, ...]
    repeated: tuple[str, ...]
    hits: tuple[Hit, ...]

    def as_json(self) -> dict[str, object]:
        """For a program."""
        return {
            "share_repeated": round(self.share_repeated, 3),
            "new": list(self.new),
            "repeated": list(self.repeated),
        }


def compare_letters(text: str, old: str) -> Comparison:
    """Hold a letter against an earlier one."""
    draft, earlier = read_letter(text), read_letter(old)
    known = _runs(" ".join(_WORD.findall(earlier.low)).split())
    new, repeated = [], []
    words_all = words_repeated = 0
    for sentence in draft.sentences:
        words = _WORD.findall(sentence.low)
        if sentence.heading or len(words) < _LEAST_WORDS:
            continue
        runs = _runs(words)
        words_all += len(words)
        if len(runs & known) >= _REPEATED * len(runs):
            words_repeated += len(words)
            repeated.append(_shown(draft, sentence))
        else:
            new.append(_shown(draft, sentence))
    share = words_repeated / words_all if words_all else 0.0
    return Comparison(share, tuple(new), tuple(repeated), tuple(_hits(draft, earlier, share)))


def _runs(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words[at : at + _SIZE]) for at in range(max(1, len(words) - _SIZE + 1)))


def _shown(draft: Draft, sentence: Sentence) -> str:
    return " ".join(draft.folded.text[sentence.start : sentence.end].split())


def _hits(draft: Draft, earlier: Draft, share: float) -> list[Hit]:
    hits = []
    if share >= _MUCH:
        severity = Severity.BLOCK if share >= _ALMOST_ALL else Severity.WARN
        hits.append(Hit("resubmitted", 0, 0, f"{share:.0%} of the words are repeated", severity))
    before = totals(earlier)
    for what, (number, sentence, start, end) in totals(draft).items():
        if what in before and before[what][0] != number:
            detail = f"the earlier appeal says {before[what][0]}"
            hits.append(Hit("contradicts-earlier", *draft.span(sentence, start, end), detail))
    then = event_dates(earlier)
    for kind, (date, sentence) in event_dates(draft).items():
        if kind in then and (then[kind][0].day, then[kind][0].month) != (date.day, date.month):
            detail = f"the earlier appeal says {then[kind][0].words}"
            hits.append(
                Hit("contradicts-earlier", *draft.span(sentence, date.start, date.end), detail)
            )
    return hits
