"""What a case holds. Every answer may be missing: what is not known yet is not wrong."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt

from poa.case.values import (
    Count,
    Day,
    Facts,
    Label,
    Labels,
    Length,
    Line,
    Lines,
    Notice,
    Person,
    Phrase,
    Prose,
    Store,
)
from poa.causes import Cause

SCHEMA_VERSION = 1

Route = Literal["correct", "dispute", "inform"]
ActionStatus = Literal["done", "in_progress", "planned", "no"]
MeasureStatus = Literal["in_force", "planned", "no"]
Channel = Literal[
    "notice-reply", "account-health", "performance-notification", "seller-support", "undecided"
]
Outcome = Literal["no-answer", "refused", "more-information", "automatic-reply"]


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Signatory(_Facts):
    """Who signs the letter."""

    name: Line = Field(None, description="Who signs: first and last name.", examples=["Ana Ruiz"])
    role: Line = Field(
        None, description="What this person is in the business.", examples=["Operations manager"]
    )


class Contact(_Facts):
    """How Amazon can reach the seller about this appeal."""

    email: Line = Field(
        None,
        description="The e-mail address of the seller account.",
        examples=["office@acme-home.example"],
    )
    phone: Line = Field(
        None, description="A telephone number with country code.", examples=["+1 555 010 0199"]
    )


class Seller(_Facts):
    """Whose account it is."""

    legal_name: Line = Field(
        None,
        description="The name of the business as registered with Amazon.",
        examples=["Acme Home LLC"],
    )
    store_name: Line = Field(None, description="The name buyers see.", examples=["Acme Home"])
    merchant_token: Line = Field(
        None,
        description="Seller Central, Settings, Account Info, Merchant Token.",
        examples=["A1B2C3D4E5F6G7"],
    )
    marketplace: Store = Field(
        None, description="The store the notice is about.", examples=["amazon.com"]
    )
    contact: Contact = Field(Contact(), description="How Amazon can reach you.")
    signatory: Signatory = Field(Signatory(), description="Who signs the letter.")


class Restriction(_Facts):
    """What Amazon took away, since when, for how long."""

    noticed_on: Day = Field(None, description="The day the notice came.", examples=["2026-03-02"])
    length: Length = Field(
        None,
        description='How long, as the notice says: "30 days", "120 hours", "indefinite", or "unknown" when it does not say.',
        examples=["30 days"],
    )
    ends_on: Day = Field(
        None,
        description="The day it ends or ended, where the notice or Seller Central tells it.",
        examples=["2026-04-01"],
    )
    notice_text: Notice = Field(
        None,
        description="The whole text of the notice. It is read, never printed in the letter.",
        examples=["Some of the messages you recently sent were not delivered to customers. …"],
    )
    reference: Line = Field(
        None,
        description="A number or subject by which Amazon finds the notice, if it has one.",
        examples=["notice of 2 March 2026, 14:05 UTC"],
    )


class PolicyRead(_Facts):
    """The rules that were read after the notice came."""

    names: Lines = Field(
        (),
        description="The pages that were read, by Amazon's names.",
        examples=[["Communication Guidelines"]],
    )
    read_on: Day = Field(None, description="On which day.", examples=["2026-03-03"])
    read_by: Person = Field(
        None,
        description="Who read them: name, and role after a comma.",
        examples=["Ana Ruiz, owner"],
    )


class RootCause(_Facts):
    """Why the seller's process let it happen: a known pattern with its facts, or own words."""

    pattern: Line = Field(
        None,
        description="A pattern of the cause's playbook; `poa explain CAUSE` lists them.",
        examples=["two-tools"],
    )
    own_words: Prose = Field(
        None,
        description="Instead of a pattern: what let it happen and why nothing caught it, in whole sentences.",
        examples=["Our return form sent a second request when a refund was closed. …"],
    )
    facts: Facts = Field(
        {},
        description="The facts that the pattern asks for, by their names.",
        examples=[{"first_tool": "FeedbackLoop", "orders": 312}],
    )
    exhibits: Labels = Field((), description="Labels of exhibits that show it.", examples=[["A"]])
    reported: bool = Field(
        default=False, description="An earlier appeal already told Amazon this.", examples=[False]
    )


class Action(_Facts):
    """An immediate action: what was done, when and by whom."""

    action: Line = Field(
        None,
        description="An action of the cause's playbook; `poa explain CAUSE` lists them.",
        examples=["campaigns-paused"],
    )
    own_words: Prose = Field(
        None,
        description="Instead of a playbook action: what was done, as a whole sentence in the past tense.",
        examples=["The returns form no longer sends e-mail."],
    )
    status: ActionStatus | None = Field(
        None,
        description="Only what is done or in progress enters the letter; what is planned goes to the checklist; no means it is not going to be done.",
        examples=["done"],
    )
    on: Day = Field(
        None,
        description="The day it was done; for an action in progress, the day it began.",
        examples=["2026-03-03"],
    )
    due_on: Day = Field(
        None,
        description="The day it is to be done, when it is not done yet.",
        examples=["2026-03-20"],
    )
    by: Person = Field(
        None,
        description="Who did it or will do it: name, and role after a comma.",
        examples=["Ana Ruiz, operations manager"],
    )
    facts: Facts = Field(
        {},
        description="The facts that the action asks for, by their names.",
        examples=[{"campaigns": ["Day 7 review"]}],
    )
    exhibits: Labels = Field((), description="Labels of exhibits that show it.", examples=[["B"]])
    reported: bool = Field(
        default=False, description="An earlier appeal already told Amazon this.", examples=[False]
    )


