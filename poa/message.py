"""A message that a seller sent to a buyer, whatever file it came from."""

from datetime import date
from typing import NamedTuple


class Message(NamedTuple):
    """One message, or one template that sends messages.

    A tuple, because a log has millions of them and a tuple is made four times as quickly.

    Attributes:
        id: What the source calls it, or its place when it has no name.
        source: File and place, for example ``sent.csv:17``.
        subject: As it was given.
        body: As it was given, HTML included.
        is_reply: The buyer wrote first; ``None`` when the source does not tell.
        is_template: A text that sends messages, not one that was sent.
        language: A code such as ``en`` or ``de``, or empty when the source does not tell.
        order_id: Amazon's order number as it was given, or empty.
        sent_on: The day it was sent.
        delivered_on: The day the order was delivered.
        days_since_delivery: Days from delivery to sending, where only that is known.
        earlier_requests: Review or feedback requests already sent for this order.
        campaign: The campaign or template name in the tool.
        tool: The tool, app or person that sent it.
        contact_reason: What was picked on Amazon's Contact Buyer page.
        attachments: File names.
        buyer: The buyer's name, address or alias, only to be masked.
        status: ``delivered``, ``blocked``, ``restricted``, ``opted_out`` or empty.
    """

    id: str
    source: str
    subject: str
    body: str
    is_reply: bool | None = None
    is_template: bool = False
    language: str = ""
    order_id: str = ""
    sent_on: date | None = None
    delivered_on: date | None = None
    days_since_delivery: int | None = None
    earlier_requests: int | None = None
    campaign: str = ""
    tool: str = ""
    contact_reason: str = ""
    attachments: tuple[str, ...] = ()
    buyer: str = ""
    status: str = ""
