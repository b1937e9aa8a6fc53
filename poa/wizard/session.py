"""The answers of one case while the wizard runs: kept on disk after each one, never lost."""

import copy
import filecmp
import json
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from poa.case import parse_case
from poa.case.exhibits import exhibit_problem
from poa.errors import InvalidCaseError, PoaError, Problem
from poa.readers.encoding import read_bytes
from poa.readers.json_case import read_json
from poa.wizard.known import Known
from poa.wizard.places import RawFacts, general, leaves
from poa.wizard.question import Answer, Question
from poa.wizard.sections import all_questions
from poa.wizard.sections.sender import client_name

SET_ASIDE = "set-aside.txt"
# What only says which one it was: that is chosen again in a moment.
_NAMES = re.compile(r"\.(?:cause|pattern|action|measure|ground|status|reported)$")


class Session:
    """The facts of a case in a file, and what was said in this sitting.

    Attributes:
        file: The case file; it is written after each answer, whole or not at all.
        known: What the questions may rest on.
        facts: The raw facts, as they stand in the file.
    """

    def __init__(self, file: Path, known: Known) -> None:
        """Take up the case in ``file``, or begin a new one there.

        Raises:
            PoaError: The file is there and is no case.
        """
        self.file = file
        self.known = known
        self.facts: RawFacts = _load(file) if file.exists() else {"schema_version": 1}
        self.resumed = file.exists()
        self._said: dict[str, Answer | None] = {}

    def questions(self) -> list[Question]:
        """All questions that these answers make sensible, answered or not."""
        return list(all_questions(self.facts, self.known))

    def current(self, question: Question) -> Any:  # noqa: ANN401 - an answer of any kind
        """The stored answer, or ``None``."""
        return question.keeps.read(self.facts)

    def is_answered(self, question: Question) -> bool:
        """Whether there is an answer; an optional one may have been left out on purpose."""
        stored = self.current(question)
        if question.for_now:
            return stored not in (None, "") or question.place in self._said
        if question.optional:
            return stored is not None
        return stored not in (None, "", [])

    def is_open(self, question: Question) -> bool:
        """Whether it is still to be asked in this sitting."""
        return not self.is_answered(question) and question.place not in self._said

    def postponed(self) -> list[Question]:
        """The questions that were answered with "I don't know yet", here or before."""
        return [
            each for each in self.questions() if not each.for_now and not self.is_answered(each)
        ]

    def wrong(self, question: Question, answer: Answer) -> list[Problem]:
        """What the case's own rules say against this answer."""
        before = {str(each) for each in self.problems()}
        trial = copy.deepcopy(self.facts)
        question.keeps.write(trial, answer)
        return [
            each
            for each in _problems(trial, self.known)
            if str(each) not in before and each.where.startswith(question.place)
        ]

    def problems(self) -> list[Problem]:
        """Everything that is wrong with the answers as they stand."""
        return _problems(self.facts, self.known)

    def answer(self, question: Question, answer: Answer) -> int:
        """Keep an answer.

        Returns:
            How many other answers it made void; they are kept in ``set-aside.txt`` beside the case.
        """
        before = leaves(self.facts)
        question.keeps.write(self.facts, answer)
        self._said[question.place] = answer
        void = _void(before, leaves(self.facts), question.place)
        if void:
            append_privately(self.file.with_name(SET_ASIDE), void)
        if not self.facts.get("client") and question.place == "seller.store_name":
            self.facts["client"] = client_name(self.facts)
        self.save()
        return len(void)

    def leave_out(self, question: Question) -> None:
        """Note that an optional question was seen and has no answer; a stored one stays."""
        self._said[question.place] = None
        if question.optional and not question.for_now and self.current(question) is None:
            self._note_blank(question)
            self.save()

    def _note_blank(self, question: Question) -> None:
        question.keeps.write(self.facts, [] if question.kind == "list" else "")

    def postpone(self, question: Question) -> None:
        """Go on without an answer; a stored one stays."""
        self._said[question.place] = None

    def remove(self, question: Question) -> None:
        """Take a stored answer out, because the seller asked for it."""
        question.keeps.drop(self.facts)
        self._said.pop(question.place, None)
        self.save()

    def ask_again(self, place: str = "") -> None:
        """Forget that questions were put off: this one, or all of them."""
        if place:
            self._said.pop(place, None)
        else:
            self._said = {key: said for key, said in self._said.items() if said is not None}

    def what_was_said(self, place: str) -> Answer | None:
        """The answer of this sitting to a question that is not stored in the case."""
        return self._said.get(place)

    def take_file(self, name: str, into: str) -> str:
        """Copy a file to the folder ``into`` beside the case; its name in the case.

        A file that is below the case's folder already stays where it is.

        Raises:
            PoaError: It cannot be read or copied.
        """
        source = Path(name).resolve()
        folder = self.file.parent.resolve()
        if source.is_relative_to(folder):
            return source.relative_to(folder).as_posix()
        try:
            if not source.is_file():
                raise IsADirectoryError(0, "this is not a file")
            refused = exhibit_problem(source.name, source.parent) if into == "exhibits" else None
            if refused:
                raise PoaError("The file was not taken", [Problem(name, *refused)])
            target = _free(folder / into / source.name, source)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                shutil.copyfile(source, target)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise PoaError(
                "The file was not taken", [Problem(name, reason, "Choose another file")]
            ) from error
        return target.relative_to(folder).as_posix()

    def replace(self, facts: RawFacts) -> None:
        """Take over facts that were filled in elsewhere, such as those of an audit."""
        self.facts = facts
        self.save()

    def save(self) -> None:
        """Write the case file, whole or not at all, for the user's eyes only.

        Raises:
            PoaError: The disk refuses; the answers are still in memory.
        """
        text = json.dumps(self.facts, indent=2, ensure_ascii=False) + "\n"
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{self.file.name}-", dir=self.file.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as beside:
                    beside.write(text)
                Path(name).replace(self.file)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            reason = error.strerror or type(error).__name__
            fix = "Make room or name another file with --case, then answer again"
            raise PoaError(
                "The answers could not be saved", [Problem(str(self.file), reason, fix)]
            ) from error


def append_privately(file: Path, lines: Iterable[str]) -> None:
    """Add lines to a file that only its owner may read.

    Raises:
        OSError: The disk refuses.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    with file.open("a", encoding="utf-8") as kept:
        kept.writelines(f"{line}\n" for line in lines)


def _void(before: RawFacts, after: RawFacts, place: str) -> list[str]:
    """The answers that are gone, other than the one that was given anew."""
    still = Counter((general(at), str(each)) for at, each in after.items())
    void = []
    for at, each in before.items():
        known = (general(at), str(each))
        if still[known]:
            still[known] -= 1
        elif known[0].removesuffix("[]") != general(place) and not _NAMES.search(at):
            void.append(f"{at}: {each}")
    return void


def _load(file: Path) -> RawFacts:
    facts = read_json(read_bytes(file), str(file))
    if not isinstance(facts, dict):
        fix = "Name a case file, or a new file to begin"
        raise PoaError("This is not a case", [Problem(str(file), "it holds no answers", fix)])
    return facts


def _problems(facts: RawFacts, known: Known) -> list[Problem]:
    try:
        parse_case(facts, today=known.today, folder=known.folder)
    except InvalidCaseError as error:
        return list(error.problems)
    return []


def _free(path: Path, source: Path) -> Path:
    """The path, or one with a number when another file than the source has it."""
    number = 2
    free = path
    while free.exists() and not filecmp.cmp(free, source, shallow=False):
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free
