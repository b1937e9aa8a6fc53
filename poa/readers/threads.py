"""Which mails the seller sent, and which of those answer a buyer."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

ALIAS = re.compile(r"[\w.+-]{1,64}@(?:marketplace|store)\.amazon\.[a-z.]{2,8}\b", re.IGNORECASE)
_AMAZON = re.compile(r"[@.]amazon(?:ses)?\.[a-z.]{2,8}\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}")
_ID = re.compile(r"<\s{0,9}([^<>\s]{1,500})\s{0,9}>")
_ANSWER = re.compile(r"\s{0,9}(?:re|aw|antw|sv|rif|r|回复|答复)\s?[:：]", re.IGNORECASE)
_HEADER_LINE = re.compile(
    rb"^(from|to|message-id|in-reply-to|references):((?:[^\r\n]|\r?\n[ \t]){0,20000})",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_HEADER = 256 * 1024
_MOST_SENDERS = 10_000


class Threads:
    """Who wrote first, learnt from the headers of all mails before any of them is judged.

    Ids and addresses are kept as checksums of eight bytes, so that a large mailbox needs little.
    """

    def __init__(self) -> None:
        self._incoming: set[int] = set()
        self._own: set[int] = set()
        self._writers: set[int] = set()
        # Only where no mail names an alias: the seller is who sends and answers most.
        self._senders: Counter[str] = Counter()
        self._sent: dict[int, str] = {}
        self.knows_aliases = False

    def learn(self, mails: Iterable[bytes]) -> None:
        """Learn from the headers of mails; whatever is damaged teaches nothing."""
        for data in mails:
            headers = _headers(data)
            sender = headers.get("from", "")
            ids = {_sum(one) for one in _ID.findall(headers.get("message-id", ""))}
            if alias := ALIAS.search(sender):
                self._writers.add(_sum(alias[0].lower()))
            if alias or ALIAS.search(headers.get("to", "")):
                self.knows_aliases = True
            if alias or _AMAZON.search(sender):
                self._incoming |= ids
                continue
            self._own |= ids
            address = _address(sender)
            if address and (address in self._senders or len(self._senders) < _MOST_SENDERS):
                self._senders[address] += 2 + ("in-reply-to" in headers)
                self._sent |= dict.fromkeys(ids, address)
        if not self.knows_aliases and self._senders:
            seller = self._senders.most_common(1)[0][0]
            theirs = {one for one, address in self._sent.items() if address != seller}
            self._incoming |= theirs
            self._own -= theirs

    def is_incoming(self, sender: str) -> bool:
        """Whether a buyer or Amazon sent it, not the seller."""
        if ALIAS.search(sender) or _AMAZON.search(sender):
            return True
        if self.knows_aliases or not self._senders:
            return False
        return _address(sender) not in ("", self._senders.most_common(1)[0][0])

    def is_reply(self, parents: str, subject: str, recipients: str) -> bool | None:
        """Whether a mail of the seller answers a buyer; ``None`` when its parent is unknown.

        Args:
            parents: Its ``In-Reply-To`` and ``References`` headers.
            subject: Counts only together with a buyer who has written from the same alias.
            recipients: Whom it goes to.
        """
        ids = _ID.findall(parents)
        sums = {_sum(one) for one in ids}
        if sums & self._incoming or any(_AMAZON.search(one) for one in ids):
            return True
        if ids:
            return False if sums <= self._own else None
        if _ANSWER.match(subject) and (alias := ALIAS.search(recipients)):
            return True if _sum(alias[0].lower()) in self._writers else None
        return False


def _headers(data: bytes) -> dict[str, str]:
    head = data[:_MOST_HEADER]
    ends = [at for mark in (b"\n\n", b"\r\n\r\n") if (at := head.find(mark)) >= 0]
    head = head[: min(ends)] if ends else head
    return {
        name.decode().lower(): value.decode("ascii", errors="replace")
        for name, value in _HEADER_LINE.findall(head)
    }


def _address(sender: str) -> str:
    found = _ADDRESS.findall(sender)
    return str(found[-1]).lower() if found else ""


def _sum(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest(), "big")
