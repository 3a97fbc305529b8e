"""Sending back: for somebody with whom sections were shared."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.shared_in import note_sent_back, prepare_return, send_back
from stocktake.tasks.shared_with import SharedForm, shared_forms, shared_in_words
from stocktake.ui.desk import Desk
from stocktake.ui.jobs import Job
from stocktake.ui.look import SPACE_FIELD, SPACE_QUESTION
from stocktake.ui.widgets.buttons import PrimaryButton
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.folder_row import FolderRow
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.units import date_in_words

ABOUT = (
    "When you have filled in what you can, write the file and send it back. The practice sees "
    "every answer you changed before it takes any of them in. Your notes go with it."
)
SENTENCE = "Attached is the Stocktake workbook you shared with me, filled in. Please bring it back."


class SendBackPanel(QWidget):
    """What was shared, and the button that writes the file to go back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[SharedForm, ...] = ()
        self._pending: tuple[OpenPractice, SharedForm] | None = None
        self._heading = Heading()
        self._folder = FolderRow(
            "The file goes into this folder",
            desk.export_folder,
            fixed=desk.settings.why_locked("export_folder"),
        )
        self._holder = QWidget()
        self._lines = QVBoxLayout(self._holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(SPACE_QUESTION)
        self._notice = Notice()
        self._progress = ProgressStrip()
        self._written = ExportedPanel()
        self.buttons: list[PrimaryButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for each in (
            self._heading,
            Words(ABOUT),
            self._folder,
            self._holder,
            self._notice,
            self._progress,
            self._written,
        ):
            column.addWidget(each)
        self._folder.changed.connect(self._on_folder_changed)

    def show_practice(self) -> bool:
        """Show what was shared with this person; False when nothing was."""
        practice = self._desk.practice
        found = shared_forms(practice) if practice is not None else ()
        if practice is not None and found:
            self._heading.set_words(shared_in_words(practice))
            self._folder.set_folder(self._desk.export_folder)
        if found != self._shown:
            self._fill(found)
        return bool(found)

    def forget(self) -> None:
        """Another practice is open."""
        self._written.hide()
        self._notice.clear()

    def _fill(self, found: tuple[SharedForm, ...]) -> None:
        self._shown = found
        self.buttons = []
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in found:
            self._lines.addWidget(self._line(each))

    def _line(self, each: SharedForm) -> QWidget:
        loaded = shipped_form(each.form_id)
        titles = [s.title for s in loaded.sections if s.id in each.shared.sections]
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(Words(loaded.form.title, "strong"))
        column.addWidget(Words(", ".join(titles)))
        column.addWidget(Words(_when(each)))
        button = PrimaryButton("Send back")
        button.setAccessibleName(f"Send back: {', '.join(titles)}")
        button.clicked.connect(partial(self._send, each))
        column.addWidget(button)
        self.buttons.append(button)
        return line

    def _send(self, each: SharedForm, checked: bool = False) -> None:
        practice = self._desk.practice
        if practice is None or not self._desk.save_now():
            return
        self._written.hide()
        self._notice.clear()
        try:
            sharing = prepare_return(practice, each)
        except StocktakeError as error:
            self._say_refused(error)
            return
        self._pending = (practice, each)
        job = Job("Writing the file")
        self._progress.watch(job)
        self._holder.setEnabled(False)
        job.ended.connect(self._on_job_ended)
        work = partial(send_back, sharing, self._folder.folder)
        self._desk.jobs.start(work, self._on_written, self._say_refused, job)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        if self._pending is None:
            return
        practice, each = self._pending
        if practice.workspace is not self._desk.workspace:
            return
        try:
            # Of the practice it was written from, whichever is open by now.
            note_sent_back(practice, each)
        except StocktakeError as error:
            self._say_refused(error)
            return
        if practice is not self._desk.practice:
            return
        self._written.show_file(path, SENTENCE)
        self.show_practice()
        self._written.focus_heading()

    @Slot()
    def _on_job_ended(self) -> None:
        self._holder.setEnabled(True)

    @Slot(str)
    def _on_folder_changed(self, folder: str) -> None:
        self._desk.prefer(export_folder=folder)

    @Slot(object)
    def _say_refused(self, error: StocktakeError) -> None:
        self._notice.say("problem", f"{error.what} {error.how_to_fix}".strip())


def _when(each: SharedForm) -> str:
    shared = each.shared
    words = [f"Received {date_in_words(shared.received_at.astimezone().date())}"]
    if shared.from_role:
        words[0] += f" from the {shared.from_role.lower()}"
    if shared.return_by:
        words.append(f"Wanted back by {date_in_words(shared.return_by)}")
    if shared.sent_back_at:
        when = shared.sent_back_at.astimezone()
        words.append(f"Written to go back {date_in_words(when.date())} at {when:%H:%M}")
    return ". ".join(words)
