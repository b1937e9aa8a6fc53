"""The smallest change that makes a template clean, as a proposal: the original is never touched."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from poa.audit.finding import Finding, Severity
from poa.audit.judge import judge_fields, judge_text
from poa.audit.marks import Piece, marked
from poa.audit.report_file import write_chunks
from poa.audit.rule import rules_by_id
from poa.audit.tally import Tally
from poa.errors import PoaError, Problem
from poa.message import Message
from poa.plaintext import fold_html, is_html
from poa.wording import render_page

# A full stop inside an address ends no sentence. Possessive, so that no text is read twice.
_SENTENCE = re.compile(
    r"(?:[^.!?。！？\n]|[.!?](?=[^\s.!?])){1,2000}+[.!?。！？]{0,5}+\n?|[.!?。！？\n]"
)
_TAG = re.compile(r"[\[(【]\s{0,3}[^\W\d_]{4,20}\s{0,3}[\])】]\s{0,3}")
_BLANKS = re.compile(r"\n{3,}")
_UNSAFE = re.compile(r"[^\w-]+")
_MOST_ROUNDS = 6
# Fewer letters than this are a greeting and a name.
_SUBSTANCE = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """A template, and what it could say.

    Attributes:
        name: The template.
        before: Its words, with marks.
        subject: The subject that is proposed.
        body: The words that are proposed; empty when the message should not be sent.
        done: What was changed, in words.
        remaining: The rules that no removal of words can satisfy.
    """

    name: str
    before_subject: tuple[Piece, ...]
    before: tuple[Piece, ...]
    subject: str
    body: str
    done: tuple[str, ...]
    remaining: tuple[str, ...] = ()


def propose_all(tally: Tally) -> tuple[Proposal, ...]:
    """A proposal for each wording that breaks a rule, the worst first."""
    return tuple(
        propose(group.example.message)
        for group in tally.worst()
        if group.example.verdict == "violation"
    )


def propose(message: Message) -> Proposal:
    """The smallest change that we know for one message."""
    findings = _breaches(message)
    body = fold_html(message.body).text if is_html(message.body) else message.body
    now = message._replace(body=_BLANKS.sub("\n\n", body))
    done: list[str] = []
    for _ in range(_MOST_ROUNDS):
        open_findings = _breaches(now)
        if not open_findings:
            break
        changed = _without(now, open_findings, done)
        if changed == now:
            break
        now = changed
    remaining = tuple(dict.fromkeys(rules_by_id()[one.rule].name for one in _breaches(now)))
    asked = judge_text(message.subject, message.body, message.language).asks_for_review
    letters = sum(char.isalnum() for char in now.body)
    if letters < _SUBSTANCE or (remaining and not now.body.strip()):
        done = ["Do not send it: without the words that break a rule nothing is left to say."]
        if asked:
            done.append("Press Amazon's own Request a Review button on the order instead.")
        now, remaining = now._replace(subject="", body=""), ()
    return Proposal(
        name=message.campaign or message.source,
        before_subject=marked(message.subject, _in(findings, "subject"), buyer=message.buyer),
        before=marked(message.body, _in(findings, "body"), buyer=message.buyer),
        subject=now.subject,
        body=_BLANKS.sub("\n\n", now.body).strip(),
        done=tuple(dict.fromkeys(done)),
        remaining=remaining,
    )


def write_proposals(
    proposals: Iterable[Proposal], folder: Path, *, force: bool = False
) -> tuple[Path, ...]:
    """Write each template before and after, and one page with both side by side.

    Raises:
        PoaError: The folder is not empty and ``force`` is not given.
    """
    shown = tuple(proposals)
    if folder.exists() and any(folder.iterdir()) and not force:
        fix = "Choose another folder, or add --force"
        problem = Problem(str(folder), "the folder is not empty", fix)
        raise PoaError("The proposals were not written", [problem])
    folder.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(shown, start=1):
        stem = f"{number:02}-{_UNSAFE.sub('-', one.name)[:60].strip('-') or 'template'}"
        before = "".join(piece.text for piece in (*one.before_subject, Piece("\n\n"), *one.before))
        after = (
            f"Subject: {one.subject}\n\n{one.body}\n" if one.body else "\n".join(one.done) + "\n"
        )
        write_chunks([before.strip() + "\n"], folder / f"{stem}-before.txt", force=True)
        write_chunks([after], folder / f"{stem}-proposal.txt", force=True)
    page = folder / "proposals.html"
    write_chunks([render_page("audit/proposals.html", proposals=shown)], page, force=True)
    return (page,)


def _breaches(message: Message) -> list[Finding]:
    text = judge_text(message.subject, message.body, message.language)
    return [
        finding for finding in judge_fields(message, text) if finding.severity is Severity.VIOLATION
    ]


def _in(findings: Iterable[Finding], field: str) -> list[Finding]:
    return [finding for finding in findings if finding.field == field]


def _without(message: Message, findings: list[Finding], done: list[str]) -> Message:
    """The message without the sentences, the tag and the files that break a rule."""
    changed = message
    if in_subject := _in(findings, "subject"):
        untagged = _TAG.sub("", message.subject).strip()
        subject = untagged if untagged != message.subject.strip() else "Your order"
        changed = changed._replace(subject=subject)
        done.append(f"Subject: {rules_by_id()[in_subject[0].rule].instead}")
    if in_body := _in(findings, "body"):
        kept, removed = _cut(message.body, in_body)
        if not removed and len(kept) == len(message.body):
            kept = ""  # nothing to cut: the message as a whole is the breach
        changed = changed._replace(body=kept)
        done += [f"Sentence taken out: {sentence}" for sentence in removed]
    if _in(findings, "attachments"):
        changed = changed._replace(attachments=())
        done.append("Attachments taken off")
    return changed


def _cut(body: str, findings: list[Finding]) -> tuple[str, list[str]]:
    spans = [(one.start, one.end) for one in findings if one.end > one.start]
    kept: list[str] = []
    removed: list[str] = []
    for sentence in _sentences(body):
        start, end = sentence
        if any(first < end and start < last for first, last in spans):
            removed.append(" ".join(body[start:end].split()))
        else:
            kept.append(body[start:end])
    return "".join(kept), [sentence for sentence in removed if sentence]


def _sentences(body: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _SENTENCE.finditer(body):
        if found.start() > at:
            yield at, found.start()
        yield found.span()
        at = found.end()
    if at < len(body):
        yield at, len(body)
