"""Judge the texts of one message after another; where most are new, in several processes."""

from collections import deque
from collections.abc import Generator, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from poa.audit.judge import TextJudgement, judge_text
from poa.audit.same import Judgements, wording_of
from poa.message import Message

if TYPE_CHECKING:
    from concurrent.futures import Future

# With so many wordings more will follow, and other processes save more than their start costs.
_WORTH_PROCESSES = 1000
_CHUNK = 128
_Texts = tuple[str, str, str]
# A message, the judgement of its texts, and what it has in common with others of its wording.
_Judged = tuple[Message, TextJudgement, Hashable]


def judge_all(messages: Iterable[Message], jobs: int) -> Generator[_Judged]:
    """Each message with the judgement of its texts, in the order given.

    Args:
        messages: Any number of messages.
        jobs: How many processes may judge; none are started before they pay.
    """
    rest = iter(messages)
    judgements = Judgements()
    new = 0
    for message in rest:
        wording = wording_of(message)
        judgement = judgements.recall(message, wording)
        if judgement is None:
            new += 1
            judgement = judge_text(message.subject, message.body, message.language)
            judgement = judgements.remember(message, wording, judgement)
        yield message, judgement, wording
        if jobs > 1 and new >= _WORTH_PROCESSES:
            yield from _judge_in_processes(rest, judgements, jobs)


def judge_texts(texts: Sequence[_Texts]) -> list[TextJudgement]:
    """Judge some texts in a process of its own."""
    return [judge_text(*one) for one in texts]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some messages with their wordings, what is known of them, and what is being judged."""

    messages: list[Message]
    wordings: list[Hashable]
    recalled: list[TextJudgement | None]
    future: "Future[list[TextJudgement]]"

    def judged(self, judgements: Judgements) -> Iterator[_Judged]:
        """The messages with their judgements; the new ones are remembered."""
        new = iter(self.future.result())
        for message, wording, known in zip(
            self.messages, self.wordings, self.recalled, strict=True
        ):
            judgement = known or judgements.remember(message, wording, next(new))
            yield message, judgement, wording


def _judge_in_processes(
    messages: Iterator[Message], judgements: Judgements, jobs: int
) -> Generator[_Judged]:
    """The same, with the wordings that are not known yet judged by other processes."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    waiting: deque[_Chunk] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    try:
        while True:
            chunk = list(islice(messages, _CHUNK))
            if chunk:
                wordings = [wording_of(one) for one in chunk]
                recalled = list(map(judgements.recall, chunk, wordings))
                texts = [
                    (one.subject, one.body, one.language)
                    for one, known in zip(chunk, recalled, strict=True)
                    if known is None
                ]
                waiting.append(_Chunk(chunk, wordings, recalled, pool.submit(judge_texts, texts)))
            # Enough chunks are under way that no process waits, and no more are kept in memory.
            while waiting and (not chunk or len(waiting) > 3 * jobs):
                yield from waiting.popleft().judged(judgements)
            if not chunk:
                return
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
