"""Letters that are too alike: Amazon's reviewers see many, and a copied one is not believed.

Nothing is reworded here. A pair says how alike its letters are and which sentences they share;
``same_answers`` says which answers would set them apart.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from poa.batch.imprint import Imprint, own_runs
from poa.check.reading import read_letter

# Letters of the same choices, all facts different, share a quarter (labels, roles, addresses);
# a copy with other names and days shares two thirds.
TOO_ALIKE = 0.4
_WORTH_A_LOOK = TOO_ALIKE / 2
_LEAST_MARKS = 3
# Where very many letters share a run of words, each is held against so many that follow it.
# Copies of one letter form one group all the same, and the work stays in proportion to the letters.
_NEIGHBOURS = 8
_MOSTLY = 0.6
_KEPT_READ = 256


@dataclass(frozen=True, slots=True)
class Pair:
    """Two letters that are too alike.

    Attributes:
        first: The name of the one.
        second: The name of the other.
        share: The part of the shorter one's own words that stand in the other too, 0 to 1.
        sentences: The sentences of the first that stand in the second in much the same words.
    """

    first: str
    second: str
    share: float
    sentences: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """For a program."""
        return {
            "first": self.first,
            "second": self.second,
            "share": round(self.share, 3),
            "sentences": list(self.sentences),
        }


@dataclass(frozen=True, slots=True)
class Group:
    """Letters that hang together by pairs; the pairs with the most in common come first."""

    letters: tuple[str, ...]
    pairs: tuple[Pair, ...]

    def as_json(self) -> dict[str, object]:
        """For a program."""
        return {"letters": list(self.letters), "pairs": [pair.as_json() for pair in self.pairs]}


def find_alike(imprints: Sequence[Imprint], text_of: Callable[[str], str]) -> tuple[Group, ...]:
    """The groups of letters that are too alike, in the order of the imprints.

    Args:
        imprints: All letters, each under a name of its own.
        text_of: Gives the text of the letter of that name; asked only for letters worth a look.
    """
    runs_of = lru_cache(_KEPT_READ)(lambda letter: own_runs(text_of(letter)))
    pairs = []
    for one, other in _candidates(imprints):
        first, second = imprints[one].letter, imprints[other].letter
        share = _share(runs_of(first), runs_of(second))
        if share >= TOO_ALIKE:
            shared = _shared_sentences(text_of(first), runs_of(second))
            pairs.append(Pair(first, second, share, tuple(shared)))
    order = {imprint.letter: at for at, imprint in enumerate(imprints)}
    return _groups(pairs, order)


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _candidates(imprints: Sequence[Imprint]) -> Iterator[tuple[int, int]]:
    """Places of two letters that have many marks in common."""
    letters_with: dict[int, list[int]] = defaultdict(list)
    for at, imprint in enumerate(imprints):
        for mark in imprint.marks:
            letters_with[mark].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for letters in letters_with.values():
        for place, one in enumerate(letters):
            shared.update((one, other) for other in letters[place + 1 : place + 1 + _NEIGHBOURS])
    for (one, other), number in sorted(shared.items()):
        first, second = imprints[one], imprints[other]
        shorter = min(len(first.marks), len(second.marks))
        is_old = first.is_earlier and second.is_earlier
        if not is_old and number >= max(_LEAST_MARKS, _WORTH_A_LOOK * shorter):
            yield one, other


def _shared_sentences(text: str, known: frozenset[int]) -> Iterator[str]:
    draft = read_letter(text)
    for sentence in draft.sentences:
        shown = " ".join(draft.folded.text[sentence.start : sentence.end].split())
        own = own_runs(shown)
        if not sentence.heading and own and len(own & known) >= _MOSTLY * len(own):
            yield shown


def _groups(pairs: Sequence[Pair], order: dict[str, int]) -> tuple[Group, ...]:
    leads: dict[str, str] = {}

    def lead(letter: str) -> str:
        while leads.setdefault(letter, letter) != letter:
            leads[letter] = leads[leads[letter]]
            letter = leads[letter]
        return letter

    for pair in pairs:
        leads[lead(pair.second)] = lead(pair.first)
    grouped: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        grouped[lead(pair.first)].append(pair)
    groups = (
        Group(
            tuple(
                sorted(
                    {name for pair in some for name in (pair.first, pair.second)},
                    key=order.__getitem__,
                )
            ),
            tuple(
                sorted(some, key=lambda pair: (-pair.share, order[pair.first], order[pair.second]))
            ),
        )
        for some in grouped.values()
    )
    return tuple(sorted(groups, key=lambda group: order[group.letters[0]]))
