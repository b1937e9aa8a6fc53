"""Which of the six causes a text says apply, and which it only recites.

Amazon's notice lists all six after "at least one of" and concludes nothing (facts: B.2). What a
seller, a tool or Amazon's support says beside that counts, unless it is denied.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from poa.causes import Cause
from poa.triage.concepts import Mention, find_mentions
from poa.triage.stance import Stance, Stances
from poa.triage.view import View

_ORDER = tuple(Cause)
_INTRO = re.compile(
    r"at least one of|one or more of|one of (?:the )?(?:following|these|those|six)|"
    r"any of the following|mindestens eine|eine oder mehrere|au moins (?:une|"
    r"un) (?:des|de)"
    r"|(?:une|un) ou plusieurs|al menos una?|una? o mas de|almeno una|una o piu|"
    r"pelo menos uma?|uma ou mais|少なくとも(?:1|一)つ|いずれか|至少一|以下(?:至少|一|某)"
)
_REACH_OF_INTRO = 1500
# The six causes named as a whole.
ALL_SIX = re.compile(
    r"\b(?:all (?:of the )?(?:six|6)|(?:six|6) (?:possible |usual |standard |"
    r"different )?(?:reasons?|causes?|bullets?|points?|prohibited|things|items|"
    r"bullet points|violations)"
    r"|alle sechs|sechs (?:moglich\w{0,6} )?(?:grunde|punkte|ursachen)|"
    r"six (?:raisons|motifs|causes)|seis (?:motivos|razones|causas|razoes)|"
    r"sei (?:motivi|ragioni|cause))\b|六(?:つ|个|個|項|条|点)|6(?:つ|个)"
)
_ORDINALS = {
    "first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "last": 5,
    "1st": 0, "2nd": 1, "3rd": 2, "4th": 3, "5th": 4, "6th": 5,
    "one": 0, "two": 1, "three": 2, "four": 3, "five": 4, "six": 5,
    "erste": 0, "zweite": 1, "dritte": 2, "vierte": 3, "funfte": 4, "sechste": 5,
    "premier": 0, "deuxieme": 1, "troisieme": 2, "quatrieme": 3, "cinquieme": 4, "sixieme": 5,
    "primer": 0, "primero": 0, "segundo": 1, "tercer": 2, "tercero": 2,
    "cuarto": 3, "quinto": 4, "sexto": 5,
    "1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5,
}  # fmt: skip
_ITEM_NOUN = (
    r"(?:bullet(?: points?)?|points?|reasons?|items?|causes?|punkte?|grund|raison|"
    r"motif|motivo|punto|razon)"
)
_NTH = re.compile(
    rf"\b(first|second|third|fourth|fifth|sixth|last|[1-6](?:st|nd|rd|th)|erste|"
    rf"zweite|dritte|vierte|funfte|sechste|premier|deuxieme|troisieme|quatrieme|"
    rf"cinquieme|sixieme|primer|segundo|tercer|cuarto|quinto|"
    rf"sexto)[nr]? (?:and last )?{_ITEM_NOUN}\b"
    rf"|\b(?:{_ITEM_NOUN}|number|no\.|nr\.?|nummer|numero)(?: number| no\.?|"
    rf" #)? ?#?([1-6]|one|two|three|four|five|six)\b(?!\)| ?(?:days?|hours?|weeks?|"
    rf"months?|stars?|times|tage))"
    r"|#([1-6])\b"
)
# Ideas that name a cause by themselves; the others need company.
_PLAINLY = (
    (Cause.IMPORTANT_TAG, ("important-tag",)),
    (Cause.MARKETING, ("promotion",)),
    (Cause.REVIEW_MANIPULATION, ("review-steering",)),
    (Cause.REPEAT_REQUESTS, ("repeat-phrase",)),
    (Cause.LINKS_ATTACHMENTS, ("link", "attachment")),
    (Cause.COMPLAINTS, ("complaint",)),
)
_BESIDE_REVIEW = 75
_ONE_REQUEST = re.compile(
    r"\b(?:only|just|exactly|a single|never more than) (?:\w{1,8} ){0,2}(?:one|once|"
    r"1)\b|\b(?:one|1) (?:\w{1,10} ){0,2}per order\b"
)
_NOT_THE_BUYERS = re.compile(
    r"complain\w{0,4} (?:to|with|at) (?:amazon|support)|(?:i|we) (?:want to |"
    r"would like to |will )?complain|filed a complaint"
)
_SPAM_FOLDER = re.compile(
    r"\b(?:inbox|junk|folders?|trash|checked|looked in) (?:\w{1,8} ){0,4}spam\b"
    r"|\bspam(?: mail| e-?mail)?[ -](?:folder|box|filter|ordner|too|as well)"
    r"|\b(?:in|im) (?:the |my |our )?spam\b"
)
# Between two things that were quoted one after the other.
_NEXT_QUOTE = re.compile(r"[\"'],? (?:and |und |et |y |e |or )?[\"']")
_OFFERED = re.compile(
    r"\bif (?:they|you|he|she|(?:the |a |our |any )?(?:buyers?|customers?|people)|anyone|someone)\b"
)
_NO_LINK = re.compile(
    r"(?:click|use|follow|see|via|this|appeal|below) (?:on )?(?:the |this )?(?:link|"
    r"url)|click here|review link|amazon\.\w{2,3}|sellercentral"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A place that names a cause."""

    cause: Cause
    start: int
    end: int
    recited: bool = False