class Measure(_Facts):
    """A preventive measure: the control, since when, who looks after it, how."""

    measure: Line = Field(
        None,
        description="A measure of the cause's playbook; `poa explain CAUSE` lists them.",
        examples=["one-channel"],
    )
    own_words: Prose = Field(
        None,
        description="Instead of a playbook measure: the control, as a whole sentence in the present tense.",
        examples=["The order system refuses a second request for the same order."],
    )
    status: MeasureStatus | None = Field(
        None,
        description="Only what is in force enters the letter; what is planned goes to the checklist; no means there will be none.",
        examples=["in_force"],
    )
    since: Day = Field(None, description="In force since this day.", examples=["2026-03-06"])
    due_on: Day = Field(
        None,
        description="The day it is to be in force, when it is planned.",
        examples=["2026-03-20"],
    )
    owner: Person = Field(
        None,
        description="Who looks after it: name, and role after a comma.",
        examples=["Ana Ruiz, operations manager"],
    )
    how_often: Line = Field(
        None,
        description='How often it is checked. It has to fit after "checks this".',
        examples=["every Monday"],
    )
    verified_by: Phrase = Field(
        None,
        description="How one sees that it works. It is set after a colon.",
        examples=["the report of double requests must be empty"],
    )
    facts: Facts = Field(
        {},
        description="The facts that the measure asks for, by their names.",
        examples=[{"channel": "Amazon's Request a Review"}],
    )
    exhibits: Labels = Field((), description="Labels of exhibits that show it.", examples=[["C"]])
    reported: bool = Field(
        default=False, description="An earlier appeal already told Amazon this.", examples=[False]
    )


class Dispute(_Facts):
    """Why the notice must rest on an error, for one cause."""

    ground: Line = Field(
        None,
        description="A ground of the cause's playbook; `poa explain CAUSE` lists them.",
        examples=["one-request-each"],
    )
    own_words: Prose = Field(
        None,
        description="Instead of a known ground: what the messages show, in whole sentences.",
        examples=["All 214 messages of that month answer a question that the buyer had asked."],
    )
    facts: Facts = Field(
        {},
        description="The facts that the ground asks for, by their names.",
        examples=[{"orders": 1840}],
    )
    exhibits: Labels = Field((), description="Labels of exhibits that show it.", examples=[["A"]])


class TemplateChange(_Facts):
    """A template that was wrong, and what it says now (for a note for the record)."""

    name: Line = Field(
        None, description="The template's or campaign's name.", examples=["Thank you, day 3"]
    )
    tool: Line = Field(None, description="Where it runs.", examples=["MailPilot"])
    was: Phrase = Field(
        None,
        description="The words that were wrong, exactly.",
        examples=["If you love it, leave us 5 stars"],
    )
    wrong_because: Phrase = Field(
        None,
        description='What was wrong with them. It has to fit after "which".',
        examples=["asked for a positive review"],
    )
    now: Phrase = Field(
        None,
        description="The words it has now, exactly; leave it out when it is switched off.",
        examples=["You can review this product on your order page."],
    )
    switched_off: bool = Field(
        default=False, description="It sends nothing any more.", examples=[False]
    )
    changed_on: Day = Field(None, description="Since which day.", examples=["2026-03-03"])
    exhibits: Labels = Field((), description="Labels of exhibits that show it.", examples=[["A"]])


class CauseAnswer(_Facts):
    """All that the seller says to one of the six causes."""

    cause: Cause | None = Field(None, description="Which of the six.", examples=["repeat-requests"])
    root_cause: RootCause | None = Field(None, description="Why it could happen (route correct).")
    actions: tuple[Action, ...] = Field((), description="Immediate actions (route correct).")
    measures: tuple[Measure, ...] = Field((), description="Preventive measures (route correct).")
    dispute: Dispute | None = Field(None, description="Why it did not happen (route dispute).")
    templates: tuple[TemplateChange, ...] = Field(
        (), description="Templates that were wrong (route inform)."
    )


class Example(_Facts):
    """One message as an example."""

    order_id: Line = Field(
        None, description="Amazon's order number.", examples=["113-4410287-2241069"]
    )
    sent_on: Day = Field(None, description="The day it was sent.", examples=["2026-02-11"])
    shows: Phrase = Field(
        None,
        description="What it is about, without the buyer's name.",
        examples=["answer to a question about the size"],
    )


