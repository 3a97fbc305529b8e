"""The folder a file goes into, with a way to choose another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.files import choose_folder
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.labels import Hint, Words


class FolderRow(QWidget):
    """Shows the folder it is given.

    Args:
        fixed: why no other can be chosen; empty where one can.

    Signals:
        changed: another folder was chosen; its path.
    """

    changed = Signal(str)

    def __init__(
        self, name: str, folder: Path, parent: QWidget | None = None, *, fixed: str = ""
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self._name = name
        self._words = Words()
        self._change = PlainButton("Choose another folder")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(Words(name, "strong"))
        column.addWidget(self._words)
        column.addWidget(Hint(fixed) if fixed else self._change)
        self._say()
        self._change.clicked.connect(self._on_change_clicked)

    def set_folder(self, folder: Path) -> None:
        """Show another folder, silently."""
        self.folder = folder
        self._say()

    def _say(self) -> None:
        self._words.setText(str(self.folder))
        self._change.setAccessibleDescription(f"{self._name}: {self.folder}")

    @Slot()
    def _on_change_clicked(self) -> None:
        chosen = choose_folder(self, self._name, str(self.folder))
        if chosen is not None:
            self.set_folder(chosen)
            self.changed.emit(str(chosen))
