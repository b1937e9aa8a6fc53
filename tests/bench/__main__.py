"""All benches, one after the other: ``python -m tests.bench``; sizes of a long run: ``--full``.

Every figure stands beside what it is compared with, measured in the same run: machines differ and
are noisy, ratios less so.
"""

import argparse
import os
import platform
import subprocess
import sys
from importlib.metadata import version

_PACKAGES = ("typer", "pydantic", "jinja2", "python-docx", "docxtpl", "openpyxl", "google-re2")
# What each bench is given: in a short run, and with --full.
_SIZES: dict[str, tuple[list[str], list[str]]] = {
    "bench_start": ([], []),
    "bench_render": (["200"], ["1000"]),
    "bench_batch": (["200"], ["1000"]),
    "bench_audit": (["20000"], ["100000"]),
    "bench_alike": (["1000"], ["10000"]),
    "bench_patterns": (["10"], ["1"]),
}


def main() -> int:
    """Print the versions, then what each bench prints; returns how many failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="the sizes of a long run")
    parser.add_argument("benches", nargs="*", help=f"only these: {', '.join(_SIZES)}")
    given = parser.parse_args()
    unknown = set(given.benches) - set(_SIZES)
    if unknown:
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}")
    print(", ".join(f"{name} {version(name)}" for name in _PACKAGES))
    failed = 0
    for name, (short, full) in _SIZES.items():
        if given.benches and name not in given.benches:
            continue
        print(f"\n{name}", flush=True)
        arguments = full if given.full else short
        command = [sys.executable, "-m", f"tests.bench.{name}", *arguments]
        failed += subprocess.run(command, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
