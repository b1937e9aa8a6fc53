"""What a sentence does: explains, reports an action, states a control, promises.

These are judgements over words, used by the rules on structure and promises. They err on the side
of the writer: what could be an explanation or a control is taken as one.
"""

import re

from poa.check.reading import Sentence
from poa.resources import shipped_toml

_WORDS = shipped_toml("check/rules/words.toml")
_DONE_WORDS = frozenset(_WORDS["done"].split())
_AMBIGUOUS = frozenset(_WORDS["ambiguous"].split())
_PROCESS = frozenset(_WORDS["process"].split())
_QUOTED = frozenset(_WORDS["quoted"].split())
_ACCUSATION = frozenset(_WORDS["accusation"].split())
_DONE = "|".join(sorted(_DONE_WORDS))
_SUBJECT = re.compile(
    r"(?:\b(?:we|i|have|has|been|was|were|'ve|is|are|and|then|now|immediately"
    r"|permanently|she|he|they|who)|^|, ) ?"
    r"(?:(?:\w{2,12}ly|also|already|now|all|both|since|then|have|has|been|had"
    r"|was|were|therefore|at once|together) ){0,4}(" + _DONE + r")\b"
)
_HAVE_DONE = re.compile(
    r"\b(?:have|has|'ve) (?:(?:\w{2,12}ly|also|already|now|all|both|since|then|been) ){0,3}("
    + _DONE
    + r")\b|"
    r"\b(?:has|have|was|were) (?:\w{1,30}ly |now |also |already |all )?(?:been )?(?:switched off"
    r"|turned off|taken down|taken offline|put on hold|shut down|closed|cancell?ed"
    r"|checked)"
)
# "Dana Ruiz deleted it": somebody who is named did it.
_BY_NAME = re.compile(
    r"(?:^|[,;:] )(?:that |and )?"
    r"(?:on (?:\d{1,2}(?:st|nd|rd|th)?\.? \w{3,9}|\w{3,9} \d{1,2})(?: \d{4})?,? )?"
    r"(?!amazon|you|buyers?|customers?|they|it|the|this|that|our|an?)"
    r"[a-z\u00e0-\u00ff'.-]{2,20} (?:(?!and |or )[a-z\u00e0-\u00ff'-]{2,24} )?(" + _DONE + r")\b"
)
# "The tick, removed by Ann", "took the line out", "the text is gone since May".
_CLEAR = "|".join(sorted(_DONE_WORDS - _AMBIGUOUS))
_WITHOUT_SUBJECT = re.compile(
    rf"\b(?:{_CLEAR})(?: \S{{1,14}}){{0,2}} by (?!amazon|you\b|mistake|default|accident)[a-z]"
    r"|\b(?:took|taken|switched|turned|shut|pulled) (?:[^\s.;:]{1,20} ){0,5}(?:out|off|down|away)\b"
    r"|\b(?:is|are|was|were) (?:now )?(?:gone|off|withdrawn|out of use)\b"
    r"(?: \S{1,14}){0,4} since\b"
)
_NOT_DONE = re.compile(
    r"\b(?:not|never|n't|cannot|nobody|no one|failed to|without|should have|could have"
    r"|will|shall|'ll|would|going to|plan(?:s|ning)? to|intend|want to|to be"
    r"|if|"
    r"asked (?:us|me)|according to|(?:our |my )?(?:account|privileges|listings?"
    r"|listing|selling|funds)(?: \w{1,30}){0,3} (?:was|were|has been|have been|is"
    r"|are|got|been)) ?(?:\w{1,30} ){0,4}$"
)
_FUTURE = re.compile(
    r"\b(?:will|shall|'ll|going to|plan(?:s|ning)? to|intend(?:s|ing)? to|aim to"
    r"|hope to|promise|pledge|commit(?:ted)? to|strive|striving|endeavou?r|"
    r"try to|trying to|do our best|do my best|be sure to|would like to|want to"
    r"|ensure|make sure|making sure|guarantee|swear|vow|continue to|keep (?:\w{1,30} )?(?:improving"
    r"|working|offering|learning|providing|trying))\b"
)
_ONLY_FUTURE = re.compile(
    r"\b(?:will|shall|'ll|going to|plan(?:s|ning)? to|intend(?:s|ing)? to|aim to"
    r"|hope to|would like to|are about to)\b"
)
_SERVICE = re.compile(
    r"\b(?:will|shall|'ll|can|would)(?: \w{2,12}ly| be)? (?:provide|supply|send (?:you"
    r"|any|further|it|them)|submit|answer (?:any|your|all)|share|happy|glad|pleased"
    r"|upload|forward|appreciate|wait|await|hear|hand)"
)
_STRONG = re.compile(
    r"\b(?:daily|weekly|monthly|quarterly|yearly|annually|fortnightly|biweekly"
    r"|(?:once|twice|three times|\d times) (?:a|per|each|every)|"
    r"(?:every|each) (?:\w{1,30} )?(?:day|week|month|quarter|year|morning|evening"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|first|second"
    r"|third|last|\d{1,2}|two|three|six|batch|shipment|delivery|new (?:template"
    r"|supplier|listing|product|message|campaign|employee|asin|sku|text|user"
    r"|colleague)|template|campaign|order|invoice|change|text|message|listing"
    r"|product|supplier|asin|sku|employee|user|draft|incoming|outgoing|unit|carton"
    r"|pallet|parcel)|"
    r"per (?:order|buyer|month|week|quarter|day|item)|approv\w{1,3}|sign(?:s"
    r"|ed)?[- ]off|check-?list|second (?:person|pair|colleague|reader|look|check)"
    r"|two (?:people|persons|colleagues|signatures|of us)|two-person|four[- ]eyes?"
    r"|"
    r"allow-?list|block-?list|white-?list|black-?list|forbidden words|word list"
    r"|filter\w{0,3}|script|alert\w{0,2}|locked|access rights?|permissions?|admin\w{0,9}"
    r"|password|log|logged|register|calendar|spreadsheet|"
    r"audits?|random sampl\w{1,4}|samples?|spot[- ]checks?|threshold|limit(?:ed)? (?:to"
    r"|of)|capped|cap of|maximum|at most|no more than|at least|within \d|after \d"
    r"|\d{1,30} ?(?:%|days?|hours?|orders?|units?|messages?|samples?|minutes?|business days?"
    r"|working days?)|"
    r"only (?:the |one |two |three |our |her |his |my )?(?:\w{1,30} )?(?:can|may|person"
    r"|manager|owner|director|lead|admin|user)|(?:is|are) responsible|responsible for"
    r"|owner|training (?:record|every|on|session)|written (?:procedure|instruction"
    r"|rule|policy|agreement|contract|permission)|"
    r"automatic\w{0,4}|dashboard|test (?:order|message|account)|quarantine|inspection"
    r"|inspects?|inspected|invoices?|request a review|signature|signed|version"
    r"|change log|procedure|sop)\b"
)
_WEAK = re.compile(
    r"\b(?:before|until|only|cannot|can no longer|no longer|must|requires?|required"
    r"|without|any more|(?:is|are) now|now|instead of|after|first|whoever|from now on"
    r"|removed|switched|stopped|not allowed|unless|keep|kept)\b"
)
_VAGUE = re.compile(
    r"\b(?:careful\w{0,2}|more care|attention|attentive|close(?:ly|r)|strict(?:ly"
    r"|er)?|regular(?:ly)?|ongoing|informed|routinely|constantly|continuously|continually"
    r"|always|better"
    r"|improv\w{1,5}|"
    r"best|effort\w{0,1}|compl(?:y|ies|iance|iant|ying)|adher\w{1,4}|abide|vigilan\w{1,2}"
    r"|diligen\w{1,3}|monitor\w{0,3}|ensur\w{1,3}|make sure|making sure|high(?:est"
    r"|er)? (?:quality |\w{1,30} )?standards?|"
    r"experience|satisfaction|never happen|not happen|happen again|occur again"
    r"|not occur|not repeat|same mistake|mistakes? again|more quickly|quickly"
    r"|proactively|more proactive|aggressive\w{0,2}|promptly|as soon as possible|"
    r"patient|professional\w{0,2}|work harder|learn\w{0,3}|respect\w{0,3}|follow (?:all"
    r"|the|amazon|your|every|these)|obey|familiari[sz]e|understand|aware\w{0,4}"
    r"|pay (?:more|close|special|full)|"
    r"double[- ]check|keep an eye|serious\w{0,2}|excellent|great|good|maintain\w{0,3}"
    r"|uphold|in line with|in accordance|up to date|strengthen\w{0,3}|enhance\w{0,1}"
    r"|optimi[sz]e|reinforce|safe|responsibly|never again)\b"
)
_MECHANISM = re.compile(
    r"\b(?:did not|didn't|had not|hadn't|was not|wasn't|were not|weren't|nobody"
    r"|no one|no (?:manager|reader|check|review|approval|step|process|procedure|rule|person"
    r"|owner|list|second|written|system|control|limit|way)|without (?:a |any )?(?:check"
    r"|review|approval|test|look|read|compar|verif|control)\w{0,4}|"
    r"failed to|missing|lacked|never (?:checked|reviewed|read|tested|compared"
    r"|looked|updated|removed|switched|asked|approved|trained|verified)|left (?:on"
    r"|in|active|running|over|unchanged|out)|copied|activated|enabled|switched"
    r"|installed|imported|inserted|added|attached|appended|contained|included"
    r"|carried|wrote|writes|"
    r"sent|sends|send|asked|asks|ask|offered|offers|used|uses|set|configured"
    r"|triggered|ran|run|running|counted|overlapped|overlapping|overlooked|assumed"
    r"|misread|mixed|listed|bought|sourced|ordered|accepted|relied|stored|shipped"
    r"|packed|entered|"
    r"oversold|confirmed|printed|posted|wrote|reviewed|placed|opened|created"
    r"|approved|released|translated|edited|changed|kept|remained|stayed|took"
    r"|taken|agreed|promised|gave|paid|led to|led|resulted|caused|result of|because"
    r"|allowed|meant that|meant|belonged|applied|existed|was in place|were in place"
    r"|were stored|came|went|built|designed|calculated|delayed|disorgani[sz]\w{2,6}"
    r"|"
    r"said|says|means|only (?:for|on|when|where)|written|upload\w{0,3}|neither|held|maintained"
    r"|possessed"
    r"|absence|received|treated|started|began"
    r"|reached|showed|shows|fell|expired|connected"
    r"|shared|made|failed|fails|fired|repeated|did|had|skipped|ignored|missed"
    r"|neglected|looked|put|turned|linked|pointed|marked|described|matched)\b"
)
_RESTATED = re.compile(
    r"\b(?:account|selling privileges|privileges|listings?|we|i|us|messages|ability"
    r"|messaging|store|shop|asin|product|items?)\b(?: \S{1,16}){0,5} (?:was|were|has been|have been"
    r"|been|is|are|got|am) (?:\w{1,30}ly )?(?:suspended|restricted|deactivated|blocked"
    r"|flagged|removed|limited|banned|disabled|put on hold|under review|found"
    r"|reported)"
    r"|"
    r"\b(?:violat\w{1,4}|breach\w{0,3}|infring\w{1,6}|non-?complian\w{1,2}|against (?:the "
    r"|your |amazon.s )?(?:polic\w{1,3}|rules?|guidelines)|did not (?:comply"
    r"|follow|adhere|meet)|not (?:\w{1,12}ly )?(?:in )?complian\w{1,2}|prohibited (?:activit\w{1,3}"
    r"|actions?|content))\b"
)
_ABSTRACT_CAUSE = re.compile(
    r"\b(?:human error|carelessness|negligence|oversight|lack of attention|inattention"
    r"|mistakes? (?:in|of|by|on)|poor communication|miscommunication|error on our part)\b"
)
_NUMBER = re.compile(r"\d")
_READ_NOTICE = re.compile(r" (?:\S{1,12} ){0,3}(?:notice|notification|e-?mail|warning)\b")
_REQUEST = re.compile(r"(?:so )?(?:please|kindly)\b")


