"""What a sentence does: explains, reports an action, states a control, promises.

These are judgements over words, used by the rules on structure and promises. They err on the side
of the writer: what could be an explanation or a control is taken as one.
"""

import re

from poa.check.reading import Sentence

_DONE = (
    "removed|deleted|stopped|disabled|deactivated|switched|turned|paused|closed|cancelled|canceled|refunded|contacted|revised|"
    "rewrote|rewritten|replaced|updated|changed|withdrew|withdrawn|trained|retrained|reviewed|audited|checked|read|hired|"
    "appointed|implemented|introduced|installed|revoked|terminated|ended|suspended|blocked|edited|corrected|"
    "fixed|discarded|destroyed|disposed|quarantined|inspected|instructed|notified|briefed|moved|migrated|limited|"
    "restricted|reset|uninstalled|disconnected|separated|archived|verified|obtained|ordered|returned|upgraded|signed|"
    "completed|converted|exported|searched|assigned|reduced|locked|cut|taken|took|pulled|recalled|halted|shut|retired|"
    "dropped|unlisted|delisted|cleaned|cleared|stripped|rebuilt|relabelled|relabeled|repacked|merged|deauthorised|"
    "deauthorized|unsubscribed|withheld|scrapped|shredded|reprinted|reimbursed|adjusted|extended|raised|engaged|added|"
    "written|wrote|set|put|made|met|held|tested|counted|compared|documented|reported|resolved|established|created|prepared|"
    "excluded|rejected|banned|forbade|forbidden|prohibited|ceased|discontinued|renamed|reworded|shortened|translated|transferred|reassigned|released|"
    "moved|joined|left|listed|collected|asked|gave|given|sent|shipped|consulted|studied|opened|split|tightened|narrowed|purged|wiped|"
    "deregistered|abandoned|rolled|reverted|undone|undid|renegotiated|replenished|restocked|reconciled|isolated|impounded|withdrawn"
)
_DONE_WORDS = frozenset(_DONE.split("|"))
# Verbs that, outside a part of their own, as often tell what went wrong as what was done about it.
_AMBIGUOUS = frozenset(
    "read changed switched turned made set put sent asked gave given listed added created established introduced installed "
    "used opened left joined ordered shipped wrote written raised met held took taken reported contacted searched exported counted compared "
    "suspended restricted blocked checked closed cancelled canceled".split()
)
_SUBJECT = re.compile(
    r"(?:\b(?:we|i|have|has|been|was|were|'ve|is|are|and|then|now|immediately|permanently|she|he|they|who)|^|, ) ?"
    r"(?:(?:\w{2,12}ly|also|already|now|all|both|since|then|have|has|been|had|was|were|therefore|at once|together) ){0,4}(" + _DONE + r")\b"
)
_HAVE_DONE = re.compile(
    r"\b(?:have|has|'ve) (?:(?:\w{2,12}ly|also|already|now|all|both|since|then|been) ){0,3}(" + _DONE + r")\b|"
    r"\b(?:has|have|was|were) (?:\w+ly |now |also |already |all )?(?:been )?(?:switched off|turned off|taken down|taken offline|put on hold|shut down|closed|cancell?ed|checked)"
)
_NOT_DONE = re.compile(
    r"\b(?:not|never|n't|cannot|nobody|no one|failed to|without|should have|could have|will|shall|'ll|would|going to|plan(?:s|ning)? to|intend|want to|to be|if|"
    r"asked (?:us|me)|according to|(?:our |my )?(?:account|privileges|listings?|listing|selling|funds)(?: \w+){0,3} (?:was|were|has been|have been|is|are|got|been)) ?(?:\w+ ){0,4}$"
)
_FUTURE = re.compile(
    r"\b(?:will|shall|'ll|going to|plan(?:s|ning)? to|intend(?:s|ing)? to|aim to|hope to|promise|pledge|commit(?:ted)? to|strive|striving|endeavou?r|"
    r"try to|trying to|do our best|do my best|be sure to|would like to|want to|ensure|make sure|making sure|guarantee|swear|vow|continue to|keep (?:\w+ )?(?:improving|working|offering|learning|providing|trying))\b"
)
_ONLY_FUTURE = re.compile(r"\b(?:will|shall|'ll|going to|plan(?:s|ning)? to|intend(?:s|ing)? to|aim to|hope to|would like to|are about to)\b")
_SERVICE = re.compile(
    r"\b(?:will|shall|'ll|can|would)(?: \w{2,12}ly| be)? (?:provide|supply|send (?:you|any|further|it|them)|submit|answer (?:any|your|all)|share|happy|glad|pleased|upload|forward|appreciate|wait|await|hear|hand)"
)
_STRONG = re.compile(
    r"\b(?:daily|weekly|monthly|quarterly|yearly|annually|fortnightly|biweekly|(?:once|twice|three times|\d times) (?:a|per|each|every)|"
    r"(?:every|each) (?:\w+ )?(?:day|week|month|quarter|year|morning|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|first|second|third|last|\d{1,2}|two|three|six|batch|shipment|delivery|new (?:template|supplier|listing|product|message|campaign|employee|asin|sku|text|user|colleague)|template|campaign|order|invoice|change|text|message|listing|product|supplier|asin|sku|employee|user|draft|incoming|outgoing|unit|carton|pallet|parcel)|"
    r"per (?:order|buyer|month|week|quarter|day|item)|approv\w{1,3}|sign(?:s|ed)?[- ]off|check-?list|second (?:person|pair|colleague|reader|look|check)|two (?:people|persons|colleagues|signatures|of us)|two-person|four[- ]eyes?|"
    r"allow-?list|block-?list|white-?list|black-?list|forbidden words|word list|filter\w{0,3}|script|alert\w{0,2}|locked|access rights?|permissions?|admin\w{0,9}|password|log|logged|register|calendar|spreadsheet|"
    r"audits?|random sampl\w{1,4}|samples?|spot[- ]checks?|threshold|limit(?:ed)? (?:to|of)|capped|cap of|maximum|at most|no more than|at least|within \d|after \d|\d+ ?(?:%|days?|hours?|orders?|units?|messages?|samples?|minutes?|business days?|working days?)|"
    r"only (?:the |one |two |three |our |her |his |my )?(?:\w+ )?(?:can|may|person|manager|owner|director|lead|admin|user)|(?:is|are) responsible|responsible for|owner|training (?:record|every|on|session)|written (?:procedure|instruction|rule|policy|agreement|contract|permission)|"
    r"automatic\w{0,4}|dashboard|test (?:order|message|account)|quarantine|inspection|inspects?|inspected|invoices?|request a review|signature|signed|version|change log|procedure|sop)\b"
)
_WEAK = re.compile(
    r"\b(?:before|until|only|cannot|can no longer|no longer|must|requires?|required|without|any more|(?:is|are) now|now|instead of|after|first|whoever|from now on|removed|switched|stopped|not allowed|unless|keep|kept)\b"
)
_VAGUE = re.compile(
    r"\b(?:careful\w{0,2}|more care|attention|attentive|close(?:ly|r)|strict(?:ly|er)?|regularly|routinely|constantly|continuously|continually|always|better|improv\w{1,5}|"
    r"best|effort\w{0,1}|compl(?:y|ies|iance|iant|ying)|adher\w{1,4}|abide|vigilan\w{1,2}|diligen\w{1,3}|monitor\w{0,3}|ensur\w{1,3}|make sure|making sure|high(?:est|er)? (?:quality |\w+ )?standards?|"
    r"experience|satisfaction|never happen|not happen|happen again|occur again|not occur|not repeat|same mistake|mistakes? again|more quickly|quickly|proactive\w{0,2}|aggressive\w{0,2}|promptly|as soon as possible|"
    r"patient|professional\w{0,2}|work harder|learn\w{0,3}|respect\w{0,3}|follow (?:all|the|amazon|your|every|these)|obey|familiari[sz]e|understand|aware\w{0,4}|pay (?:more|close|special|full)|"
    r"double[- ]check|keep an eye|serious\w{0,2}|excellent|great|good|maintain\w{0,3}|uphold|in line with|in accordance|up to date|strengthen\w{0,3}|enhance\w{0,1}|optimi[sz]e|reinforce|safe|responsib(?:le|ly)|never again)\b"
)
_PROCESS = frozenset(
    "template templates campaign campaigns tool tools software setting settings process processes procedure procedures check checks approval approvals step steps macro macros workflow workflows "
    "agency supplier suppliers employee employees colleague colleagues assistant assistants staff spreadsheet invoice invoices inventory stock warehouse default subject footer signature logo insert "
    "inserts follow-up follow-ups sequence series option feature app apps plugin listing listings description descriptions photo photos batch packaging packing carrier carriers courier label labels "
    "handling buffer training manual pdf survey coupon coupons code codes link links reminder reminders import list lists relative relatives friend friends authorised authorized authorisation "
    "authorization letter products product items item asin asins sku skus orders order shipment shipments shipping dispatch tracking delivery logistics logistic system systems account accounts "
    "schedule trigger triggers rule rules filter filters users user login permission permissions access person persons manager freelancer wording text texts line lines attachment attachments file "
    "voucher vouchers discount discounts gift card cards refund refunds brochure leaflet flyer newsletter website shop crm helpdesk desk api integration sync feed condition grading quality "
    "inspection manufacturer wholesaler brand trademark material size chart images image variation variations category e-mail-programme programme program automation sender address reply replies "
    "team purchaser buyer-account purchases trial extension browser two both switch migration export responsibilities responsibility department service sample samples tag tags button box mails batches expiry dates date units unit forecast supply quantity".split()
)
_MECHANISM = re.compile(
    r"\b(?:did not|didn't|had not|hadn't|was not|wasn't|were not|weren't|nobody|no one|no (?:check|review|approval|step|process|procedure|rule|person|owner|list|second|written|system|control|limit|way)|without (?:a |any )?(?:check|review|approval|test|look|read|compar|verif|control)\w{0,4}|"
    r"failed to|missing|lacked|never (?:checked|reviewed|read|tested|compared|looked|updated|removed|switched|asked|approved|trained|verified)|left (?:on|in|active|running|over|unchanged|out)|copied|activated|enabled|switched|installed|imported|inserted|added|attached|appended|contained|included|carried|wrote|writes|"
    r"sent|sends|send|asked|asks|ask|offered|offers|used|uses|set|configured|triggered|ran|run|running|counted|overlapped|overlapping|overlooked|assumed|misread|mixed|listed|bought|sourced|ordered|accepted|relied|stored|shipped|packed|entered|"
    r"oversold|confirmed|printed|posted|wrote|reviewed|placed|opened|created|approved|released|translated|edited|changed|kept|remained|stayed|took|taken|agreed|promised|gave|paid|led to|led|resulted|caused|result of|because|allowed|meant that|meant|belonged|applied|existed|was in place|were in place|were stored|came|went|built|designed|calculated|delayed|disorgani[sz]\w{2,6}|"
    r"received|treated|started|began|reached|showed|shows|fell|expired|connected|shared|made|failed|fails|fired|repeated|did|had|skipped|ignored|missed|neglected|looked|put|turned|linked|pointed|marked|described|matched)\b"
)
_RESTATED = re.compile(
    r"\b(?:account|selling privileges|privileges|listings?|we|i|us|messages|ability|messaging|store|shop)\b(?: \S{1,16}){0,5} (?:was|were|has been|have been|been|is|are|got|am) (?:\w+ly )?(?:suspended|restricted|deactivated|blocked|flagged|removed|limited|banned|disabled|put on hold|under review|found)|"
    r"\b(?:violat\w{1,4}|breach\w{0,3}|infring\w{1,6}|non-?complian\w{1,2}|against (?:the |your |amazon.s )?(?:polic\w{1,3}|rules?|guidelines)|did not (?:comply|follow|adhere|meet)|not (?:in )?complian\w{1,2}|prohibited (?:activit\w{1,3}|actions?|content))\b"
)
_ABSTRACT_CAUSE = re.compile(
    r"\b(?:human error|carelessness|negligence|oversight|lack of attention|inattention|mistakes? (?:in|of|by|on)|poor communication|miscommunication|error on our part)\b"
)
_NUMBER = re.compile(r"\d")


