"""Measure look-alikes: ``python tests/bench/bench_alike.py [letters]``.

Letters of random words, each hundredth a copy of the one before with a fifth of its sentences
replaced; prints seconds, and how many of the copies were found.
"""

import random
import sys
import time

from poa.batch.alike import find_alike
from poa.batch.imprint import find_imprint

_SENTENCES, _WORDS, _VOCABULARY = 40, 15, 3_000


def _sentence(chance: random.Random) -> str:
    return " ".join(f"word{chance.randrange(_VOCABULARY)}" for _ in range(_WORDS)).capitalize()


def _letters(number: int) -> tuple[dict[str, str], int]:
    chance = random.Random(7)
    letters: dict[str, str] = {}
    last: list[str] = []
    copies = 0
    for at in range(number):
        if at % 100 == 99:
            last = [_sentence(chance) if chance.random() < 1 / 5 else said for said in last]
            chance.shuffle(last)
            copies += 1
        else:
            last = [_sentence(chance) for _ in range(_SENTENCES)]
        letters[f"client-{at}"] = ". ".join(last) + "."
    return letters, copies


def main(number: int) -> None:
    """Measure, print."""
    letters, copies = _letters(number)
    begin = time.perf_counter()
    imprints = [find_imprint(name, text) for name, text in letters.items()]
    taken = time.perf_counter() - begin
    begin = time.perf_counter()
    groups = find_alike(imprints, letters.__getitem__)
    found = time.perf_counter() - begin
    print(f"{number} letters of {_SENTENCES * _WORDS} words, {copies} copies among them")
    print(f"imprints {taken:.2f} s, comparison {found:.2f} s, groups found {len(groups)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
