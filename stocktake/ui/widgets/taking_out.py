"""Take widgets off a page for good."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLayout, QWidget


def take_out(layout: QLayout, widgets: Iterable[QWidget]) -> None:
    """Take widgets out of a layout and let them go.

    They are hidden first: Qt lets a widget go only when the events that wait are done, and until
    then it would stand over what takes its place.
    """
    for widget in widgets:
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
