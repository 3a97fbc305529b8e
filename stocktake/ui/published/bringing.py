"""Looking at the files that were added and reading them, away from the window.

Nothing here is kept: what was read waits until the person says so, or begins again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from stocktake.opendata.pack import from_bytes
from stocktake.opendata.release import Period, Place, Source, Verdict
from stocktake.tasks.bring_published import Brought, Looked, bring, look
from stocktake.ui.jobs import Job
from stocktake.ui.published.desk_side import DeskSide, this_day

Tell = Callable[[int, int, str], None]
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading: the sets to keep, and how many figures about the practice."""

    brought: Brought
    count: int


class Bringing(QObject):
    """The files in hand, and what is known of them.

    Attributes:
        looked: every file that was added, in order.
        read: what came of reading them; None before, and after another file was added.
        periods: what the person said each file is of.

    Signals:
        begun: the Job that is about to start.
        changed: something else is known of the files.
        refused: a StocktakeError saying why nothing came of it.
    """

    begun = Signal(object)
    changed = Signal()
    refused = Signal(object)

    def __init__(self, side: DeskSide, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._job: Job | None = None
        self.looked: tuple[Looked, ...] = ()
        self.read: Read | None = None
        self.periods: dict[Source, Period] = {}

    @property
    def is_working(self) -> bool:
        """Whether files are being looked at or read."""
        return self._job is not None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is said of each file now."""
        if self.read is not None:
            return self.read.brought.verdicts
        return tuple(each.verdict for each in self.looked)

    @property
    def to_confirm(self) -> tuple[Verdict, ...]:
        """The files whose time has to be said before they are read."""
        if not self.is_worth_reading or self.read is not None:
            return ()
        return tuple(
            each.verdict for each in self.looked if each.can_be_read and each.verdict.confirm_period
        )

    @property
    def is_worth_reading(self) -> bool:
        """Whether any file can be read that was not brought before."""
        return any(each.can_be_read and not each.verdict.is_known for each in self.looked)

    def add(self, paths: Sequence[Path]) -> None:
        """Look at files and add them to those in hand; the same one twice is one."""
        known = {each.verdict.source.path for each in self.looked}
        fresh = [each for each in dict.fromkeys(paths) if each not in known and each.is_file()]
        if not fresh or self.is_working:
            return
        job = self._begin("Looking at the files")
        work = partial(looked_at, fresh, self._side.known(), this_day(), (job.report, job.stop))
        self._start(job, work, self._on_looked)

    def read_all(self) -> None:
        """Read every file that can be; nothing is kept yet."""
        if self.is_working or not self.is_worth_reading or not self._side.code:
            return
        job = self._begin("Reading the files")
        work = partial(
            read_through,
            self.looked,
            self._side.place(),
            this_day(),
            dict(self.periods),
            (job.report, job.stop),
        )
        self._start(job, work, self._on_read)

    def start_again(self) -> None:
        """Let go of every file in hand; what is kept stays."""
        if self._job is not None:
            self._job.cancel()
        self.looked, self.read, self.periods = (), None, {}
        self.changed.emit()

    def _begin(self, words: str) -> Job:
        job = Job(words)
        self._job = job
        job.ended.connect(self._on_ended)
        self.begun.emit(job)
        return job

    def _start(self, job: Job, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._side.desk.jobs.start(work, done, self.refused.emit, job)
        self.changed.emit()

    @Slot(object)
    def _on_looked(self, found: tuple[Looked, ...]) -> None:
        self.looked, self.read = (*self.looked, *found), None
        # A file that says itself what time it is of needs nobody, and is read at once.
        self._reads_next = not self.to_confirm

    @Slot(object)
    def _on_read(self, read: Read) -> None:
        self.read = read

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self.changed.emit()
        if self.looked and self.read is None and not self.to_confirm and self._reads_next:
            self._reads_next = False
            self.read_all()

    _reads_next = False


def looked_at(
    paths: Sequence[Path], known: Collection[str], today: date, watched: tuple[Tell, Event]
) -> tuple[Looked, ...]:
    """Look at files, telling which.

    Raises:
        StocktakeError: ``stopped``.
    """
    tell, stop = watched
    return look(paths, known, today, report=_told(tell, "Looking at"), stop=stop)


def _told(tell: Tell, verb: str) -> Tell:
    """A report in sizes that a progress bar can count: a file may have more bytes than that."""

    def report(done: int, total: int, name: str) -> None:
        tell(done // _KIB, max(1, total // _KIB), f"{verb} {name}" if name else f"{verb} the files")

    return report


def read_through(
    looked: Sequence[Looked],
    practice: Place,
    today: date,
    periods: Mapping[Source, Period],
    watched: tuple[Tell, Event],
) -> Read:
    """Read files for a practice, and count what is said about it.

    Raises:
        StocktakeError: ``stopped``.
    """
    tell, stop = watched

    brought = bring(
        looked, practice, today, periods=periods, report=_told(tell, "Reading"), stop=stop
    )
    count = sum(len(from_bytes(each).pack.values) for each in brought.contents)
    return Read(brought, count)
