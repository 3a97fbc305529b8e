"""Combine: add the practices' workbooks, settle what clashes, look, and write the PCN workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.merge.versions import Version
from stocktake.tasks.combine import Gathered
from stocktake.tasks.expected import expected_from_lines
from stocktake.tasks.export_practice import free_path
from stocktake.ui.combine.expected_panel import ExpectedPanel
from stocktake.ui.combine.lone_row import LoneRow
from stocktake.ui.combine.papers import PapersPanel
from stocktake.ui.combine.work import Looked, Wanted, look_at, read, written
from stocktake.ui.desk import Desk
from stocktake.ui.files import choose_folder, choose_to_open
from stocktake.ui.jobs import Job
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.models import combined_words
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.page import Page
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.conflict_list import ConflictList
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.folder_row import FolderRow
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.one_of import OneOf
from stocktake.ui.widgets.pcn_panel import PcnPanel
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.ui.widgets.told_list import ToldList
from stocktake.ui.widgets.wide_column import WideColumn
from stocktake.ui.widgets.wrapped_table import WrappedTable

ABOUT = (
    "Add the workbooks that practices exported, or the folder they are in; you can also drop them "
    "on this page. Nothing is ever written to the files you add, and one that cannot be read never "
    "stops the rest."
)
WORKBOOKS = "Excel workbooks (*.xlsx *.xlsm)"


class CombinePage(Page):
    """The PCN lead's page; no practice needs to be open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Combine workbooks")
        self._desk = desk
        self._looked: Looked | None = None
        self._wanted = Wanted(expected=expected_from_lines(desk.settings.expected_practices))
        self._request = 0
        self._job: Job | None = None
        self._column = WideColumn()
        self.heading = Heading(self.title, "title")
        self._add_first = PrimaryButton("Add files", "add")
        self._add_more = PlainButton("Add more files", "add")
        self._add_folder = PlainButton("Add a folder")
        self._start_again = PlainButton("Start again")
        self._progress = ProgressStrip()
        self._notice = Notice()
        self._files = WrappedTable("Files added")
        self._file_rows = WrappedRows(combined_words.FILE_COLUMNS, self._files)
        self._files.setModel(self._file_rows)
        self._files_words = Words()
        self._conflicts = ConflictList()
        self._left_out = ToldList()
        self._expected = ExpectedPanel(desk.settings.expected_practices)
        self._rounds: OneOf | None = None
        self._rounds_card = Card()
        self._lone = LoneRow()
        self._pcn = PcnPanel(desk.jobs)
        self._folder = FolderRow("The PCN workbook goes into this folder", desk.export_folder)
        self._write = PrimaryButton("Write PCN workbook")
        self._written = ExportedPanel()
        self._papers = PapersPanel(desk)
        self._found = QWidget()
        self._after = QWidget()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowRow(buttons)
        for button in (self._add_first, self._add_more, self._add_folder, self._start_again):
            row.addWidget(button)
        card = Card()
        card.add(self._files)
        _stack(
            self._found,
            Measured(self._files_words),
            card,
            Measured(self._expected),
            self._rounds_card,
            self._conflicts,
            self._left_out,
        )
        _stack(self._after, Measured(self._lone), self._pcn, self._folder, self._write)
        self._column.add_layout(self._column.narrowed(self.heading or QWidget()))
        self._column.add_layout(self._column.narrowed(Words(ABOUT)))
        for widget in (buttons, self._progress, self._notice, self._found, self._after):
            self._column.add(widget)
        self._column.add(self._written)
        self._column.add(self._papers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)
        self._show()

    def _connect(self) -> None:
        self._add_first.clicked.connect(self._on_add_files_clicked)
        self._add_more.clicked.connect(self._on_add_files_clicked)
        self._add_folder.clicked.connect(self._on_add_folder_clicked)
        self._start_again.clicked.connect(self._on_start_again_clicked)
        self._expected.listed.connect(self._on_expected_listed)
        self._conflicts.decided.connect(self._on_decided)
        self._lone.asked.connect(self._on_left_out_asked)
        self._pcn.year_chosen.connect(self._on_year_chosen)
        self._folder.changed.connect(self._on_folder_changed)
        self._write.clicked.connect(self._on_write_clicked)

    def panes(self) -> tuple[QWidget, ...]:
        """Adding, the files, and the PCN."""
        return (self._add_folder, self._files, self._pcn, self._write)

    def refresh(self) -> None:
        """Propose the folder that exports last went into."""
        self._folder.set_folder(self._desk.export_folder)

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Read files, where some are named."""
        paths = place.get("paths") or ()
        if paths:
            self.add_paths([Path(each) for each in paths])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        urls = event.mimeData().urls()
        self.add_paths([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read files and folders, and add what they hold to what is there."""
        if not paths or self._is_working:
            return
        before = self._looked.gathered if self._looked else None
        job = Job("Reading the workbooks")
        work = partial(
            read, self._next(), tuple(paths), before, self._wanted, (job.report, job.stop)
        )
        self._start(job, work)

    @property
    def _is_working(self) -> bool:
        return self._job is not None

    def _next(self) -> int:
        self._request += 1
        return self._request

    def _start(self, job: Job, work: Callable[[], Looked]) -> None:
        self._notice.clear()
        self._written.hide()
        self._progress.watch(job)
        self._job = job
        self._set_buttons()
        job.ended.connect(self._on_job_ended)
        self._desk.jobs.start(work, self._on_looked, self._say_refused, job)

    def _set_buttons(self) -> None:
        for button in (self._add_first, self._add_more, self._add_folder, self._write):
            button.setEnabled(not self._is_working)
        self._add_first.setVisible(self._looked is None)
        self._add_more.setVisible(self._looked is not None)
        self._start_again.setVisible(self._looked is not None and not self._is_working)

    @Slot(object)
    def _on_looked(self, looked: Looked) -> None:
        if looked.request == self._request:
            self._looked = looked
            self._show()

    def _show(self) -> None:
        looked = self._looked
        self._found.setVisible(looked is not None)
        self._after.setVisible(looked is not None and looked.seen is not None)
        self._papers.show_pcn(looked.gathered if looked and looked.seen else None, self._wanted)
        self._set_buttons()
        if looked is None:
            return
        self._file_rows.set_rows(combined_words.file_rows(looked.gathered))
        self._files_words.setText(combined_words.files_sentence(looked.gathered))
        if looked.refused is not None:
            self._say_refused(looked.refused)
        seen = looked.seen
        self._expected.show_returned(looked.returned)
        self._show_rounds(looked.gathered.collection.rounds)
        self._lone.show_view(seen, self._wanted.left_out)
        self._conflicts.show_conflicts(seen.conflicts if seen else ())
        self._left_out.tell(combined_words.left_out_words(seen.left_out if seen else ()))
        if seen is not None:
            self._pcn.show_view(seen, looked.gathered.collection)

    def _show_rounds(self, rounds: tuple[str, ...]) -> None:
        """Offer the rounds there are, where there is more than one."""
        if self._rounds is None or [o.words() for o in self._rounds.options()] != list(rounds):
            if self._rounds is not None:
                self._rounds_card.column.removeWidget(self._rounds)
                self._rounds.hide()
                self._rounds.deleteLater()
            self._rounds = OneOf("Round", [(each, each) for each in rounds], in_row=True)
            self._rounds.chosen.connect(self._on_round_chosen)
            self._rounds_card.add(self._rounds)
        newest = next(iter(rounds), "")
        self._rounds.set_choice(self._wanted.round if self._wanted.round in rounds else newest)
        self._rounds_card.setVisible(len(rounds) > 1)

    def _look_again(self, gathered: Gathered) -> None:
        if self._is_working:
            return
        job = Job("Working out the PCN")
        self._start(job, partial(look_at, self._next(), gathered, self._wanted))

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        if self._looked is not None:
            self._look_again(self._looked.gathered)

    @Slot(tuple)
    def _on_expected_listed(self, lines: tuple[str, ...]) -> None:
        self._desk.prefer(expected_practices=lines)
        self._want(replace(self._wanted, expected=expected_from_lines(lines)))

    @Slot(str)
    def _on_round_chosen(self, chosen: str) -> None:
        # Another round has plan years of its own, and other practices in it.
        self._want(replace(self._wanted, round=chosen, year=None, left_out=frozenset()))

    @Slot(object)
    def _on_left_out_asked(self, codes: frozenset[str]) -> None:
        self._want(replace(self._wanted, left_out=codes))

    @Slot(object)
    def _on_decided(self, chosen: Version) -> None:
        if self._looked is None:
            return
        gathered = self._looked.gathered
        practice = self._desk.practice
        decided = gathered.collection.decide(
            chosen,
            made_by=practice.role if practice else "",
            made_on=datetime.now().astimezone().date(),
        )
        self._look_again(replace(gathered, collection=decided))

    @Slot(int)
    def _on_year_chosen(self, year: int) -> None:
        self._want(replace(self._wanted, year=year))

    @Slot()
    def _on_add_files_clicked(self) -> None:
        self.add_paths(choose_to_open(self, "Add workbooks", WORKBOOKS))

    @Slot()
    def _on_add_folder_clicked(self) -> None:
        folder = choose_folder(self, "Add every workbook in a folder")
        if folder is not None:
            self.add_paths([folder])

    @Slot(str)
    def _on_folder_changed(self, folder: str) -> None:
        self._desk.prefer(export_folder=folder)

    @Slot()
    def _on_start_again_clicked(self) -> None:
        self._looked, self._wanted = None, Wanted(expected=self._wanted.expected)
        self._notice.clear()
        self._written.hide()
        self._conflicts.show_conflicts(())
        self._show()

    @Slot()
    def _on_write_clicked(self) -> None:
        looked = self._looked
        if looked is None or looked.seen is None or self._is_working:
            return
        self._notice.clear()
        job = Job("Writing the PCN workbook")
        self._progress.watch(job)
        self._job = job
        self._set_buttons()
        job.ended.connect(self._on_job_ended)
        path = free_path(self._folder.folder, combined_words.workbook_name(looked.seen))
        work = partial(written, path, looked.gathered, looked.seen, job.stop)
        self._desk.jobs.start(work, self._on_written, self._say_refused, job)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self._written.show_file(path)
        self._written.focus_heading()

    @Slot(object)
    def _say_refused(self, error: StocktakeError) -> None:
        self._notice.say("problem", f"{error.what} {error.how_to_fix}".strip())

    @Slot()
    def _on_job_ended(self) -> None:
        if self._job is not None and self._job.stop.is_set():
            self._notice.say("info", "Nothing was added or written.", "Stopped")
        self._job = None
        self._set_buttons()


def _stack(holder: QWidget, *widgets: QWidget) -> None:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_QUESTION)
    for widget in widgets:
        column.addWidget(widget)
