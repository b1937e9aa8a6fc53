"""The rules for letters as values, read once from the files beside this module.

A rule whose look is a matter of phrases carries them; the others are looked for by code under the
same id (``poa/check/looks``) and only their words stand in the file.
"""

from dataclasses import dataclass
from functools import cache

from poa.check.finding import Severity
from poa.resources import shipped_toml

FAMILIES = ("structure", "facts", "promises", "tone", "blame", "sameness", "safety", "process")


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a letter should not do.

    Attributes:
        id: Never reused.
        severity: Its usual weight; a look may report a lighter or graver one.
        weight: What a ``warn`` of this rule adds to the sum that makes a letter not ready.
        name: The flaw in a few words.
        why: Why it harms the appeal.
        example: A sentence that has the flaw.
        instead: What to write instead.
        source: Who says so.
        confidence: ``high``, ``medium`` or ``low``: how far the source can be trusted.
        phrases: Regular expressions on one folded, lower-case sentence; bounded.
        unless: Expressions that, in the same sentence, make a phrase harmless.
        excused: Expressions that make it harmless also from the next sentence.
        negatable: A ``no``, ``never`` or ``stopped`` before the phrase makes it harmless.
        quotable: Words within quotation marks are quoted, not said.
        least: From how many places on the rule speaks.
        block_from: From how many places on it blocks; 0 for never.
        words_each: Longer letters may hold one more place for so many words before it blocks.
    """

    id: str
    severity: Severity
    name: str
    why: str
    example: str
    instead: str
    source: str
    confidence: str
    weight: float = 1.0
    phrases: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    negatable: bool = True
    quotable: bool = True
    least: int = 1
    block_from: int = 0
    words_each: int = 0


@cache
def load_rules() -> dict[str, Rule]:
    """All rules by id, in the order of the files."""
    rules: dict[str, Rule] = {}
    for family in FAMILIES:
        for table in shipped_toml(f"check/rules/{family}.toml")["rule"]:
            lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list)}
            rule = Rule(**(table | lists | {"severity": Severity(table["severity"])}))
            if rule.id in rules:
                raise ValueError(f"two rules are called {rule.id}")
            rules[rule.id] = rule
    return rules