def read_causes(view: View, stances: Stances) -> tuple[Named, ...]:
    """Every place that says a cause applies, or recites it among others."""
    places = tuple(_places(view))
    affirmed = [one for one in places if not stances.is_denied(one.start, one.end, is_cause=True)]
    recitals = tuple(_recitals(view, places, affirmed))
    found: list[Named] = []
    for place in places:
        if any(start <= place.start < end for start, end in recitals):
            found.append(Named(place.cause, place.start, place.end, recited=True))
        elif _is_said(view, stances, place):
            found.append(place)
    found += _by_number(view, stances)
    if not recitals:
        found += (
            Named(cause, *six.span(), recited=True)
            for six in ALL_SIX.finditer(view.text)
            for cause in _ORDER
        )
    return tuple(found)


def _is_said(view: View, stances: Stances, place: Named) -> bool:
    """Whether the cause is said to apply; an offer to buyers with an "if" is one as well."""
    stance = stances.of(place.start, place.end, is_cause=True)
    if stance is Stance.SUPPOSED and place.cause is Cause.REVIEW_MANIPULATION:
        first, last = view.sentence(place.start)
        before = view.text[max(first, place.start - 60) : place.start]
        return bool(_OFFERED.search(before)) and "?" not in view.text[last - 3 : last]
    return stance is Stance.SAID


def _recitals(
    view: View, places: tuple[Named, ...], affirmed: list[Named]
) -> Iterator[tuple[int, int]]:
    """Stretches that list causes without concluding."""
    for intro in _INTRO.finditer(view.text):
        listed = [p for p in places if intro.end() <= p.start <= intro.end() + _REACH_OF_INTRO]
        run = _unbroken(listed)
        if len({place.cause for place in run}) >= 2:
            yield intro.start(), run[-1].end
    for first, place in enumerate(affirmed):
        run = _unbroken(affirmed[first:])
        if len({p.cause for p in run}) >= 5:
            yield place.start, run[-1].end
            return


def _unbroken(places: list[Named]) -> list[Named]:
    """The leading places that follow each other closely, up to all six."""
    run: list[Named] = []
    for place in places:
        if run and place.start - run[-1].end > 220:
            break
        if len({p.cause for p in run}) == len(_ORDER) and place.start - run[-1].end > 60:
            break
        run.append(place)
    return run


def _by_number(view: View, stances: Stances) -> Iterator[Named]:
    """Causes told by their place in the list, such as "the third bullet"."""
    if not re.search(_ITEM_NOUN, view.text):
        return
    for nth in _NTH.finditer(view.text):
        word = next(group for group in nth.groups() if group)
        if stances.of(*nth.span(), is_cause=True) is Stance.SAID:
            yield Named(_ORDER[_ORDINALS[word]], *nth.span())


