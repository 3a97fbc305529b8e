"""A tree of headings and questions to go to, with the keyboard as with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from stocktake.ui import icons
from stocktake.ui.contents.grouped_row import BAR_PIXELS, GroupedRow
from stocktake.ui.look import SPACE_FIELD, TypeStep
from stocktake.ui.models.grouped_rows import GroupedRows, Index
from stocktake.ui.theme import look, scaled

INDENT = 14
"""Pixels of one step inwards at 100% text."""
ARROW = 14
"""Side of the arrow of a heading at 100% text."""


class GroupedView(QTreeView):
    """Up and Down move, Left and Right fold, Enter or a click goes there; words wrap.

    Attributes:
        rows: what is shown.

    Signals:
        opened: (heading, row) that the person wants to go to; the row is empty for a heading.
    """

    opened = Signal(str, str)

    def __init__(
        self, name: str, parent: QWidget | None = None, *, step: TypeStep = "body"
    ) -> None:
        """``name`` is for screen readers; ``step`` is the size of the rows' words."""
        super().__init__(parent)
        self.rows = GroupedRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(GroupedRow(self, step))
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Item by item, so that only what can be seen is measured.
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setTabKeyNavigation(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setIndentation(scaled(INDENT))
        self.clicked.connect(self._on_clicked)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._on_settle_timeout)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw the arrow of a heading, and the bar beside the line in hand."""
        palette = self.palette()
        here = self.rows.index_of(*self.rows.key_at(index))
        is_chosen = self.selectionModel().isSelected(here)
        role = QPalette.ColorRole
        painter.fillRect(rect, palette.color(role.Midlight if is_chosen else role.Base))
        if is_chosen:
            bar = QRect(rect.left(), rect.top(), BAR_PIXELS, rect.height())
            painter.fillRect(bar, palette.color(role.Accent))
        if self.rows.hasChildren(index):
            side = scaled(ARROW)
            name = "unfolded" if self.isExpanded(here) else "folded"
            drawn = icons.pixmap(name, look().of_tone("muted"), side, self.devicePixelRatioF())
            left = rect.right() - side + 1
            painter.drawPixmap(left, rect.top() + scaled(SPACE_FIELD - 2), drawn)

    def here(self) -> tuple[str, str]:
        """The heading and row one is at."""
        return self.rows.key_at(self.currentIndex())

    def show_at(self, group: str, row: str = "") -> bool:
        """Mark a line as the one in hand and bring it into view; tells whether it is there."""
        index = self.rows.index_of(group, row)
        if not index.isValid():
            return False
        if row:
            self.setExpanded(index.parent(), True)
        self.setCurrentIndex(index)
        return True

    def open_groups(self, groups: set[str]) -> None:
        """Open these headings."""
        for group in groups:
            self.setExpanded(self.rows.index_of(group), True)

    def opened_groups(self) -> set[str]:
        """Keys of the headings that are open."""
        found = (group.key for group in self.rows.groups())
        return {each for each in found if self.isExpanded(self.rows.index_of(each))}

    def step(self, by: int) -> None:
        """Go to the row after or before the one in hand, past headings."""
        index = self.currentIndex()
        while True:
            index = self.indexBelow(index) if by > 0 else self.indexAbove(index)
            if not index.isValid():
                return
            if self.rows.key_at(index)[1]:
                self.setCurrentIndex(index)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the line on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(*self.here())
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Ask for little, so that a narrow page stays narrow."""
        return QSize(scaled(120), scaled(100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.setIndentation(scaled(INDENT))
            self._settle.start()

    @Slot()
    def _on_settle_timeout(self) -> None:
        self.doItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(*self.rows.key_at(index))
