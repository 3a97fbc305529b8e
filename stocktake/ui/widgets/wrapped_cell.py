"""One cell of a table whose words wrap."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from stocktake.ui.look import CELL_PADDING
from stocktake.ui.models.wrapped_rows import SECOND_ROLE
from stocktake.ui.theme import font_of, look

Cell = QModelIndex | QPersistentModelIndex
WRAP = int(Qt.TextFlag.TextWordWrap)
NOTHING_WIDE = "\u200b"
"""A space without width, at which a line may end."""
GAP = 7
"""Pixels above and below the words of a cell."""


class WrappedCell(QStyledItemDelegate):
    """Draws words over as many lines as they need, a quieter second line under them."""

    def __init__(self, view: QTableView, *, opens: bool) -> None:
        super().__init__(view)
        self._view = view
        self._opens = opens

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Cell) -> None:
        """Draw the words, the hairline and the ring of the cell in hand."""
        self.initStyleOption(option, index)
        role = QPalette.ColorRole
        palette, rect = option.palette, option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, palette.color(role.Midlight if is_chosen else role.Base))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, palette.color(role.Mid))
        room = rect.adjusted(CELL_PADDING, GAP, -CELL_PADDING, -GAP)
        words, second = _texts(index)
        is_link = self._opens and index.column() == 0
        painter.setFont(font_of("strong" if is_link else "body"))
        painter.setPen(look().of_tone("accent") if is_link else palette.color(role.Text))
        shown = breakable(painter.fontMetrics(), words, room.width())
        painter.drawText(room, WRAP | int(option.displayAlignment), shown)
        if second:
            top = height_of(painter.fontMetrics(), words, room.width()) + 2
            painter.setFont(font_of("hint"))
            painter.setPen(look().of_tone("muted"))
            shown = breakable(painter.fontMetrics(), second, room.width())
            painter.drawText(room.adjusted(0, top, 0, 0), WRAP, shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(role.Accent), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def height_at(self, index: Cell, width: int) -> int:
        """Return the height a cell needs at a width, in pixels."""
        is_link = self._opens and index.column() == 0
        words, second = _texts(index)
        inner = width - 2 * CELL_PADDING
        height = height_of(QFontMetrics(font_of("strong" if is_link else "body")), words, inner)
        if second:
            height += 2 + height_of(QFontMetrics(font_of("hint")), second, inner)
        return height + 2 * GAP + 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Cell) -> QSize:
        """Ask for the height the column's width gives."""
        width = self._view.columnWidth(index.column())
        return QSize(width, self.height_at(index, width))


def height_of(fonts: QFontMetrics, words: str, width: int) -> int:
    """Return the height of words that wrap at a width, in pixels."""
    room = QRect(0, 0, max(width, 1), 100_000)
    return fonts.boundingRect(room, WRAP, breakable(fonts, words, width)).height()


def breakable(fonts: QFontMetrics, words: str, width: int) -> str:
    """Let a word that is wider than its cell go on in the next line, rather than be cut."""
    if fonts.horizontalAdvance(words) <= width:
        return words
    return " ".join(
        word if fonts.horizontalAdvance(word) <= width else NOTHING_WIDE.join(word)
        for word in words.split(" ")
    )


def _texts(index: Cell) -> tuple[str, str]:
    return str(index.data() or ""), str(index.data(SECOND_ROLE) or "")