class Audit(_Facts):
    """What was checked: the messages that were really sent, and the templates that send them."""

    checked_by: Person = Field(
        None, description="Who checked: name, and role after a comma.", examples=["Ana Ruiz, owner"]
    )
    checked_on: Day = Field(None, description="On which day.", examples=["2026-03-03"])
    period_from: Day = Field(None, description="First day of the period.", examples=["2025-12-01"])
    period_until: Day = Field(None, description="Last day of the period.", examples=["2026-03-02"])
    messages: Count = Field(None, description="How many messages were checked.", examples=[4120])
    templates: Count = Field(None, description="How many templates were checked.", examples=[9])
    channels: Lines = Field(
        (),
        description="Every way in which messages could be sent: tools, own mailbox, Seller Central.",
        examples=[["MailPilot", "Seller Central"]],
    )
    all_channels: bool | None = Field(
        None,
        description="The check covers every message of every way of sending in this period.",
        examples=[True],
    )
    method: Phrase = Field(
        None,
        description='How it was checked. It has to fit after "by".',
        examples=["reading every sent message against the Communication Guidelines"],
    )
    violations: dict[str, int] = Field(
        {},
        description="For each cause, how many messages break the rule. Zero is a finding too.",
        examples=[{"marketing": 0, "repeat-requests": 0}],
    )
    examples: tuple[Example, ...] = Field((), description="Some messages as examples.")
    exhibits: Labels = Field((), description="Labels of exhibits that show it.", examples=[["A"]])


class Exhibit(_Facts):
    """A file that proves something."""

    label: Label = Field(None, description="How the letter names it.", examples=["A"])
    file: Line = Field(
        None,
        description="The file, beside the case file or in a folder below it.",
        examples=["exhibits/campaign-list.png"],
    )
    shows: Phrase = Field(
        None,
        description="What one sees in it.",
        examples=["Campaign list in MailPilot on 3 March 2026, all campaigns paused"],
    )


class EarlierAppeal(_Facts):
    """An appeal against this restriction that was already sent."""

    sent_on: Day = Field(None, description="The day it was sent.", examples=["2026-03-04"])
    channel: Channel | None = Field(
        None, description="Where it was sent.", examples=["seller-support"]
    )
    outcome: Outcome | None = Field(None, description="What Amazon answered.", examples=["refused"])
    answered_on: Day = Field(None, description="The day of the answer.", examples=["2026-03-09"])
    lacked: Phrase = Field(
        None,
        description='What it lacked, by Amazon\'s answer or by your own reading. It has to fit after "It did not say".',
        examples=["why nobody had noticed the second tool"],
    )
    file: Line = Field(
        None,
        description="The text that was sent, beside the case file; it is compared with the new one.",
        examples=["earlier/appeal-2026-03-04.txt"],
    )


class Suppression(_Facts):
    """A finding of the letter check that the seller has looked at and keeps, with the reason."""

    rule: Line = Field(None, description="The rule's name.", examples=["blames-third-party"])
    reason: Phrase = Field(
        None,
        description="Why the finding does not apply.",
        examples=["The tool is named as the mechanism, with our own missing control."],
    )
    excerpt: Phrase = Field(
        None, description="The words it is about, when only these.", examples=["the tool's default"]
    )


class Case(_Facts):
    """The facts of one restriction of one client."""

    schema_version: StrictInt = Field(
        SCHEMA_VERSION, ge=1, description="The version of this format.", examples=[SCHEMA_VERSION]
    )
    client: Line = Field(
        None,
        description="A short name for this client that never changes; the folder is named after it.",
        examples=["acme-home"],
    )
    seller: Seller = Field(Seller(), description="Whose account it is.")
    restriction: Restriction = Field(Restriction(), description="What the notice says.")
    policy: PolicyRead = Field(PolicyRead(), description="Which rules were read, and when.")
    route: Route | None = Field(
        None,
        description="correct: it happened. dispute: it did not, and the messages show it. inform: it happened, the restriction ends by itself, nothing is asked for.",
        examples=["correct"],
    )
    audit: Audit | None = Field(
        None, description="What was checked in the messages; a dispute rests on it."
    )
    causes: tuple[CauseAnswer, ...] = Field(
        (), description="One entry for each cause that the letter answers."
    )
    exhibits: tuple[Exhibit, ...] = Field((), description="The files that prove something.")
    earlier_appeals: tuple[EarlierAppeal, ...] = Field(
        (), description="Appeals already sent against this restriction, the oldest first."
    )
    channel: Channel = Field(
        "undecided",
        description="Where this appeal goes; the checklist leads through the choice when undecided.",
        examples=["account-health"],
    )
    suppressions: tuple[Suppression, ...] = Field(
        (), description="Findings of the letter check that are kept with a reason."
    )
