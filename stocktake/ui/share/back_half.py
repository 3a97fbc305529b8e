"""Bringing back: choose a file, look at what it would change, decide, and take it in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.tasks.bring_back import take_back, undecided
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.returned_file import Returned, baselines_of, read_returned, returned_of
from stocktake.ui.desk import Desk
from stocktake.ui.files import choose_to_open
from stocktake.ui.jobs import Job
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.password_box import ask_password
from stocktake.ui.share.difference_rows import count_words
from stocktake.ui.share.difference_table import DifferenceTable
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.link_list import Link
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.ui.widgets.told_list import ToldList
from stocktake.workbooks.reading import ReadResult

WORKBOOKS = "Excel workbooks (*.xlsx)"
ABOUT = (
    "Choose the file a colleague sent back, filled in with Stocktake, Excel or LibreOffice; you "
    "can also drop it on this page. What it would change is listed first, and nothing changes "
    "until you say so."
)
NOT_READ = "What could not be taken as it stands"
CHANGED = (
    "Answers here have changed since the list was made, and it now says what they are. Look at it "
    "again, then take in what is decided."
)


class BackHalf(QWidget):
    """The half of the page that brings back.

    Signals:
        settling: whether a file is being looked at.
        taken: (form ids) answers were taken in.
    """

    settling = Signal(bool)
    taken = Signal(tuple)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._waiting: list[Path] = []
        self._path, self._password = Path(), ""
        self._result: ReadResult | None = None
        self._returned: Returned | None = None
        self._job: Job | None = None
        self.choose = PlainButton("Bring back a file")
        self._progress = ProgressStrip()
        self.notice = Notice()
        self._about = Words(ABOUT)
        self._found = QWidget()
        self._file = Heading()
        self.count = Words()
        self.differences = DifferenceTable()
        self._told_heading = Words(NOT_READ, "strong")
        self.told = ToldList()
        self.take = PrimaryButton("Take in what is decided")
        self.leave = PlainButton("Leave it for now")
        self._lay_out()
        self._found.hide()
        self.choose.clicked.connect(self._on_choose_clicked)
        self.differences.changed.connect(self._on_decided)
        self.take.clicked.connect(self._on_take_clicked)
        self.leave.clicked.connect(self._on_leave_clicked)

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowRow(buttons)
        row.addWidget(self.take)
        row.addWidget(self.leave)
        inside = QVBoxLayout(self._found)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_FIELD)
        for words in (self._file, self.count, self._told_heading, self.told):
            inside.addWidget(Measured(words))
        inside.addWidget(self.differences)
        inside.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(Heading("Bring back"))
        column.addWidget(Measured(self._about))
        for widget in (self.choose, self._progress, self.notice):
            column.addWidget(widget)
        column.addWidget(self._found)

    @property
    def is_settling(self) -> bool:
        """Whether a file is being looked at."""
        return self._returned is not None

    def forget(self) -> None:
        """Another practice is open: what was being looked at is not about it."""
        self._waiting = []
        self._close()
        self.notice.clear()

    def show_practice(self) -> None:
        """Follow the answers here, which may have changed since the file was read."""
        self._compare_again()
        self._say_whether_it_can_be_taken()

    def _say_whether_it_can_be_taken(self) -> None:
        """Say why nothing can be taken in, where the list is only to be looked at."""
        practice, returned = self._desk.practice, self._returned
        why = "" if practice is None or returned is None else _why_not(practice, returned)
        self.take.setEnabled(self.is_settling and not why)
        if why:
            self.notice.say("info", why, "Only to look at")

    def _compare_again(self) -> bool:
        """List what differs now; what was decided stands where nothing else is said here since.

        Returns whether something had changed.
        """
        practice, result, before = self._desk.practice, self._result, self._returned
        if practice is None or result is None or before is None:
            return False
        try:
            now = returned_of(practice, result)
        except StocktakeError as error:
            self._say_refused(error)
            return True
        if now.differences == before.differences:
            return False
        self._returned = now
        self.differences.follow(now)
        self._show_rows(now)
        return True

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Look at these files, one after another."""
        self._waiting += list(paths)
        if not self.is_settling and self._job is None:
            self._read_next()

    @Slot()
    def _on_choose_clicked(self) -> None:
        folder = str(self._desk.export_folder)
        self.add_paths(choose_to_open(self, "Bring back a file", WORKBOOKS, folder))

    def _read_next(self) -> None:
        workspace = self._desk.workspace
        if not self._waiting or workspace is None:
            return
        path = self._path = self._waiting.pop(0)
        job = Job(f"Reading {path.name}")
        self._progress.watch(job)
        self.choose.setEnabled(False)
        job.ended.connect(self._on_job_ended)
        password, self._password = self._password, ""
        work = partial(read_returned, path, baselines_of(workspace), job.stop, password)
        self._job = self._desk.jobs.start(work, self.show_found, self._say_refused, job)

    @Slot()
    def _on_job_ended(self) -> None:
        self._job = None
        self.choose.setEnabled(True)
        if not self.is_settling:
            self._read_next()

    @Slot(object)
    def show_found(self, found: ReadResult | None) -> None:
        """Show what a file that was read would change."""
        practice = self._desk.practice
        if practice is None or found is None or not self._desk.save_now():
            return
        if found.needs_password and (password := ask_password(self, found)):
            # It is read again as soon as this reading has ended.
            self._waiting.insert(0, self._path)
            self._password = password
            return
        try:
            returned = returned_of(practice, found)
        except StocktakeError as error:
            self._say_refused(error)
            return
        self.notice.clear()
        self._result, self._returned = found, returned
        self._file.set_words(f"{returned.file_name}, from {returned.who}")
        self.differences.show_returned(returned)
        self._show_rows(returned)
        problems = [Link(p.what, f"{p.where}. {p.how_to_fix}") for p in returned.problems]
        self.told.tell(problems)
        self._told_heading.setVisible(bool(problems))
        self._found.show()
        self._about.hide()
        self.choose.hide()
        self._say_whether_it_can_be_taken()
        self.settling.emit(True)
        self._file.setFocus()

    def _show_rows(self, returned: Returned) -> None:
        has_any = bool(returned.differences)
        self.differences.setVisible(has_any)
        self.take.setText(
            "Take in what is decided" if has_any else "Nothing to take in: it is back"
        )
        self._say_count()

    def _say_count(self) -> None:
        if self._returned is not None:
            self.count.setText(count_words(self._returned, self.differences.decisions))

    @Slot()
    def _on_decided(self) -> None:
        self.notice.clear()
        self._say_count()

    @Slot()
    def _on_take_clicked(self) -> None:
        practice, returned = self._desk.practice, self._returned
        if practice is None or returned is None or not self._desk.save_now():
            return
        if self._compare_again():
            self.notice.say("attention", CHANGED, "Nothing was taken in yet")
            return
        if undecided(returned, self.differences.decisions):
            self.differences.go_to_next()
        try:
            done = take_back(practice, returned, self.differences.decisions)
        except StocktakeError as error:
            self._say_refused(error)
            return
        self._close()
        self.notice.say("done", f"{done.words} It can be undone with Ctrl+Z.", "Brought back")
        self.taken.emit(tuple(each.form_id for each in returned.forms))
        self._read_next()

    @Slot()
    def _on_leave_clicked(self) -> None:
        self._close()
        self.notice.say("info", "Nothing was changed. You can bring the file back at any time.")
        self._read_next()

    def _close(self) -> None:
        was_settling = self.is_settling
        self._result = self._returned = None
        self._found.hide()
        self._about.show()
        self.choose.show()
        if was_settling:
            self.settling.emit(False)

    @Slot(object)
    def _say_refused(self, error: StocktakeError) -> None:
        self.notice.say("problem", f"{error.what} {error.how_to_fix}".strip())


def _why_not(practice: OpenPractice, returned: Returned) -> str:
    """Why nothing of a file can be taken in; empty where it can."""
    if practice.read_only:
        where = f"{practice.subject.name}, {practice.round},"
        return f"{where} can be read and not changed, so nothing can be taken in."
    signed = (practice.why_signed(each.form_id) for each in returned.forms)
    return next((why for why in signed if why), "")
