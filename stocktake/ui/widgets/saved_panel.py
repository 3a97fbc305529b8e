"""What to do with a file that was saved: open it, or open the folder it is in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.ui.announce import announce
from stocktake.ui.files import open_file, show_folder
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Words


class SavedPanel(Card):
    """Hidden until a file is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._heading = Heading()
        self._where = Words()
        self._open = PlainButton("Open")
        self._folder = PlainButton("Open folder")
        buttons = FlowRow()
        buttons.addWidget(self._open)
        buttons.addWidget(self._folder)
        self.add(self._heading)
        self.add(self._where)
        self.column.addWidget(buttons)
        self.hide()
        self._open.clicked.connect(self._on_open_clicked)
        self._folder.clicked.connect(self._on_folder_clicked)

    def show_file(self, path: Path) -> None:
        """Say where the file is."""
        self._path = path
        self._heading.set_words("The file is saved")
        self._where.setText(f"{path.name}\nin {path.parent}")
        self.show()
        announce(self, f"The file is saved: {path.name}")
        self._heading.setFocus()

    @Slot()
    def _on_open_clicked(self) -> None:
        open_file(self._path)

    @Slot()
    def _on_folder_clicked(self) -> None:
        show_folder(self._path.parent)
