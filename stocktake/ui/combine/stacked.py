"""Widgets under one another, as every part of the Combine page lays its own out."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_QUESTION


def stack(holder: QWidget, *widgets: QWidget, space: int = SPACE_QUESTION) -> None:
    """Put widgets under one another in a holder."""
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space)
    for widget in widgets:
        column.addWidget(widget)
