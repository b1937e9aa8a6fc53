"""The smallest change that makes a template clean, as a proposal: the original is never touched."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from poa.audit.finding import Finding, Severity
from poa.audit.judge import judge_fields, judge_text, says_something
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
_COMMA = re.compile("[,，、]")
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
    text = judge_text(message.subject, message.body, message.language)
    findings = _breaches(message)
    if any(one.rule == "partly-read" for one in text.findings):
        # What was not read cannot be called clean, and nobody sends so much.
        return _not_sent(message, findings, ("Do not send it: it is far too long for a message.",))
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
    if not _worth_sending(now) or (remaining and not now.body.strip()):
        done = ["Do not send it: without the words that break a rule nothing is left to say."]
        if text.asks_for_review:
            done.append("Press Amazon's own Request a Review button on the order instead.")
        return _not_sent(message, findings, tuple(done))
    return Proposal(
        name=message.campaign or message.source,
        before_subject=marked(message.subject, _in(findings, "subject"), buyer=message.buyer),
        before=marked(message.body, _in(findings, "body"), buyer=message.buyer),
        subject=now.subject,
        body=_BLANKS.sub("\n\n", now.body).strip(),
        done=tuple(dict.fromkeys(done)),
        remaining=remaining,
    )


def _not_sent(message: Message, findings: list[Finding], done: tuple[str, ...]) -> Proposal:
    return Proposal(
        name=message.campaign or message.source,
        before_subject=marked(message.subject, _in(findings, "subject"), buyer=message.buyer),
        before=marked(message.body, _in(findings, "body"), buyer=message.buyer),
        subject="",
        body="",
        done=done,
    )


def _worth_sending(message: Message) -> bool:
    if not message.body.strip():
        return False
    letters = sum(char.isalnum() for char in message.body)
    return letters >= _SUBSTANCE or says_something("", message.body, message.language)


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
        subject = f"Subject: {one.subject}\n\n" if one.subject else ""
        after = f"{subject}{one.body}\n" if one.body else "\n".join(one.done) + "\n"
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
        kept, changes = _cut(message.body, in_body)
        if not changes and len(kept) == len(message.body):
            kept = ""  # nothing to cut: the message as a whole is the breach
        changed = changed._replace(body=kept)
        done += changes
    if _in(findings, "attachments"):
        changed = changed._replace(attachments=())
        done.append("Attachments taken off")
    return changed


def _cut(body: str, findings: list[Finding]) -> tuple[str, list[str]]:
    """The body without the sentences or conditions that break a rule, and what was done to it."""
    placed = [one for one in findings if one.end > one.start]
    kept: list[str] = []
    done: list[str] = []
    for start, end in _sentences(body):
        sentence = body[start:end]
        inside = [one for one in placed if one.start < end and start < one.end]
        if not inside:
            kept.append(sentence)
        elif {one.rule for one in inside} == {"review-gating"} and (
            free := _freed(sentence, inside[0].start - start)
        ):
            kept.append(free[1])
            done.append(f"Condition dropped: {free[0]}")
        elif shown := " ".join(sentence.split()):
            done.append(f"Sentence taken out: {shown}")
    return "".join(kept), done


def _freed(sentence: str, at: int) -> tuple[str, str] | None:
    """A condition that opens its sentence, and the sentence without it."""
    comma = _COMMA.search(sentence, max(at, 0))
    if comma is None or sentence[: max(at, 0)].strip():
        return None
    rest = sentence[comma.end() :].lstrip()
    blank = sentence[: len(sentence) - len(sentence.lstrip())]
    condition = " ".join(sentence[: comma.start()].split())
    return (condition, blank + rest[0].upper() + rest[1:]) if rest else None


def _sentences(body: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _SENTENCE.finditer(body):
        if found.start() > at:
            yield at, found.start()
        yield found.span()
        at = found.end()
    if at < len(body):
        yield at, len(body)
