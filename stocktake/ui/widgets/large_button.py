"""A large button with a title, an icon and a line about it, for the first choice of all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stocktake.ui.drawing import rounded
from stocktake.ui.look import SPACE_BLOCK, SPACE_INSIDE
from stocktake.ui.widgets.icon_mark import IconMark
from stocktake.ui.widgets.labels import Hint, Words


class LargeButton(QAbstractButton):
    """A sheet of paper to press; Enter and Space press it too."""

    def __init__(self, title: str, line: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = QVBoxLayout()
        words.setSpacing(SPACE_INSIDE)
        shown: tuple[QWidget, ...] = (
            IconMark(icon, "accent"),
            Words(title, "section", "accent"),
            Hint(line),
        )
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE_BLOCK, SPACE_BLOCK, SPACE_BLOCK, SPACE_BLOCK)
        self._row.setSpacing(SPACE_BLOCK)
        self._row.addWidget(shown[0])
        for each in shown[1:]:
            words.addWidget(each)
        self._row.addLayout(words, 1)
        for each in shown:
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Ask for what the words need."""
        return self._row.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as well as Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go back to rest."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet, soft while the pointer is on it."""
        role = QPalette.ColorRole
        palette = self.palette()
        fill = palette.color(role.Midlight if self.underMouse() else role.Base)
        rounded(QPainter(self), self.rect(), fill, palette.color(role.Dark))
