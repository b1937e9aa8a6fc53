"""A report on disk: whole or not at all, never over a file unless told."""

import os
from collections.abc import Iterable
from pathlib import Path

from poa.errors import PoaError, Problem


def write_chunks(chunks: Iterable[str], path: Path, *, force: bool = False) -> None:
    """Write a report as UTF-8; a CSV begins with the mark by which Excel knows that.

    Raises:
        PoaError: The file exists and ``force`` is not given, or cannot be written.
    """
    if path.exists() and not force:
        fix = "Choose another name, or add --force"
        raise PoaError("The report was not written", [Problem(str(path), "the file exists", fix)])
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    encoding = "utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8"
    try:
        with unfinished.open("w", encoding=encoding, errors="replace", newline="") as file:
            for chunk in chunks:
                file.write(chunk)
        unfinished.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PoaError("The report was not written", [Problem(str(path), reason)]) from error
    finally:
        unfinished.unlink(missing_ok=True)
