"""JSON Lines of any length, and JSON files small enough to be read whole."""

import io
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NoReturn

from poa.errors import Problem, UnreadableError
from poa.readers.columns import match_columns, unmatched
from poa.readers.encoding import MEGABYTE, find_encoding, read_text
from poa.readers.fields import RowReader
from poa.readers.items import Item, Note, ReadingOptions, Source

_MOST = 100 * MEGABYTE
_SAMPLE = MEGABYTE
# A message of this length is no message; reading it whole would cost its size in memory.
_LONGEST_LINE = 16 * MEGABYTE
_EVERY = 512
_SAMPLE_OBJECTS = 50


class _JsonError(ValueError):
    """JSON that a program may read in two ways."""


def parse_json(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Parse one JSON value, and refuse what would be read silently wrong.

    Raises:
        ValueError: It is no JSON, names a key twice, holds NaN, or is nested too deep; the text of
            the exception says so in words for a seller.
    """
    try:
        return json.loads(text, object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        what = f"it is not valid JSON at character {error.pos + 1} ({error.msg.lower()})"
        raise _JsonError(what) from error
    except RecursionError:
        raise _JsonError("its brackets are nested too deep") from None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise _JsonError(f'the name "{double[:40]}" stands in it twice')
    return found


def _no_constant(name: str) -> NoReturn:
    raise _JsonError(f"it holds {name}, which is no number")


class _Objects:
    """Which keys of JSON objects hold which fact."""

    def __init__(self, source: Source, options: ReadingOptions) -> None:
        self._source = source
        self._told = options.columns
        self._reader = RowReader(source.name)
        self._match = lru_cache(maxsize=256)(self._match_keys)
        self._strangers: list[dict[str, Any]] = []
        self.messages = 0

    def read(self, value: object, place: str) -> Item | None:
        """One object's message."""
        if not isinstance(value, dict):
            return Problem(place, "it is not an object with a subject and a body")
        matched = self._match(tuple(value))
        if "body" not in dict(matched) and "subject" not in dict(matched):
            if len(self._strangers) < _SAMPLE_OBJECTS:
                self._strangers.append(value)
            keys = ", ".join(list(value)[:8]) or "none"
            return Problem(place, f"no key is known as the message text; its keys: {keys}")
        item = self._reader.read({field: value[key] for field, key in matched}, place)
        self.messages += item is not None and not isinstance(item, Problem)
        return item

    def refuse_strangers(self) -> None:
        """Raise when no object had a text, and show the keys of the first."""
        if self._strangers and not self.messages:
            header = list(self._strangers[0])
            rows = [[str(one.get(key, "")) for key in header] for one in self._strangers]
            raise unmatched(self._source.name, header, rows)

    def notes(self) -> Iterator[Note]:
        """What was odd about the objects."""
        return self._reader.notes()

    def learn_dates(self, values: Sequence[object]) -> None:
        """Find out how dates are written."""
        self._reader.learn_dates(
            {field: value[key] for field, key in self._match(tuple(value))}
            for value in values
            if isinstance(value, dict)
        )

    def _match_keys(self, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        matched = match_columns(keys, self._told)
        return tuple((field, keys[index]) for field, index in matched.items())


def read_json_lines(source: Source, options: ReadingOptions) -> Iterator[Item]:
    """One message for each line of a JSON Lines file; a broken line is a problem of its own.

    Raises:
        UnreadableError: It cannot be opened, or no line has a message text.
    """
    objects = _Objects(source, options)
    lost: list[Problem] = []
    try:
        with source.path.open("rb") as file:
            sample = file.read(_SAMPLE)
            encoding = find_encoding(sample)
            objects.learn_dates(list(_sampled(sample, encoding)))
            file.seek(0)
            for number, line in enumerate(_lines(file, encoding), start=1):
                if number % _EVERY == 0:
                    source.done = file.tell()
                item = _read_line(line, f"{source.name}:{number}", objects)
                if isinstance(item, Problem) and not objects.messages and len(lost) < 1000:
                    lost.append(item)  # until it is plain that the file as a whole can be read
                elif item is not None:
                    yield from lost
                    lost.clear()
                    yield item
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableError(
            f"Cannot read {source.name}", [Problem(source.name, reason)]
        ) from error
    objects.refuse_strangers()
    if lost:
        what = f"none of its lines could be read. {lost[0].where}: {lost[0].what}"
        raise UnreadableError(f"Cannot read {source.name}", [Problem(source.name, what)])
    yield from objects.notes()


def read_json(source: Source, options: ReadingOptions) -> Iterator[Item]:
    """The messages of a JSON file: a list of objects, or an object that holds such a list.

    Raises:
        UnreadableError: It is no JSON, too large, or holds no messages.
    """
    decoded = read_text(source.path, _MOST)
    source.done = source.size
    try:
        value = parse_json(decoded.text.removeprefix("\ufeff"))
    except ValueError as error:
        raise UnreadableError(
            f"Cannot read {source.name}", [Problem(source.name, str(error))]
        ) from error
    objects = _Objects(source, options)
    found = _listed(value)
    objects.learn_dates(found[:1000])
    items = []
    for number, one in enumerate(found, start=1):
        item = objects.read(one, f"{source.name}:{number}")
        if item is not None:
            items.append(item)
    objects.refuse_strangers()
    if not found:
        raise UnreadableError(
            f"Cannot read {source.name}", [Problem(source.name, "it holds no messages")]
        )
    yield from items
    yield from objects.notes()


def _listed(value: object) -> list[object]:
    """The longest list of objects in a value; an object that holds none is a message itself."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return []
    lists = [one for one in value.values() if isinstance(one, list) and one]
    of_objects = [one for one in lists if all(isinstance(item, dict) for item in one)]
    own = match_columns(list(value), {})
    if of_objects and "body" not in own:
        return max(of_objects, key=len)
    if value and "body" not in own and all(isinstance(one, dict) for one in value.values()):
        return list(value.values())  # templates by their names
    return [value] if value else []


def _read_line(line: str | None, place: str, objects: _Objects) -> Item | None:
    if line is None:
        return Problem(place, f"the line is longer than {_LONGEST_LINE // MEGABYTE} MB")
    if not line.strip():
        return None
    if "\ufffd" in line:
        return Problem(place, "the line holds characters that are not UTF-8")
    try:
        value = parse_json(line)
    except ValueError as error:
        return Problem(place, str(error))
    return objects.read(value, place)


def _lines(file: io.BufferedReader, encoding: str) -> Iterator[str | None]:
    """Lines as text, ``None`` for one that is too long."""
    if encoding.startswith(("utf-16", "utf-32")):
        with io.TextIOWrapper(file, encoding, errors="replace") as text:
            yield from text
        return
    while raw := file.readline(_LONGEST_LINE):
        if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
            while (more := file.readline(_LONGEST_LINE)) and not more.endswith(b"\n"):
                pass
            yield None
            continue
        yield raw.decode(encoding, errors="replace")


def _sampled(sample: bytes, encoding: str) -> Iterator[object]:
    for line in sample.decode(encoding, errors="replace").split("\n")[:500]:
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            continue
