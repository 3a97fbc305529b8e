"""Writes the workbook, or the file to send on, unless what may name a person is looked at first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from stocktake.errors import Problem, StocktakeError
from stocktake.merge.pcn import PcnView
from stocktake.tasks.combine import Gathered
from stocktake.tasks.combine_area import Area, may_name_someone
from stocktake.tasks.export_practice import free_path
from stocktake.tasks.names_found import names_in_returns, problem_of
from stocktake.ui.combine.area_work import area_written
from stocktake.ui.combine.names_asked import NamesFound, may_stand, unless_names
from stocktake.ui.combine.send_on import sentence_for
from stocktake.ui.combine.work import Looked, Wanted, known_of, sent_on, travelling_notes, written
from stocktake.ui.combine.write_step import WriteStep
from stocktake.ui.jobs import Job, Jobs
from stocktake.ui.models import combined_words
from stocktake.ui.widgets.exported_panel import ExportedPanel

LOOK_AT_NOTES = "Change the note, or leave it if it may stand there."
LookedAt = frozenset[Problem]
"""What somebody has said may stand."""


@dataclass(frozen=True, slots=True)
class Made:
    """A workbook that was written, and a sentence for the e-mail it goes with."""

    path: Path
    sentence: str = ""


Work = Callable[[LookedAt, Event], Made | NamesFound]


class Writing(QObject):
    """Follows the buttons of step 4.

    Signals:
        begun: a Job that writes.
        failed: a StocktakeError that says why nothing was written.
    """

    begun = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, step: WriteStep, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._step = step
        self._looked: Looked | None = None
        self._wanted = Wanted()
        self._looked_at: LookedAt = frozenset()
        self._doing: tuple[str, Work, ExportedPanel] | None = None
        step.write.clicked.connect(self._on_write_clicked)
        step.send_on.write.clicked.connect(self._on_send_on_clicked)

    def show_looked(self, looked: Looked | None, wanted: Wanted) -> None:
        """Write what is seen now from here on."""
        self._looked, self._wanted = looked, wanted

    @Slot()
    def _on_write_clicked(self) -> None:
        looked, folder = self._looked, self._step.folder.folder
        if looked is not None and looked.area is not None:
            work = partial(_area_made, folder, partial(_same, looked.area))
            self._begin(f"Writing the {looked.area.view.scale} workbook", work, self._step.written)
        elif looked is not None and looked.seen is not None:
            pcn = partial(_pcn_made, folder, looked.gathered, looked.seen, self._wanted)
            self._begin("Writing the PCN workbook", pcn, self._step.written)

    @Slot()
    def _on_send_on_clicked(self) -> None:
        looked, step = self._looked, self._step
        if looked is None or looked.seen is None:
            return
        has_services = step.send_on.has_services.isChecked()
        see = partial(sent_on, looked.gathered, self._wanted, has_services=has_services)
        work = partial(_area_made, step.folder.folder, see)
        self._begin("Writing the file to send on", work, step.send_on.written)

    def _begin(self, words: str, work: Work, panel: ExportedPanel) -> None:
        if not self._step.write.isEnabled():
            return
        self._doing = (words, work, panel)
        job = Job(words)
        panel.hide()
        self.begun.emit(job)
        self._jobs.start(
            partial(work, self._looked_at, job.stop), self._on_made, self._on_refused, job
        )

    @Slot(object)
    def _on_made(self, made: Made | NamesFound) -> None:
        if self._doing is None:
            return
        if isinstance(made, NamesFound):
            if may_stand(self._step, made):
                self._looked_at = frozenset(made.problems)
                # Once the job that asked has ended.
                QTimer.singleShot(0, self._do_again)
            return
        panel = self._doing[2]
        panel.show_file(made.path, made.sentence)
        panel.focus_heading()

    @Slot()
    def _do_again(self) -> None:
        if self._doing is not None:
            self._begin(*self._doing)

    @Slot(object)
    def _on_refused(self, error: StocktakeError) -> None:
        self.failed.emit(error)


def _pcn_made(
    folder: Path,
    gathered: Gathered,
    seen: PcnView,
    wanted: Wanted,
    looked_at: LookedAt,
    stop: Event,
) -> Made | NamesFound:
    path = free_path(folder, combined_words.workbook_name(seen))

    def write() -> Made:
        return Made(written(path, gathered, wanted, stop))

    def look() -> tuple[Problem, ...]:
        notes = problem_of("Your own notes", travelling_notes(wanted), LOOK_AT_NOTES)
        return (*names_in_returns(known_of(gathered, wanted)), *notes)

    return unless_names(look, looked_at, write)


def _area_made(
    folder: Path, see: Callable[[], Area], looked_at: LookedAt, stop: Event
) -> Made | NamesFound:
    area = see()
    path = free_path(folder, combined_words.area_workbook_name(area.view))

    def write() -> Made:
        return Made(area_written(path, area, stop), sentence_for(area))

    return unless_names(partial(may_name_someone, area), looked_at, write)


def _same(area: Area) -> Area:
    return area