def reports_action(sentence: Sentence, *, own_part: bool) -> bool:
    """Whether the sentence says that something was done.

    Args:
        sentence: The sentence.
        own_part: It stands under a heading for actions taken, so that a bare "removed the link"
            counts and a verb that could also tell the mistake does too.
    """
    words = frozenset(re.findall(r"[a-z]+", sentence.low)) & _DONE_WORDS
    if not words:
        return False
    if _ONLY_FUTURE.search(sentence.low) and not re.search(r"\b(?:have|has|had|'ve|was|were)\b", sentence.low):
        return False
    patterns = (_SUBJECT, _HAVE_DONE) if own_part else (_HAVE_DONE, _SUBJECT)
    for pattern in patterns:
        for match in pattern.finditer(sentence.low):
            verb = match[1] or ""
            if sentence.quoted(*match.span()):
                continue
            if not own_part and pattern is _SUBJECT and verb in _AMBIGUOUS:
                continue
            if not _NOT_DONE.search(sentence.low[max(0, match.start() - 50) : match.start()] + " "):
                return True
    return own_part and bool(words - _AMBIGUOUS) and not _FUTURE.search(sentence.low)


def explains(sentence: Sentence) -> bool:
    """Whether the sentence tells how something came about in the seller's own work."""
    low = sentence.low
    words = low.split()
    if len(words) < 5:
        return False
    restated = _RESTATED.search(low)
    rest = low[: restated.start()] + " " + low[restated.end() :] if restated else low
    nouns = frozenset(word.strip(".,;:()'\"") for word in rest.split()) & _PROCESS
    if _ABSTRACT_CAUSE.search(low) and not nouns:
        return False
    needed = 2 if restated else 1
    if restated and not (_NUMBER.search(low) or sentence.quotes):
        nouns -= {"account", "accounts", "order", "orders", "product", "products", "list", "line", "rules", "rule", "service", "date", "team", "letter", "text", "listing", "listings"}
        needed = 1
    return len(nouns) >= needed and _MECHANISM.search(rest) is not None


def promises(sentence: Sentence) -> bool:
    """Whether the sentence speaks of the future and is no offer to send more information."""
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
