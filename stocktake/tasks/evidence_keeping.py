"""Puts a large evidence file away, or takes one away, part by part, so that nobody waits for it."""

from __future__ import annotations

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.store.attachments import PART_BYTES, Coming
from stocktake.tasks.evidence import entered_in, name_for
from stocktake.tasks.evidence_files import EvidenceFile
from stocktake.tasks.open_practice import Entered, OpenPractice


class Keeping:
    """One file on its way into the practice's own file.

    ``step`` is called until everything is in; then ``finish`` makes it evidence of its answer.
    Whatever goes wrong, nothing of it is left.

    Attributes:
        file: what is being kept.
        done: how much of it is in, in bytes.

    Raises:
        StocktakeError: ``file_kept_already`` when the very same file is there, ``signed``, or
            whatever keeps the practice's file from being saved to.
    """

    def __init__(
        self, practice: OpenPractice, form_id: str, question_id: str, file: EvidenceFile
    ) -> None:
        self.file = file
        self.done = 0
        self._practice = practice
        self._form_id = form_id
        self._question_id = question_id
        self._store = practice.workspace.attachments
        number = practice.open_return(form_id).id
        name = name_for(practice, form_id, question_id, file)
        self._coming = self._store.begin(number, Address(question_id), name)

    @property
    def is_all_in(self) -> bool:
        """Whether only ``finish`` is left to do."""
        return self.done >= len(self.file.content)

    def step(self) -> None:
        """Put one part away; it is on the disk when this returns."""
        part = self.file.content[self.done : self.done + PART_BYTES]
        try:
            self._store.put_part(self._coming, self.done // PART_BYTES, part)
        except StocktakeError:
            self.drop()
            raise
        self.done += len(part)

    def finish(self) -> Entered:
        """Make it evidence of its answer."""
        try:
            saved = self._store.finish(self._coming, self.file.sha256, role=self._practice.role)
        except StocktakeError:
            self.drop()
            raise
        return entered_in(self._practice, self._form_id, self._question_id, saved)

    def drop(self) -> None:
        """Stop, and leave nothing of it; what cannot go now goes at the next opening."""
        try:
            self._store.drop(self._coming)
        except StocktakeError:
            # The disk is full or the drive is gone, which has just been said.
            return


class Removing:
    """One file on its way out: at once it is evidence no more, then its parts go, one a ``step``.

    Attributes:
        workspace: the file it is in.

    Raises:
        StocktakeError: ``signed``, or whatever keeps the practice's file from being saved to.
    """

    def __init__(self, practice: OpenPractice, form_id: str, question_id: str, name: str) -> None:
        self.workspace = practice.workspace
        self._store = practice.workspace.attachments
        self._practice = practice
        self._form_id = form_id
        self._gone = Coming(practice.open_return(form_id).id, Address(question_id), name)

    def begin(self) -> Entered:
        """Take it away from its answer; the history keeps its name."""
        gone = self._gone
        saved = self._store.let_go(
            gone.submission_id, gone.address, gone.name, role=self._practice.role
        )
        return entered_in(self._practice, self._form_id, gone.address.question, saved)

    def step(self) -> bool:
        """Take one part away; tells whether more may be left."""
        return self._store.drop_part(self._gone)
