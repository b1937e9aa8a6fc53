"""From plan to letter: which route's parts stand between opening and signature."""

from poa.letter.correct import correct_parts
from poa.letter.dispute import dispute_parts
from poa.letter.inform import inform_parts
from poa.letter.model import Letter, Sentence
from poa.letter.parts import Parts
from poa.letter.voice import Voice
from poa.plan import Plan
from poa.wording import wording


def compose_letter(plan: Plan) -> Letter:
    """Say the plan in words. What is missing is left out, never guessed."""
    voice = Voice(plan)
    parts = _parts(voice)
    nothing = Sentence("", ())
    return Letter(
        marketplace=plan.marketplace,
        dated=plan.today,
        subject=voice.sentence(
            "subject", parts.subject, ("seller.store_name", "seller.merchant_token")
        )
        or nothing,
        salutation=wording("letter", "salutation")[0],
        opening=parts.opening,
        sections=parts.sections,
        exhibits_heading=wording("headings", "exhibits")[0],
        exhibits=voice.exhibits(),
        closing=parts.closing,
        farewell=wording("closing", "farewell")[0],
        signature=voice.signature(),
    )


def _parts(voice: Voice) -> Parts:
    match voice.case.route:
        case "dispute":
            return dispute_parts(voice)
        case "inform":
            return inform_parts(voice)
        case "correct" | None:
            return correct_parts(voice)
