"""Step 4: write the workbook, what goes on and the papers, and keep notes about the round."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.documents.board_cover import MOST_ASKED
from stocktake.ui.combine.notes_card import NotesCard
from stocktake.ui.combine.papers import PapersPanel
from stocktake.ui.combine.send_on import SendOn, what_is_in_it
from stocktake.ui.combine.stacked import stack
from stocktake.ui.combine.work import Looked
from stocktake.ui.desk import Desk
from stocktake.ui.messages import ask
from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.folder_row import FolderRow
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.measured import Measured

WRITE_PCN = "Write PCN workbook"
FORGET = "Forget what was typed for this {area}?"
FORGET_DETAIL = (
    "The list of practices, your choices, what the board is asked and your notes are removed from "
    "this computer, for every round of this {area}. It cannot be undone. Files that were sent to "
    "you, and workbooks and papers you have written, stay where they are."
)
ASKED = f"The first {MOST_ASKED} things the board is asked stand on the workbook's first page too."


class WriteStep(QWidget):
    """The workbook, the papers and the notes.

    Attributes:
        area_name: what is written about: "PCN", "locality" or "system".

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
        self.folder = FolderRow(
            "The workbook goes into this folder",
            desk.export_folder,
            fixed=desk.settings.why_locked("export_folder"),
        )
        self._holds = Words()
        self.write = PrimaryButton(WRITE_PCN)
        self.written = ExportedPanel()
        self.papers = PapersPanel(desk)
        self.notes = NotesCard()
        self.send_on = SendOn()
        self._asked = Hint(ASKED)
        self.area_name = "PCN"
        self.forget = PlainButton("Forget what was typed for this PCN", "remove")
        stack(
            self,
            self.folder,
            Measured(self._holds),
            self.write,
            self.written,
            self.papers,
            Measured(self._asked),
            self.send_on,
            self.notes,
            self.forget,
        )
        self.papers.typed.connect(self.typed)
        self.notes.typed.connect(self.typed)
        self.folder.changed.connect(self.folder_changed)
        self.forget.clicked.connect(self._on_forget_clicked)

    def show_looked(self, looked: Looked | None) -> None:
        """Offer what can be written of what is seen now."""
        area = looked.area if looked is not None else None
        is_pcn = area is None
        self.write.setText(WRITE_PCN if area is None else f"Write {area.view.scale} workbook")
        self._holds.setText("" if area is None else what_is_in_it(area))
        self._holds.setVisible(not is_pcn)
        self.notes.set_for_pcn(is_pcn)
        self.notes.show_came(looked.wanted.notes_came if looked is not None else "")
        for part in (self._asked, self.send_on):
            part.setVisible(is_pcn)
        self.area_name = "PCN" if area is None else str(area.view.scale)
        self.forget.setText(f"Forget what was typed for this {self.area_name}")

    def set_working(self, is_working: bool) -> None:
        """Allow nothing to be written while files are read or written."""
        self.write.setEnabled(not is_working)
        self.send_on.write.setEnabled(not is_working)

    def hide_written(self) -> None:
        """Take away what was said of files that were written."""
        self.written.hide()
        self.send_on.written.hide()

    @Slot()
    def _on_forget_clicked(self) -> None:
        question = FORGET.format(area=self.area_name)
        detail = FORGET_DETAIL.format(area=self.area_name)
        if ask(self, question, detail, "Forget it", "Keep it"):
            self.forgotten.emit()
