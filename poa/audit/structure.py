"""What is built into a message rather than said: links, addresses, numbers, images, files."""

# ruff: noqa: E501 - a pattern is easier to check in one piece

import re
from collections.abc import Iterator
from dataclasses import dataclass

from poa.audit.reading import Reading, Span

_URL = re.compile(
    r"(?:https?|hxxps?)\s?:\s?/\s?/\s?[^\s<>\"'）】。，、]{3,600}|(?<![\w@.-])www\.[a-z0-9-]{1,60}\.[^\s<>\"'）】。，、]{2,300}",
    re.IGNORECASE,
)
_ENDINGS = "com|net|org|shop|store|info|biz|io|co|de|fr|es|it|uk|eu|at|ch|nl|pl|jp|cn|br|pt|mx|ca|us|me|ly|gl|be|club|online|site|xyz|app|link|page|tv|cc|top|vip|gg"
_DOMAIN = re.compile(
    rf"(?<![\w@.-])(?!\d{{1,9}}(?:[.,]\d{{1,4}})?[a-z]{{0,3}}\.)[a-z0-9](?:[a-z0-9-]{{1,60}}[a-z0-9])?(?:\.[a-z0-9-]{{2,60}})?\.(?:{_ENDINGS})(?![\w@-]|\.[a-z])(?:/[^\s<>\"'）】。，、]{{0,300}})?",
    re.IGNORECASE,
)
_SPELLED_DOMAIN = re.compile(
    r"(?<![\w@])[a-z0-9-]{2,60}\s{0,3}(?:\(dot\)|\[dot\]|\{dot\}|\sdot\s|\spunkt\s|\spoint\s|\spunto\s|\sponto\s)\s{0,3}(?:com|net|org|shop|store|de|fr|es|it|co|info|ly|me|io)(?!\w)",
    re.IGNORECASE,
)
_LINKS = {"url": _URL, "domain": _DOMAIN, "spelled-domain": _SPELLED_DOMAIN}
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:\s{0,2}(?:@|＠|\(at\)|\[at\]|\{at\})\s{0,2}|\s(?:at|AT)\s(?=[\w-]{2,60}\s?(?:\.|dot|\(dot\)|\[dot\])\s?(?:com|net|org|de|co)))(?:[\w-]{1,63}(?:\.|\s?\(dot\)\s?|\s?\[dot\]\s?|\sdot\s)){1,4}[a-z]{2,12}(?!\w)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w#/.=&-])(?:\+|00)\d{1,3}[\s.\-/()]{0,3}\(?\d{1,5}\)?(?:[\s.\-/]{0,2}\d{2,5}){2,5}(?!\w)"
    r"|(?<![\w#/.=&-])\(?\d{3}\)?[\s.-]{1,2}\d{3}[\s.-]\d{4}(?![\w-])"
    r"|(?<![\w#/.=&-])1[\s.-]?8(?:00|33|44|55|66|77|88)[\s.-]?[A-Za-z0-9]{3}[\s.-]?[A-Za-z0-9]{4}(?!\w)"
    r"|(?<![\w#/.=&-])0\d{1,5}[\s./-]{1,3}\d{2,8}(?:[\s.-]\d{2,6}){0,4}(?![\w-])"
)
_PHONE_LABEL = re.compile(
    r"(?<!\w)(?:tel|telephone|telefon|telefonnummer|téléphone|teléfono|telefono|telefone|phone|mobile|mobil|handy|cell|hotline|call|call us|text us|ring|fax|rufnummer|whatsapp|電話(?:番号)?|电话|手机|お電話)(?:\s?(?:us|number|no|nr|:|is|at|on|unter|au|al|：|\.)){0,4}\s{0,3}\+?[(\d][\d ().\-/]{5,20}\d",
    re.IGNORECASE,
)
_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff\u2600-\u2604\u2614\u2615\u2618\u261d\u2620\u2622\u2639-\u263a\u2648-\u2653\u2660-\u2666\u267b\u2693-\u26fd\u2705\u270a-\u270d\u2728\u2744\u274c\u274e\u2753-\u2757\u2763\u2764\u2795-\u2797\u27b0\u2b1b\u2b1c\u2b50\u2b55]"
)
_IMPORTANT = re.compile(
    r"[\[【〔［「{<〈《]\s{0,3}(?:important|importent|imporant|imprtant|inportant|wichtig|wichtige (?:nachricht|mitteilung|information)|importante|importante!|very important|重要|重要なお知らせ|ご?重要|重要通知|belangrijk|wazne|viktigt|onemli|urgent|dringend)\s{0,3}[!:：]?\s{0,3}[\]】〕］」}>〉》]"
)
_TAG = re.compile(
    r"<(a|img|font|p|div|span|td|table|body|h[1-6]|center)\b([^<>]{0,3000})>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"""([a-z-]{2,30})\s{0,3}=\s{0,3}(?:"([^"]{0,2500})"|'([^']{0,2500})'|([^\s"'>]{1,2500}))""",
    re.IGNORECASE,
)
_LINKED_IMAGE = re.compile(
    r"<a\b[^<>]{0,2000}href\s{0,3}=\s{0,3}[\"']?([^\"'\s>]{1,2000})[^<>]{0,2000}>\s{0,99}(?:<(?!/a|img)[^<>]{0,500}>\s{0,99}){0,5}<img\b[^<>]{0,3000}>",
    re.IGNORECASE,
)
_STYLE = re.compile(
    r"font-family|font-size|text-align\s?:\s?(?:center|right)|line-height|(?<![-\w])color\s?:",
    re.IGNORECASE,
)
_ORDER_WORD = r"(?:order|bestell|auftrag|commande|pedido|ordine|encomenda|注文|订单|訂單)"
_PLACEHOLDER = re.compile(
    rf"(?:[\[{{<%$#]{{1,2}}|&lt;)\s?[\w .-]{{0,30}}{_ORDER_WORD}[\w .#-]{{0,30}}(?:[\]}}>%$#]{{1,2}}|&gt;)",
    re.IGNORECASE,
)
# One class of characters is looked for much quicker than the rest of a placeholder.
_PLACEHOLDER_OPENS = re.compile(r"[\[{<%$#&]")
_ORDER_ID = re.compile(r"(?<!\d)\d{3}-\d{7}-\d{7}(?!\d)|(?<!\w)[DS]\d{2}-\d{7}-\d{7}(?!\d)")
_AMAZON = re.compile(
    r"^(?:[a-z0-9-]{1,40}\.){0,3}(?:amazon\.(?:com|ca|co\.uk|de|fr|es|it|nl|se|pl|ie|com\.be|com\.tr|com\.mx|com\.br|com\.au|co\.jp|jp|cn|in|sg|ae|sa|eg|co\.za)|amzn\.(?:to|eu|asia|com)|a\.co|media-amazon\.com|ssl-images-amazon\.com)$"
)
_PRODUCT_PATH = re.compile(
    r"^/(?:[^?#]{0,200}/)?(?:dp|gp/product|stores?|s|shops|b|sp|gp/browse|gp/aw/d|exec/obidos)(?:[/?]|$)|seller=|^/?\?me="
)
_CARRIERS = re.compile(
    r"(?:^|\.)(?:dhl|ups|usps|fedex|royalmail|dpd|dpdgroup|gls-group|gls-pakete|myhermes|hermesworld|evri|laposte|colissimo|chronopost|mondialrelay|seur|correos|correosexpress|mrw|brt|poste|sda|yamato-hd|kuronekoyamato|sagawa-exp|post\.japanpost|ontrac|lasership|17track|yanwen|sf-express|ctt|ctt-expresso|canadapost|auspost|purolator|tnt|postnl|post|bpost|inpost|deutschepost)\.(?:com|net|org|de|fr|es|it|pt|uk|co\.uk|co\.jp|jp|ca|at|ch|nl|be|pl|eu|cn|com\.au)$"
)
_SHORTENERS = frozenset(
    "bit.ly tinyurl.com goo.gl ow.ly t.co is.gd buff.ly rebrand.ly cutt.ly t.ly rb.gy shorturl.at tiny.cc lnkd.in s.id qr.ae bl.ink linktr.ee".split()  # noqa: SIM905 - a list of words reads better
)
_MARKETING_FILE = re.compile(
    r"catalog|katalog|catalogo|flyer|brochure|broschure|prospekt|coupon|voucher|gutschein|promo|discount|rabatt|price.?list|newsletter|gift|offer|angebot|insert.?card|lookbook|优惠|クーポン|目录",
    re.IGNORECASE,
)
_MANUAL_FILE = re.compile(
    r"manual|guide|instruct|anleitung|handbuch|bedienung|mode.?d.?emploi|notice|istruzion|manuale|instruc|howto|how.?to|warrant|garantie|garantia|garanzia|user|quick.?start|e-?book|tips|recipe|rezept|faq|説明書|取扱|保証|说明书|保修",
    re.IGNORECASE,
)
_INVOICE_FILE = re.compile(
    r"invoice|rechnung|facture|factura|fattura|fatura|receipt|rg[-_]?\d|inv[-_]?\d|vat|credit.?note|gutschrift|avoir|請求書|領収書|发票|return.?label|rucksende|label|etikett|etichetta|etiqueta",
    re.IGNORECASE,
)
_RISKY_FILE = re.compile(
    r"\.(?:exe|zip|rar|7z|js|vbs|html?|bat|scr|apk|msi|lnk|gif|mp4|mov|avi|docm|xlsm)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where the rule ``rule`` fired, as offsets into the field as it was given."""

    rule: str
    span: Span
    field: str = "body"


def important_marks(subject: Reading, body: Reading) -> Iterator[Mark]:
    """``[Important]`` in the subject, or at the beginning of the body where a template has it."""
    for name, reading, limit in (("subject", subject, len(subject.text)), ("body", body, 120)):
        found = _IMPORTANT.search(reading.text, 0, limit) if "tag" in reading.shapes else None
        if found is not None:
            yield Mark("important-tag", reading.origin(found.span()), name)


def body_marks(body: Reading, *, needed: bool) -> Iterator[Mark]:
    """Everything in a body that is built rather than said.

    Args:
        body: The body.
        needed: The message asks for what the order needs, so that a link may serve it.
    """
    yield from _link_marks(body, needed=needed)
    shown = body.folded.text
    for span in _mails(body):
        address = shown[slice(*span)].lower()
        if not re.search(r"marketplace\.amazon|@amazon\.", address):
            yield Mark("email-address", body.origin(span))
    if "phone" in body.shapes:
        yield from _phone_marks(body)
    emoji = None if shown.isascii() else _EMOJI.search(shown)
    if emoji is not None:
        yield Mark("emoji", body.origin(emoji.span()))
    if "<" in body.source:
        yield from _markup_marks(body.source)


def attachment_rule(name: str) -> str | None:
    """The rule that an attached file breaks by its name, if any."""
    if _INVOICE_FILE.search(name):
        return None
    if _MARKETING_FILE.search(name) or _RISKY_FILE.search(name):
        return "attachment"
    return "manual-attached" if _MANUAL_FILE.search(name) else "attachment-unclear"


def has_order_id(text: str) -> bool:
    """Whether a text names an order, or has a place where a tool puts its number."""
    if _ORDER_ID.search(text) is not None:
        return True
    opening = _PLACEHOLDER_OPENS.search(text)
    return opening is not None and _PLACEHOLDER.search(text, opening.start()) is not None


def _phone_marks(body: Reading) -> Iterator[Mark]:
    shown = body.folded.text
    orders = [found.span() for found in _ORDER_ID.finditer(shown)]
    urls = [found.span() for found in _URL.finditer(shown)]
    taken: list[Span] = []
    for pattern in (_PHONE_LABEL, _PHONE):
        for found in pattern.finditer(shown):
            span = found.span()
            digits = sum(c.isdigit() for c in found[0])
            if not 7 <= digits <= 16 or _overlaps(span, orders + urls + taken):
                continue
            taken.append(span)
            yield Mark("phone-number", body.origin(span))


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _link_marks(body: Reading, *, needed: bool) -> Iterator[Mark]:
    source = body.source
    linked = list(_LINKED_IMAGE.finditer(source)) if "<" in source else []
    for found in linked:
        if not _is_amazon(found[1]):
            yield Mark("logo-link", found.span())
    for url, span in _shown_links(body):
        rule = _link_rule(url, needed=needed)
        if rule is not None:
            yield Mark(rule, span)
    if "<" not in source:
        return
    images = [found.span() for found in linked]
    for tag in _TAG.finditer(source):
        if tag[1].lower() != "a" or _overlaps(tag.span(), images):
            continue
        href = _attributes(tag[2]).get("href", "")
        if href.lower().startswith(("http", "www.", "//")):
            rule = _link_rule(href, needed=needed)
            if rule is not None:
                yield Mark(rule, tag.span())


def _mails(body: Reading) -> list[Span]:
    if "email" not in body.shapes:
        return []
    return [found.span() for found in _EMAIL.finditer(body.folded.text)]


def _shown_links(body: Reading) -> Iterator[tuple[str, Span]]:
    """The addresses that a reader sees, with their places in the source; mail addresses apart."""
    shown = body.folded.text
    seen = _mails(body)
    for shape, pattern in _LINKS.items():
        if shape not in body.shapes:
            continue
        for found in pattern.finditer(shown):
            if not _overlaps(found.span(), seen):
                seen.append(found.span())
                yield found[0], body.origin(found.span())


def _link_rule(url: str, *, needed: bool) -> str | None:
    host, path, secure = _parts(url)
    if _AMAZON.match(host):
        return "amazon-product-link" if _PRODUCT_PATH.search(path) else None
    if host in _SHORTENERS:
        return "external-link"
    if secure and (needed or _CARRIERS.search(host)):
        return "needed-link"
    return "external-link"


def _is_amazon(url: str) -> bool:
    return _AMAZON.match(_parts(url)[0]) is not None


def _parts(url: str) -> tuple[str, str, bool]:
    lowered = re.sub(r"\s{1,9}", "", url.lower())
    secure = not lowered.startswith(("http:", "hxxp:"))
    rest = re.sub(r"^(?:h(?:tt|xx)ps?:)?//", "", lowered)
    host = re.split(r"[/?#:]", rest, maxsplit=1)[0].rstrip(".,;)").removeprefix("www.")
    return host, rest[len(re.split(r"[/?#]", rest, maxsplit=1)[0]) :], secure


def _attributes(tag: str) -> dict[str, str]:
    return {
        found[1].lower(): found[2] or found[3] or found[4] or ""
        for found in _ATTRIBUTE.finditer(tag)
    }


def _markup_marks(source: str) -> Iterator[Mark]:
    styled: Span | None = None
    for tag in _TAG.finditer(source):
        name, attributes = tag[1].lower(), _attributes(tag[2])
        style = attributes.get("style", "")
        if name == "img":
            tiny = {
                attributes.get("width", "").strip("px"),
                attributes.get("height", "").strip("px"),
            }
            if tiny & {"0", "1"} or re.search(
                r"display\s?:\s?none|(?:width|height)\s?:\s?[01]px", style
            ):
                yield Mark("tracking-pixel", tag.span())
            elif not attributes.get("alt") or attributes.get("src", "").startswith("http:"):
                yield Mark("image-without-words", tag.span())
        elif (
            name in ("font", "center")
            or _STYLE.search(style)
            or attributes.get("align", "") in ("center", "right")
        ):
            styled = styled or tag.span()
    if styled is not None:
        yield Mark("style-override", styled)