def _places(view: View) -> tuple[Named, ...]:
    found = {(named.cause, named.start): named for named in _all_places(view)}
    return tuple(sorted(found.values(), key=lambda named: (named.start, named.end)))


def _all_places(view: View) -> Iterator[Named]:
    reviews = find_mentions(view, "review")
    for cause, concepts in _PLAINLY:
        for concept in concepts:
            for mention in find_mentions(view, concept):
                if not _is_something_else(view, mention):
                    yield _named(cause, mention)
    yield from _advantages(view, reviews)
    yield from _repeats(view, reviews)


def _advantages(view: View, reviews: tuple[Mention, ...]) -> Iterator[Named]:
    """A gift beside a review is an incentive; a discount without one is marketing."""
    for gift in find_mentions(view, "reward"):
        if _beside(view, gift, reviews) and not _is_software(view, gift):
            yield _named(Cause.REVIEW_MANIPULATION, gift)
    for discount in find_mentions(view, "discount"):
        if _beside(view, discount, reviews) and not _is_carried(view, discount):
            yield _named(Cause.REVIEW_MANIPULATION, discount)
        else:
            yield _named(Cause.MARKETING, discount)


def _repeats(view: View, reviews: tuple[Mention, ...]) -> Iterator[Named]:
    asks = find_mentions(view, "ask")
    for mention in find_mentions(view, "again"):
        is_same = "same" in view.text[mention.start : mention.end]
        others = tuple(ask for ask in asks if ask.start != mention.start)
        is_reminder = view.text.startswith("remind", mention.start) and _beside(
            view, mention, others
        )
        is_asked = is_reminder or (
            _beside(view, mention, reviews) and (is_same or _beside(view, mention, asks))
        )
        around = view.text[max(0, mention.start - 30) : mention.end + 20]
        if is_asked and not _ONE_REQUEST.search(around):
            yield _named(Cause.REPEAT_REQUESTS, mention)


def _is_something_else(view: View, mention: Mention) -> bool:
    """A link to click in a notice, a complaint of the seller's own."""
    around = view.text[max(0, mention.start - 20) : mention.end + 16]
    match mention.concept:
        case "link" | "attachment":
            return bool(_NO_LINK.search(around))
        case "complaint":
            return bool(_NOT_THE_BUYERS.search(around) or _SPAM_FOLDER.search(around))
        case _:
            return False


def _beside(view: View, mention: Mention, others: tuple[Mention, ...]) -> bool:
    """Whether another idea stands close by in the same sentence."""
    sentence = view.sentence(mention.start)
    return any(
        max(mention.start, other.start) - min(mention.end, other.end) <= _BESIDE_REVIEW
        and view.sentence(other.start) == sentence
        and not _NEXT_QUOTE.search(
            view.text, min(mention.end, other.end), max(mention.start, other.start)
        )
        for other in others
    )


def _is_carried(view: View, gift: Mention) -> bool:
    """A coupon that merely stands in the review mail, not one given for the review."""
    before = view.text[max(0, gift.start - 50) : gift.start]
    after = view.text[gift.end : gift.end + 45]
    carried = re.search(
        r"(?:review|feedback) (?:request|mail|e-?mail|message)\w{0,2} (?:\w{1,12} ){0,4}$", before
    )
    carrier = re.match(
        r" (?:\w{1,12} ){0,2}(?:in|inside|with|to) (?:\w{1,8} ){0,3}(?:review|"
        r"feedback) (?:request|mail|e-?mail|message)",
        after,
    )
    return bool(carried or carrier)


def _is_software(view: View, gift: Mention) -> bool:
    return bool(
        re.search(
            r"\b(?:paid|free) (?:tool|app|plan|version|software)",
            view.text[gift.start : gift.end + 12],
        )
    )


def _named(cause: Cause, mention: Mention) -> Named:
    return Named(cause, mention.start, mention.end)
