"""The plan of action: root cause, actions taken, steps against a repetition, for each cause."""

from collections.abc import Callable, Iterable

from poa.case.model import Action, EarlierAppeal, Measure
from poa.letter.model import Block, Bullets, Item, Paragraph, Section, Sentence, Subheading
from poa.letter.parts import Parts
from poa.letter.phrases import counted, joined, phrase, semicolons
from poa.letter.voice import Voice, item, paragraph
from poa.plan import CausePlan, Statement
from poa.wording import wording

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def correct_parts(voice: Voice) -> Parts:
    """Opening, the three parts and the close of a plan of action."""
    earlier = voice.case.earlier_appeals
    return Parts(
        subject="second" if earlier else "correct",
        opening=(*paragraph(voice.opening()), *_second(voice), *paragraph(_check(voice))),
        sections=(
            _section("root_cause", voice, _root_cause),
            _section("actions", voice, _actions),
            _section("measures", voice, _measures),
        ),
        closing=paragraph([voice.sentence("correct", "request", ("route",)), *voice.contact()]),
    )


def _check(voice: Voice) -> list[Sentence | None]:
    """Responsibility, the rules that were read, what was checked, and what this letter answers."""
    case = voice.case
    policy, audit = case.policy, case.audit
    causes = semicolons(
        [
            plan.playbook.heading[:1].lower() + plan.playbook.heading[1:]
            for plan in voice.plan.causes
        ]
    )
    number = len(voice.plan.causes)
    checked = None
    read = voice.sentence(
        "correct",
        "policy",
        ("policy.read_by", "policy.names", "policy.read_on"),
        reader=voice.person(policy.read_by),
        policies=joined(policy.names) or None,
        read_on=voice.date(policy.read_on),
    )
    if audit:
        checked = voice.sentence(
            "correct",
            "audit",
            ("audit.messages", "audit.period_from", "audit.period_until", "audit.method"),
            messages=None
            if audit.messages is None
            else counted(audit.messages, ("message", "messages")),
            **{"from": voice.date(audit.period_from), "until": voice.date(audit.period_until)},
            method=phrase(audit.method) if audit.method else None,
        )
        if checked:
            (proven,) = voice.with_exhibits([checked], "audit", audit.exhibits)
            checked = proven
    answers = voice.sentence(
        "correct",
        "answers_one" if number == 1 else "answers_many",
        tuple(f"{plan.where}.cause" for plan in voice.plan.causes),
        causes=causes,
        number=_NUMBERS[min(number, 6)],
    )
    return [voice.sentence("correct", "responsibility", ("route",)), read, checked, answers]


def _second(voice: Voice) -> tuple[Block, ...]:
    """What became of the last appeal, what it lacked, and that this one adds it."""
    earlier = voice.case.earlier_appeals
    if not earlier:
        return ()
    at = f"earlier_appeals[{len(earlier) - 1}]"
    last = earlier[-1]
    facts = {"sent_on": voice.date(last.sent_on), "answered_on": voice.date(last.answered_on)}
    outcome = (last.outcome or "sent").replace("-", "_")
    told = voice.sentence("second", outcome, (at,), **facts) or voice.sentence(
        "second", "sent", (at,), **facts
    )
    lacked = voice.sentence(
        "second", "lacked", (f"{at}.lacked",), lacked=phrase(last.lacked) if last.lacked else None
    )
    adds = voice.sentence("second", "adds", (at,)) if lacked else None
    return paragraph([told, lacked, adds])


def _section(
    key: str, voice: Voice, blocks: Callable[[Voice, CausePlan], Iterable[Block]]
) -> Section:
    several = len(voice.plan.causes) > 1
    content: list[Block] = []
    for plan in voice.plan.causes:
        under = tuple(blocks(voice, plan))
        if under and several:
            content.append(Subheading(plan.playbook.heading))
        content.extend(under)
    return Section(key, wording("headings", key)[0], tuple(content))


