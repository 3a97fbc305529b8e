"""Undo and redo in the window: the commands, their words, and going to what was changed.

Text comes first: a field takes Ctrl+Z for itself while something is typed in it that has not been
handed over yet (``widgets/line_edit.py``). Otherwise the last whole change is taken back, wherever
it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction

from stocktake.errors import StocktakeError
from stocktake.ui.announce import announce
from stocktake.ui.desk import Desk
from stocktake.ui.main_window import MainWindow
from stocktake.ui.places import place_of, section_page

if TYPE_CHECKING:
    from stocktake.tasks.undoing import Step, Undone

UNDO_KEYS = ("Ctrl+Z",)
REDO_KEYS = ("Ctrl+Y", "Ctrl+Shift+Z")


class UndoCommands(QObject):
    """Undo and Redo in the Edit menu; their words say what they would do."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._undo = window.add_command("Edit", "Undo", self._on_undo_triggered, *UNDO_KEYS)
        self._redo = window.add_command("Edit", "Redo", self._on_redo_triggered, *REDO_KEYS)
        # After the page has followed a change, so that no key stroke waits for the words of a menu.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._on_soon_timeout)
        for changed in (desk.opened, desk.closed, desk.saved):
            changed.connect(self._on_desk_changed)
        self._say_what_can_be_done()

    @Slot()
    def _on_desk_changed(self) -> None:
        self._soon.start()

    @Slot()
    def _on_soon_timeout(self) -> None:
        self._say_what_can_be_done()

    def _say_what_can_be_done(self) -> None:
        undo = redo = None
        if self._desk.undoing is not None:
            try:
                undo, redo = self._desk.undoing.next_undo(), self._desk.undoing.next_redo()
            except StocktakeError:
                # A history that cannot be read is told by the page whose answers it is about.
                undo = redo = None
        _name(self._undo, "Undo", undo)
        _name(self._redo, "Redo", redo)

    @Slot()
    def _on_undo_triggered(self) -> None:
        self._hand_over()
        self._show(self._desk.undo(), "Undone")

    @Slot()
    def _on_redo_triggered(self) -> None:
        self._hand_over()
        self._show(self._desk.redo(), "Done again")

    def _hand_over(self) -> None:
        """Take in what is half typed first, so that it is what is undone."""
        if self._window.page is not None:
            self._window.page.leaving()

    def _show(self, done: Undone | None, what: str) -> None:
        self._say_what_can_be_done()
        if done is None:
            return
        page = self._window.page
        place = place_of(done.form_id, done.section, done.question)
        if page is not None and page.shows(place):
            page.refresh()
        elif done.section:
            self._window.show_page(section_page(done.form_id), place)
        words = f"{what}: {done.words}"
        self._window.saved.set_words(f"{words}. Saved {done.saved_at:%H:%M}")
        announce(self._window.saved, words)


def _name(action: QAction, words: str, step: Step | None) -> None:
    """Say in the menu what a command would do; without anything to do it cannot be chosen."""
    said = f"{words} {step.short}" if step is not None else words
    action.setText(said.replace("&", "&&"))
    action.setEnabled(step is not None)
