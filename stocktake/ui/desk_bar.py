"""The bar over the page that asks what to do with the copy of another desk."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from stocktake.ui.widgets.buttons import PlainButton, PrimaryButton
from stocktake.ui.widgets.notice import Notice

CONTINUE = "Continue from it"
DIFFERENCES = "See what differs"
LOOK = "Look first"
KEEP = "Keep what is here"
CLOSE = "Close this message"


class DeskBar(Notice):
    """Asks, warns, or is not there.

    Signals:
        chosen: the words of the button that was pressed.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {
            CONTINUE: PrimaryButton(CONTINUE),
            DIFFERENCES: PrimaryButton(DIFFERENCES),
            LOOK: PlainButton(LOOK),
            KEEP: PlainButton(KEEP),
            CLOSE: PlainButton(CLOSE),
        }
        for button in self.buttons.values():
            self.add_button(button)
            button.clicked.connect(self._on_clicked)

    def ask(self, heading: str, words: str, *choices: str) -> None:
        """Ask something, with these of the buttons; what is being asked is not asked again."""
        if self.text() == words and heading in self.accessibleName():
            return
        for name, button in self.buttons.items():
            button.setVisible(name in choices)
        self.say("info" if CONTINUE in choices else "attention", words, heading)

    def warn(self, heading: str, words: str) -> None:
        """Say something that nothing needs to be decided about."""
        self.ask(heading, words, CLOSE)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(button.text())
