"""A radio button or check box whose words wrap, with the whole row to press."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.assisted import Assisted, show_checked
from stocktake.ui.widgets.labels import Words


class OptionRow(QAbstractButton):
    """One option; ``is_one_of`` draws it round, for lists of which one may be chosen."""

    def __init__(self, text: str, *, is_one_of: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_one_of = is_one_of
        self.setCheckable(True)
        # Makes a screen reader say "radio button"; whoever holds the row sees to the others.
        self.setAutoExclusive(is_one_of)
        Assisted(self)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = Words(text)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words)
        self._indent()

    def words(self) -> str:
        """Return what the option says."""
        return self._words.text()

    def set_chosen(self, chosen: bool) -> None:
        """Mark or clear it, silently."""
        show_checked(self, chosen)

    def keep_to_one_line(self) -> None:
        """Ask for the width of its words, for options that stand side by side."""
        self._words.setWordWrap(False)
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _indicator(self) -> QRect:
        metric = QStyle.PixelMetric.PM_IndicatorWidth
        side = self.style().pixelMetric(metric, None, self)
        top = 6 + max(0, (self._words.fontMetrics().lineSpacing() - side) // 2)
        return QRect(2, top, side, side)

    def _indent(self) -> None:
        box = self._indicator()
        self._row.setContentsMargins(box.right() + SPACE_FIELD + 2, 6, SPACE_FIELD, 6)

    def sizeHint(self) -> QSize:
        """Ask for what the words need."""
        return self._row.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._indent()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter as well as Space; leave the arrow keys to whoever holds the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go back to rest."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle or the box; the words draw themselves."""
        option = QStyleOptionButton()
        option.initFrom(self)
        option.rect = self._indicator()
        flag = QStyle.StateFlag
        option.state |= flag.State_On if self.isChecked() else flag.State_Off
        kind = QStyle.PrimitiveElement
        element = kind.PE_IndicatorRadioButton if self._is_one_of else kind.PE_IndicatorCheckBox
        self.style().drawPrimitive(element, option, QPainter(self), self)
