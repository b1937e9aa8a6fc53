"""Which language a text is written in, told by its commonest words and its script."""

# ruff: noqa: E501 - one line of words per language
import re
from collections import Counter
from dataclasses import dataclass

from poa.audit.reading import plain

# The commonest small words of each language; those of languages that we do not read are here so
# that they are not taken for a neighbour that we do read.
_SMALL_WORDS = {
    "en": "the and you your for we our have has with this is are to of if please thank thanks hi hello dear order any us will that it not from be on at was would an",
    "de": "der die das und sie ihr ihre ihrer ihren ihnen wir uns unser fur mit ist nicht bitte vielen dank haben wenn bei auf ein eine einen zu bestellung ich es den dem im von noch oder sehr geehrte hallo gerne war werden wurde",
    "fr": "le la les et vous votre vos nous notre pour avec est pas merci si que de des du un une dans sur avons bonjour commande ce cette au je il ne plus par nos etes avez",
    "es": "el la los las y usted su sus nosotros nuestro nuestra para con es no gracias si que de del un una en por pedido hola le esta este hemos tiene se al lo te tu nos muy",
    "it": "il la i gli le e lei suo tuo vostro nostro per con non grazie se che di del della un una in ordine ciao abbiamo ha questo al ti vi si da buongiorno gentile ci sono nostra ordine",
    "pt": "o a os as e voce seu sua nos nosso nossa para com nao obrigado obrigada se que de do da um uma em por pedido ola esta este temos tem ao no na foi mais caso",
    "nl": "de het een en u uw je jouw wij we ons onze voor met is niet bedankt als dat van op bestelling hebben heeft graag zijn te aan hallo beste",
    "sv": "och du din dina vi oss vår var ditt for med ar inte tack om att det en ett som pa bestallning har av till hej kan vill ni er",
    "pl": "i w na z do nie sie jest dziekujemy za twoje zamowienie prosimy jesli dla panstwa o od przez oraz dzien dobry to czy ze",
    "tr": "ve bir bu icin siparis siparisiniz tesekkur ederiz lutfen ile biz size eger cok var degil olarak urun merhaba da de",
    "da": "og du din dit vi os vores for med er ikke tak hvis at det en et som pa bestilling har af til hej kan jeg de",
    "cs": "a v na s do ne se je dekujeme za vasi objednavku prosim pokud pro vas o od nebo dobry den to ze jsme",
    "ro": "si in cu la nu este va multumim pentru comanda dumneavoastra daca un o de din ne pe noastra ati sa",
}  # fmt: skip
_SPOKEN_WITH: dict[str, list[str]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _one in dict.fromkeys(_words.split()):
        _SPOKEN_WITH.setdefault(_one, []).append(_language)
_WORD = re.compile(r"[^\W\d_]{1,30}")
# The same for ASCII, and quicker.
_NO_LETTER = {code: " " for code in range(128) if not chr(code).isalpha()}
_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u1200-\u1bff\uac00-\ud7af\u0e00-\u0eff]")
_LATIN = ("en", "de", "fr", "es", "it", "pt")
_ENOUGH = 6


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a text is written in.

    Attributes:
        read: The languages whose terms to look for, the likeliest first.
        unread: There are whole sentences in a language that we do not read.
    """

    read: tuple[str, ...]
    unread: bool


def detect(text: str, declared: str = "") -> Spoken:
    """Tell the languages of a text; ``declared`` decides only where the text is too short to."""
    sample = plain(text[:6000])
    kana = han = other = 0
    if not sample.isascii():
        kana, han = len(_KANA.findall(sample)), len(_HAN.findall(sample))
        other = len(_OTHER_SCRIPT.findall(sample))
    words = sample.translate(_NO_LETTER).split() if sample.isascii() else _WORD.findall(sample)
    latin = sum(map(len, words)) - kana - han - other
    read: list[str] = []
    if kana + han >= 4:
        read.append("ja" if kana * 8 >= han else "zh")
        if kana and read == ["zh"]:
            read.append("ja")
    unread = other > 20 and other * 4 > latin + (kana + han) * 3
    counts = dict.fromkeys(_SMALL_WORDS, 0)
    for word, times in Counter(filter(_SPOKEN_WITH.__contains__, words)).items():
        for language in _SPOKEN_WITH[word]:
            counts[language] += times
    best = max(counts.values())
    known = sorted((code for code in _LATIN if counts[code]), key=lambda code: -counts[code])
    declared = declared[:2].lower()
    if best < 3:
        guess = (declared,) if declared in _LATIN else _LATIN if latin else ()
        read.extend(guess)
        long = len(words) >= max(12, 8 * best + 1) and latin > (kana + han) * 2
        unread = unread or (declared not in ("", *_LATIN, "ja", "zh") and latin > 40) or long
    else:
        read.extend(code for code in known if counts[code] * 2 >= best or counts[code] >= _ENOUGH)
        top = known[0] if known else ""
        stranger = max(counts[code] for code in counts if code not in _LATIN)
        unread = unread or (stranger >= 4 and stranger > counts.get(top, 0) * 1.15)
    if "en" not in read:
        read.append("en")
    return Spoken(tuple(read), unread)
