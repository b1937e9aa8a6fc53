"""Which part of a letter a heading opens, whatever words the writer chose for it."""

import re
from enum import StrEnum


class Part(StrEnum):
    """What a sentence of a letter is there for."""

    ROOT = "root cause"
    ACTIONS = "actions taken"
    PREVENTION = "prevention"
    EVIDENCE = "evidence"
    OPENING = "opening"
    CLOSING = "closing"


_ORNAMENT = re.compile(
    r"[\s#*_>=~|-]{0,12}(?:(?:part|section|step|no\.?|question)\s{1,3}|q(?=\d))?"
    r"(?:\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3})\s?[.):-]{1,30}\s{0,3}"
    r"|\d{1,2}(?:\.\d{1,2}){0,2}\s{1,3}(?-i:(?=[A-Z])))?[\s*_]{0,4}",
    re.IGNORECASE,
)
_PREVENTION = re.compile(
    r"^(?:now|today|since then|new rules?|what stays|secured|what is now rule)$"
    r"|prevent|avoid|in the future|for the future|\bfuture\b|recurr|reoccur|re-occur"
    r"|happen(?:ing)? again|from (?:happening|recurring)"
    r"|long[- ]term|going forward|safeguard|from now on|controls?\b.{0,20}\b(?:place"
    r"|force)|monitoring"
    r"|(?:measures?|rules?|steps) (?:now )?in (?:force|place)|now running"
    r"|stays? (?:that way|like (?:this|that)|so)"
    r"|so that (?:it|this)\b"
    r"|com(?:es?|ing) back|keeps? (?:it|this|that|them) (?:away|out|from|off)"
    r"|(?:not|avoid|against|no) (?:\w{1,12} )?repeat|so that it lasts|to make it last"
    r"|how (?:do |will |can |did )?(?:we|i|you) (?:make sure|ensure|keep|prevent)"
    r"|(?:what|how) .{0,20}\bnow\b|changed for good"
    r"|lasting|what (?:is|has been) different"
)
_ACTIONS = re.compile(
    r"\bactions?\b|correct(?:ive|ions?|ed)\b|\bsteps\b|\bmeasures\b|(?:we|i) (?:have )?(?:did"
    r"|done|changed|fixed|took|stopped)"
    r"|(?:have )?(?:we|i|you) (?:have )?done|have you taken|did you do|resolv|resolution|remed"
    r"|\bfix(?:es|ed)?\b"
    r"|immediate|\btaken\b|what (?:is|was|has been) done|done so far"
    r"|(?:put|set) right|mended|clean-?up|improvements?\b|^done\b"
)
_ROOT = re.compile(
    r"root[- ]?cause|\bcauses?\b|went wrong|\bcaused\b|what happened|what went wrong|\bwhy\b"
    r"|how (?:it|this|that) (?:happened|came)|came about|origin of"
    r"|\breasons?\b|explanation|findings?\b|background|analysis|problem\b|\bissues?\b"
    r"|the violation|what we found|our mistake"
)
_SURELY_ROOT = re.compile(r"root[- ]?cause|causes? of|what happened|what went wrong|\bwhy\b")
_EVIDENCE = re.compile(
    r"attached|^(?:list of |the |our )?attachments?(?: list| to this \w{1,30}| \(.{0,20}\))?$"
    r"|enclos|annex|exhibit|appendi|\bevidence\b|\bproof\b|\bdocuments\b|supporting"
)
# Lines that name the matter, and do not open a part.
_LABEL = re.compile(
    r"(?:re|subject|betreff|dear|to|from|date|account|store|seller|merchant|case"
    r"|order|asins?|e-?mail|name|"
    r"marketplace|appeal|for (?:the )?(?:cause|point|issue|reason"
    r"|problem|item))\b|(?:amazon )?(?:account|seller|store)\b|reason for (?:the "
    r"|my |our )?(?:suspen|restric|deactiv|block)|plan of action\b.{0,60}$"
)
_PLAN = re.compile(r"(?:our |my |the )?(?:action plan|plan of action|poa|plan)$")
_BOTH = re.compile(r"\band\b|&|/|,")
_VERB = re.compile(
    r"\b(?:was|were|is that|are that|has been|have been|will|we (?:removed|stopped|deleted))\b"
)
# "How it happened. I print a card ...": a heading that the text goes on behind.
_ASKS = re.compile(r"(?:what|how|why|which)\b")
# "what we did", on a line of its own, is a heading even where nothing is written large.
_ALONE = re.compile(
    r"(?:(?:what|how|why|so) (?:it|we|i|this|that)\b(?: \S{1,14}){1,4}|root cause)$"
)
_RUN_IN = re.compile(
    r"((?:(?:how|what|why)|(?:the )?(?:(?:immediate |corrective |preventive )?"
    r"(?:measures|actions|steps)|origin|root cause|cause|correction|prevention|controls)"
    r"(?= (?:of|that|taken|reali[sz]ed|we|i|in force|in place|now)\b|\.))"
    r"(?: [^\s.?!:,;]{1,20}){0,6})[.?] {1,3}(?=[A-Z0-9])",
    re.IGNORECASE,
)
_NOTHING: frozenset[Part] = frozenset()


