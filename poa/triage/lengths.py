"""How long a restriction lasts, and from when until when.

A deadline for an answer, a hold on money, the age of a message or of the restriction, and the days
between two mails are not its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from poa.triage.concepts import find_mentions
from poa.triage.stance import Stances
from poa.triage.view import View

Length = int | Literal["indefinite"] | None

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20,
    "twenty-one": 21, "thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90, "another": 1,
    "whole": 1, "full": 1, "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "zwei": 2,
    "drei": 3, "vier": 4, "funf": 5, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "zehn": 10,
    "vierzehn": 14, "dreissig": 30, "sechzig": 60, "neunzig": 90, "un": 1, "une": 1, "deux": 2,
    "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "dix": 10, "quinze": 15, "trente":
    30, "quatorze": 14, "soixante": 60, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4,
    "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "diez": 10, "catorce": 14, "quince": 15,
    "treinta": 30, "sesenta": 60, "noventa": 90, "due": 2, "tre": 3, "quattro": 4, "cinque": 5,
    "sei": 6, "sette": 7, "otto": 8, "dieci": 10, "quattordici": 14, "quindici": 15,
    "trenta": 30,
    "sessanta": 60, "novanta": 90, "um": 1, "uma": 1, "dois": 2, "duas": 2, "quatro": 4,
    "sete": 7, "oito": 8, "dez": 10, "trinta": 30, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十四": 14, "十五": 15, "二十": 20,
    "三十": 30, "六十": 60, "九十": 90,
}  # fmt: skip
_UNITS = (
    (1, r"hours?|hrs?|h|stunden?|heures?|horas?|or[ae]"),
    (24, r"(?:calendar |business |working )?days?|d|tage?n?|jours?|dias?|giorn[oi]|kalendertage?"),
    (168, r"weeks?|wks?|wochen?|semaines?|semanas?|settiman[ae]"),
    (336, r"fortnights?"),
    (720, r"months?|mths?|monate?n?|mois|mes(?:es)?|mes[ei]"),
    (8760, r"years?|jahre?n?|ans?|annees?|anos?|ann[oi]"),
)
_UNIT = "|".join(f"(?P<u{hours}>{words})" for hours, words in _UNITS)
_NUMBER = "|".join(sorted((word for word in _WORDS if word.isascii()), key=len, reverse=True))
_TIME = re.compile(
    rf"(?<![\w.,])(?:(?P<digits>\d{{1,4}})(?: ?\(\w{{2,12}}\))?|"
    rf"(?P<word>{_NUMBER})(?: ?\(\d{{1,4}}\))?)(?: full| whole| entire| ganze\w?|"
    rf" volle)?[ -]?(?:{_UNIT})(?![a-z])"
)
_TIME_EAST = re.compile(
    r"(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3}) ?(?:(?P<hour>時間|小时|个小时)|(?P<week>週間|"
    r"周間|周|"
    r"个星期|星期|礼拜)|(?P<month>(?:か|ヶ|カ|ケ|箇)月|个月|個月)|(?P<day>日間|日|天)|(?P<year>年間|"
    r"年))(?!前)"
)
_INDEFINITE = re.compile(
    r"\b(?:indefinite(?:ly)?|permanent(?:ly)?|life-?time|for life|forever|for good|"
    r"until further notice|(?<=, )ever|no end date(?! (?:given|known|stated|named|told|mentioned"
    r"|yet))|without (?:an? )?end(?: date)?|for ever|"
    r"never (?:be )?lift\w{0,3}|open-?ended"
    r"|dauerhaft|unbefristet|auf unbestimmte zeit|bis auf weiteres|permanente?s?|"
    r"lebenslang|fur immer|endgultig"
    r"|definitivement|indefiniment|indefinie?|duree indeterminee|a vie|"
    r"permanent(?:e|es)?|pour toujours|jusqu'a nouvel ordre"
    r"|indefinid\w{1,6}|permanentemente|de por vida|para siempre|hasta nuevo aviso|"
    r"de forma permanente|tiempo indefinido"
    r"|indeterminat\w{1,4}|permanentemente|a vita|per sempre|fino a nuovo avviso|"
    r"a tempo indeterminato|definitiv\w{1,6}"
    r"|por tempo indeterminado|para sempre|indefinidamente|ate novo aviso|"
    r"vitalici\w)\b|無期限|永久|恒久|無期|永続|当面の間|无限期|终身|不定期"
)
_NOT_INDEFINITE = re.compile(
    r"\b(?:not|isn't|never|is it|or is it|is this|or|nicht|pas|non|nao|no|ist das|"
    r"es) (?:\w{1,8} ){0,2}$"
)
_BEFORE_OTHER = re.compile(
    r"(?:within|every|each|(?:in |over |during |for )?(?:the )?(?:last|past|"
    r"previous)|first|after|since|older than|up to|reply in|respond in|less than|"
    r"more than|under|at least|usually|between|normally|typically|"
    r"innerhalb(?: von)?|binnen|in den letzten|vor|nach|alle|seit|sous|dans les|"
    r"depuis|il y a|apres|toutes les|en (?:los ultimos|un plazo de)|hace|desde hace|"
    r"cada|despues de|entro|negli ultimi|da|dopo|ogni|em ate|dentro de|ha|"
    r"nos ultimos|depois de|a cada|deadline(?: of| is)?|answer in|plazo de|tras|"
    r"you (?:now |still )?have|dispon\w{1,4} (?:de|di)|tiene|disposez de|vous avez|avete|voce tem|"
    r"sie haben) $"
)
_AFTER_OTHER = re.compile(
    r" ?(?:ago|old|earlier|later|before|after (?:the )?(?:delivery|purchase|order|"
    r"arrival|shipping|shipment)|from delivery|of (?:delivery|order)|(?:to|"
    r"for you to) (?:appeal|respond|reply|submit|provide|answer|send)|deadline|"
    r"(?:para|pour|per) (?:faire appel|fare ricorso|apelar|recurrir|recorrer|repondre|responder|"
    r"rispondere|contester|presentar\w{0,2}|apresentar|enviar|inviare|envoyer)|"
    r"zeit|zum (?:widerspruch|einspruch)|"
    r"now\b|already|window|rule|return|warranty|of (?:experience|selling|history)|"
    r"each|per (?:order|buyer|customer|week)|spater|"
    r"nach (?:lieferung|bestellung|versand|der lieferung)|her\b|"
    r"alt\b|lang (?:schon|keine antwort)|apres (?:la )?(?:livraison|commande)|"
    r"despues de(?:l| la) (?:entrega|pedido|compra)|dopo (?:la consegna|l'ordine)|"
    r"depois da? (?:entrega|compra)|atras|fa\b|in business|on amazon|wait|no reply|"
    r"without (?:a reply|an answer|reply)|notice)|[^.]{0,6}(?:後|后|前|以前|ごと|おき|"
    r"以?内(?!.{0,8}(?:不能|无法|不可|不得|不允许|禁止|限制|暂停|停用|できな|送れな)))"
)
_MONEY = re.compile(
    r"\b(?:funds?|disburs\w{0,8}|payouts?|balance|money|reserve|invoices?|guthaben|"
    r"auszahlung\w{0,3}|fonds|fondos|fondi|saldo)\b|资金|売上金"
)
_TO_ANSWER = re.compile(
    r"\b(?:appeal (?:within|by|in)|respond|reply (?:within|in|by)|submit|provide|"
    r"deadline|einspruch|antworten sie|repondre dans|einreichen)\b"
)
_SILENCE = re.compile(
    r"\b(?:nobody|no one|not|never|\w{1,6}n't|no|keine?|"
    r"sans) (?:\w{1,10} ){0,2}(?:answer|repl|respon|hear|react|antwort|repons|"
    r"respuesta|rispost)\w{0,6}(?: \w{1,8}){0,2} $"
)
# "We have been selling for ten years": an age, unless it is the restriction's own.
_SO_FAR = re.compile(
    r"\b(?:(?:have|has|had|i've|we've) (?:been |sold |waited |heard |had )"
    r"(?!restrict|suspen|ban|block|disab|limit|paus)(?:\w{1,12} ){0,4}(?:for )?"
    r"|wait(?:ed|ing)? (?:\w{1,8} ){0,3})$"
)
_LONG = re.compile(r"\b(day|week|month|year)[- ]long\b")
_EARLIER = re.compile(
    r"\b(?:last time|first time|the first (?:one|restriction)|previous(?:ly)?|"
    r"earlier|back then|before that|last year|in 20\d\d|the time before|(?:two|"
    r"three|some|a few) years ago|letztes (?:mal|jahr)|la derniere fois|"
    r"la ultima vez|l'anno scorso|no ano passado|el ano pasado)\b"
)
_LASTING = re.compile(
    r"(?:\bfor(?: the (?:next|coming|following))?(?: a)?(?: full| whole|"
    r" period of)?|lasts?|lasting|duration\W{0,3}(?:of )?(?:is )?|length\W{0,3}|"
    r"period\W{0,3}(?:of )?|next|ends? in|expires? in|lifted (?:in|after)|over in|"
    r"extended to|to|got(?: an?)?|fur(?: die nachsten)?|fuer|pendant|pour|"
    r"durante(?: los proximos)?|por(?: un periodo de)?|per(?: i prossimi)?|"
    r"dauer\W{0,3}|duree\W{0,3}|duracion\W{0,3}|durata\W{0,3}) $"
)
_AFTERWARDS = re.compile(
    r"[ -]{1,2}(?:proactive |messaging |message |long )?(?:restriction|ban|"
    r"suspension|block|timeout|penalty|limit|sperre|einschrankung|lang\b|without|"
    r"no proactive|of (?:no|restrict|silence))"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro",
                "february feb februar fevrier febrero febbraio fevereiro",
            "march mar marz maerz mars marzo marco",
            "april apr avril abril aprile", "may mai mayo maggio maio",
            "june jun juni juin junio giugno junho", "july jul juli juillet julio luglio julho",
            "august aug aout agosto", "september sep sept septembre septiembre settembre setembro",

                "october oct oktober okt octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez decembre diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<iso>(?P<y1>20\d\d)-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}}))\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.|er|º|°)?(?: of| de|"
    rf" d')? ?(?P<m2>{_MONTH})\b\.?(?:,? (?:de )?(?P<y2>20\d\d))?"
    rf"|\b(?P<m3>{_MONTH})\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y3>20\d\d))?"
    r"|\b(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>20\d\d)?"
    r"|(?:(?P<y5>20\d\d)年)?(?P<m5>\d{1,2})月(?P<d5>\d{1,2})[日号]"
    r"|\b(?P<d7>\d{1,2})/(?P<m7>\d{1,2})/(?P<y7>20\d\d)\b"
    r"|\bthe (?P<d6>\d{1,2})(?:st|nd|rd|th)\b"
)
_UNTIL = re.compile(
    r"(?:until|till|til|through|ends?(?: on)?|expires?(?: on)?|lifted on|up to|"
    r"bis(?: zum| einschliesslich)?|jusqu'au|jusqu'a|hasta(?: el)?|fino a(?:l|ll')?|"
    r"ate(?: o| ao| dia){0,6}|to|-|valid to|running to) ?(?:\w{3,9}day,? )?$"
)
_UNTIL_AFTER = re.compile(r" ?(?:まで|为止|止|bis)")
_FROM = re.compile(
    r"(?:from|since|starting(?: on)?|starts?(?: on)?|as of|effective|began(?: on)?|started(?: on)?|"
    r"beginning|seit(?: dem)?|ab(?: dem)?|vom|depuis le|a partir du|du|le|"
    r"desde(?: el)?|del?|dal|desde o|a partir de|told on|dated|notified on|"
    r"noticed on|received on|on|am|date:|sent:) ?(?:\w{3,9}day,? ?|\w{3}, ?)?$"
)
_FROM_AFTER = re.compile(r" ?(?:から|より|起|开始|に)")


_NO_YEAR = 2001


@dataclass(frozen=True, slots=True)
class Stretch:
    """The restriction's time as the text tells it, and the places that tell it."""

    hours: Length = None
    noticed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    places: tuple[tuple[int, int, str], ...] = ()