def reports_action(sentence: Sentence, *, own_part: bool) -> bool:
    """Whether the sentence says that something was done.

    Args:
        sentence: The sentence.
        own_part: It stands under a heading for actions taken, so that a bare "removed the link"
            counts and a verb that could also tell the mistake does too.
    """
    words = frozenset(re.findall(r"[a-z]{1,30}", sentence.low)) & _DONE_WORDS
    if not words and not _WITHOUT_SUBJECT.search(sentence.low):
        return False
    if _ONLY_FUTURE.search(sentence.low) and not re.search(
        r"\b(?:have|has|had|'ve|was|were)\b", sentence.low
    ):
        return False
    for pattern in (_SUBJECT, _HAVE_DONE, _WITHOUT_SUBJECT):
        for match in pattern.finditer(sentence.low):
            verb = (match[1] or "") if pattern.groups else ""
            if verb == "read" and _READ_NOTICE.match(sentence.low, match.end()):
                continue
            if sentence.quoted(*match.span()):
                continue
            if not own_part and pattern is _SUBJECT and verb in _AMBIGUOUS:
                continue
            if not _NOT_DONE.search(sentence.low[max(0, match.start() - 50) : match.start()] + " "):
                return True
    if _FUTURE.search(sentence.low):
        return False
    named = _BY_NAME.search(sentence.low)
    if named and named[1] not in _AMBIGUOUS and not sentence.quoted(*named.span(1)):
        return True
    if own_part:
        return bool(words - _AMBIGUOUS) or _NUMBER.search(sentence.low) is not None
    # A note in a list, as "templates deactivated", leaves out who did it.
    return sentence.bullet and len(sentence.low.split()) <= 8 and bool(words - _AMBIGUOUS)


