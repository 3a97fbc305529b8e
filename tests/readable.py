"""Whether the words of a window are all to be seen, measured against the room they have."""

from __future__ import annotations

from accessible import is_part_of_another, place_of, within
from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QWidget,
)

from stocktake.ui.look import CELL_PADDING
from stocktake.ui.widgets.paper_table import PaperTable
from stocktake.ui.widgets.wrapped_cell import WrappedCell

HAIR = 1
"""A pixel that rounding may take."""
MOST_ROWS = 60
"""Rows of a table that are measured."""


def cut_off(top: QWidget) -> list[str]:
    """What words of a window are not all to be seen."""
    wrong = []
    for each in within(top):
        if why := _cut(each):
            wrong.append(f"{why}: {place_of(each)}")
        if _says(each) and (why := _outside(each, top)):
            wrong.append(f"{why}: {place_of(each)}")
    return wrong


def _says(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox)


def _cut(widget: QWidget) -> str:
    for kind, measure in (
        (QLabel, _label),
        (QCheckBox, _hinted),
        (QRadioButton, _hinted),
        (QPushButton, _button),
        (QAbstractButton, _own_button),
        (QComboBox, _combo),
        (QLineEdit, _line),
        (QTabBar, _tabs),
        (QHeaderView, _headings),
        (QTableView, _cells),
    ):
        if isinstance(widget, kind):
            return measure(widget)
    return ""


def _needed(fonts: QFontMetrics, words: str, width: int, *, wraps: bool) -> QRect:
    flags = Qt.TextFlag.TextWordWrap if wraps else Qt.TextFlag.TextSingleLine
    if "\n" in words:
        flags = Qt.TextFlag.TextWordWrap if wraps else Qt.TextFlag(0)
    return fonts.boundingRect(QRect(0, 0, max(width, 1), 100_000), int(flags.value), words)


def _short_of(needed: QSize, room: QSize) -> str:
    """Say by how much there is too little room; empty while there is enough."""
    if needed.width() <= room.width() + HAIR and needed.height() <= room.height() + HAIR:
        return ""
    return f"needs {needed.width()} x {needed.height()}, has {room.width()} x {room.height()}"


def _label(label: QLabel) -> str:
    room = label.contentsRect()
    if not label.text():
        return ""
    fonts, wraps = label.fontMetrics(), label.wordWrap()
    return _short_of(_needed(fonts, label.text(), room.width(), wraps=wraps).size(), room.size())


def _words_of(button: QAbstractButton) -> str:
    return button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def _button(button: QPushButton) -> str:
    needed = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, button.text())
    if not button.icon().isNull():
        needed.setWidth(needed.width() + button.iconSize().width() + 4)
    return _short_of(needed, button.size())


def _own_button(button: QAbstractButton) -> str:
    # Where its words are labels, those are measured themselves.
    has_labels = button.findChild(QLabel) is not None
    return "" if has_labels or not _words_of(button) else _hinted(button)


def _hinted(widget: QWidget) -> str:
    return _short_of(widget.sizeHint(), widget.size())


def _combo(combo: QComboBox) -> str:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    which, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(which, option, part, combo)
    line = combo.lineEdit()
    asked = line.placeholderText() if line is not None else combo.placeholderText()
    return _one_line(combo.fontMetrics(), combo.currentText() or asked, room.width())


def _line(line: QLineEdit) -> str:
    if line.text() or is_part_of_another(line):
        return ""  # what is typed moves along under the cursor
    margins = line.textMargins()
    room = line.contentsRect().width() - margins.left() - margins.right() - 4
    return _one_line(line.fontMetrics(), line.placeholderText(), room)


def _one_line(fonts: QFontMetrics, words: str, room: int) -> str:
    needed = fonts.horizontalAdvance(words)
    return f"{words!r} needs {needed}, has {room}" if needed > room + HAIR else ""


def _tabs(tabs: QTabBar) -> str:
    for at in range(tabs.count()):
        has = tabs.tabRect(at)
        is_seen = has.intersected(tabs.rect()) == has
        needed = tabs.fontMetrics().horizontalAdvance(tabs.tabText(at))
        if tabs.isTabVisible(at) and (needed > has.width() or not is_seen):
            return f"tab {tabs.tabText(at)!r}"
    return ""


def _headings(header: QHeaderView) -> str:
    if header.model() is None or header.orientation() is Qt.Orientation.Vertical:
        return ""
    for at in range(header.count()):
        title = str(header.model().headerData(at, header.orientation()) or "")
        room = QSize(header.sectionSize(at) - 2 * CELL_PADDING, header.height())
        needed = _needed(header.fontMetrics(), title, room.width(), wraps=True).size()
        if title and not header.isSectionHidden(at) and (why := _short_of(needed, room)):
            return f"heading {title!r} {why}"
    return ""


def _cells(view: QTableView) -> str:
    model = view.model()
    if model is None:
        return ""
    for row in range(min(model.rowCount(), MOST_ROWS)):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            is_shown = not view.isColumnHidden(column) and not view.isRowHidden(row)
            if is_shown and index.data() and (why := _cell(view, index)):
                return f"cell {str(index.data())[:40]!r} {why}"
    return ""


def _cell(view: QTableView, index: QModelIndex) -> str:
    words, delegate = str(index.data()), view.itemDelegate()
    room = QSize(view.columnWidth(index.column()), view.rowHeight(index.row()))
    fonts = view.fontMetrics()
    if isinstance(delegate, WrappedCell):
        # A word that is wider than its cell is broken, which the height takes in.
        return _short_of(QSize(0, delegate.height_at(index, room.width())), room)
    if fonts.height() > room.height() + HAIR:
        return f"is {room.height()} high"
    is_elided = fonts.horizontalAdvance(words) > room.width() - 2 * CELL_PADDING + HAIR
    if is_elided and isinstance(view, PaperTable):
        tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        said = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or words)
        return "" if words in tip and words in said else "is elided, and not told in full"
    return ""


def _outside(widget: QWidget, top: QWidget) -> str:
    """Whether part of it lies beyond what holds it, where no scrolling leads."""
    parent = widget.parentWidget()
    while parent is not None and widget is not top:
        where = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            if isinstance(area, QTableView):
                return ""
            bar = area.horizontalScrollBar()
            sideways = where.left() < 0 or where.right() > parent.width()
            return "beyond the side of its page" if sideways and not bar.maximum() else ""
        room = parent.rect().adjusted(-HAIR, -HAIR, HAIR, HAIR)
        if not room.contains(where):
            return f"{where.getRect()} beyond {type(parent).__name__} {parent.rect().getRect()}"
        if parent is top or parent.isWindow():
            return ""
        parent = parent.parentWidget()
    return ""


def scrolls_sideways(top: QWidget) -> list[str]:
    """What page has to be scrolled sideways; a wide table may."""
    return [
        f"{each.horizontalScrollBar().maximum()} sideways: {place_of(each)}"
        for each in within(top)
        if isinstance(each, QAbstractScrollArea)
        and not isinstance(each, QTableView)
        and each.horizontalScrollBar().maximum() > HAIR
    ]
