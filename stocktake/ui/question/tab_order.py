"""The Tab key goes down a page in reading order, whenever its parts were made."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def put_in_order(parts: Sequence[QWidget]) -> None:
    """Make Tab go through the parts of a page one after another, and inside each as it is read."""
    order = [stop for part in parts for stop in _stops(part)]
    for before, after in itertools.pairwise(order):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield widget
        return
    for each in _inside(widget):
        yield from _stops(each)


def _inside(widget: QWidget) -> list[QWidget]:
    layout = widget.layout()
    laid = list(_laid_out(layout)) if layout is not None else []
    others = [each for each in widget.children() if isinstance(each, QWidget)]
    return [*laid, *(each for each in others if each not in laid and not each.isWindow())]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