def read_stretch(view: View, stances: Stances, received_on: date | None) -> Stretch:
    """How long the restriction lasts; ``received_on`` completes dates that lack a year or month."""
    starts, ends, places = _dates(view, received_on)
    best = max(_lengths(view), default=None)
    hours: Length = None
    if best:
        hours = best[1]
        places.append((best[2], best[3], "length"))
    endless = None if best and best[0] >= 4 else _indefinite(view, stances)
    if endless:
        hours = "indefinite"
        places.append((*endless, "length"))
    begin = starts or received_on
    if hours is None and ends and begin and ends > begin:
        hours = (ends - begin).days * 24
    if ends is None and isinstance(hours, int) and begin:
        ends = begin + timedelta(hours=hours)
    return Stretch(
        hours, received_on or _known(starts), _known(starts), _known(ends), tuple(places)
    )


def _known(day: date | None) -> date | None:
    """The day, unless its year was only assumed to count the days between two dates."""
    return None if day is None or day.year in (_NO_YEAR, _NO_YEAR + 1) else day


def _lengths(view: View) -> Iterator[tuple[int, int, int, int]]:
    """Candidates as (weight, hours, start, end)."""
    topics = (
        *find_mentions(view, "taken"),
        *find_mentions(view, "proactive"),
        *find_mentions(view, "restricted-phrase"),
    )
    for hours, start, end in _times(view.text):
        first, last = view.sentence(start)
        before = view.text[max(first, start - 45) : start]
        after = view.text[end : end + 40]
        clause = view.text[max(first, start - 70) : min(last, end + 60)]
        if _BEFORE_OTHER.search(before) and not re.search(
            r"(?:(?:lifted|ends?|expires?|over) after|(?:will|shall|may|to|can|would"
            r"|does) last) $",
            before,
        ):
            continue
        if _SILENCE.search(before) or _SO_FAR.search(before):
            continue
        if _AFTER_OTHER.match(after) or (
            re.search(r"(?:\bto|\bor|-|–|bis|\ba) ?$", before)
            and re.search(r"\d (?:\w{1,6} )?(?:to|or|-|–|bis|a) ?$", before)
            and "from" not in before
        ):
            continue
        weight = 1
        if any(first <= topic.start < last for topic in topics):
            weight += 2
        weight += 2 * bool(_LASTING.search(before)) + 3 * bool(_AFTERWARDS.match(after))
        if _MONEY.search(clause) or _TO_ANSWER.search(before) or _TO_ANSWER.match(after):
            weight -= 4
        if _EARLIER.search(view.text[max(first, start - 60) : start]):
            weight -= 3
        if re.search(
            r"\b(?:now|this time|again|diesmal|cette fois|esta vez|questa volta|desta vez|"
            r"extended)\b",
            before,
        ):
            weight += 1
        if last - first <= 45 and weight == 1:
            weight += 1
        if weight >= 2:
            yield weight, hours, start, end


