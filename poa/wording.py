"""Words from templates. The only module that runs Jinja.

Two kinds of wording: a *sentence* with facts in double braces, and a *page*, a Jinja template for a
whole document. A sentence is said when every fact it names is known; otherwise it is left out.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from poa.resources import shipped, shipped_toml

if TYPE_CHECKING:
    from jinja2 import Environment

_FACT = re.compile(r"\{\{ (\w+) \}\}")


def facts_named(sentence: str) -> tuple[str, ...]:
    """The facts that a sentence names, in their order."""
    return tuple(_FACT.findall(sentence))


def say(sentence: str, facts: Mapping[str, str]) -> str | None:
    """The sentence with its facts, or ``None`` when one of them is not known.

    Facts are put in once: braces inside a fact stay as they are.
    """
    if any(name not in facts for name in facts_named(sentence)):
        return None
    return _FACT.sub(lambda match: facts[match[1]], sentence)


def say_all(sentences: Iterable[str], facts: Mapping[str, str]) -> tuple[str, ...]:
    """Every sentence that can be said."""
    return tuple(said for sentence in sentences if (said := say(sentence, facts)) is not None)


def say_first(sentences: Iterable[str], facts: Mapping[str, str]) -> str | None:
    """The first sentence that can be said, or ``None``."""
    return next(iter(say_all(sentences, facts)), None)


def wording(group: str, name: str) -> tuple[str, ...]:
    """The sentences of one place in a letter, from ``templates/letter.toml``."""
    said = shipped_toml("templates/letter.toml")[group][name]
    return (said,) if isinstance(said, str) else tuple(said)


def render_text(template: str, **facts: object) -> str:
    """A plain-text page, for example ``checklist.md``; ends with one line break."""
    return _environment(html=False).get_template(template).render(facts).rstrip("\n") + "\n"


def render_page(template: str, **facts: object) -> str:
    """An HTML page; every fact is escaped."""
    return _environment(html=True).get_template(template).render(facts)


@cache
def _environment(*, html: bool) -> "Environment":
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(shipped("templates"), encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
