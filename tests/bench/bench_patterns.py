"""Measure every pattern on the worst text for it: ``python tests/bench/bench_patterns.py [STEP]``.

Each is searched in half a megabyte and in a megabyte, on one line, of what it almost matches. A
pattern whose time is linear takes twice as long for the second; four times would be its square.
STEP is 1 for all patterns, 10 for every tenth.
"""

import re
import sys
import time

from tests.patterns import all_patterns, near_miss

_HALF = 500_000
# Below this a ratio is noise; above these a pattern is told, and the bench fails.
_NOISE, _STEEP, _SLOW = 0.02, 3.0, 2.0
_SHOWN = 8


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The better of two searches to the end of the text."""
    taken = []
    for _ in range(2):
        begin = time.perf_counter()
        for _match in pattern.finditer(text):
            pass
        taken.append(time.perf_counter() - begin)
    return min(taken)


def measure(step: int) -> int:
    """Print the slowest and the steepest patterns; returns how many are beyond the bounds."""
    rows = []
    for name, pattern in list(all_patterns().items())[::step]:
        miss = near_miss(pattern)
        half = miss * (_HALF // len(miss))
        first, second = seconds(pattern, half), seconds(pattern, half * 2)
        rows.append((second, second / first if first > _NOISE else 0.0, name, miss[:40]))
    rows.sort(reverse=True)
    steep = [row for row in rows if row[1] > _STEEP or row[0] > _SLOW]
    print(f"{len(rows)} patterns, each on 1 MB of its own near miss")
    for taken, ratio, name, miss in [
        *rows[:_SHOWN],
        *(row for row in steep if row in rows[_SHOWN:]),
    ]:
        print(f"{taken * 1000:8.0f} ms  {ratio:4.1f} times half of it  {name}  {miss!r}")
    print(f"{len(steep)} beyond {_STEEP:.0f} times half of it, or {_SLOW:.0f} s")
    return len(steep)


if __name__ == "__main__":
    sys.exit(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
