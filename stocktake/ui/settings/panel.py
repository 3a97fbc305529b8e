"""One part of the settings page, chosen at its top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.desk import Desk
from stocktake.ui.look import SPACE_BLOCK


class SettingsPanel(QWidget):
    """What belongs together; laid out with ``add`` and brought up to date by ``refresh``.

    Signals:
        page_asked: (name, place): as of a page.
        came_up: a widget has come up on the panel and should be seen.
    """

    page_asked = Signal(str, dict)
    came_up = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_BLOCK)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the foot of the panel."""
        self.column.addWidget(widget)

    def refresh(self) -> None:
        """Show things as they are now; called whenever the panel comes to the front."""

    def leaving(self) -> None:
        """Keep what is half typed."""


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """How a panel is known before it is built.

    Attributes:
        name: what a link to the page asks for it by.
        title: what it is called at the top of the page.
        factory: builds it; it is built when first chosen.
    """

    name: str
    title: str
    factory: Callable[[Desk], SettingsPanel]
