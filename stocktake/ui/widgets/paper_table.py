"""A table with hairlines between its rows only, a ring round the cell in hand, figures aligned."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from stocktake.ui.look import CELL_PADDING, ROW_HEIGHT
from stocktake.ui.theme import scaled

WIDEST = 260
"""Pixels at 100% text that a column takes at most without being asked."""
HEADING_LINES = 3
HEADING_WIDER = 1.15
"""How much wider a heading is than the same words in the font of the cells."""


class PaperCell(QStyledItemDelegate):
    """Draws one cell; ``is_total`` of the model asks for a line above."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the words, the hairline and the ring of the cell in hand."""
        self.initStyleOption(option, index)
        palette = option.palette
        role = QPalette.ColorRole
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.fillRect(option.rect, palette.color(role.Midlight if is_chosen else role.Base))
        is_total = getattr(index.model(), "is_total", None)
        if is_total is not None and is_total(index.row()):
            line = QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1)
            painter.fillRect(line, palette.color(role.Text))
        else:
            line = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
            painter.fillRect(line, palette.color(role.Mid))
        painter.setFont(option.font)
        painter.setPen(palette.color(role.Text))
        room = option.rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        words, wraps = _fitted(option.text, room, painter.fontMetrics())
        painter.drawText(room, int(option.displayAlignment) | wraps, words)
        if has_focus:
            painter.setPen(QPen(palette.color(role.Accent), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Ask for the words and their padding."""
        words = super().sizeHint(option, index)
        return QSize(words.width() + 2 * CELL_PADDING, scaled(ROW_HEIGHT))


def lines_of(words: str, width: int, fonts: QFontMetrics) -> int:
    """How many lines words take in a cell of this width, in pixels without its padding."""
    if fonts.horizontalAdvance(words) <= width:
        return 1
    room = QRect(0, 0, width, 100_000)
    box = fonts.boundingRect(room, Qt.TextFlag.TextWordWrap.value, words)
    return round(box.height() / fonts.lineSpacing())


def _fitted(words: str, room: QRect, fonts: QFontMetrics) -> tuple[str, int]:
    """Cut words to what a cell holds: one line, or as many as a taller row has room for."""
    most = room.height() // fonts.lineSpacing() if room.height() > scaled(ROW_HEIGHT) else 1
    wraps = Qt.TextFlag.TextWordWrap.value if most > 1 else 0
    if most > 1 and lines_of(words, room.width(), fonts) <= most:
        return words, wraps
    # Lines that wrap leave some of their width empty.
    width = room.width() * most - (room.width() * most // 4 if most > 1 else 0)
    return fonts.elidedText(words, Qt.TextElideMode.ElideRight, width), wraps


class PaperTable(QTableView):
    """As tall as its rows, so that the page scrolls and not the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(PaperCell(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._wanted: list[int] = []
        self._fitted = ""
        across.sectionResized.connect(self.fit_height)

    def fit(self) -> None:
        """Give every column the width of its words, and the table the height of its rows."""
        widths: list[int] = []
        self._fitted = self.font().key()
        fonts = self.horizontalHeader().fontMetrics()
        for column in range(self.model().columnCount()):
            title = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
            longest_word = max((fonts.horizontalAdvance(w) for w in title.split()), default=0)
            over_lines = fonts.horizontalAdvance(title) // HEADING_LINES + longest_word
            heading = max(longest_word, min(over_lines, fonts.horizontalAdvance(title)))
            words = self.sizeHintForColumn(column)
            wanted = max(round(heading * HEADING_WIDER) + 2 * CELL_PADDING, words)
            widths.append(min(scaled(self.widest(column)), max(scaled(64), wanted)))
            self.setColumnWidth(column, widths[-1])
        self._wanted = widths
        self._fill_width()
        self.verticalHeader().setDefaultSectionSize(scaled(ROW_HEIGHT))
        self.fit_height()

    def widest(self, column: int) -> int:
        """Return the most a column takes without being asked, in pixels at 100% text."""
        return WIDEST

    def _fill_width(self) -> None:
        """Let the last column take what room is left."""
        if self._wanted:
            left = self.viewport().width() - sum(self._wanted[:-1])
            self.setColumnWidth(len(self._wanted) - 1, max(self._wanted[-1], left))

    @Slot()
    def fit_height(self) -> None:
        """Make room for every row and for the headings, as many lines as they need."""
        across = self.horizontalHeader()
        lines = 1
        model: QAbstractItemModel | None = self.model()
        if model is None:
            return
        for column in range(model.columnCount()):
            title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            # Headings are written semibold, which takes more room than the font measured here.
            width = round((self.columnWidth(column) - 2 * CELL_PADDING) / HEADING_WIDER)
            room = QRect(0, 0, width, 10_000)
            box = across.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap.value, title)
            lines = max(lines, round(box.height() / across.fontMetrics().lineSpacing()))
        heading = lines * across.fontMetrics().lineSpacing() + 2 * CELL_PADDING + 4
        across.setFixedHeight(heading)
        rows = sum(self.rowHeight(row) for row in range(model.rowCount()))
        bar = self.horizontalScrollBar()
        has_bar = sum(self._wanted) > self.viewport().width() > 0
        extra = bar.sizeHint().height() if has_bar else 0
        self.setFixedHeight(heading + rows + extra + 2)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit a table that nothing was put into yet, whose headings are still to be read."""
        super().showEvent(event)
        if self.font().key() != self._fitted and self.model() is not None:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the bar for sideways scrolling away, or make room for it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fill_width()
            self.fit_height()

    def minimumSizeHint(self) -> QSize:
        """Ask for little width, so that a narrow page stays narrow."""
        return QSize(scaled(120), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen cells as Excel would."""
        is_copy = event.key() == Qt.Key.Key_C and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if is_copy:
            copy_cells(self)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page; the table scrolls sideways only."""
        if event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        # Told of its font again and again while a page is put together; most are the same one.
        is_other = event.type() is QEvent.Type.FontChange and self.font().key() != self._fitted
        if is_other and self.model() is not None:
            self.fit()


def copy_cells(view: QTableView) -> None:
    """Put the chosen cells on the clipboard as tab-separated lines."""
    chosen = sorted(view.selectedIndexes(), key=lambda each: (each.row(), each.column()))
    lines: dict[int, list[str]] = {}
    for index in chosen:
        lines.setdefault(index.row(), []).append(str(index.data() or ""))
    QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))
