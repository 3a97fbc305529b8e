"""Settings: what one person prefers, where files live and their backups, and the keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.desk import Desk
from stocktake.ui.page import Page
from stocktake.ui.settings import PANELS
from stocktake.ui.settings.panel import SettingsPanel
from stocktake.ui.widgets.labels import Heading, Hint
from stocktake.ui.widgets.state_bar import StateBar
from stocktake.ui.widgets.wide_column import WideColumn


class SettingsPage(Page):
    """One panel at a time, chosen at the top; every change counts at once.

    Attributes:
        panels: those built so far, by name.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("Settings")
        self._desk = desk
        self._specs = {spec.name: spec for spec in PANELS}
        self._name = PANELS[0].name
        self.panels: dict[str, SettingsPanel] = {}
        self.heading = Heading("Settings", "title")
        self._choices = StateBar([(spec.name, spec.title) for spec in PANELS])
        self._choices.set_name("Settings")
        self._place = QWidget()
        self._held = QVBoxLayout(self._place)
        self._held.setContentsMargins(0, 0, 0, 0)
        self._scroll = WideColumn()
        hint = Hint("Every change counts at once and is kept on this computer.")
        for widget in (self.heading, hint, self._choices, self._place):
            self._scroll.add_layout(self._scroll.narrowed(widget))
        self._scroll.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self._choices.chosen.connect(self._on_choices_chosen)
        desk.opened.connect(self._on_desk_opened)

    def refresh(self) -> None:
        """Show the panel in front as things are now."""
        self._show(self._name)

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Bring forward the panel that is named."""
        name = str(place.get("panel") or "")
        if name in self._specs:
            self._show(name)

    def part(self) -> str:
        """Return the name of the panel in front."""
        return self._name

    def leaving(self) -> None:
        """Keep a line that is half typed."""
        if self._name in self.panels:
            self.panels[self._name].leaving()

    def _show(self, name: str) -> None:
        if name not in self.panels:
            panel = self._specs[name].factory(self._desk)
            panel.page_asked.connect(self.page_asked)
            panel.came_up.connect(self._on_panel_came_up)
            self.panels[name] = panel
            self._held.addWidget(panel)
        if name != self._name:
            self.leaving()
            self._scroll.verticalScrollBar().setValue(0)
        self._name = name
        self._choices.set_choice(name)
        for each, panel in self.panels.items():
            panel.setVisible(each == name)
        self.panels[name].refresh()

    @Slot(object)
    def _on_panel_came_up(self, widget: QWidget) -> None:
        layout = self._place.layout()
        if layout is not None:
            layout.activate()
        self._scroll.bring_to_top(widget)

    @Slot(str)
    def _on_choices_chosen(self, name: str) -> None:
        self._show(name or self._name)

    @Slot()
    def _on_desk_opened(self) -> None:
        if self.isVisible():
            self.refresh()
