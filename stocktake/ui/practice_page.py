"""A page about the open practice, and what it says while none is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stocktake.ui.desk import Desk
from stocktake.ui.page import Page
from stocktake.ui.places import HOME
from stocktake.ui.widgets.empty_state import EmptyState
from stocktake.ui.widgets.scroll_column import ScrollColumn


class PracticePage(Page):
    """Shows its body while a practice is open; otherwise the one button that starts it.

    Subclasses lay out ``body`` and bring it up to date in ``show_practice``.

    Attributes:
        desk: what is open.
        body: the page itself.
    """

    def __init__(self, title: str, desk: Desk) -> None:
        super().__init__(title)
        self.desk = desk
        self.body = QWidget()
        self._empty = EmptyState(
            "No practice is open",
            "Open a practice, or add yours, and this page shows its answers.",
            "Go to Home",
        )
        self._nothing = ScrollColumn()
        self._nothing.add(self._empty)
        self._nothing.column.addStretch()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._empty.started.connect(self._on_home_asked)

    def refresh(self) -> None:
        """Show the practice as it is now, or how to begin."""
        is_open = self.desk.practice is not None
        self._stack.setCurrentWidget(self.body if is_open else self._nothing)
        if is_open:
            self.show_practice()
        else:
            # The heading of the page itself is not to be seen, so nobody would hear where they are.
            self._empty.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_practice(self) -> None:
        """Bring everything up to date with the open practice."""
        raise NotImplementedError

    @Slot()
    def _on_home_asked(self) -> None:
        self.page_asked.emit(HOME, {})
