"""What to do with a workbook that was written: find it, and say what it is in the e-mail."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from stocktake.ui.announce import announce
from stocktake.ui.files import show_folder
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Words


class ExportedPanel(Card):
    """Hidden until a workbook is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._heading = Heading()
        self._where = Words()
        self._warnings = Words("", "body", "attention")
        self._say = Words("A sentence for the e-mail", "strong")
        self._sentence = Words()
        self._open = PlainButton("Open folder")
        self._copy = PlainButton("Copy the sentence", "copy")
        buttons = FlowRow()
        buttons.addWidget(self._open)
        buttons.addWidget(self._copy)
        for widget in (self._heading, self._where, self._warnings, self._say, self._sentence):
            self.add(widget)
        self.column.addWidget(buttons)
        self.hide()
        self._open.clicked.connect(self._on_open_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)

    def show_file(self, path: Path, sentence: str = "", warnings: tuple[str, ...] = ()) -> None:
        """Say where a workbook is and what to look at before it is sent."""
        self._path = path
        self._heading.set_words("The workbook is written")
        self._where.setText(f"{path.name}\nin {path.parent}")
        self._warnings.setText("\n".join(warnings))
        self._warnings.setVisible(bool(warnings))
        self._sentence.setText(sentence)
        for widget in (self._say, self._sentence, self._copy):
            widget.setVisible(bool(sentence))
        self._copy.setText("Copy the sentence")
        self.show()
        announce(self, f"The workbook is written: {path.name}")

    def focus_heading(self) -> None:
        """Put the focus where the news is."""
        self._heading.setFocus()

    @Slot()
    def _on_open_clicked(self) -> None:
        show_folder(self._path.parent)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._sentence.text())
        self._copy.setText("Copied")
