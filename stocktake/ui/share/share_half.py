"""Sharing out: tick sections, see what goes and what stays, and write the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.store.shared_out import SharedOut
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.share_out import (
    ShareOrder,
    Sharing,
    end_sharing,
    prepare_sharing,
    record_sharing,
    write_sharing,
)
from stocktake.tasks.shared_with import shares_of, with_whom
from stocktake.ui.desk import Desk
from stocktake.ui.jobs import Job
from stocktake.ui.look import SPACE_FIELD, SPACE_QUESTION
from stocktake.ui.share.order_panel import OrderPanel
from stocktake.ui.share.out_list import OutList
from stocktake.ui.widgets.buttons import PrimaryButton
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.folder_row import FolderRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.ui.widgets.state_bar import StateBar
from stocktake.units import date_in_words

FORMS = (STOCKTAKE, EXPECTATIONS)
NO_NAME = "Say who it is for, so that you can see later who has it."
SENTENCE = (
    "Attached is a Stocktake workbook with {sections} to fill in{by}. Fill it in with Excel or "
    "LibreOffice, or open it in Stocktake, and send the file back."
)


class ShareHalf(QWidget):
    """The half of the page that shares out.

    Signals:
        shared: what is out has changed.
    """

    shared = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._form_id = STOCKTAKE
        self._job: Job | None = None
        self._pending: tuple[OpenPractice, ShareOrder, Sharing] | None = None
        self._forms = StateBar([(each, shipped_form(each).form.title) for each in FORMS])
        self._forms.set_name("Form to share from")
        self.order = OrderPanel()
        self._goes = Hint()
        self._folder = FolderRow(
            "The file goes into this folder",
            desk.export_folder,
            fixed=desk.settings.why_locked("export_folder"),
        )
        self._notice = Notice()
        self._progress = ProgressStrip()
        self.write = PrimaryButton("Write the file")
        self._written = ExportedPanel()
        self._out_heading = Heading("With somebody now")
        self.out = OutList()
        self._lay_out()
        self._forms.chosen.connect(self._on_forms_chosen)
        self.order.changed.connect(self._say_what_goes)
        self._folder.changed.connect(self._on_folder_changed)
        self.write.clicked.connect(self._on_write_clicked)
        self.out.back_said.connect(self._on_back_said)
        self.out.cancelled.connect(self._on_cancelled)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(self._out_heading)
        column.addWidget(self.out)
        column.addSpacing(SPACE_QUESTION)
        column.addWidget(Heading("Share out"))
        column.addWidget(
            Words(
                "Write a file with some of the sections for a colleague to fill in. You can go on "
                "with them here meanwhile; nothing is lost when the file comes back."
            )
        )
        column.addWidget(self._forms)
        column.addSpacing(SPACE_FIELD)
        column.addWidget(self.order)
        column.addWidget(self._goes)
        column.addSpacing(SPACE_FIELD)
        for each in (self._folder, self._notice, self._progress, self.write, self._written):
            column.addWidget(each)

    def ask_for(self, form_id: str, section: str) -> None:
        """Tick a section that was asked for elsewhere."""
        if form_id in FORMS:
            self._form_id = form_id
            self.show_practice()
            self.order.tick(section)

    def forget(self) -> None:
        """Another practice is open: nothing written or said before is about it."""
        self._written.hide()
        self._notice.clear()
        self.order.untick()

    def show_practice(self) -> None:
        """Show what can be shared and what is out."""
        practice = self._desk.practice
        if practice is None:
            return
        self._folder.set_folder(self._desk.export_folder)
        self._forms.set_choice(self._form_id)
        self.order.show_form(self._desk.sheet(self._form_id), with_whom(practice, self._form_id))
        out = _still_out(practice)
        self._out_heading.setVisible(bool(out))
        titles = {
            form_id: {s.id: s.title for s in practice.sheet(form_id).loaded.sections}
            for form_id in {each for each, _ in out}
        }
        self.out.show_shares(out, titles, read_only=self._desk.is_read_only)
        self.write.setEnabled(not self._desk.is_read_only and self._job is None)
        self._say_what_goes()

    @Slot()
    def _say_what_goes(self) -> None:
        practice, order = self._desk.practice, self.order.order()
        self._notice.clear()
        words = ""
        if practice is not None and order.sections:
            try:
                words = " ".join(prepare_sharing(practice, order).words)
            except StocktakeError as error:
                words = f"{error.what} {error.how_to_fix}"
        self._goes.setText(words)
        self._goes.setVisible(bool(words))

    @Slot(str)
    def _on_forms_chosen(self, form_id: str) -> None:
        self._form_id = form_id or self._form_id
        self.show_practice()

    @Slot(str)
    def _on_folder_changed(self, folder: str) -> None:
        self._desk.prefer(export_folder=folder)

    @Slot()
    def _on_write_clicked(self) -> None:
        practice, order = self._desk.practice, self.order.order()
        if practice is None or not self._desk.save_now():
            return
        self._written.hide()
        if order.sections and not order.colleague.strip():
            self._notice.say("attention", NO_NAME, "One more thing")
            self.order.colleague.setFocus()
            return
        if self.order.return_by.error():
            self.order.return_by.setFocus()
            return
        try:
            sharing = prepare_sharing(practice, order)
        except StocktakeError as error:
            self._say_refused(error)
            return
        self._notice.clear()
        self._pending = (practice, order, sharing)
        job = Job("Writing the file")
        self._progress.watch(job)
        self.write.setEnabled(False)
        job.ended.connect(self._on_job_ended)
        work = partial(write_sharing, sharing, self._folder.folder)
        self._job = self._desk.jobs.start(work, self._on_written, self._say_refused, job)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        if self._pending is None:
            return
        practice, order, sharing = self._pending
        if practice.workspace is not self._desk.workspace:
            return
        try:
            # Of the practice it was written from, whichever is open by now.
            record_sharing(practice, order, sharing, path)
        except StocktakeError as error:
            self._say_refused(error)
            return
        if practice is not self._desk.practice:
            self.shared.emit()
            return
        self.order.untick()
        self._written.show_file(path, _sentence(sharing), sharing.words[1:])
        self.shared.emit()
        self._written.focus_heading()

    @Slot()
    def _on_job_ended(self) -> None:
        self._job = None
        self.write.setEnabled(not self._desk.is_read_only)

    @Slot(object)
    def _say_refused(self, error: StocktakeError) -> None:
        self._notice.say("problem", f"{error.what} {error.how_to_fix}".strip())

    @Slot(str, str)
    def _on_back_said(self, form_id: str, share_id: str) -> None:
        self._end(form_id, share_id, is_back=True)

    @Slot(str, str)
    def _on_cancelled(self, form_id: str, share_id: str) -> None:
        self._end(form_id, share_id, is_back=False)

    def _end(self, form_id: str, share_id: str, *, is_back: bool) -> None:
        practice = self._desk.practice
        if practice is None or self._desk.is_read_only:
            return
        try:
            end_sharing(practice, form_id, share_id, is_back=is_back)
        except StocktakeError as error:
            self._say_refused(error)
            return
        self.shared.emit()


def _still_out(practice: OpenPractice) -> list[tuple[str, SharedOut]]:
    return [
        (form_id, each)
        for form_id in FORMS
        for each in shares_of(practice, form_id)
        if each.is_out and each.sections
    ]


def _sentence(sharing: Sharing) -> str:
    count = len(sharing.note.sections)
    by = sharing.note.return_by
    return SENTENCE.format(
        sections=counted(count, "section"),
        by=f", please by {date_in_words(by)}" if by else "",
    )
