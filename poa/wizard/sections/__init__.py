"""What is asked, section by section: from the answers so far to the questions that still matter."""

from collections.abc import Iterator

from poa.wizard.known import Known
from poa.wizard.places import RawFacts
from poa.wizard.question import Question
from poa.wizard.sections.begin import ask_about_messages, ask_about_notice, ask_for_causes
from poa.wizard.sections.cause import ask_for_answers
from poa.wizard.sections.proof import ask_for_proof
from poa.wizard.sections.sender import ask_for_sender

__all__ = ["all_questions"]


def all_questions(facts: RawFacts, known: Known) -> Iterator[Question]:
    """Every question that these answers make sensible, answered or not, in the order of asking."""
    yield from ask_about_notice(facts)
    yield from ask_about_messages(facts, known)
    yield from ask_for_causes(facts)
    yield from ask_for_answers(facts)
    yield from ask_for_proof(facts)
    yield from ask_for_sender(facts, known)
