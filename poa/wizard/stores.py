"""Where answers go that are more than one value at one place of the case."""

from dataclasses import dataclass
from typing import Any, Protocol

from poa.wizard.places import RawFacts, drop_place, read_place, write_place

OWN = "own"


class Store(Protocol):
    """Reads an answer from the facts of a case, and puts one in."""

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401 - an answer of any kind
        """The stored answer; ``None`` where it was not answered."""

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401 - an answer of any kind
        """Put the answer in; what it makes void is taken out."""

    def drop(self, facts: RawFacts) -> None:
        """Take the answer out."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value at one place."""

    place: str

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401, D102
        return read_place(facts, self.place)

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401, D102
        write_place(facts, self.place, answer)

    def drop(self, facts: RawFacts) -> None:  # noqa: D102
        drop_place(facts, self.place)


@dataclass(frozen=True, slots=True)
class Nowhere:
    """An answer that only steers the way, such as "go on"."""

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401, ARG002, D102
        return None

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401, ARG002, D102
        return

    def drop(self, facts: RawFacts) -> None:  # noqa: ARG002, D102
        return


@dataclass(frozen=True, slots=True)
class Entry:
    """A playbook's entry by its id, or own words: a root cause or a ground for a dispute.

    Facts stay that the new entry asks for too; the others go.
    """

    place: str
    key: str
    facts_of: tuple[tuple[str, tuple[str, ...]], ...]

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401, D102
        given = read_place(facts, self.place)
        if not isinstance(given, dict):
            return None
        return given.get(self.key) or (OWN if "own_words" in given else None)

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401, D102
        given = dict(read_place(facts, self.place) or {})
        old = given.pop("own_words", None)
        given.pop(self.key, None)
        known = dict(self.facts_of).get(answer, ())
        kept = {name: value for name, value in given.pop("facts", {}).items() if name in known}
        given |= {"own_words": old or ""} if answer == OWN else {self.key: answer}
        write_place(facts, self.place, given | ({"facts": kept} if kept else {}))

    def drop(self, facts: RawFacts) -> None:  # noqa: D102
        drop_place(facts, self.place)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Whether an entry's text is right: a "no" takes the entry out again."""

    entry: Entry

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401, D102
        given = read_place(facts, self.entry.place)
        return True if isinstance(given, dict) and given.get("facts") else None

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401, D102
        if answer is False:
            self.entry.drop(facts)

    def drop(self, facts: RawFacts) -> None:  # noqa: D102
        self.entry.drop(facts)


@dataclass(frozen=True, slots=True)
class Items:
    """Which actions or measures a cause's answer holds: entries by id, and one of own words."""

    place: str
    key: str

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401, D102
        given = read_place(facts, self.place)
        if not isinstance(given, list):
            return None
        return [item.get(self.key) or OWN for item in given if isinstance(item, dict)]

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401, D102
        given = [item for item in read_place(facts, self.place) or [] if isinstance(item, dict)]
        kept = [item for item in given if (item.get(self.key) or OWN) in answer]
        there = [item.get(self.key) or OWN for item in kept]
        fresh = [
            {"own_words": ""} if key == OWN else {self.key: key}
            for key in answer
            if key not in there
        ]
        write_place(facts, self.place, kept + fresh)

    def drop(self, facts: RawFacts) -> None:  # noqa: D102
        drop_place(facts, self.place)


@dataclass(frozen=True, slots=True)
class Causes:
    """Which of the six causes the case names; an answer to a cause goes with it."""

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401, D102
        named = [each.get("cause") for each in facts.get("causes") or [] if isinstance(each, dict)]
        return named or None

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401, D102
        given = {each.get("cause"): each for each in facts.get("causes") or []}
        facts["causes"] = [given.get(cause, {"cause": cause}) for cause in answer]

    def drop(self, facts: RawFacts) -> None:  # noqa: D102
        facts.pop("causes", None)