def _root_cause(voice: Voice, plan: CausePlan) -> Iterable[Block]:
    statement = plan.root_cause
    if statement is None:
        return ()
    if statement.answer.reported and voice.case.earlier_appeals:
        told = voice.sentence(
            "bullets", "root_reported", (f"{statement.where}.reported",), sent_on=_last_sent(voice)
        )
        return paragraph([told])
    sentences = (
        voice.entry_sentences(statement, statement.entry.text, {})
        if statement.entry
        else voice.own_words(statement)
    )
    proven = voice.with_exhibits(sentences, statement.where, statement.answer.exhibits)
    return (Paragraph(proven),) if proven else ()


def _actions(voice: Voice, plan: CausePlan) -> Iterable[Block]:
    new = [action for action in plan.actions if not _told_before(voice, action)]
    in_order = sorted(new, key=lambda action: (action.answer.on is None, action.answer.on))
    items = tuple(_action(voice, action) for action in in_order)
    told = [action for action in plan.actions if _told_before(voice, action)]
    return _with_reported(voice, items, told)


def _measures(voice: Voice, plan: CausePlan) -> Iterable[Block]:
    items = tuple(
        _measure(voice, measure) for measure in plan.measures if not _told_before(voice, measure)
    )
    told = [measure for measure in plan.measures if _told_before(voice, measure)]
    return _with_reported(voice, items, told)


def _with_reported(
    voice: Voice,
    items: tuple[Item, ...],
    told: list[Statement[Action]] | list[Statement[Measure]],
) -> Iterable[Block]:
    """The bullets, and one line for what an earlier appeal has told already."""
    if items:
        yield Bullets(items)
    titles = [
        statement.entry.title[:1].lower() + statement.entry.title[1:]
        if statement.entry
        else phrase(statement.answer.own_words or "")
        for statement in told
    ]
    if titles:
        yield from paragraph(
            [
                voice.sentence(
                    "bullets",
                    "reported",
                    tuple(f"{statement.where}.reported" for statement in told),
                    sent_on=_last_sent(voice),
                    titles="; ".join(titles),
                )
            ]
        )


def _action(voice: Voice, statement: Statement[Action]) -> Item:
    action = statement.answer
    doing = action.status == "in_progress"
    by = voice.person(action.by)
    lead = voice.sentence(
        "bullets",
        "doing" if doing else "done",
        (f"{statement.where}.on",),
        day=voice.date(action.on),
    )
    if statement.entry:
        texts = statement.entry.doing if doing else statement.entry.text
        sentences = voice.entry_sentences(statement, texts, {"by": by} if by else {})
    else:
        name = "own_doing" if doing else "own_done"
        who = voice.sentence("bullets", name, (f"{statement.where}.by",), by=by)
        sentences = [*voice.own_words(statement), *([who] if who else [])]
    return item(lead, voice.with_exhibits(sentences, statement.where, action.exhibits))


def _measure(voice: Voice, statement: Statement[Measure]) -> Item:
    measure = statement.answer
    since = voice.date(measure.since)
    if statement.entry:
        lead = voice.sentence(
            "bullets",
            "in_force",
            (statement.where, f"{statement.where}.since"),
            control=statement.entry.title,
            day=since,
        )
        sentences = voice.entry_sentences(statement, statement.entry.text, {})
    else:
        lead = voice.sentence("bullets", "doing", (f"{statement.where}.since",), day=since)
        sentences = voice.own_words(statement)
    verified = voice.sentence(
        "bullets",
        "verified",
        tuple(f"{statement.where}.{name}" for name in ("owner", "how_often", "verified_by")),
        owner=voice.person(measure.owner),
        how_often=phrase(measure.how_often) if measure.how_often else None,
        verified_by=phrase(measure.verified_by) if measure.verified_by else None,
    )
    said = [*sentences, *([verified] if verified else [])]
    return item(lead, voice.with_exhibits(said, statement.where, measure.exhibits))


def _told_before(voice: Voice, statement: Statement[Action] | Statement[Measure]) -> bool:
    return statement.answer.reported and bool(voice.case.earlier_appeals)


def _last_sent(voice: Voice) -> str | None:
    sent: tuple[EarlierAppeal, ...] = voice.case.earlier_appeals
    return voice.date(sent[-1].sent_on) if sent else None
