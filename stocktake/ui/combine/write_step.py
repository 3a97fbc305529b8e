"""Step 4: write the PCN workbook and the papers, and keep notes about the round."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.documents.board_cover import MOST_ASKED
from stocktake.ui.combine.add_step import stack
from stocktake.ui.combine.papers import PapersPanel
from stocktake.ui.combine.said_field import SaidField
from stocktake.ui.desk import Desk
from stocktake.ui.messages import ask
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.folder_row import FolderRow
from stocktake.ui.widgets.labels import Hint
from stocktake.ui.widgets.measured import Measured

NOTES = "Your own notes about this round"
FORGET = "Forget what was typed for this PCN?"
FORGET_DETAIL = (
    "The list of practices, your choices, what the board is asked and your notes are removed from "
    "this computer, for every round of this PCN. It cannot be undone. Files that practices sent, "
    "and workbooks and papers you have written, stay where they are."
)
NOTES_HINT = "Kept on this computer for this PCN. They go into no workbook and no paper."
ASKED = f"The first {MOST_ASKED} things the board is asked stand on the workbook's first page too."


class WriteStep(QWidget):
    """The workbook, the papers and the notes.

    Signals:
        typed: the lead changed words that are kept.
        folder_changed: the folder workbooks go into.
        forgotten: nothing that was typed for this PCN is to be kept, and the person is sure.
    """

    typed = Signal()
    folder_changed = Signal(str)
    forgotten = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = FolderRow("The PCN workbook goes into this folder", desk.export_folder)
        self.write = PrimaryButton("Write PCN workbook")
        self.written = ExportedPanel()
        self.papers = PapersPanel(desk)
        self.notes = SaidField(NOTES, NOTES_HINT)
        notes = Card()
        notes.add(self.notes)
        self.forget = PlainButton("Forget what was typed for this PCN", "remove")
        stack(
            self,
            self.folder,
            self.write,
            self.written,
            self.papers,
            Measured(Hint(ASKED)),
            notes,
            self.forget,
        )
        self.papers.typed.connect(self.typed)
        self.notes.typed.connect(self.typed)
        self.folder.changed.connect(self.folder_changed)
        self.forget.clicked.connect(self._on_forget_clicked)

    def show_written(self, path: Path) -> None:
        """Say where the workbook is, with the focus there."""
        self.written.show_file(path)
        self.written.focus_heading()

    @Slot()
    def _on_forget_clicked(self) -> None:
        if ask(self, FORGET, FORGET_DETAIL, "Forget it", "Keep it"):
            self.forgotten.emit()
