"""Words and a time that say whether everything is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stocktake.ui.announce import announce, hush
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.said_as import say_as
from stocktake.ui.theme import dress
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.labels import ShortWords

SAY_AGAIN_AFTER = timedelta(minutes=1)
"""A screen reader hears "saved" at most this often. Source: design/screens.md F.0."""


class SavedLabel(QWidget):
    """Says "All changes saved 14:32", "Saving…" or that it could not.

    Signals:
        help_asked: the person wants to know what to do about not saving.
    """

    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say_as(self, "words")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._said_at: datetime | None = None
        self._words = ShortWords("", "hint", "muted")
        self._help = QuietButton("What can I do?")
        self._help.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_FIELD, 0, 0, 0)
        row.setSpacing(SPACE_FIELD)
        row.addWidget(self._words)
        row.addWidget(self._help)
        row.addStretch(1)
        self._help.clicked.connect(self._on_help_clicked)

    def text(self) -> str:
        """Return the words shown."""
        return self._words.text()

    def set_saved(self, when: datetime, *, is_asked: bool = False) -> None:
        """Say when everything was last kept; whoever asks for it hears it each time."""
        self._show(f"All changes saved {when:%H:%M}", is_well=True)
        # However far apart: a clock that is put back must not silence it until it has caught up.
        before = self._said_at
        if is_asked or before is None or abs(when - before) >= SAY_AGAIN_AFTER:
            self._said_at = when
            announce(self, self.text())

    def set_saving(self) -> None:
        """Say that something is being kept."""
        self._show("Saving…", is_well=True)

    def set_failed(self, what: str = "") -> None:
        """Say that the last change is not kept, and offer help."""
        self._show(f"Could not save. {what}".strip(), is_well=False)
        announce(self, self.text(), assertive=True)

    def set_words(self, words: str) -> None:
        """Say something else about keeping, such as that the file is open to read only."""
        self._show(words, is_well=True)

    def _show(self, words: str, *, is_well: bool) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        dress(self._words, tone="muted" if is_well else "problem")
        self._help.setVisible(not is_well)
        hush(self)

    @Slot()
    def _on_help_clicked(self) -> None:
        self.help_asked.emit()
