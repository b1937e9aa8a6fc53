"""The check of one letter: read it, let every rule look, weigh what was found."""

from collections.abc import Iterable, Iterator

from poa.check.anatomy import dissect
from poa.check.contradictions import look_for_contradictions
from poa.check.expected import Expected, Suppression
from poa.check.finding import CheckResult, Finding, Hit, Severity, Verdict
from poa.check.looks.facts import look_at_facts
from poa.check.looks.gaps import look_at_gaps
from poa.check.looks.process import look_at_process
from poa.check.looks.promises import look_at_promises
from poa.check.looks.safety import look_at_safety
from poa.check.looks.sameness import look_at_sameness
from poa.check.looks.structure import look_at_structure
from poa.check.looks.tone import look_at_tone, settle_tone
from poa.check.phrases import find_phrases
from poa.check.reading import read_letter
from poa.check.rules import load_rules

# What a letter of another route need not have, or may do.
_NOT_FOR = {
    "dispute": frozenset(
        (
            "defensive",
            "minimises",
            "demands",
            "ignorance-as-cause",
            "impossible-claim",
            "absolute-promise",
        )
    ),
    "inform": frozenset(("minimises",)),
}
# From this sum of weights on, weak points that alone would not stop a letter do.
ENOUGH = 3.0


def check_text(
    text: str, *, expected: Expected | None = None, further: Iterable[Hit] = ()
) -> CheckResult:
    """Check a letter as a careful consultant would.

    Args:
        text: The letter, plain.
        expected: What is known about it beside its words.
        further: What was found already, for example by ``compare_letters``.

    Returns:
        The findings, in the order of the letter, and the verdict on them; never fails.
    """
    known = expected or Expected()
    draft = read_letter(text)
    phrases = tuple(find_phrases(draft)) if draft.english else ()
    anatomy = dissect(draft, known.route, phrases)
    hits = [*further, *look_at_gaps(draft), *look_at_safety(draft, known)]
    hits += look_at_process(draft, anatomy, known)
    if draft.english:
        hits += settle_tone(draft, phrases)
        hits += look_at_structure(draft, anatomy, known)
        hits += look_at_facts(draft, anatomy)
        hits += look_at_promises(draft, anatomy)
        hits += look_at_tone(draft)
        hits += look_at_sameness(draft)
        hits += look_for_contradictions(draft, anatomy)
    else:
        hits.append(Hit("not-english", 0, 0))
    left_out = _NOT_FOR.get(anatomy.route, frozenset())
    found = [_finding(text, hit, known) for hit in _once(hits) if hit.rule not in left_out]
    kept, suppressed = _suppress(found, known.suppressions)
    kept.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
    verdict, reason = judge(kept)
    return CheckResult(
        verdict, reason, draft.words, len(text), anatomy.route, tuple(kept), tuple(suppressed)
    )


def judge(findings: Iterable[Finding]) -> tuple[Verdict, str]:
    """The verdict on findings, and its reason in one sentence."""
    findings = list(findings)
    rules = load_rules()
    blocking = {finding.rule for finding in findings if finding.severity is Severity.BLOCK}
    if blocking:
        count = "One thing must" if len(blocking) == 1 else f"{len(blocking)} things must"
        return Verdict.NOT_READY, f"{count} be mended before this letter can go out."
    weak = {finding.rule for finding in findings if finding.severity is Severity.WARN}
    if sum(rules[rule].weight for rule in weak) >= ENOUGH:
        return (
            Verdict.NOT_READY,
            f"No single thing stops this letter, but its {len(weak)} weak points together do.",
        )
    if weak:
        points = "One weak point is" if len(weak) == 1 else f"{len(weak)} weak points are"
        return Verdict.READY, f"This letter can go out. {points} worth mending first."
    return Verdict.READY, "This letter can go out."


def _once(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Each hit but those inside a longer one of the same rule."""
    seen: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: hit.start - hit.end):
        earlier = seen.setdefault(hit.rule, [])
        if not any(_covers(one, hit) for one in earlier):
            earlier.append(hit)
            yield hit


def _covers(one: Hit, other: Hit) -> bool:
    """Whether nothing is told by the other hit; where something is missing, the detail tells."""
    if other.start == other.end and one.detail != other.detail:
        return False
    return one.start <= other.start and other.end <= one.end


def _finding(text: str, hit: Hit, expected: Expected) -> Finding:
    rule = load_rules()[hit.rule]
    excerpt = text[hit.start : hit.end]
    where = next(
        (
            place.where
            for place in expected.places
            if hit.end > hit.start and place.start < hit.end and hit.start < place.end
        ),
        "",
    )
    return Finding(
        hit.rule,
        hit.severity or rule.severity,
        hit.start,
        hit.end,
        excerpt if len(excerpt) <= 400 else excerpt[:400],
        rule.name,
        hit.detail,
        rule.why,
        rule.instead,
        rule.source,
        where,
    )


def _suppress(
    findings: list[Finding], suppressions: tuple[Suppression, ...]
) -> tuple[list[Finding], list[Finding]]:
    kept, aside = findings, []
    reports = []
    for entry in suppressions:
        if not entry.reason.strip():
            reports.append(Hit("suppression-without-reason", 0, 0, entry.rule))
            continue
        matching = [finding for finding in kept if _meant(entry, finding)]
        if not matching:
            reports.append(Hit("suppression-not-needed", 0, 0, entry.rule))
        aside += matching
        kept = [finding for finding in kept if finding not in matching]
    return [*kept, *(_finding("", report, Expected()) for report in reports)], aside


def _meant(entry: Suppression, finding: Finding) -> bool:
    return (
        entry.rule == finding.rule
        and (not entry.excerpt or entry.excerpt.casefold() in finding.excerpt.casefold())
        and (not entry.where or entry.where == finding.where)
    )
