"""The only module that knows where the files we ship are.

In an installed package ``templates`` and ``samples`` stand inside it; in a checkout they stand
beside it, where people look for them.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The path of a shipped file or folder, for example ``templates/letter.toml``.

    Raises:
        FileNotFoundError: The installation is damaged, or the name is wrong.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"{name} is missing from this installation of poa")


def shipped_text(name: str) -> str:
    """The text of a shipped UTF-8 file."""
    return shipped(name).read_text(encoding="utf-8")


@cache
def shipped_toml(name: str) -> dict[str, Any]:
    """The content of a shipped TOML file; treat it as read-only, it is read once per process."""
    return tomllib.loads(shipped_text(name))