def parts_of_heading(words: str) -> frozenset[Part]:
    """The parts that a heading with these lower-case words opens; empty when it opens none."""
    words = words.replace("'ve ", " have ")
    if _PLAN.match(words):
        return frozenset((Part.ACTIONS, Part.PREVENTION))
    if _LABEL.match(words):
        return _NOTHING
    prevention = _PREVENTION.search(words)
    actions = _ACTIONS.search(words)
    if _SURELY_ROOT.search(words) and not prevention:
        return frozenset(
            (Part.ROOT, Part.ACTIONS) if actions and _BOTH.search(words) else (Part.ROOT,)
        )
    if prevention:
        both = actions and re.search(
            r"(?:correct\w{0,4}|immediate|taken|action) ?(?:and|&|/|,)", words
        )
        return frozenset((Part.ACTIONS, Part.PREVENTION) if both else (Part.PREVENTION,))
    if _EVIDENCE.search(words):
        return frozenset((Part.EVIDENCE,))
    if actions:
        return frozenset((Part.ACTIONS,))
    return frozenset((Part.ROOT,)) if _ROOT.search(words) else _NOTHING


def _states(words: str) -> bool:
    """Whether the words say something, as no heading does: a question may hold a verb."""
    return _VERB.search(words) is not None and not _ASKS.match(words)


def read_heading(line: str) -> tuple[frozenset[Part], int] | None:
    """What a line opens and how many of its characters are the heading.

    Args:
        line: One line of the letter, folded; sentences may follow a heading on it after a colon.

    Returns:
        ``None`` when the line is no heading of a part.
    """
    ornament = _ORNAMENT.match(line)
    begin = ornament.end() if ornament else 0
    rest = line[begin:].rstrip()
    if not rest:
        return None
    bare = rest.rstrip(" *_:#=-?").lower()
    if len(bare) <= 80 and rest[-1] not in ".!;," and len(bare.split()) <= 11 and ":" not in bare:
        parts = _NOTHING if _states(bare) else parts_of_heading(bare)
        marked = (
            rest[-1] in ":*_#?"
            or line.lstrip().startswith(("#", "*", "="))
            or rest[0].isupper()
            or _ALONE.match(bare)
        )
        if parts and marked:
            return parts, len(line)
    colon = re.search(r":[*_]{0,3}\s|[*_]{1,3}:\s| [-|\u2013\u2014] ", rest[:90])
    if colon:
        bare = re.sub(r"\(.{0,40}?\)", "", rest[: colon.start()]).strip(" *_").lower()
        parts = parts_of_heading(bare) if len(bare.split()) <= 9 else _NOTHING
        if _PLAN.match(bare):
            return None  # a title: "Plan of action: restriction of 3 May"
        if parts and not _states(bare):
            return parts, begin + colon.end()
    run_in = _RUN_IN.match(rest)
    if run_in and (parts := parts_of_heading(run_in[1].lower())):
        return parts, begin + run_in.end()
    return None
