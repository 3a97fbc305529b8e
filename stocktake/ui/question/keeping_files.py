"""Evidence on its way into the practice's file or out, a part at a time between all else."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from stocktake.errors import StocktakeError
from stocktake.store.attachments import PART_BYTES
from stocktake.tasks.evidence import keep, size_in_words
from stocktake.tasks.evidence_files import EvidenceFile
from stocktake.tasks.evidence_keeping import Keeping, Removing
from stocktake.tasks.open_practice import Entered, OpenPractice
from stocktake.ui.jobs import Job
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.widgets.progress_strip import ProgressStrip


@dataclass(frozen=True, slots=True)
class Target:
    """The question that files are for, wherever the person has gone since."""

    form: FormDesk
    question: str


class KeepingFiles(QObject):
    """Keeps and removes files one after another; the window's turn comes between any two parts.

    Signals:
        kept: (target, name): a file is evidence of its answer now.
        refused: (target, words): why a file is not.
    """

    kept = Signal(object, str)
    refused = Signal(object, str)

    def __init__(self, strip: ProgressStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._waiting: deque[tuple[Target, EvidenceFile]] = deque()
        self._target: Target | None = None
        self._keeping: Keeping | None = None
        self._going: deque[tuple[Target, Removing]] = deque()
        self._job: Job | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn_timeout)

    @property
    def is_busy(self) -> bool:
        """Whether any file is still to come, or to go."""
        return bool(self._waiting or self._going) or self._keeping is not None

    def keep(self, target: Target, files: Sequence[EvidenceFile]) -> None:
        """Keep files: a small one at once, the others when their turn comes."""
        for file in files:
            if len(file.content) <= PART_BYTES:
                self._keep_small(target, file)
            else:
                self._waiting.append((target, file))
        if self._waiting and self._job is None:
            self._job = Job("Adding the files")
            self._strip.watch(self._job)
            self._turn.start()

    def remove(self, target: Target, name: str) -> None:
        """Take a file away from its answer now, and what it held in its turn.

        Raises:
            StocktakeError: it could not be taken away, and is as it was.
        """
        going = Removing(_practice(target), target.form.form_id, target.question, name)
        _have_done(target, partial(_begin_removing, going))
        self._going.append((target, going))
        self._turn.start()

    def settle(self) -> None:
        """Keep or remove all that waits before this returns, because the page is being left."""
        while self.is_busy:
            self._on_turn_timeout()

    def drop(self) -> None:
        """Let go of all that waits: its practice is no longer open."""
        self._waiting.clear()
        while self._going:
            target, going = self._going[0]
            if going.workspace is target.form.desk.workspace:
                self._take_part(going)
            else:
                # Its file is closed; what is left in it goes when it is next opened.
                self._going.popleft()
        is_open = self._target is not None and not self._target.form.is_read_only
        if self._keeping is not None and is_open:
            self._keeping.drop()
        self._end()

    @Slot()
    def _on_turn_timeout(self) -> None:
        if self._going:
            self._take_part(self._going[0][1])
        elif self._job is not None and self._job.stop.is_set():
            self._stop()
        elif self._keeping is not None:
            self._go_on(self._keeping)
        elif self._waiting:
            self._begin(*self._waiting.popleft())
        else:
            self._end()

    def _take_part(self, going: Removing) -> None:
        try:
            is_more = going.step()
        except StocktakeError:
            # The disk is full or the drive is gone. It is no file any more: what is left of it
            # goes when the practice's file is next opened.
            is_more = False
        if not is_more:
            self._going.popleft()

    def _stop(self) -> None:
        """The person has cancelled: what is in stays, and nothing of the rest."""
        left = [(target, file.name) for target, file in self._waiting]
        if self._keeping is not None and self._target is not None:
            left.insert(0, (self._target, self._keeping.file.name))
        self.drop()
        for target, name in left:
            self.refused.emit(target, f"{name} was not added, because you stopped it.")

    def _begin(self, target: Target, file: EvidenceFile) -> None:
        try:
            self._target = target
            self._keeping = Keeping(_practice(target), target.form.form_id, target.question, file)
        except StocktakeError as error:
            self._refuse(error)

    def _go_on(self, keeping: Keeping) -> None:
        if self._target is None:
            return
        try:
            if not keeping.is_all_in:
                keeping.step()
                self._report(keeping)
                return
            act = partial(_finish, keeping)
            _have_done(self._target, act)
        except StocktakeError as error:
            keeping.drop()
            self._refuse(error)
            return
        target, self._target, self._keeping = self._target, None, None
        self.kept.emit(target, keeping.file.name)

    def _report(self, keeping: Keeping) -> None:
        if self._job is not None:
            done, total = keeping.done, len(keeping.file.content)
            words = f"Adding {keeping.file.name}: {size_in_words(done)} of {size_in_words(total)}"
            self._job.report(done, total, words)

    def _keep_small(self, target: Target, file: EvidenceFile) -> None:
        act = partial(keep, form_id=target.form.form_id, question_id=target.question, file=file)
        try:
            _have_done(target, act)
        except StocktakeError as error:
            self.refused.emit(target, _words(error))
        else:
            self.kept.emit(target, file.name)

    def _refuse(self, error: StocktakeError) -> None:
        target, self._target, self._keeping = self._target, None, None
        self.refused.emit(target, _words(error))

    def _end(self) -> None:
        self._turn.stop()
        self._target = self._keeping = None
        job, self._job = self._job, None
        if job is not None:
            job.ended.emit()


def _practice(target: Target) -> OpenPractice:
    practice = target.form.desk.practice
    if practice is None or target.form.is_read_only:
        raise StocktakeError("locked", "Nothing can be added to these answers any more.", "")
    return practice


def _have_done(target: Target, act: partial[Entered]) -> None:
    _practice(target)
    target.form.desk.require_saved()
    target.form.desk.have_done(target.form.form_id, act)


def _finish(keeping: Keeping, practice: OpenPractice) -> Entered:
    return keeping.finish()


def _begin_removing(going: Removing, practice: OpenPractice) -> Entered:
    return going.begin()


def _words(error: StocktakeError) -> str:
    return f"{error.what} {error.how_to_fix}".strip()
