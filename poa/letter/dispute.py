"""The dispute: what was checked and found, and why the notice must rest on an error."""

from poa.causes import Cause
from poa.letter.model import Block, Bullets, Item, Paragraph, Section, Sentence, Subheading
from poa.letter.parts import Parts
from poa.letter.phrases import counted, joined, phrase
from poa.letter.voice import Voice, item, paragraph
from poa.plan import CausePlan
from poa.wording import wording


def dispute_parts(voice: Voice) -> Parts:
    """Opening, finding, examples, grounds and close of a dispute."""
    audit = voice.case.audit
    summary = "summary" if len(voice.plan.causes) > 1 else "summary_one"
    opening = [*voice.opening(), voice.sentence("dispute", summary, ("audit",)) if audit else None]
    sections = [
        Section("checked", wording("headings", "checked")[0], _checked(voice)),
        Section("found", wording("headings", "found")[0], _found(voice)),
        Section("error", wording("headings", "error")[0], _grounds(voice)),
    ]
    return Parts(
        subject="dispute",
        opening=paragraph(opening),
        sections=tuple(section for section in sections if section.blocks),
        closing=paragraph([voice.sentence("dispute", "request", ("route",)), *voice.contact()]),
    )


def _checked(voice: Voice) -> tuple[Block, ...]:
    audit = voice.case.audit
    if audit is None:
        return ()
    facts = {
        "checker": voice.person(audit.checked_by),
        "checked_on": voice.date(audit.checked_on),
        "messages": None
        if audit.messages is None
        else counted(audit.messages, ("message", "messages")),
        "templates": None
        if audit.templates is None
        else counted(audit.templates, ("template", "templates")),
        "from": voice.date(audit.period_from),
        "until": voice.date(audit.period_until),
        "channels": joined(audit.channels) if audit.all_channels else None,
        "method": phrase(audit.method) if audit.method else None,
    }
    who = voice.sentence(
        "dispute",
        "checked",
        ("audit.checked_by", "audit.checked_on", "audit.messages", "audit.templates"),
        **facts,
    )
    covers = voice.sentence(
        "dispute",
        "covers",
        ("audit.period_from", "audit.period_until", "audit.channels", "audit.all_channels"),
        **facts,
    )
    how = voice.sentence("dispute", "method", ("audit.method",), **facts)
    sentences = [sentence for sentence in (who, covers, how) if sentence]
    return (
        (Paragraph(voice.with_exhibits(sentences, "audit", audit.exhibits)),) if sentences else ()
    )


def _found(voice: Voice) -> tuple[Block, ...]:
    audit = voice.case.audit
    if audit is None or audit.messages is None:
        return ()
    found: list[Item] = []
    for plan in voice.plan.causes:
        if audit.violations.get(plan.cause) == 0:
            said = voice.sentence(
                "dispute",
                "none_found",
                (f"audit.violations.{plan.cause}", "audit.messages"),
                cause=plan.playbook.title,
                messages=f"{audit.messages:,}",
            )
            found += [item(None, [said])] if said else []
    blocks: list[Block] = [Bullets(tuple(found))] if found else []
    examples = tuple(
        item(None, [said])
        for index, example in enumerate(audit.examples)
        if (
            said := voice.sentence(
                "dispute",
                "example",
                (f"audit.examples[{index}]",),
                order_id=example.order_id,
                sent_on=voice.date(example.sent_on),
                shows=phrase(example.shows) if example.shows else None,
            )
        )
    )
    if examples:
        blocks += [
            *paragraph([voice.sentence("dispute", "examples", ("audit.examples",))]),
            Bullets(examples),
        ]
    return tuple(blocks)


def _grounds(voice: Voice) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for plan in voice.plan.causes:
        said = _ground(voice, plan)
        if said:
            several = len(voice.plan.causes) > 1
            blocks += [Subheading(plan.playbook.heading)] if several else []
            blocks.append(Paragraph(said))
    return tuple(blocks)


def _ground(voice: Voice, plan: CausePlan) -> tuple[Sentence, ...]:
    statement = plan.dispute
    if statement is None:
        return ()
    sentences = (
        voice.entry_sentences(statement, statement.entry.text, {})
        if statement.entry
        else voice.own_words(statement)
    )
    if plan.cause == Cause.COMPLAINTS:
        limit = voice.sentence("dispute", "complaints_limit", (f"{plan.where}.cause",))
        sentences = [*sentences, *([limit] if limit else [])]
    return voice.with_exhibits(sentences, statement.where, statement.answer.exhibits)
