"""What all three kinds of letters say in the same way: facts, statements, opening, signature."""

from collections.abc import Iterable

from poa.letter.model import Block, ExhibitLine, Item, Paragraph, Sentence
from poa.letter.phrases import People, joined, phrase, whole_sentence, written_facts
from poa.plan import Answer, Plan, Statement
from poa.wording import facts_named, say, say_first, wording


class Voice:
    """Says sentences about one plan, and remembers who has been introduced."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.case = plan.case
        self.marketplace = plan.marketplace
        self._people = People()
        seller = self.case.seller
        self.common: dict[str, str] = _known(
            store=seller.store_name,
            token=seller.merchant_token,
            marketplace=self.marketplace.name if seller.marketplace else None,
        )

    def person(self, name: str | None) -> str | None:
        """The person, with the role when named for the first time."""
        return self._people.name(name) if name else None

    def sentence(
        self, group: str, name: str, rests_on: Iterable[str], /, **facts: str | None
    ) -> Sentence | None:
        """The wording of that name with the facts, or ``None`` when one is not known."""
        said = say_first(wording(group, name), self.common | _known(**facts))
        return Sentence(whole_sentence(said), tuple(rests_on)) if said else None

    def opening(self) -> list[Sentence]:
        """The restriction: when, which account, for how long, Amazon's reference."""
        restriction = self.case.restriction
        noticed_on = restriction.noticed_on
        places = (
            "restriction.noticed_on",
            "restriction.length",
            "seller.store_name",
            "seller.marketplace",
        )
        return _present(
            self.sentence(
                "opening",
                "restricted",
                places,
                noticed_on=self.marketplace.date(noticed_on) if noticed_on else None,
                period=self._period(),
            ),
            self.sentence(
                "opening", "reference", ("restriction.reference",), reference=restriction.reference
            ),
        )

    def _period(self) -> str | None:
        match self.case.restriction.length:
            case None | "unknown":
                return None
            case "indefinite":
                return say_first(wording("letter", "indefinitely"), {})
            case length:
                return say_first(wording("letter", "for_period"), {"length": length})

    def entry_sentences(
        self,
        statement: Statement[Answer],
        texts: tuple[str, ...],
        extra: dict[str, str],
    ) -> list[Sentence]:
        """An entry's sentences with the seller's facts; ``extra`` stands beside the entry's own."""
        assert statement.entry is not None  # noqa: S101 - the callers say own words in another way
        facts = written_facts(statement.entry.facts, statement.answer.facts, self.marketplace)
        said = []
        for text in texts:
            words = say(text, self.common | facts | extra)
            if words is not None:
                named = [name for name in facts_named(text) if name in facts]
                places = [f"{statement.where}.facts.{name}" for name in named]
                places += [f"{statement.where}.by"] if "by" in facts_named(text) else []
                said.append(Sentence(whole_sentence(words), tuple(places) or (statement.where,)))
        return said

    def own_words(self, statement: Statement[Answer]) -> list[Sentence]:
        """The seller's own words, ended with a full stop."""
        own = statement.answer.own_words
        if not own:
            return []
        text = " ".join(own.split())
        ended = text if text.endswith((".", "!", "?", "”", '"', "。")) else f"{text}."
        return [Sentence(ended, (f"{statement.where}.own_words",))]

    def with_exhibits(
        self, sentences: list[Sentence], where: str, labels: tuple[str, ...]
    ) -> tuple[Sentence, ...]:
        """The sentences, the last one with the exhibits that prove them."""
        if not labels or not sentences:
            return tuple(sentences)
        listed = {each.label.casefold(): each.label for each in self.case.exhibits if each.label}
        called = [listed.get(label.casefold(), label) for label in labels]
        named = f"Exhibit {called[0]}" if len(called) == 1 else f"Exhibits {joined(called)}"
        last = sentences[-1]
        if last.text.endswith(("!", "?")):
            shown = f"{last.text} See {named}."
        else:
            shown = f"{last.text.removesuffix('.')} ({named})."
        proof = Sentence(shown, (*last.rests_on, f"{where}.exhibits"))
        return (*sentences[:-1], proof)

    def date(self, day: object) -> str | None:
        """A day in words, or ``None``."""
        from datetime import date

        return self.marketplace.date(day) if isinstance(day, date) else None

    def exhibits(self) -> tuple[ExhibitLine, ...]:
        """The rows of the table of exhibits, in the order of the case."""
        return tuple(
            ExhibitLine(
                exhibit.label,
                phrase(exhibit.shows),
                exhibit.file.split("/")[-1],
                f"exhibits[{number}]",
            )
            for number, exhibit in enumerate(self.case.exhibits)
            if exhibit.label and exhibit.shows and exhibit.file
        )

    def contact(self) -> list[Sentence]:
        """Who answers questions, and where."""
        seller = self.case.seller
        facts = {
            "name": seller.signatory.name,
            "email": seller.contact.email,
            "phone": seller.contact.phone,
        }
        places = ("seller.signatory.name", "seller.contact.email", "seller.contact.phone")
        both = self.sentence("closing", "contact_both", places, **facts)
        return _present(both or self.sentence("closing", "contact_email", places, **facts))

    def sender(self) -> tuple[Sentence, ...]:
        """The business and how to reach it."""
        seller = self.case.seller
        contact = [way for way in (seller.contact.email, seller.contact.phone) if way]
        lines = [Sentence(seller.legal_name, ("seller.legal_name",))] if seller.legal_name else []
        if contact:
            lines.append(
                Sentence(" · ".join(contact), ("seller.contact.email", "seller.contact.phone"))
            )
        return tuple(lines)

    def signature(self) -> tuple[Sentence, ...]:
        """Name, role, business, store and token."""
        seller = self.case.seller
        lines = (
            (seller.signatory.name, "seller.signatory.name"),
            (seller.signatory.role, "seller.signatory.role"),
            (seller.legal_name, "seller.legal_name"),
        )
        signed = [Sentence(line, (place,)) for line, place in lines if line]
        account = self.sentence(
            "closing", "account", ("seller.store_name", "seller.merchant_token")
        )
        return (*signed, *_present(account))


def paragraph(sentences: Iterable[Sentence | None]) -> tuple[Block, ...]:
    """One paragraph of the sentences that can be said, or nothing."""
    said = tuple(sentence for sentence in sentences if sentence)
    return (Paragraph(said),) if said else ()


def item(lead: Sentence | None, sentences: Iterable[Sentence]) -> Item:
    """A bullet."""
    return Item(lead, tuple(sentences))


def _present(*sentences: Sentence | None) -> list[Sentence]:
    return [sentence for sentence in sentences if sentence]


def _known(**facts: str | None) -> dict[str, str]:
    return {name: value for name, value in facts.items() if value}