def explains(sentence: Sentence) -> bool:
    """Whether the sentence tells how something came about in the seller's own work."""
    low = sentence.low
    words = low.split()
    if len(words) < 5 or _REQUEST.match(low):
        return False
    restated = _RESTATED.search(low)
    rest = low[: restated.start()] + " " + low[restated.end() :] if restated else low
    known = _PROCESS | _QUOTED if sentence.quotes else _PROCESS
    nouns = frozenset(word.strip(".,;:()'\"") for word in rest.split()) & known
    if _ABSTRACT_CAUSE.search(low) and not nouns:
        return False
    needed = 2 if restated else 1
    if restated and not (_NUMBER.search(low) or sentence.quotes):
        nouns -= _ACCUSATION
        needed = 1
    return len(nouns) >= needed and _MECHANISM.search(rest) is not None


def promises(sentence: Sentence) -> bool:
    """Whether the sentence speaks of the future and is no question or offer of information."""
    if sentence.low.endswith("?"):
        return False
    return _FUTURE.search(sentence.low) is not None and _SERVICE.search(sentence.low) is None


def is_only_planned(sentence: Sentence) -> bool:
    """Whether the sentence tells a plan and nothing done."""
    return (
        _ONLY_FUTURE.search(sentence.low) is not None
        and _SERVICE.search(sentence.low) is None
        and not reports_action(sentence, own_part=True)
    )


def is_control(sentence: Sentence) -> bool:
    """Whether the sentence states something that can be checked: who, how often, what stops it."""
    if len(sentence.low.split()) < 4:
        return False
    if _STRONG.search(sentence.low):
        return True
    return _WEAK.search(sentence.low) is not None and _VAGUE.search(sentence.low) is None


def is_vague(sentence: Sentence) -> bool:
    """Whether the sentence holds words that sound like a measure and name none."""
    return _VAGUE.search(sentence.low) is not None and not is_control(sentence)
