"""Looks for the phrases of rules: only where a word that they need occurs at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from poa.check.finding import Hit, Severity
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


@dataclass(frozen=True, slots=True)
class _Phrase:
    rule: Rule
    pattern: re.Pattern[str]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Looks:
    phrases: tuple[_Phrase, ...]
    unless: dict[str, re.Pattern[str]]
    excused: dict[str, re.Pattern[str]]


def expand(phrase: str) -> str:
    """The regular expression that a phrase of the rule files stands for."""
    for name, pattern in _NAMES.items():
        phrase = phrase.replace(name, pattern)
    return rf"(?<!\w)(?:{phrase})(?!\w)"


def needed_words(pattern: str) -> tuple[str, ...]:
    """Texts of which at least one is in everything the pattern matches; empty when none is sure.

    The choice with the longest shortest text is taken. Only what the rule files use is understood;
    anything else ends a run of plain characters, which is always safe.
    """
    best: tuple[str, ...] = ()
    run = ""
    at = 0
    while at < len(pattern):
        size, choice, char = _token(pattern, at)
        quantifier = re.match(r"[?*+]|\{(\d*)[^}]*\}", pattern[at + size :])
        optional = quantifier and (quantifier[0] in "?*" or quantifier[1] == "0")
        if char and not quantifier:
            run += char
        else:
            best, run = _longer(best, (run,)), ""
            if choice and not optional:
                best = _longer(best, choice)
        at += size + (quantifier.end() if quantifier else 0)
    return _longer(best, (run,))


def _token(pattern: str, at: int) -> tuple[int, tuple[str, ...], str]:
    """Length of the token at a place; the texts it needs if it is a group; its plain character."""
    char = pattern[at]
    if char == "(":
        end = _group_end(pattern, at)
        inside = pattern[at + 1 : end]
        if inside.startswith("?:"):
            needs = [needed_words(choice) for choice in _choices(inside[2:])]
            every = tuple(text for need in needs for text in need)
            return end + 1 - at, every if all(needs) else (), ""
        if inside.startswith("?"):
            return end + 1 - at, (), ""
        raise ValueError(f"write (?:...) in {pattern!r}")
    if char == "[":
        return pattern.index("]", at + 2) + 1 - at, (), ""
    if char == "\\":
        plain = "" if pattern[at + 1].isalnum() else pattern[at + 1]
        return 2, (), plain
    return 1, (), "" if char in ".^$|" else char


def _group_end(pattern: str, at: int) -> int:
    depth = 0
    skip = False
    bracket = False
    for place in range(at, len(pattern)):
        char = pattern[place]
        if skip:
            skip = False
        elif char == "\\":
            skip = True
        elif bracket:
            bracket = char != "]"
        elif char == "[":
            bracket = True
        elif char in "()":
            depth += 1 if char == "(" else -1
            if depth == 0:
                return place
    raise ValueError(f"a bracket stays open in {pattern!r}")


def _choices(inside: str) -> list[str]:
    choices, depth, begin, place = [], 0, 0, 0
    while place < len(inside):
        char = inside[place]
        if char == "\\":
            place += 1
        elif char == "[":
            place = inside.index("]", place + 2)
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            choices.append(inside[begin:place])
            begin = place + 1
        place += 1
    return [*choices, inside[begin:]]


def _longer(best: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    def worth(texts: tuple[str, ...]) -> float:
        return min(map(len, texts)) - len(texts) / 8 if texts and all(texts) else -1.0

    return new if worth(new) > worth(best) and all(new) else best


@cache
def _looks() -> _Looks:
    phrases = []
    unless = {}
    excused = {}
    for rule in load_rules().values():
        for phrase in rule.phrases:
            needs = needed_words(expand(phrase))
            phrases.append(_Phrase(rule, re.compile(expand(phrase)), needs))
        if rule.unless:
            unless[rule.id] = re.compile("|".join(map(expand, rule.unless)))
        if rule.excused:
            excused[rule.id] = re.compile("|".join(map(expand, rule.excused)))
    return _Looks(tuple(phrases), unless, excused)


def find_phrases(draft: Draft) -> Iterator[Hit]:
    """Every place where a rule's phrase stands and nothing makes it harmless."""
    looks = _looks()
    found: dict[str, list[Hit]] = {}
    for number, sentence, phrase in _candidates(draft, looks):
        hits = found.setdefault(phrase.rule.id, [])
        if len(hits) >= _MOST_PER_RULE:
            continue
        for match in phrase.pattern.finditer(sentence.low):
            if _harmless(draft, number, phrase.rule, match.span(), looks):
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


def _candidates(draft: Draft, looks: _Looks) -> Iterator[tuple[int, Sentence, _Phrase]]:
    low = draft.low
    for phrase in looks.phrases:
        seen = -1
        for need in phrase.needs:
            at = low.find(need)
            while at >= 0:
                number, begin = draft.sentence_at(at)
                sentence = draft.sentences[number]
                if number != seen:
                    seen = number
                    yield number, sentence, phrase
                at = low.find(need, begin + len(sentence.low))


def _harmless(draft: Draft, number: int, rule: Rule, span: tuple[int, int], looks: _Looks) -> bool:
    sentence = draft.sentences[number]
    start, end = span
    if rule.quotable and sentence.quoted(start, end):
        return True
    if rule.negatable and _NEGATION.search(sentence.low, max(0, start - 60), start):
        return True
    if rule.id in looks.unless and looks.unless[rule.id].search(sentence.low):
        return True
    if rule.id not in looks.excused:
        return False
    around = draft.sentences[number : number + 2]
    return any(looks.excused[rule.id].search(near.low) for near in around)