def _times(text: str) -> Iterator[tuple[int, int, int]]:
    for time in _TIME.finditer(text):
        number = int(time["digits"]) if time["digits"] else _WORDS[time["word"]]
        for unit, _ in _UNITS:
            if time[f"u{unit}"]:
                short = time[f"u{unit}"] in ("h", "d") and not time["digits"]
                if number and not short:
                    yield number * unit, time.start(), time.end()
    for time in _TIME_EAST.finditer(text):
        number = int(time["n"]) if time["n"].isdecimal() else _WORDS.get(time["n"], 0)
        unit = (
            1
            if time["hour"]
            else 168
            if time["week"]
            else 720
            if time["month"]
            else 24
            if time["day"]
            else 8760
        )
        is_date = (time["day"] and re.search(r"月$", text[: time.start()][-1:])) or (
            time["year"] and number > 100
        )
        if number and not is_date:
            yield number * unit, time.start(), time.end()
    for long in _LONG.finditer(text):
        yield {"day": 24, "week": 168, "month": 720, "year": 8760}[long[1]], *long.span()
    for half in re.finditer(
        r"\bhalf a year\b|\bein halbes jahr\b|\bmedio ano\b|\bsei mesi\b|半年", text
    ):
        yield 4320, half.start(), half.end()


def _indefinite(view: View, stances: Stances) -> tuple[int, int] | None:
    may_not = find_mentions(view, "may-not")
    for word in _INDEFINITE.finditer(view.text):
        before = view.text[max(0, word.start() - 24) : word.start()]
        first, last = view.sentence(word.start())
        if _NOT_INDEFINITE.search(before) or view.text[first:last].rstrip("\"' )").endswith(
            ("?", "？")
        ):
            continue
        # "May no longer write, permanently": that "no" is the restriction itself.
        is_taken = any(first <= one.start < word.start() for one in may_not)
        if (
            is_taken
            or not stances.is_denied(*word.span())
            or word[0].startswith(("no ", "without"))
        ):
            return word.span()
    for phrase in find_mentions(view, "templates-only"):
        if not stances.is_denied(phrase.start, phrase.end):
            return phrase.start, phrase.end
    return None


