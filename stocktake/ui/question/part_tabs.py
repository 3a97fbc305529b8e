"""The words at the head of the side panel, of which one is in front."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.theme import dress
from stocktake.ui.widgets.assisted import Assisted, show_checked
from stocktake.ui.widgets.buttons import SmallButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.one_stop import OneStop


class PartTabs(QWidget):
    """Quiet tabs that wrap when there is little room; arrow keys move, Space chooses.

    Signals:
        chosen: the name of the tab the person chose.
    """

    chosen = Signal(str)

    def __init__(self, tabs: tuple[tuple[str, str, str], ...]) -> None:
        """Tabs by name, words and icon."""
        super().__init__()
        self.setAccessibleName("About the question in hand")
        self._tabs: dict[str, SmallButton] = {}
        self._icons = {name: icon for name, _, icon in tabs}
        row = FlowRow(None, SPACE_INSIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        for name, words, icon in tabs:
            tab = SmallButton(words, icon)
            tab.setCheckable(True)
            Assisted(tab)
            tab.clicked.connect(partial(self._choose, name))
            row.addWidget(tab)
            self._tabs[name] = tab
        self._stop = OneStop(list(self._tabs.values()), self)

    def _choose(self, name: str, *_: bool) -> None:
        self.set_choice(name)
        self.chosen.emit(name)

    def set_choice(self, name: str) -> None:
        """Show which tab is in front, silently."""
        for each, tab in self._tabs.items():
            show_checked(tab, each == name)
            dress(tab, tone="accent" if each == name else "muted", icon=self._icons[each])
            tab.setAccessibleDescription("Shown below" if each == name else "")
        self._stop.stop_at(self._tabs[name])

    def tab(self, name: str) -> SmallButton:
        """One tab."""
        return self._tabs[name]

    def set_words(self, name: str, words: str) -> None:
        """Change what a tab says."""
        if self._tabs[name].text() != words:
            self._tabs[name].setText(words)

    def offer(self, name: str, is_offered: bool) -> None:
        """Show a tab or leave it out."""
        self._tabs[name].setVisible(is_offered)
