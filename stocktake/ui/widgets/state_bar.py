"""A row of quiet choices of which one or none is on, as one stop of the Tab key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.ui.look import SPACE_INSIDE
from stocktake.ui.theme import dress
from stocktake.ui.widgets.assisted import Assisted, show_checked
from stocktake.ui.widgets.buttons import SmallButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.one_stop import OneStop

_CODE = "code"


class StateBar(QWidget):
    """One segmented control; arrow keys move, Space chooses, choosing again clears.

    Signals:
        chosen: the code now on, or "" when it was cleared by the person.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, SmallButton] = {}
        row = FlowRow(self, SPACE_INSIDE)
        for code, words in choices:
            button = SmallButton(words, parent=row)
            button.setCheckable(True)
            Assisted(button)
            button.setProperty(_CODE, code)
            button.clicked.connect(self._on_button_clicked)
            row.addWidget(button)
            self._buttons[code] = button
        self._stop = OneStop(list(self._buttons.values()), self)

    def set_name(self, name: str) -> None:
        """Name what the states are of, for screen readers."""
        for button in self._buttons.values():
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(name)

    def set_words(self, code: str, words: str) -> None:
        """Change what a choice says; the focus and what is on stay as they are."""
        button = self._buttons[code]
        if button.text() != words:
            button.setText(words)
            button.setAccessibleName(words)

    def set_choice(self, code: str) -> None:
        """Show which choice is on, silently; "" for none."""
        for each, button in self._buttons.items():
            if button.isChecked() != (each == code) or button.icon().isNull() == (each == code):
                show_checked(button, each == code)
                dress(button, icon="tick" if each == code else "")
        if code in self._buttons:
            self._stop.stop_at(self._buttons[code])

    def choice(self) -> str:
        """Return the code that is on, or ""."""
        return next((code for code, each in self._buttons.items() if each.isChecked()), "")

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        for button in self._buttons.values():
            button.setEnabled(not read_only)

    @Slot()
    def _on_button_clicked(self) -> None:
        button = cast(SmallButton, self.sender())
        code = str(button.property(_CODE)) if button.isChecked() else ""
        self.set_choice(code)
        self.chosen.emit(code)