def _dates(
    view: View, received_on: date | None
) -> tuple[date | None, date | None, list[tuple[int, int, str]]]:
    starts: date | None = None
    ends: date | None = None
    places: list[tuple[int, int, str]] = []
    for found in _DATE.finditer(view.text):
        before = view.text[max(0, found.start() - 30) : found.start()]
        after = view.text[found.end() : found.end() + 8]
        is_end = bool(_UNTIL.search(before)) or bool(_UNTIL_AFTER.match(after))
        day = _day(found, received_on, starts, later=is_end)
        if day is None:
            continue
        if (
            is_end
            and ends is None
            and not _TO_ANSWER.search(view.text[max(0, found.start() - 60) : found.start()])
        ):
            ends = day
            places.append((*found.span(), "until"))
        elif starts is None and not is_end and (_FROM.search(before) or _FROM_AFTER.match(after)):
            starts = day
            places.append((*found.span(), "from"))
    return starts, ends, places


def _day(
    found: re.Match[str], received_on: date | None, starts: date | None, *, later: bool
) -> date | None:
    """The day that was written; a missing year or month is taken from a known day, else nothing."""
    known = starts if later and starts else received_on or starts
    groups = found.groupdict()
    for n in "123457":
        if groups[f"d{n}"]:
            month = groups[f"m{n}"]
            year = groups[f"y{n}"]
            number = int(month) if month.isdecimal() else _MONTHS[month]
            if n == "7" and number > 12 >= int(groups["d7"]):
                return _date(int(year), int(groups["d7"]), number)
            if n == "7" and int(groups["d7"]) <= 12 and number != int(groups["d7"]):
                return None  # 03/04/2025: nobody can tell
            if year:
                return _date(int(year), number, int(groups[f"d{n}"]))
            # Without a year the days still have a distance: any year without a leap day will do.
            base = known.year if known else _NO_YEAR
            day = _date(base, number, int(groups[f"d{n}"]))
            return (
                _date(base + 1, number, int(groups[f"d{n}"]))
                if day and known and later and day < known
                else day
            )
    if known is None:
        return None
    day = _date(known.year, known.month, int(groups["d6"]))
    if day and later and day <= known:
        month = known.month % 12 + 1
        return _date(known.year + (month == 1), month, int(groups["d6"]))
    return day


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
