"""What ``poa check`` shows a person."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from poa.check.finding import CheckResult, Finding, Severity, Verdict
from poa.console import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from poa.check.against import Comparison

_MEANINGS = {
    Severity.BLOCK: "Do not send the letter with this in it.",
    Severity.WARN: "One of these weakens the letter; several can stop it.",
    Severity.HINT: "This does not stop the letter.",
}
_STYLES = {Severity.BLOCK: "bold red", Severity.WARN: "yellow", Severity.HINT: "cyan"}
_AROUND = 50
_MOST_SHOWN = 160
_MOST_PLACES = 3


def show_check(text: str, result: CheckResult, comparison: "Comparison | None" = None) -> None:
    """Show the findings by weight, each with its words in context, and the verdict last."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    for severity in (Severity.BLOCK, Severity.WARN, Severity.HINT):
        _show_group(console, text, severity, result.findings)
    if comparison:
        _show_comparison(console, comparison)
    if result.suppressed:
        names = ", ".join(sorted({finding.rule for finding in result.suppressed}))
        _line(console, f"Set aside with a reason: {names}")
    _show_verdict(console, result)


def _show_group(
    console: "Console", text: str, severity: Severity, findings: Iterable[Finding]
) -> None:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity is severity:
            groups.setdefault(finding.rule, []).append(finding)
    if not groups:
        return
    _line(console, severity.plain, _STYLES[severity])
    _line(console, _MEANINGS[severity], "dim")
    for places in groups.values():
        first = places[0]
        _line(console, "")
        _line(console, f"{first.name} ({first.rule})", "bold", 2)
        for finding in places[:_MOST_PLACES]:
            for line in _seen(text, finding):
                _print(console, line, 4)
        if len(places) > _MOST_PLACES:
            _line(console, f"and {len(places) - _MOST_PLACES} more like this", "", 4)
        _line(console, first.why, "", 4)
        _line(console, f"Instead: {first.instead}", "bold", 4)
        _line(console, f"Source: {first.source}", "dim", 4)
    _line(console, "")


def _seen(text: str, finding: Finding) -> "Iterator[Text]":
    from rich.text import Text

    if finding.end > finding.start:
        start, end = max(0, finding.start - _AROUND), min(len(text), finding.end + _AROUND)
        if end - start > _MOST_SHOWN + 2 * _AROUND:
            end = start + _MOST_SHOWN + _AROUND
        before = _flat(text[start : finding.start], more_before=start > 0)
        words = _flat(text[finding.start : min(finding.end, end)])
        after = (
            _flat(text[finding.end : end], more_after=end < len(text))
            if finding.end < end
            else " ..."
        )
        yield Text.assemble(before, (f">{words}<", "reverse"), after)
    if finding.detail:
        yield Text(f"({visible(finding.detail)})")
    if finding.where:
        yield Text(f"Mend it in the case: {visible(finding.where)}")


def _flat(text: str, *, more_before: bool = False, more_after: bool = False) -> str:
    """One line of the letter around a finding, cut at words."""
    line = visible(" ".join(text.split()))
    if more_before and " " in line:
        line = "... " + line.split(" ", 1)[1]
    if more_after and " " in line:
        line = line.rsplit(" ", 1)[0] + " ..."
    lead = " " if text[:1].isspace() and not more_before else ""
    trail = " " if text[-1:].isspace() and not more_after and line else ""
    return lead + line + trail


def _show_comparison(console: "Console", comparison: "Comparison") -> None:
    _line(console, "Against the earlier appeal", "bold")
    _line(console, f"{comparison.share_repeated:.0%} of the words stood there already.", "", 2)
    for title, sentences in (("New:", comparison.new), ("Repeated:", comparison.repeated)):
        if sentences:
            _line(console, title, "", 2)
        for sentence in sentences:
            _line(console, f"- {sentence}", "", 4)
    _line(console, "")


def _show_verdict(console: "Console", result: CheckResult) -> None:
    ready = result.verdict is Verdict.READY
    size = f"{result.words} words, {result.characters} characters."
    word = "READY." if ready else "NOT READY."
    _line(console, f"{word} {result.reason} ({size})", "bold green" if ready else "bold red")
    if result.findings:
        rule = max(result.findings, key=lambda finding: finding.severity.rank).rule
        _line(console, f"More about a finding, with an example: poa explain {rule}", "dim")


def _line(console: "Console", words: str, style: str = "", indent: int = 0) -> None:
    from rich.text import Text

    _print(console, Text(visible(words), style), indent)


def _print(console: "Console", words: "Text", indent: int) -> None:
    from rich.padding import Padding

    console.print(Padding(words, (0, 0, 0, indent), expand=False) if indent else words)
