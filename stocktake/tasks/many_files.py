"""Merging thousands of files in the memory of a few: what a practice comes to is kept, and no more.

A file is read and verified; where it does not say what its returns come to, that is worked out at
once. Then its answers are let go. Whoever asks for one later has the file read again.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Answers
from stocktake.tasks.practice_figures import figures_for, usable
from stocktake.workbooks.payload import Member, Provenance
from stocktake.workbooks.reading import Forms, ReadResult, read_workbook

MANY = 300
"""Files, or practices, beyond which only what they come to is kept; the largest PCN has fewer."""


@contextmanager
def without_searching() -> Iterator[None]:
    """Make many values that all last without searching them for those that do not.

    What a merge makes holds no circles, and the search takes a third of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Reader:
    """Lets answers go and reads them again.

    Attributes:
        forms: the forms that are installed here.
        path: the file.
        password: opens it, if it asks for one.
    """

    forms: Forms
    path: Path
    password: str = ""

    def without_answers(self, result: ReadResult) -> ReadResult:
        """Keep of a file what its returns come to; one of several practices is kept whole."""
        figures = usable(result.figures) or figures_for(result.submissions)
        if figures is None:
            return result
        members = tuple(
            self._let_go(member, place, result.sha256)
            for place, member in enumerate(result.members)
        )
        return replace(result, members=members, figures=figures.packed())

    def _let_go(self, member: Member, place: int, sha256: str) -> Member:
        answers = Answers.later(lambda: self.again(place, sha256))
        origin = member.provenance
        return Member(
            replace(member.submission, answers=answers),
            Provenance(origin.file_name, origin.sha256),
        )

    def again(self, place: int, sha256: str) -> Answers:
        """Read the answers of one return again.

        Raises:
            StocktakeError: ``file_changed`` when the file is not there any more, or is another.
        """
        result = read_workbook(self.path, self.forms, self.password)
        if result.sha256 != sha256 or len(result.members) <= place:
            raise StocktakeError(
                "file_changed",
                f"“{self.path.name}” is not the file any more that was read before.",
                "Take it out, and add it again.",
            )
        return result.members[place].submission.answers
