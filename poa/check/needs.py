"""Texts that a phrase cannot match without, so that most phrases need not be tried at all.

Only what the rule files use is understood; anything else ends a run of plain characters, which is
always safe: a need that is left out costs time, never a finding.
"""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"(?:(?P<plain>(?:[^\\()\[\]{}|?*+.^$]|\\[^A-Za-z0-9])+)"
    r"|\(\?:(?P<texts>[^\\()\[\]{}|?*+.^$]+(?:\|[^\\()\[\]{}|?*+.^$]+)*)\)"
    r"|\((?P<open>\?:|\?<?[=!])"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<set>\[\^?\]?(?:[^\]\\]|\\.)*\]|\\[A-Za-z0-9]|[.^$]))"
    r"(?:(?P<repeat>[?*+]|\{\d*,?\d*\})\??)?"
)
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
_MOST = 3
_USEFUL = 3.0

# Of the texts of one choice, at least one is in everything that the pattern matches.
Choice = tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """A group of a pattern while it is read: alternatives, and what the last one needs."""

    looks_around: bool = False
    done: list[list[Choice]] = field(default_factory=list)
    needs: list[Choice] = field(default_factory=list)
    run: str = ""

    def end_run(self) -> None:
        if self.run:
            self.needs.append((self.run,))
            self.run = ""

    def end_alternative(self) -> None:
        self.end_run()
        self.done.append(self.needs)
        self.needs = []

    def close(self) -> list[Choice]:
        """What everything that the group matches holds."""
        self.end_alternative()
        if self.looks_around:
            return []
        if len(self.done) == 1:
            return self.done[0]
        best = [max(needs, key=_worth, default=()) for needs in self.done]
        return [tuple(dict.fromkeys(text for texts in best for text in texts))] if all(best) else []


def needed_words(pattern: str) -> tuple[Choice, ...]:
    """Choices of texts: of each choice one text is in whatever the pattern matches; best first.

    Raises:
        ValueError: The pattern holds what the rule files should not use, or needs no text at all.
    """
    groups = [_Group()]
    at = 0
    for token in _TOKEN.finditer(pattern):
        if token.start() != at:
            break
        at = token.end()
        plain, texts, opened, closed, bar, _, repeat = token.groups()
        group = groups[-1]
        if plain:
            text = _unescaped(plain)
            group.run += text[:-1] if repeat else text
            if repeat:
                group.end_run()
        elif texts:
            group.end_run()
            if not (repeat and _OPTIONAL.match(repeat)):
                group.needs.append(tuple(dict.fromkeys(texts.split("|"))))
        elif opened:
            group.end_run()
            groups.append(_Group(opened != "?:"))
        elif closed:
            needs = groups.pop().close()
            if not (repeat and _OPTIONAL.match(repeat)):
                groups[-1].needs += needs
        elif bar:
            group.end_alternative()
        else:
            group.end_run()
    if at < len(pattern):
        raise ValueError(f"write it more simply, from {pattern[at : at + 20]!r}")
    needs = sorted(groups.pop().close(), key=_worth, reverse=True)
    if not needs:
        raise ValueError(f"this needs no text at all: {pattern!r}")
    useful = [choice for choice in needs if _worth(choice) >= _USEFUL]
    return tuple(useful[:_MOST] or needs[:1])


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text) if "\\" in text else text


def _worth(choice: Choice) -> float:
    """The longer the shortest text, and the fewer, the more a need rules out."""
    return min(map(len, choice)) - len(choice) / 8 if choice else 0.0
