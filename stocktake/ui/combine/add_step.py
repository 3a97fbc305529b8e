"""Step 1: add the files, and see what came of each in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.tasks.combine import Gathered
from stocktake.tasks.pcn_kept import PcnKept
from stocktake.ui.announce import announce
from stocktake.ui.combine.area_work import AreaAsked
from stocktake.ui.combine.carry_on import CarryOn
from stocktake.ui.combine.file_panel import FilePanel
from stocktake.ui.combine.scale_panel import ScalePanel
from stocktake.ui.combine.stacked import stack
from stocktake.ui.combine.work import Looked
from stocktake.ui.files import choose_folder, choose_to_open
from stocktake.ui.models import file_words
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.wrapped_table import WrappedTable

ABOUT = (
    "Add the workbooks that practices exported, or the folder they are in; you can also drop them "
    "on this page. For a locality or system, add the files that PCNs sent. Nothing is ever written "
    "to the files you add, and one that cannot be read never stops the rest."
)
PRESS = "Press a file, or go to it and press Enter, to type its password or take it out."
WORKBOOKS = "Excel workbooks (*.xlsx *.xlsm)"


class AddStep(QWidget):
    """The buttons, the files, and what can be done about one.

    Signals:
        chosen: files and folders to add, as a list of Path.
        carried_on: (PcnKept, round) of work that was begun before.
        area_asked: how files beyond one PCN are to be seen, as an AreaAsked.
        started_again: every file is to be forgotten.
        taken_out: the place of a file that is to go.
        password_given: (place, password) for a file that asks for one.
    """

    chosen = Signal(list)
    carried_on = Signal(object, str)
    area_asked = Signal(object)
    started_again = Signal()
    taken_out = Signal(int)
    password_given = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gathered: Gathered | None = None
        self._tried: Path | None = None
        self.first = PrimaryButton("Add files", "add")
        self.more = PlainButton("Add more files", "add")
        self.folder = PlainButton("Add a folder")
        self.again = PlainButton("Start again")
        self.carry_on = CarryOn()
        self.files = WrappedTable("Files added", opens=True)
        self._rows = WrappedRows(file_words.FILE_COLUMNS, self.files)
        self.files.setModel(self._rows)
        self._words = Words()
        self._told = Words("", "strong")
        self.panel = FilePanel()
        self.scale = ScalePanel()
        self._found = QWidget()
        self._lay_out()
        self.first.clicked.connect(self._on_add_files_clicked)
        self.more.clicked.connect(self._on_add_files_clicked)
        self.folder.clicked.connect(self._on_add_folder_clicked)
        self.again.clicked.connect(self.started_again)
        self.carry_on.chosen.connect(self.carried_on)
        self.scale.asked.connect(self.area_asked)
        self.files.opened.connect(self._on_files_opened)
        self.panel.taken_out.connect(self.taken_out)
        self.panel.password_given.connect(self._on_password_given)
        self.panel.closed.connect(self.files.setFocus)

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowRow(buttons)
        for button in (self.first, self.more, self.folder, self.again):
            row.addWidget(button)
        card = Card()
        card.add(self.files)
        inside = (Measured(self._words), Measured(self._told), Measured(Hint(PRESS)), card)
        stack(self._found, *inside, self.panel, self.scale)
        stack(self, Measured(Words(ABOUT)), buttons, Measured(self.carry_on), self._found)

    def offer(self, kept: Sequence[PcnKept]) -> None:
        """Offer work that was begun before, while there are no files."""
        self.carry_on.offer(kept if self._gathered is None else ())

    def show_looked(self, looked: Looked | None, asked: AreaAsked) -> None:
        """Show the files there are, or none, and how they are seen together."""
        before, self._gathered = self._gathered, looked.gathered if looked else None
        self._found.setVisible(looked is not None)
        self.scale.show_files(self._gathered, asked)
        if looked is None:
            self.panel.hide()
            return
        self.carry_on.hide()
        self._words.setText(file_words.files_sentence(looked.gathered))
        self._told.setText(looked.told)
        self._told.setVisible(bool(looked.told))
        if before is None or before.results != looked.gathered.results:
            self.panel.hide()
        self._rows.set_rows(file_words.file_rows(looked.gathered))

    def set_working(self, is_working: bool) -> None:
        """Allow nothing more to be added while files are read."""
        has_files = self._gathered is not None
        for button in (self.first, self.more, self.folder):
            button.setEnabled(not is_working)
        self.panel.setEnabled(not is_working)
        self.scale.setEnabled(not is_working)
        if not is_working and self._tried is not None:
            self._show_tried(self._tried)
        self.first.setVisible(not has_files)
        self.more.setVisible(has_files)
        self.again.setVisible(has_files and not is_working)

    def _show_tried(self, path: Path) -> None:
        """Say what came of a password: where it was typed, or in the list once it has opened."""
        self._tried = None
        paths = self._gathered.paths if self._gathered is not None else ()
        if self._gathered is None or path not in paths:
            return
        place = paths.index(path)
        result = self._gathered.results[place]
        if result.needs_password:
            self.panel.show_file(place, result)
        else:
            self.panel.hide()
            self.files.setCurrentIndex(self._rows.index(place, 0))
            self.files.setFocus()
        announce(self, f"{result.file_name}: {result.words}.")

    @Slot(int, str)
    def _on_password_given(self, place: int, password: str) -> None:
        if self._gathered is not None:
            self._tried = self._gathered.paths[place]
            self.password_given.emit(place, password)

    @Slot()
    def _on_add_files_clicked(self) -> None:
        paths = choose_to_open(self, "Add workbooks", WORKBOOKS)
        if paths:
            self.chosen.emit(paths)

    @Slot()
    def _on_add_folder_clicked(self) -> None:
        folder: Path | None = choose_folder(self, "Add every workbook in a folder")
        if folder is not None:
            self.chosen.emit([folder])

    @Slot(int)
    def _on_files_opened(self, place: int) -> None:
        if self._gathered is not None:
            self.panel.show_file(place, self._gathered.results[place])
