"""Amazon's stores: what they are called, and how dates and paper look there."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Marketplace:
    """One Amazon store.

    Attributes:
        domain: Its key in a case, for example ``amazon.de``.
        name: As a letter calls it, for example ``Amazon.de``.
        country: Two-letter code.
        letter_paper: US Letter instead of A4.
        month_first: Dates are written ``March 4, 2026`` instead of ``4 March 2026``.
    """

    domain: str
    name: str
    country: str
    letter_paper: bool = False
    month_first: bool = False

    def date(self, day: date) -> str:
        """A date in words, as this store's English letters write it."""
        if self.month_first:
            return f"{day:%B} {day.day}, {day.year}"
        return f"{day.day} {day:%B} {day.year}"


_STORES = (
    Marketplace("amazon.com", "Amazon.com", "US", letter_paper=True, month_first=True),
    Marketplace("amazon.ca", "Amazon.ca", "CA", letter_paper=True, month_first=True),
    Marketplace("amazon.com.mx", "Amazon.com.mx", "MX", letter_paper=True),
    Marketplace("amazon.com.br", "Amazon.com.br", "BR"),
    Marketplace("amazon.co.uk", "Amazon.co.uk", "GB"),
    Marketplace("amazon.ie", "Amazon.ie", "IE"),
    Marketplace("amazon.de", "Amazon.de", "DE"),
    Marketplace("amazon.fr", "Amazon.fr", "FR"),
    Marketplace("amazon.it", "Amazon.it", "IT"),
    Marketplace("amazon.es", "Amazon.es", "ES"),
    Marketplace("amazon.nl", "Amazon.nl", "NL"),
    Marketplace("amazon.com.be", "Amazon.com.be", "BE"),
    Marketplace("amazon.pl", "Amazon.pl", "PL"),
    Marketplace("amazon.se", "Amazon.se", "SE"),
    Marketplace("amazon.com.tr", "Amazon.com.tr", "TR"),
    Marketplace("amazon.ae", "Amazon.ae", "AE"),
    Marketplace("amazon.sa", "Amazon.sa", "SA"),
    Marketplace("amazon.eg", "Amazon.eg", "EG"),
    Marketplace("amazon.co.za", "Amazon.co.za", "ZA"),
    Marketplace("amazon.in", "Amazon.in", "IN"),
    Marketplace("amazon.co.jp", "Amazon.co.jp", "JP"),
    Marketplace("amazon.sg", "Amazon.sg", "SG"),
    Marketplace("amazon.com.au", "Amazon.com.au", "AU"),
)
MARKETPLACES = {store.domain: store for store in _STORES}
_BY_COUNTRY = {store.country: store.domain for store in _STORES} | {"UK": "amazon.co.uk"}


def marketplace_key(text: str) -> str:
    """``amazon.de`` for ``Amazon.de``, ``www.amazon.de`` or ``DE``; unknown text as it is."""
    plain = text.strip()
    by_country = _BY_COUNTRY.get(plain.upper())
    return by_country or plain.lower().removeprefix("https://").removeprefix("www.").rstrip("/")
