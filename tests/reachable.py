"""Whether everything on a page can be reached by the keyboard, and left again."""

from __future__ import annotations

from accessible import CONTROLS, is_part_of_another, place_of, stops, within
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHeaderView, QWidget

from stocktake.ui.widgets.one_stop import OneStop

MOST_STOPS = 3000
"""Presses of Tab after which one is going in a circle."""


KEYS_IN_TABLES = ("Move up", "Move down", "Duplicate row", "Delete row", "Fill in this row")
"""Buttons that can be used while there is such a row; in the table there are keys for them."""


def by_keyboard(window: QWidget, *, forward: bool = True) -> list[QWidget]:
    """Everything that has the focus while Tab, or Shift+Tab, goes once round a window.

    At a group that is one stop, the arrow keys go through it.
    """
    reached: list[QWidget] = []
    groups = _groups(window)
    tab = Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab
    start = QApplication.focusWidget()
    for _ in range(MOST_STOPS):
        now = _press(tab)
        if now is None or (now in reached and now is not reached[-1]):
            break
        if now not in reached:
            reached.append(now)
        for _ in groups.get(now, ()):
            beside = _press(Qt.Key.Key_Right)
            if beside is not None and beside not in reached:
                reached.append(beside)
    if start is not None and start.isVisible():
        start.setFocus(Qt.FocusReason.OtherFocusReason)
    return reached


def _press(key: Qt.Key) -> QWidget | None:
    focus = QApplication.focusWidget()
    if focus is not None:
        shift = Qt.KeyboardModifier.ShiftModifier
        none = Qt.KeyboardModifier.NoModifier
        QTest.keyClick(focus, key, shift if key == Qt.Key.Key_Backtab else none)
    return QApplication.focusWidget()


def _groups(window: QWidget) -> dict[QWidget, tuple[QWidget, ...]]:
    found = {}
    for group in window.findChildren(OneStop):
        for control in group.controls():
            found[control] = group.controls()
    return found


def only_by_mouse(window: QWidget, reached: list[QWidget]) -> list[str]:
    """What can be used now, and was not reached; a button may have keys of its own."""
    holders = {each.parentWidget() for each in reached}
    missed = []
    for each in stops(window):
        if not each.isEnabled() or each in reached or each in holders or _has_keys(each):
            continue
        missed.append(place_of(each))
    for each in within(window):
        if _hears_the_mouse(each) and not _leads_to_a_stop(each):
            missed.append(f"hears only the mouse: {place_of(each)}")
    return missed


def _leads_to_a_stop(widget: QWidget) -> bool:
    """Whether it takes the focus, or holds what does: a press on a question leads to its field."""
    inside = (widget, *widget.findChildren(QWidget))
    return any(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in inside)


def _has_keys(widget: QWidget) -> bool:
    if not isinstance(widget, QAbstractButton):
        return False
    return widget.text() in KEYS_IN_TABLES or not widget.shortcut().isEmpty()


def one_way_only(there: list[QWidget], back: list[QWidget]) -> list[str]:
    """What is reached by Tab and not by Shift+Tab, or the other way about."""
    return [place_of(each) for each in set(there) ^ set(back) if not _has_keys(each)]


def _hears_the_mouse(widget: QWidget) -> bool:
    """Whether one of our own widgets, no control of Qt's, does something when it is pressed."""
    if isinstance(widget, (*CONTROLS, QHeaderView)) or is_part_of_another(widget):
        return False
    heard = ("mousePressEvent", "mouseReleaseEvent", "mouseDoubleClickEvent")
    return any(name in vars(kind) for kind in _ours(widget) for name in heard)


def _ours(widget: QWidget) -> list[type]:
    return [kind for kind in type(widget).__mro__ if kind.__module__.startswith("stocktake.")]
