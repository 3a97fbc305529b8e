"""A table whose words wrap, so that it is read without scrolling sideways at any text size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from stocktake.ui.look import CELL_PADDING
from stocktake.ui.models.wrapped_rows import SECOND_ROLE
from stocktake.ui.theme import font_of, scaled
from stocktake.ui.widgets.paper_table import copy_cells
from stocktake.ui.widgets.wrapped_cell import WrappedCell, height_of

MEASURED = 200
"""Rows looked at to share out the width."""

TALLEST = 520
"""Pixels of a table that scrolls by itself, so that it fits the smallest window at 200% text."""


class WrappedTable(QTableView):
    """As tall as its rows, or of a given height with a bar of its own.

    Signals:
        opened: the row whose first cell was pressed, or on which Enter was.
    """

    opened = Signal(int)

    def __init__(
        self, name: str, *, opens: bool = False, height: int = 0, parent: QWidget | None = None
    ) -> None:
        """Make the table.

        Args:
            name: for screen readers.
            opens: rows lead somewhere.
            height: pixels at 100% text of a table that scrolls by itself; 0 for as tall as its
                rows.
            parent: what holds it.
        """
        super().__init__(parent)
        self._opens = opens
        self._height = height
        self._fitted = -1
        self._cell = WrappedCell(self, opens=opens)
        self.setItemDelegate(self._cell)
        self.setAccessibleName(name)
        self._dress()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.fit)
        self.clicked.connect(self._on_clicked)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not self._height:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model, and fit again whenever it is another."""
        super().setModel(model)
        if model is not None:
            for signal in (
                model.modelReset,
                model.layoutChanged,
                model.rowsInserted,
                model.rowsRemoved,
                model.dataChanged,
            ):
                signal.connect(self._on_model_changed)
            self._settle.start()

    @Slot()
    def fit(self) -> None:
        """Share out the width, and give every row the height of its words."""
        model: QAbstractItemModel | None = self.model()
        room = self.viewport().width()
        if model is None or not self.isVisible() or room == self._fitted:
            return
        self._fitted = room
        widths = shared_out(self._wanted(model), room)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        total = self._fit_heading(model, widths) + 2
        for row in range(model.rowCount()):
            cells = (model.index(row, column) for column in range(len(widths)))
            height = max(self._cell.height_at(c, w) for c, w in zip(cells, widths, strict=True))
            self.setRowHeight(row, height)
            # Qt gives a row a little more where it thinks the letters need it.
            total += self.rowHeight(row)
        most = min(scaled(self._height), TALLEST) if self._height else total
        self.setFixedHeight(min(total, most))

    def _wanted(self, model: QAbstractItemModel) -> list[tuple[int, int]]:
        """Least and best width of each column: its longest word, and its longest line."""
        plain, strong = QFontMetrics(font_of("body")), QFontMetrics(font_of("strong"))
        wanted = []
        for column in range(model.columnCount()):
            title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            fonts = strong if self._opens and column == 0 else plain
            rows = [model.index(row, column) for row in range(min(model.rowCount(), MEASURED))]
            cells = [str(each.data() or "") for each in rows]
            longest = [_longest_word(strong, title), *(_longest_word(fonts, c) for c in cells)]
            lines = [strong.horizontalAdvance(title), *(fonts.horizontalAdvance(c) for c in cells)]
            # A second line wraps once gladly, and over many lines it is hard to read.
            lines += [plain.horizontalAdvance(str(e.data(SECOND_ROLE) or "")) // 2 for e in rows]
            padding = 2 * CELL_PADDING + 4
            wanted.append((max(longest) + padding, max(lines) + padding))
        return wanted

    def _fit_heading(self, model: QAbstractItemModel, widths: Sequence[int]) -> int:
        fonts = QFontMetrics(font_of("strong"))
        across = Qt.Orientation.Horizontal
        titles = [str(model.headerData(column, across) or "") for column in range(len(widths))]
        heights = [
            height_of(fonts, title, width - 2 * CELL_PADDING)
            for title, width in zip(titles, widths, strict=True)
        ]
        height = max(heights, default=0) + 14
        self.horizontalHeader().setFixedHeight(height)
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again to another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._settle.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit what came while nobody looked."""
        super().showEvent(event)
        self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._on_model_changed()

    def minimumSizeHint(self) -> QSize:
        """Ask for little width, so that a narrow page stays narrow."""
        return QSize(scaled(120), scaled(60))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; copy the chosen cells as Excel would."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_copy = event.key() == Qt.Key.Key_C and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if is_copy:
            copy_cells(self)
        elif is_enter and self._opens and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, unless the table has a bar of its own."""
        if self._height and self.verticalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()

    @Slot()
    def _on_model_changed(self) -> None:
        self._fitted = -1
        self._settle.start()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if self._opens and index.column() == 0:
            self.opened.emit(index.row())


def _longest_word(fonts: QFontMetrics, words: str) -> int:
    return max((fonts.horizontalAdvance(word) for word in words.split()), default=0)


def shared_out(wanted: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Share a width among columns: each its longest word, the rest by what each would like.

    What nobody needs goes to the first column. Where the longest words have no room beside each
    other, one that takes more than half of it, such as the name of a file, goes on in a line below.
    """
    best = [like for _, like in wanted]
    if sum(best) <= room:
        return [best[0] + room - sum(best), *best[1:]] if best else []
    least = [need for need, _ in wanted]
    if sum(least) >= room:
        least = [min(need, room // 2) for need in least]
        best = [max(need, min(like, room)) for need, like in zip(least, best, strict=True)]
    spare = room - sum(least)
    longing = [like - need for need, like in zip(least, best, strict=True)]
    if spare <= 0 or not sum(longing):
        return [max(40, need * room // max(sum(least), 1)) for need in least]
    widths = [need + spare * m // sum(longing) for need, m in zip(least, longing, strict=True)]
    return [widths[0] + room - sum(widths), *widths[1:]]
