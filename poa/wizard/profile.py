"""What a consultant offers for every client: who signs, how to be reached."""

import tomllib
from pathlib import Path

from poa.case.nearest import nearest
from poa.errors import PoaError, Problem
from poa.readers.encoding import read_text

_PLACES = {
    "signatory.name": "seller.signatory.name",
    "signatory.role": "seller.signatory.role",
    "contact.email": "seller.contact.email",
    "contact.phone": "seller.contact.phone",
}


def load_profile(path: Path) -> dict[str, str]:
    """The answers of a profile, by the places that they are offered for.

    Raises:
        PoaError: It is no TOML, or holds something else; every problem is named.
    """
    try:
        given = tomllib.loads(read_text(path).text)
    except tomllib.TOMLDecodeError as error:
        fix = 'Write for example: [signatory] and below it name = "Ana Ruiz"'
        raise PoaError(
            "The profile cannot be read", [Problem(str(path), str(error).lower(), fix)]
        ) from error
    flat = {
        f"{group}.{name}": value
        for group, answers in given.items()
        for name, value in (answers.items() if isinstance(answers, dict) else [("", answers)])
    }
    problems = [
        Problem(
            f"{path}: {key.rstrip('.')}",
            "a profile has no such answer"
            if key not in _PLACES
            else "a text in quotes belongs here",
            nearest(key, _PLACES) or f"Known: {', '.join(_PLACES)}",
        )
        for key, value in flat.items()
        if key not in _PLACES or not isinstance(value, str)
    ]
    if problems:
        raise PoaError("The profile cannot be used", problems)
    return {_PLACES[key]: str(value) for key, value in flat.items()}
