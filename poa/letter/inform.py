"""The note for the record: which templates were wrong, what they say now, since when."""

from poa.case.model import TemplateChange
from poa.letter.model import Block, Bullets, Item, Section
from poa.letter.parts import Parts
from poa.letter.phrases import phrase, quoted
from poa.letter.voice import Voice, item, paragraph
from poa.wording import wording

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def inform_parts(voice: Voice) -> Parts:
    """A short note: the restriction, the templates before and after, and no request."""
    restriction = voice.case.restriction
    ends_on = restriction.ends_on
    ends = None
    if ends_on:
        name = "ended" if ends_on < voice.plan.today else "ends"
        ends = voice.sentence("inform", name, ("restriction.ends_on",), ends_on=voice.date(ends_on))
    record = voice.sentence("inform", "record", ("route",))
    return Parts(
        subject="inform",
        opening=paragraph([record, *voice.opening(), ends]),
        sections=(Section("templates", wording("headings", "templates")[0], _templates(voice)),),
        closing=paragraph(
            [
                voice.sentence("inform", "responsibility", ("route",)),
                voice.sentence("inform", "request", ("route",)),
                *voice.contact(),
            ]
        ),
    )


def _templates(voice: Voice) -> tuple[Block, ...]:
    all_changes = [change for plan in voice.plan.causes for change in plan.templates]
    if not all_changes:
        return ()
    number = len(all_changes)
    intro = voice.sentence(
        "inform",
        "one_template" if number == 1 else "some_templates",
        tuple(where for where, _ in all_changes),
        number=_NUMBERS[number] if number < len(_NUMBERS) else str(number),
    )
    return (
        *paragraph([intro]),
        Bullets(tuple(_template(voice, *change) for change in all_changes)),
    )


def _template(voice: Voice, where: str, change: TemplateChange) -> Item:
    facts = {
        "name": change.name,
        "tool": change.tool,
        "was": quoted(change.was) if change.was else None,
        "wrong_because": phrase(change.wrong_because) if change.wrong_because else None,
        "now": quoted(change.now) if change.now else None,
        "changed_on": voice.date(change.changed_on),
    }
    was = voice.sentence("inform", "template", (f"{where}.was", f"{where}.wrong_because"), **facts)
    name = "template_off" if change.switched_off else "template_now"
    now = voice.sentence("inform", name, (f"{where}.now", f"{where}.changed_on"), **facts)
    said = [sentence for sentence in (was, now) if sentence]
    return item(None, voice.with_exhibits(said, where, change.exhibits))
