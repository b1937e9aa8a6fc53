"""Whether words are meant: said, denied, or only imagined, feared or asked about."""

import re
from enum import StrEnum

from poa.triage.concepts import Mention, find_mentions
from poa.triage.view import View

_REACH = 90
# "No messages, only replies": what begins so is said, whatever was denied before it.
_ONLY = ("only ", "just ", "nur ", "solo ", "seulement ", "apenas ", "soltanto ")
_NEW_SUBJECT = re.compile(
    r"[,:] ?(?:and |und |et |y |e |alors que |although |though |obwohl |aunque |anche se )?"
    r"(?:(?:i|we|they|he|she|it|amazon|support|there|this|that|our|my|your|the|wir|ich|nous|on|je)\b"
    r"|ce (?:n'|ne ))|[\"(:]| - "
)
# A list and, behind a colon, that none of it is so; or "not found" and, behind a colon, a list.
_NONE_OF_THE_LIST = re.compile(
    r"(?:,[^.;:!?]{1,80})?: ?(?:none|nil|no|zero|never|nothing|not \w{1,12}|0|keine?|nein"
    r"|aucune?s?|non|"
    r"ninguno|ninguna|nessuno|nessuna|nenhum|nenhuma|nunca|jamais|nao)\b"
)
_LIST_OF_DENIED = re.compile(
    r"^ (?:found|present|used|ours|relevant|applicable|involved|seen|included|concerned|true"
    r"|affected|applying|guilty of|our case|the case|of them)(?: \w{1,10})?: "
)
_THE_RESTRICTION = re.compile(r" (?:\w{1,12} )?(?:pro-? ?a[ck]?tiv|proatt|proat)")
_OUT = re.compile(r"(?:excluded?|ruled out)$")
# "Although it was not needed": said of a thing that was there.
_NEEDED = re.compile(
    r" (?:\w{1,12} ){0,2}(?:necessar|needed|required|necessaire|necesari|necessari|notwendig|notig)"
)
# "Not needed, and twice": an adverb behind an "and" begins a statement of its own.
_AND = (" and ", " und ", " et ", " y ", " e ")
_OFTEN = re.compile(
    r"(?:twice|thrice|repeatedly|mehrmals|mehrfach|zweimal|dreimal|wiederholt|deux fois|"
    r"plusieurs fois|dos veces|varias veces|due volte|piu volte|duas vezes)\b"
)
_GENERAL_QUESTION = re.compile(
    r"[\s\"'(]{0,3}(?:(?:hi|hello|hey|hallo|hola|ciao|question|just|so|and|"
    r"quick question)[\s,:!]{1,3}){0,2}"
    r"(?:can|could|will|would|should|is (?:it|there|this)|are (?:there|we allowed|"
    r"sellers)|do(?:es)?|what (?:is|are|does|happens|counts)|what's"
    r"|how (?:do|does|can|to|should|long|often|many)|may|which|where can|kann|darf|"
    r"durfen|was ist|was passiert|wie|puis|peut|comment"
    r"|qu'est|est ce|se puede|puedo|como|que pasa|posso|come|cosa|o que)\b"
)
_WISH = re.compile(r"[\s\"'(]{0,3}(?:and |so |but )?(?:will|would|could|should|can|may)\b")
_MEANING = re.compile(r"what (?:does|do) [^?]{1,90} mean\b|was (?:bedeutet|heisst)")
_MAY = re.compile(r".{0,3}\d (?:of )?may\b|.{0,3}\bmay \d")
_FACT = re.compile(
    r"\b(?:why|already|(?:we|i|account|messages|messaging|shop|store)(?:'re|'m| is|"
    r" are| was| were| am| got| has been| have been))\b"
)
_ABOUT_US = re.compile(r"\b(?:my|our|us|we are|we're|i am|i'm|why|already|now)\b")


