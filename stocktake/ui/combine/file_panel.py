"""What can be done about one of the files that were added."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.models.file_words import said_of
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Heading, Hint, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.workbooks.reading import ReadResult

PASSWORD = "Password of this workbook"
PASSWORD_HINT = "It is used to open the file now and is not kept."


class FilePanel(Card):
    """Hidden until a file is chosen.

    Signals:
        taken_out: the place of the file among those added.
        password_given: its place, and the password.
        closed: the person left it.
    """

    taken_out = Signal(int)
    password_given = Signal(int, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = -1
        self._heading = Heading()
        self._words = Words()
        self.password = LineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(PASSWORD)
        self.password.setAccessibleDescription(PASSWORD_HINT)
        self.open = PlainButton("Open with this password")
        self._asks = QWidget()
        column = QVBoxLayout(self._asks)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for widget in (Words(PASSWORD, "strong"), Hint(PASSWORD_HINT), self.password, self.open):
            column.addWidget(widget)
        self.take_out = PlainButton("Take this file out", "remove")
        self.close_panel = PlainButton("Close")
        buttons = QWidget()
        row = FlowRow(buttons)
        row.addWidget(self.take_out)
        row.addWidget(self.close_panel)
        for part in (self._heading, self._words, self._asks, buttons):
            self.add(part)
        self.hide()
        self.open.clicked.connect(self._on_open_clicked)
        self.password.returnPressed.connect(self._on_open_clicked)
        self.take_out.clicked.connect(self._on_take_out_clicked)
        self.close_panel.clicked.connect(self.leave)

    def show_file(self, place: int, result: ReadResult) -> None:
        """Show what can be done about this file, with the focus where one begins."""
        self._place = place
        self._heading.set_words(result.file_name)
        self._words.setText("\n".join(said_of(result)))
        self.password.clear()
        self._asks.setVisible(result.needs_password)
        self.take_out.setAccessibleDescription(result.file_name)
        self.open.setAccessibleDescription(result.file_name)
        self.show()
        (self.password if result.needs_password else self._heading).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def leave(self) -> None:
        """Close it; a password that was half typed is forgotten."""
        self.password.clear()
        self.hide()
        self.closed.emit()

    @Slot()
    def _on_open_clicked(self) -> None:
        if self.password.text():
            self.password_given.emit(self._place, self.password.text())
            self.password.clear()

    @Slot()
    def _on_take_out_clicked(self) -> None:
        self.hide()
        self.taken_out.emit(self._place)
