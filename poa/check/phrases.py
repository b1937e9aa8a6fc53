"""Looks for the phrases of rules: only where a word that they need occurs at all."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from poa.check.finding import Hit, Severity
from poa.check.needs import Choice, needed_words
from poa.check.reading import Draft, Sentence
from poa.check.rules import Rule, load_rules

# Short names that the rule files use for what most phrases hold.
_NAMES = {
    "<we>": r"(?:we|i)",
    "<our>": r"(?:our|my)",
    "<the>": r"(?:the|our|my|this|that|your|a|an|these|those|all|such|any)",
    "<adv>": r"(?:(?:\w{2,12}ly|also|just|even|now|already|always|still|really|so"
    r"|very|truly|have|had|has|did|do|would|will|must|can|could|am|are|is"
    r"|be) ){0,3}",
    "<gap>": r"(?:[^\s.;:]{1,30} ){0,4}",
    "<far>": r"(?:[^\s.;:]{1,30} ){0,9}",
}
_NEGATION = re.compile(
    r"(?:\b(?:no|not|never|nor|neither|without|nobody|none|cannot|stopped|stop"
    r"|avoid|instead of|rather than|refrain\w{0,4} from|removed|deleted|ended"
    r"|forbids?|forbidden|prohibit\w{0,3}|bans?|banned|if|whether|unless|free of)\b"
    r"|n't\b)(?:(?!\bbut\b)[^.;:]){0,45}$"
)
_MOST_PER_RULE = 7
_LONGEST_WORD, _MOST_TIMES = 30, 6


# A text of four characters or more can be in a letter only if its first four are.
_HEAD = 4


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of a rule; of each choice of ``needs`` one text is in whatever it matches.

    ``heads`` holds how the texts of a choice begin, for the choices that have no shorter text.
    """

    rule: Rule
    pattern: str
    needs: tuple[Choice, ...]
    heads: tuple[frozenset[str], ...]


# In a phrase, "+" and "*" behind a class of characters or a group; as many as anybody writes.
_REPEAT = re.compile(r"(\\[wSsd]|(?<!\\)[\])])([+*])")


def expand(phrase: str) -> str:
    """The regular expression that a phrase of the rule files stands for, its repeats bounded."""
    for name, pattern in _NAMES.items():
        phrase = phrase.replace(name, pattern)
    return rf"(?<!\w)(?:{_REPEAT.sub(_bounded, phrase)})(?!\w)"


def _bounded(repeat: re.Match[str]) -> str:
    most = _MOST_TIMES if repeat[1] == ")" else _LONGEST_WORD
    return f"{repeat[1]}{{{int(repeat[2] == '+')},{most}}}"


@cache
def _phrases() -> tuple[_Phrase, ...]:
    return tuple(
        _phrase(rule, expand(phrase)) for rule in load_rules().values() for phrase in rule.phrases
    )


def _phrase(rule: Rule, pattern: str) -> _Phrase:
    needs = needed_words(pattern)
    heads = tuple(
        frozenset(text[:_HEAD] for text in choice)
        for choice in needs
        if min(map(len, choice)) >= _HEAD
    )
    return _Phrase(rule, pattern, needs, heads)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when a letter first needs it: most letters need few of them."""
    return re.compile(pattern)


def find_phrases(draft: Draft) -> Iterator[Hit]:
    """Every place where a rule's phrase stands and nothing makes it harmless."""
    found: dict[str, list[Hit]] = {}
    for number, sentence, phrase in _candidates(draft):
        hits = found.setdefault(phrase.rule.id, [])
        if len(hits) >= _MOST_PER_RULE:
            continue
        for match in _compiled(phrase.pattern).finditer(sentence.low):
            if _harmless(draft, number, phrase.rule, match.span()):
                continue
            start, end = draft.span(sentence, *match.span())
            if all(end <= hit.start or hit.end <= start for hit in hits):
                hits.append(Hit(phrase.rule.id, start, end))
    rules = load_rules()
    for name, hits in found.items():
        rule = rules[name]
        if len(hits) < rule.least:
            continue
        enough = rule.block_from
        if rule.words_each:
            enough = min(_MOST_PER_RULE, max(enough, draft.words // rule.words_each))
        graver = Severity.BLOCK if enough and len(hits) >= enough else None
        for hit in hits:
            yield Hit(hit.rule, hit.start, hit.end, severity=graver)


def _candidates(draft: Draft) -> Iterator[tuple[int, Sentence, _Phrase]]:
    """The sentences that hold what a phrase needs."""
    low = draft.low
    heads = {low[at : at + _HEAD] for at in range(len(low))}
    for phrase in _phrases():
        if any(heads.isdisjoint(choice) for choice in phrase.heads):
            continue
        first, *others = phrase.needs
        here = [text for text in first if text[:_HEAD] in heads or len(text) < _HEAD]
        for number in sorted(_holding(draft, here)):
            sentence = draft.sentences[number]
            if all(any(text in sentence.low for text in choice) for choice in others):
                yield number, sentence, phrase


def _holding(draft: Draft, texts: Iterable[str]) -> set[int]:
    """The numbers of the sentences that hold one of the texts."""
    numbers = set()
    for text in texts:
        at = draft.low.find(text)
        while at >= 0:
            number, begin = draft.sentence_at(at)
            numbers.add(number)
            at = draft.low.find(text, begin + len(draft.sentences[number].low))
    return numbers


def _harmless(draft: Draft, number: int, rule: Rule, span: tuple[int, int]) -> bool:
    sentence = draft.sentences[number]
    start, end = span
    if rule.quotable and sentence.quoted(start, end):
        return True
    if rule.negatable and _NEGATION.search(sentence.low, max(0, start - 60), start):
        return True
    if rule.unless and _any_of(rule.unless).search(sentence.low):
        return True
    if not rule.excused:
        return False
    excuse = _any_of(rule.excused)
    return any(excuse.search(near.low) for near in draft.sentences[number : number + 2])


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(expand, phrases)))