class Stance(StrEnum):
    """How words are meant."""

    SAID = "said"
    DENIED = "denied"
    SUPPOSED = "supposed"


class Stances:
    """Judges words of one view; looks the small words up once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._nots = find_mentions(view, "not")
        self._nots_after = find_mentions(view, "not-after")
        self._nots_next = find_mentions(view, "not-next")
        self._ends = find_mentions(view, "ends-denial")
        self._supposed = find_mentions(view, "supposed")

    def of(self, start: int, end: int, *, is_cause: bool = False) -> Stance:
        """How the words at ``start:end`` of the view are meant.

        Args:
            start: Where they begin.
            end: Where they end.
            is_cause: They tell why; a "without proactive messages" before them tells what for.
        """
        if self.is_denied(start, end, is_cause=is_cause):
            return Stance.DENIED
        return Stance.SUPPOSED if self.is_supposed(start, end) else Stance.SAID

    def is_denied(self, start: int, end: int, *, is_cause: bool = False) -> bool:
        """Whether a "not" before the words reaches them, or one behind them takes them back."""
        first, last = self._view.sentence(start)
        for denial in self._nots:
            if first <= denial.start and denial.end <= start <= denial.end + _REACH:
                if _is_question_tag(self._view.text, denial):
                    continue
                if is_cause and _THE_RESTRICTION.match(self._view.text, denial.end):
                    continue
                if not self._is_cut(denial.end, start):
                    return True
        if _NONE_OF_THE_LIST.match(self._view.text, end, last):
            return True
        if any(end <= denial.start <= end + 1 for denial in self._nots_next):
            return True
        for denial in self._nots_after:
            if end <= denial.start <= end + 50 and denial.end <= last:
                between = self._view.text[end : denial.start]
                if _NEEDED.match(self._view.text, denial.end):
                    continue
                if not _NEW_SUBJECT.search(between) and not self._is_ended(end, denial.start):
                    return True
        return False

    def is_supposed(self, start: int, end: int) -> bool:
        """Whether the words are asked about in general, feared, or made a condition."""
        first, last = self._view.sentence(start)
        for doubt in self._supposed:
            if _MAY.match(self._view.text, max(first, doubt.start - 3)):
                continue
            if first <= doubt.start and doubt.end <= start <= doubt.end + 70:
                between = self._view.text[doubt.end : start]
                if not re.search(r"[,;:\"]|\b(?:because|but|since|now)\b", between):
                    return True
        sentence = self._view.text[first:last]
        if "?" not in sentence[-4:] and "\uff1f" not in sentence[-4:]:
            return False
        around = self._view.text[max(first, start - 50) : end]
        if _MEANING.search(sentence):
            return False
        if _WISH.match(sentence):
            return not _FACT.search(sentence)
        return bool(_GENERAL_QUESTION.match(sentence)) and not _ABOUT_US.search(around)

    def _is_cut(self, start: int, end: int) -> bool:
        if self._view.text.startswith(_ONLY, end):
            return True
        between = _LIST_OF_DENIED.sub(" ", self._view.text[start:end])
        if self._view.text.startswith(": ", start) and _OUT.search(self._view.text, 0, start):
            between = between[1:]
        if between.endswith(_AND) and _OFTEN.match(self._view.text, end):
            return True
        return bool(_NEW_SUBJECT.search(between)) or self._is_ended(start, end)

    def _is_ended(self, start: int, end: int) -> bool:
        return any(start <= stop.start and stop.end <= end for stop in self._ends)


def _is_question_tag(text: str, denial: Mention) -> bool:
    """Words with "not" that deny nothing of what follows."""
    after = text[denial.end : denial.end + 24]
    return bool(
        re.match(
            r" (?:only|just|sure|even sure|certain|reason|doubt|idea|longer|know|like|"
            r"appreciate|approve|accept|allow|tolerate|want us|realis|realiz|notice|stop|"
            r"think|mean)",
            after,
        )
    )
