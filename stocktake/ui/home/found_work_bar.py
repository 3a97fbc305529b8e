"""The bar over the first page after a session that was not closed properly."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.errors import StocktakeError
from stocktake.tasks.cut_off import CutOff, found_work, keep_work, section_of, when_in_words
from stocktake.ui import messages
from stocktake.ui.desk import Desk
from stocktake.ui.places import list_page, place_of, section_page
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.notice import Notice


class FoundWorkBar(QWidget):
    """Hidden unless there is work to decide about; nothing is ever thrown away.

    Attributes:
        look, keep, leave: the buttons.

    Signals:
        asked: (page, place) where the work is.
        decided: the bar went away.
    """

    asked = Signal(str, dict)
    decided = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: CutOff | None = None
        self._left = ""
        self.notice = Notice()
        self.look = PlainButton("Look at it")
        self.keep = PlainButton("Keep it")
        self.leave = PlainButton("Leave it for now")
        for button in (self.look, self.keep, self.leave):
            self.notice.add_button(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        self.look.clicked.connect(self._on_look_clicked)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.leave.clicked.connect(self._on_leave_clicked)
        self.hide()

    def refresh(self) -> None:
        """Say what was found, unless it is left for now."""
        workspace = self._desk.workspace
        self._found = found_work(workspace) if workspace is not None else None
        if workspace is None or self._found is None or self._left == str(workspace.path):
            self.hide()
            return
        if self.isHidden():
            when = when_in_words(self._found.at, datetime.now().astimezone())
            _, _, title = section_of(workspace, self._found)
            where = f" in “{title}”" if title else ""
            self.notice.say(
                "attention",
                f"The last change{where} is here, and so is everything saved before it: the file "
                "was checked and is sound. Keep it to go on from here.",
                f"We found work from {when} that was not closed properly",
            )
            self.show()

    @Slot()
    def _on_look_clicked(self) -> None:
        workspace, found = self._desk.workspace, self._found
        if workspace is None or found is None:
            return
        for each in workspace.returns.list():
            if each.id == found.submission_id:
                self._desk.choose(each.subject, each.round)
        form_id, section, _ = section_of(workspace, found)
        page = section_page(form_id) if section else list_page(form_id)
        self.asked.emit(page, place_of(form_id, section, found.question if section else ""))

    @Slot()
    def _on_keep_clicked(self) -> None:
        if self._desk.workspace is not None:
            try:
                keep_work(self._desk.workspace)
            except StocktakeError as error:
                messages.tell_error(self, error)
        self.refresh()
        self.decided.emit()

    @Slot()
    def _on_leave_clicked(self) -> None:
        if self._desk.workspace is not None:
            self._left = str(self._desk.workspace.path)
        self.refresh()
        self.decided.emit()
