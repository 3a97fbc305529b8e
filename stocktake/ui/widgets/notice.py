"""A message in the page, where the matter is."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stocktake.ui.announce import announce
from stocktake.ui.drawing import rounded
from stocktake.ui.look import SPACE_FIELD, SPACE_INSIDE, Tone
from stocktake.ui.theme import dress, look
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.icon_mark import IconMark
from stocktake.ui.widgets.labels import Words

Kind = Literal["info", "done", "attention", "problem"]

_WORDS: dict[Kind, str] = {
    "info": "Note",
    "done": "Done",
    "attention": "Please check",
    "problem": "There is a problem",
}
_ICONS: dict[Kind, str] = {
    "info": "info",
    "done": "tick",
    "attention": "attention",
    "problem": "problem",
}
_TONES: dict[Kind, Tone] = {
    "info": "accent",
    "done": "done",
    "attention": "attention",
    "problem": "problem",
}
_FILLS: dict[Kind, str] = {
    "info": "accent_soft",
    "done": "accent_soft",
    "attention": "attention_soft",
    "problem": "problem_soft",
}


class Notice(QWidget):
    """A soft-coloured box with a sign, a word and a sentence; hidden while there is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind = "info"
        self._mark = IconMark("info", "accent")
        self._word = Words("", "strong")
        self._text = Words()
        self._buttons = QWidget()
        self._row = FlowRow(self._buttons)
        column = QVBoxLayout()
        column.setSpacing(SPACE_INSIDE)
        for each in (self._word, self._text, self._buttons):
            column.addWidget(each)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(SPACE_FIELD)
        layout.addWidget(self._mark)
        layout.addLayout(column, 1)
        self._buttons.hide()
        self.hide()

    def say(self, kind: Kind, text: str, word: str = "") -> None:
        """Show a message and have a screen reader say it; a problem interrupts.

        The word stands in bold over the text; without one it is the word for that kind.
        """
        self._kind = kind
        self._mark.set_icon(_ICONS[kind], _TONES[kind])
        self._word.setText(word or _WORDS[kind])
        dress(self._word, tone=_TONES[kind])
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{self._word.text()}: {text}")
        self.show()
        self.update()
        announce(self, self.accessibleName(), assertive=kind == "problem")

    def clear(self) -> None:
        """Take the message away."""
        self._text.setText("")
        self.hide()

    def text(self) -> str:
        """Return what is said now; empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def add_button(self, button: QPushButton) -> None:
        """Put a button under the words."""
        self._row.addWidget(button)
        self._buttons.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft fill and its border."""
        painter = QPainter(self)
        fill = QColor(getattr(look(), _FILLS[self._kind]))
        edge = look().of_tone(_TONES[self._kind])
        rounded(painter, self.rect(), fill, edge)
