"""A row that goes on to the next line when the page is too narrow for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from stocktake.ui.look import SPACE_FIELD


class FlowRow(QLayout):
    """Lays widgets side by side and wraps them, left to right."""

    def __init__(self, parent: QWidget | None = None, spacing: int = SPACE_FIELD) -> None:
        super().__init__(parent)
        # A page asks for the height of every row some ten times while it is laid out.
        self._heights: dict[int, int] = {}
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end of the row."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give back the item at a place."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrow row is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the row at a width, in pixels."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), really=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the heights, because something in the row has changed its size."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width + self.spacing() * max(len(shown) - 1, 0), height)

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, really: bool) -> int:
        at = rect.topLeft()
        line_height = 0
        for item in self._shown():
            wanted = item.sizeHint()
            if wanted.width() > rect.width() and item.hasHeightForWidth():
                wanted = QSize(rect.width(), item.heightForWidth(rect.width()))
            if at.x() > rect.left() and at.x() + wanted.width() > rect.right() + 1:
                at = QPoint(rect.left(), at.y() + line_height + self.spacing())
                line_height = 0
            if really:
                item.setGeometry(QRect(at, wanted.boundedTo(QSize(rect.width(), wanted.height()))))
            at.setX(at.x() + wanted.width() + self.spacing())
            line_height = max(line_height, wanted.height())
        return at.y() + line_height - rect.y()
