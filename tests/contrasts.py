"""Whether what is painted in a window stands out enough from what it is painted on.

Contrast is computed as in WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): 4.5 to 1 for
words, 3 to 1 for borders, marks and the ring of the focus.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from accessible import is_part_of_another, place_of, within
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFocusFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)

WORDS, MARKS = 4.5, 3.0
"""The least contrast of words, and of borders and marks."""
ROUNDING = 0.05
EDGE = 4
"""Pixels of a control's border and of what softens it."""
Pixels = npt.NDArray[np.uint8]


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, from 1 to 21."""
    parts = np.array([[c.red(), c.green(), c.blue()] for c in (one, other)])
    dark, light = sorted(_luminances(parts).tolist())
    return float((light + 0.05) / (dark + 0.05))


def _luminances(colours: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    share = colours / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def pixels_of(image: QImage) -> Pixels:
    """A picture as rows of red, green and blue."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    raw = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    # A copy, because the picture goes when this returns.
    return raw[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).copy()


def _colours(pixels: Pixels) -> tuple[npt.NDArray[np.int64], int]:
    """The colours there are, one a row, and the place of the one there is most of."""
    packed = pixels.reshape(-1, 3).astype(np.int64) @ np.array([65536, 256, 1])
    colours, counts = np.unique(packed, return_counts=True)
    parts = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    return parts, int(counts.argmax())


def strongest(pixels: Pixels) -> float:
    """The contrast between what most of a picture is and what stands out most from it."""
    if not pixels.size:
        return 1.0
    colours, most = _colours(pixels)
    light = _luminances(colours)
    high, low = np.maximum(light, light[most]) + 0.05, np.minimum(light, light[most]) + 0.05
    return float((high / low).max())


def _cut(pixels: Pixels, where: QRect) -> Pixels:
    return pixels[where.top() : where.bottom() + 1, where.left() : where.right() + 1]


# Words


def faint(top: QWidget) -> list[str]:
    """What stands out too little as it is painted, where it can be seen now."""
    pixels = pixels_of(top.grab().toImage())
    return [*_faint_words(top, pixels), *_lost_edges(top, pixels)]


def _faint_words(top: QWidget, pixels: Pixels) -> list[str]:
    wrong = []
    for each, where in _written(top):
        seen = where.intersected(_seen_of(each, top))
        # A line that is half under the edge of the page may show nothing of its letters.
        if seen.height() < min(where.height(), 2 * each.fontMetrics().height()):
            continue
        part = _cut(pixels, seen)
        found = min(strongest(part), _by_palette(each, part))
        if found < WORDS - ROUNDING:
            wrong.append(f"{found:.1f} to 1: {place_of(each)}")
    return wrong


def _by_palette(widget: QWidget, part: Pixels) -> float:
    """The contrast of a label's own colour, which thin letters may not show in any pixel."""
    if not isinstance(widget, QLabel) or not part.size:
        return WORDS
    colours, most = _colours(part)
    ground = QColor(*(int(share) for share in colours[most]))
    return contrast(widget.palette().color(widget.foregroundRole()), ground)


def _seen_of(widget: QWidget, top: QWidget) -> QRect:
    seen = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(top, seen.topLeft()), seen.size())


def _written(top: QWidget) -> Iterator[tuple[QWidget, QRect]]:
    """The places where words are painted."""
    for each in within(top):
        where = QRect(each.mapTo(top, QPoint(0, 0)), each.size())
        inside = where.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        if isinstance(each, QHeaderView):
            yield from _headings(each, top)
        elif isinstance(each, QAbstractItemView):
            yield from _cells(each, top)
        elif isinstance(each, QTabBar):
            yield from ((each, each.tabRect(at).translated(where.topLeft())) for at in _of(each))
        elif isinstance(each, QLabel) and each.text().strip():
            yield each, where
        elif _says_in_itself(each):
            yield each, inside


def _of(tabs: QTabBar) -> list[int]:
    return [at for at in range(tabs.count()) if tabs.isTabVisible(at)]


def _says_in_itself(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit):
        return bool(widget.text() or widget.placeholderText())
    if isinstance(widget, QPlainTextEdit):
        return bool(widget.toPlainText().strip() or widget.placeholderText())
    if isinstance(widget, QComboBox):
        return bool(widget.currentText())
    if isinstance(widget, QToolButton):
        return widget.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly
    if isinstance(widget, QAbstractButton):
        return bool(widget.text().strip()) and widget.findChild(QLabel) is None
    return False


def _headings(header: QHeaderView, top: QWidget) -> Iterator[tuple[QWidget, QRect]]:
    port = header.viewport()
    for at in range(header.count() if header.model() is not None else 0):
        title = header.model().headerData(at, header.orientation())
        where = QRect(header.sectionViewportPosition(at), 0, header.sectionSize(at), port.height())
        if title and not header.isSectionHidden(at) and port.rect().contains(where):
            yield port, QRect(port.mapTo(top, where.topLeft()), where.size())


def _cells(view: QAbstractItemView, top: QWidget) -> Iterator[tuple[QWidget, QRect]]:
    port, model = view.viewport(), view.model()
    height = max(view.fontMetrics().height(), 8)
    found: set[tuple[int, int]] = set()
    for down in range(0, port.height(), height):
        for across in range(0, port.width(), 3 * height):
            index: QModelIndex = view.indexAt(QPoint(across, down))
            where = view.visualRect(index)
            key = (where.top(), where.left())
            is_whole = port.rect().contains(where)
            if is_whole and index.data() and key not in found and model is not None:
                found.add(key)
                inside = where.adjusted(EDGE, EDGE, -EDGE, -EDGE)
                yield port, QRect(port.mapTo(top, inside.topLeft()), inside.size())


# Borders, marks and the ring


def _lost_edges(top: QWidget, pixels: Pixels) -> list[str]:
    """What fields and buttons do not stand out from the page by their border or their fill."""
    wrong = []
    for each in within(top):
        seen = _seen_of(each, top)
        if not _has_edge(each) or seen.height() < each.height() or seen.left() < EDGE:
            continue
        # From the page beside the control to inside its border, half way down.
        strip = QRect(seen.left() - 2, seen.center().y(), 2 + EDGE, 1)
        if (found := strongest(_cut(pixels, strip))) < MARKS - ROUNDING:
            wrong.append(f"{found:.1f} to 1: {place_of(each)}")
    return wrong


def _has_edge(widget: QWidget) -> bool:
    if not widget.isEnabled() or is_part_of_another(widget):
        return False
    if isinstance(widget, QPushButton):
        return not widget.isFlat()
    if isinstance(widget, QAbstractScrollArea):
        return isinstance(widget, QPlainTextEdit)
    return isinstance(widget, QLineEdit | QComboBox) and not _is_in_a_cell(widget)


def _is_in_a_cell(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and isinstance(parent.parentWidget(), QAbstractItemView)


def lost_ring(top: QWidget) -> str:
    """Say that nothing shows where the focus is; empty when the ring can be seen."""
    focus = QApplication.focusWidget()
    if focus is None or isinstance(focus, QLabel):
        return ""
    frames = [each for each in top.findChildren(QFocusFrame) if each.isVisible()]
    if not frames:
        return f"no ring round {place_of(focus)}"
    where = QRect(frames[0].mapTo(top, QPoint(0, 0)), frames[0].size())
    pixels = pixels_of(top.grab(where).toImage())
    found = strongest(pixels[: EDGE + 1])
    return "" if found >= MARKS - ROUNDING else f"{found:.1f} to 1 round {place_of(focus)}"
