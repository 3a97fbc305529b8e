"""A row that goes on to the next line when the page is too narrow for it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_FIELD

_FORGETTING = (
    QEvent.Type.LayoutRequest,
    QEvent.Type.FontChange,
    QEvent.Type.StyleChange,
)
"""Events after which something in the row may have another size."""


class FlowRow(QWidget):
    """Places widgets side by side and wraps them, left to right.

    It is a widget and not a layout: a layout written in Python has to keep Qt's own items, which Qt
    deletes without telling, and asking a deleted one for its size ends the program.
    """

    def __init__(self, holder: QWidget | None = None, spacing: int = SPACE_FIELD) -> None:
        """A row that fills ``holder``; without one it is put in a layout like any widget."""
        super().__init__(holder)
        # A page asks for the height of every row some ten times while it is laid out.
        self._heights: dict[int, int] = {}
        self._hint = QSize()
        self._widgets: list[QWidget] = []
        self._spacing = spacing
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if holder is not None:
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self)

    def addWidget(self, widget: QWidget) -> None:
        """Take a widget at the end of the row."""
        self.insertWidget(len(self._widgets), widget)

    def insertWidget(self, place: int, widget: QWidget) -> None:
        """Take a widget at a place in the row, counted from nought."""
        if widget.parentWidget() is not self:
            was_hidden = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            was_hidden = was_hidden and widget.isHidden()
            widget.setParent(self)
            widget.setVisible(not was_hidden)
        self._widgets.insert(place, widget)
        self._forget()

    def removeWidget(self, widget: QWidget) -> None:
        """Let a widget go from the row; it stays where it is until it is put somewhere else."""
        if widget in self._widgets:
            self._widgets.remove(widget)
            self._forget()

    def spacing(self) -> int:
        """Return the pixels between widgets, and between lines."""
        return self._spacing

    def count(self) -> int:
        """Return how many widgets there are."""
        return len(self._widgets)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the row at a width, in pixels."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), really=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        wanted = [_wanted(widget) for widget in self._shown()]
        width = sum(size.width() for size in wanted)
        height = max((size.height() for size in wanted), default=0)
        self._hint = QSize(width + self._spacing * max(len(wanted) - 1, 0), height)
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """Return the size of the widest widget at its narrowest."""
        size = QSize(0, 0)
        for widget in self._shown():
            least = widget.minimumSizeHint().expandedTo(widget.minimumSize())
            size = size.expandedTo(least.boundedTo(widget.maximumSize()))
        return size

    def event(self, event: QEvent) -> bool:
        """Place everything again when something in the row has changed its size."""
        if event.type() in _FORGETTING:
            self._forget()
            if self.isVisible():
                self._place(self.rect(), really=True)
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the right room: while it was hidden the row heard of no change."""
        super().showEvent(event)
        told, hint = self._heights, self._hint
        self._heights = {}
        # Only if it is another, or the whole page would be laid out once more as it opens.
        if self.sizeHint() != hint or any(self.heightForWidth(w) != h for w, h in told.items()):
            self._forget()
        self._place(self.rect(), really=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put every widget in its place."""
        super().resizeEvent(event)
        self._place(self.rect(), really=True)

    def _forget(self) -> None:
        self._heights.clear()
        self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [
            widget
            for widget in self._widgets
            if shiboken6.isValid(widget) and not widget.isHidden()
        ]

    def _place(self, rect: QRect, *, really: bool) -> int:
        at = rect.topLeft()
        line_height = 0
        for widget in self._shown():
            wanted = _wanted(widget)
            if wanted.width() > rect.width() and widget.hasHeightForWidth():
                wanted = QSize(rect.width(), widget.heightForWidth(rect.width()))
            if at.x() > rect.left() and at.x() + wanted.width() > rect.right() + 1:
                at = QPoint(rect.left(), at.y() + line_height + self._spacing)
                line_height = 0
            if really:
                within = wanted.boundedTo(QSize(rect.width(), wanted.height()))
                widget.setGeometry(QRect(at, within))
            at.setX(at.x() + wanted.width() + self._spacing)
            line_height = max(line_height, wanted.height())
        return at.y() + line_height - rect.y()


def _wanted(widget: QWidget) -> QSize:
    """The size a widget would like, inside the limits it was given."""
    size = widget.sizeHint().expandedTo(widget.minimumSizeHint())
    return size.boundedTo(widget.maximumSize()).expandedTo(widget.minimumSize())
