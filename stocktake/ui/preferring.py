"""Puts preferences to use at once and keeps them: the look, the keys, the role."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from stocktake.errors import StocktakeError
from stocktake.settings import Settings, save_settings
from stocktake.ui.desk import Desk
from stocktake.ui.keymap import keymap
from stocktake.ui.main_window import MainWindow
from stocktake.ui.theme import TEXT_STEP, Theme, within_limits


class Preferring(QObject):
    """Follows the desk's settings, and has the commands that change the size of text.

    Args:
        path: the file that settings are kept in.
    """

    def __init__(self, desk: Desk, window: MainWindow, theme: Theme, path: Path) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._theme = theme
        self._path = path
        self._worn = self._look_of(desk.settings)
        self._offers_unsure = desk.settings.offer_unsure
        self._keys = desk.settings.keys
        window.add_command("View", "Larger text", self._on_larger_asked, "Ctrl++", "Ctrl+=")
        window.add_command("View", "Smaller text", self._on_smaller_asked, "Ctrl+-")
        window.add_command("View", "Ordinary text", self._on_ordinary_asked, "Ctrl+0")
        keymap().use(self._keys)
        desk.preferred.connect(self._on_desk_preferred)
        theme.changed.connect(window.fold)

    @staticmethod
    def _look_of(settings: Settings) -> tuple[str, int]:
        return settings.colour_scheme, settings.text_size

    def _grow_by(self, step: int) -> None:
        self._desk.prefer(text_size=within_limits(self._theme.text_size + step))

    @Slot(object)
    def _on_desk_preferred(self, settings: Settings) -> None:
        wanted = self._look_of(settings)
        if wanted != self._worn:
            self._worn = wanted
            self._theme.apply(*wanted)
        if settings.offer_unsure != self._offers_unsure:
            self._offers_unsure = settings.offer_unsure
            # Pages of questions are made anew with or without the tick box.
            self._desk.opened.emit()
        if settings.keys != self._keys:
            self._keys = settings.keys
            keymap().use(settings.keys)
            self._window.follow_keys()
        if settings.role != self._desk.role:
            self._desk.set_role(settings.role)
        try:
            save_settings(settings, self._path)
        except StocktakeError as error:
            self._window.notice.say("attention", f"{error.what} {error.how_to_fix}")

    @Slot()
    def _on_larger_asked(self) -> None:
        self._grow_by(TEXT_STEP)

    @Slot()
    def _on_smaller_asked(self) -> None:
        self._grow_by(-TEXT_STEP)

    @Slot()
    def _on_ordinary_asked(self) -> None:
        self._desk.prefer(text_size=100)
