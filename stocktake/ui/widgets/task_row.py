"""One row of a task list: what it is, how far it has come, and the whole row opens it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE, Tone
from stocktake.ui.theme import dress
from stocktake.ui.widgets.labels import Hint, ShortWords, Words


class TaskRow(QAbstractButton):
    """A focusable row; Enter, Space or a click opens it (``clicked``).

    A status that asks for nothing (completed) is plain text, so that the eye goes to the rest.
    """

    def __init__(self, title: str, covers: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title = Words(title, "strong", "accent")
        self._covers = Hint(covers)
        if not covers:
            self._covers.hide()
        self._count = ShortWords("", "hint", "muted")
        self._status = ShortWords()
        for label in (self._count, self._status):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lay_out()
        self.set_progress("", "")

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        top = Qt.AlignmentFlag(0)
        for column, widgets in (
            (left, (self._title, self._covers)),
            (right, (self._status, self._count)),
        ):
            column.setSpacing(SPACE_INSIDE)
            for widget in widgets:
                widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                column.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight if column is right else top)
            column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_INSIDE, 12, SPACE_INSIDE, 12)
        row.setSpacing(SPACE_BLOCK)
        row.addLayout(left, 1)
        row.addLayout(right)

    def set_title(self, words: str) -> None:
        """Let the row stand for something else; ``set_progress`` has it heard."""
        self._title.setText(words)

    def set_covers(self, words: str) -> None:
        """Change the line under the title, for the eye and the ear."""
        self._covers.setText(words)
        self._covers.setVisible(bool(words))
        self.setAccessibleDescription(words)

    def set_progress(self, status: str, count: str, tone: Tone = "text") -> None:
        """Say where it stands: a status word and a count such as "14 of 22"."""
        self._status.setText(status)
        dress(self._status, tone=tone)
        self._count.setText(count)
        self._count.setVisible(bool(count))
        said = (self._title.text(), status.lower(), count)
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setAccessibleDescription(self._covers.text())

    def sizeHint(self) -> QSize:
        """Ask for what the words need."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; Up and Down go to the row before and after."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_Down:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the row can be opened."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go back to rest."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline under the row, and a soft fill while the pointer is on it."""
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Midlight))
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self.palette().color(QPalette.ColorRole.Mid))
