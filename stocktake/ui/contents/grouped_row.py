"""How a line of a tree of questions is drawn: its state, its words over as many lines as it needs.

Every sign has its words in what a screen reader is given; a shape says it as well as a colour.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from stocktake.ui import icons
from stocktake.ui.look import SPACE_FIELD, SPACE_INSIDE, Tone, TypeStep
from stocktake.ui.models.grouped_rows import ITEM_ROLE, Group, Row, Sign
from stocktake.ui.theme import font_of, look, scaled

SIGN_PIXELS = 16
"""Side of a sign at 100% text."""
BAR_PIXELS = 3
"""Width of the bar beside the line one is at."""
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

Index = QModelIndex | QPersistentModelIndex


class GroupedRow(QStyledItemDelegate):
    """Draws headings and rows as wide as the tree has room for."""

    def __init__(self, tree: QTreeView, step: TypeStep = "body") -> None:
        """``step`` is the size of the rows' words; headings are always strong."""
        super().__init__(tree)
        self._tree = tree
        self._rows_step: TypeStep = step

    def _step(self, item: Group | Row) -> TypeStep:
        return "strong" if isinstance(item, Group) else self._rows_step

    def _number_width(self, number: str) -> int:
        if not number:
            return 0
        metrics = QFontMetrics(font_of(self._rows_step))
        widest = max(metrics.horizontalAdvance(each) for each in (number, "0.00"))
        return widest + SPACE_FIELD

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the height of the words at the width there is."""
        item = index.data(ITEM_ROLE)
        depth = 2 if isinstance(item, Row) else 1
        room = self._tree.viewport().width() - depth * self._tree.indentation()
        return QSize(room, self._height(item, room))

    def _height(self, item: Group | Row, room: int) -> int:
        width = room - self._before(item) - self._after(item)
        height = _height_of(item.words, self._step(item), width)
        if item.line:
            height += _height_of(item.line, "hint", width)
        return max(height + 2 * SPACE_FIELD - 4, scaled(SIGN_PIXELS) + SPACE_FIELD)

    def _before(self, item: Group | Row) -> int:
        """Pixels that stand before the words."""
        before = SPACE_INSIDE
        if isinstance(item, Row):
            before += scaled(SIGN_PIXELS) + SPACE_FIELD if item.sign else 0
            before += self._number_width(item.number)
        return before

    def _after(self, item: Group | Row) -> int:
        marks = item.marks if isinstance(item, Row) else ()
        return SPACE_FIELD + len(marks) * (scaled(SIGN_PIXELS) + SPACE_INSIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        item = index.data(ITEM_ROLE)
        painter.save()
        self._paint_ground(painter, option)
        rect = option.rect.adjusted(0, SPACE_FIELD - 2, 0, 0)
        if isinstance(item, Row):
            self._paint_signs(painter, item, rect)
        self._paint_words(painter, item, rect)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Show which line is the one in hand, and where the keyboard is."""
        palette, rect = option.palette, option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Midlight))
        if option.state & QStyle.StateFlag.State_HasFocus:
            accent = palette.color(QPalette.ColorRole.Accent)
            painter.setPen(QPen(accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_signs(self, painter: QPainter, item: Row, rect: QRect) -> None:
        side = scaled(SIGN_PIXELS)
        if item.sign is not None:
            self._paint_sign(painter, item.sign, rect.left() + SPACE_INSIDE, rect.top())
        right = rect.right() - SPACE_FIELD
        for sign in reversed(item.marks):
            right -= side
            self._paint_sign(painter, sign, right, rect.top())
            right -= SPACE_INSIDE

    def _paint_sign(self, painter: QPainter, sign: Sign, left: int, top: int) -> None:
        side = scaled(SIGN_PIXELS)
        ratio = self._tree.devicePixelRatioF()
        drawn = icons.pixmap(sign.icon, look().of_tone(sign.tone), side, ratio)
        line = QFontMetrics(font_of(self._rows_step)).height()
        painter.drawPixmap(left, top + max(0, (line - side) // 2), drawn)

    def _paint_words(self, painter: QPainter, item: Group | Row, rect: QRect) -> None:
        left = rect.left() + self._before(item)
        width = rect.width() - self._before(item) - self._after(item)
        if isinstance(item, Row) and item.number:
            at = QRect(left - self._number_width(item.number), rect.top(), width, rect.height())
            _draw(painter, item.number, self._rows_step, "muted", at)
        height = _height_of(item.words, self._step(item), width)
        _draw(painter, item.words, self._step(item), "text", QRect(left, rect.top(), width, height))
        if item.line:
            tone = item.tone if isinstance(item, Group) else "muted"
            below = QRect(left, rect.top() + height, width, rect.height())
            _draw(painter, item.line, "hint", tone, below)


def _height_of(words: str, step: TypeStep, width: int) -> int:
    room = QRect(0, 0, max(width, 1), 10_000)
    return QFontMetrics(font_of(step)).boundingRect(room, _WRAPPED, words).height()


def _draw(painter: QPainter, words: str, step: TypeStep, tone: Tone, rect: QRect) -> None:
    painter.setFont(font_of(step))
    painter.setPen(look().of_tone(tone))
    painter.drawText(rect, _WRAPPED, words)
