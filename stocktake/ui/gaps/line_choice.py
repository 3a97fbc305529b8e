"""A choice of one among a few on one line: its name, and what can be chosen beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics

from stocktake.ui.theme import font_of
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import ShortWords
from stocktake.ui.widgets.state_bar import StateBar

BUTTON_AIR = 12
"""Pixels a small button is taller than its words."""


class LineChoice(FlowRow):
    """Arrow keys move, Space chooses; there is always one chosen.

    Signals:
        chosen: the code the person chose.
    """

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self._choice = ""
        self._options: tuple[tuple[str, str], ...] = ()
        self._bar: StateBar | None = None
        self._label = ShortWords(name, "strong")
        self._label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(self._label)
        self.set_options(options)
        self._level()

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer others, code and words of each; nothing happens when they are those offered."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        if self._bar is not None:
            self.removeWidget(self._bar)
            self._bar.hide()
            self._bar.deleteLater()
        self._bar = StateBar(options)
        self._bar.set_name(self._name)
        self._bar.chosen.connect(self._on_bar_chosen)
        self.addWidget(self._bar)
        self._bar.set_choice(self._choice)

    def _level(self) -> None:
        """Let the name stand level with the choices beside it."""
        self._label.setMinimumHeight(QFontMetrics(font_of("hint")).height() + BUTTON_AIR)

    def event(self, event: QEvent) -> bool:
        """Follow the text size, which the fonts of all parts have followed by then."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutRequest):
            self._level()
        return super().event(event)

    def choice(self) -> str:
        """The code chosen."""
        return self._choice

    def set_choice(self, code: str) -> None:
        """Show which is chosen, silently."""
        self._choice = code
        if self._bar is not None:
            self._bar.set_choice(code)

    def press(self, code: str) -> None:
        """Choose as a person does."""
        self._on_bar_chosen(code)

    @Slot(str)
    def _on_bar_chosen(self, code: str) -> None:
        # Choosing the same again would clear it; there is always one.
        is_new = bool(code) and code != self._choice
        self.set_choice(code or self._choice)
        if is_new:
            self.chosen.emit(code)