@dataclass(frozen=True, slots=True)
class Route:
    """What the letter says: a dispute cannot hold what admits, and the other way round."""

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401, D102
        return facts.get("route")

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401, D102
        facts["route"] = answer
        void = _ADMITTING if answer == "dispute" else ("dispute",)
        for cause in facts.get("causes") or []:
            for name in void:
                cause.pop(name, None)

    def drop(self, facts: RawFacts) -> None:  # noqa: D102
        facts.pop("route", None)


_ADMITTING = ("root_cause", "actions", "measures", "templates")


@dataclass(frozen=True, slots=True)
class HowMany:
    """How many entries a list has; the ones over the number go."""

    place: str

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401, D102
        given = read_place(facts, self.place)
        return len(given) if isinstance(given, list) else None

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401, D102
        given = list(read_place(facts, self.place) or [])
        write_place(facts, self.place, [*given, *({} for _ in range(answer - len(given)))][:answer])

    def drop(self, facts: RawFacts) -> None:  # noqa: D102
        drop_place(facts, self.place)


@dataclass(frozen=True, slots=True)
class Marks:
    """Which of some answers have a mark: a label among their exhibits, or that they were told."""

    places: tuple[str, ...]
    label: str = ""

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401, D102
        if not self.label:
            told = [read_place(facts, f"{place}.reported") for place in self.places]
            if all(each is None for each in told):
                return None
            return [place for place, each in zip(self.places, told, strict=True) if each]
        shown = [place for place in self.places if self.label in self._labels(facts, place)]
        return shown or None

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401, D102
        for place in self.places:
            if not self.label:
                write_place(facts, f"{place}.reported", place in answer)
                continue
            others = [label for label in self._labels(facts, place) if label != self.label]
            mine = [self.label] if place in answer else []
            if others or mine or read_place(facts, f"{place}.exhibits"):
                write_place(facts, f"{place}.exhibits", others + mine)

    def drop(self, facts: RawFacts) -> None:  # noqa: D102
        self.write(facts, [])

    @staticmethod
    def _labels(facts: RawFacts, place: str) -> list[str]:
        return list(read_place(facts, f"{place}.exhibits") or [])


@dataclass(frozen=True, slots=True)
class ExhibitFile:
    """A file that proves something; a new one gets the next free letter."""

    number: int

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401, D102
        return read_place(facts, f"exhibits[{self.number}].file")

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401, D102
        taken = {each.get("label") for each in facts.get("exhibits") or []}
        if not read_place(facts, f"exhibits[{self.number}].label"):
            free = (letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in taken)
            label = next(free, f"A{self.number + 1}")
            write_place(facts, f"exhibits[{self.number}].label", label)
        write_place(facts, f"exhibits[{self.number}].file", answer)

    def drop(self, facts: RawFacts) -> None:  # noqa: D102
        label = read_place(facts, f"exhibits[{self.number}].label")
        facts["exhibits"] = [
            each for at, each in enumerate(facts.get("exhibits") or []) if at != self.number
        ]
        for holder in _holders(facts):
            if label in (holder.get("exhibits") or []):
                holder["exhibits"] = [each for each in holder["exhibits"] if each != label]


def _holders(facts: RawFacts) -> list[RawFacts]:
    found = [facts.get("audit")]
    for cause in facts.get("causes") or []:
        found += [cause.get("root_cause"), cause.get("dispute")]
        for name in ("actions", "measures", "templates"):
            found += cause.get(name) or []
    return [each for each in found if isinstance(each, dict)]


@dataclass(frozen=True, slots=True)
class Orders:
    """Examples among the audited messages, by their order numbers."""

    def read(self, facts: RawFacts) -> Any:  # noqa: ANN401, D102
        given = read_place(facts, "audit.examples")
        return [each.get("order_id", "") for each in given] if isinstance(given, list) else None

    def write(self, facts: RawFacts, answer: Any) -> None:  # noqa: ANN401, D102
        given = {each.get("order_id"): each for each in read_place(facts, "audit.examples") or []}
        orders = answer if isinstance(answer, list) else []
        write_place(
            facts, "audit.examples", [given.get(order, {"order_id": order}) for order in orders]
        )

    def drop(self, facts: RawFacts) -> None:  # noqa: D102
        drop_place(facts, "audit.examples")
