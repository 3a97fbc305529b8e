"""Words on a page. Always plain text: rich text would open files named in what was received."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from stocktake.ui.look import Tone, TypeStep
from stocktake.ui.said_as import say_as
from stocktake.ui.theme import dress

_LEVELS: dict[TypeStep, int] = {"title": 1, "section": 2}
"""How deep a heading stands, by its step of the type scale; smaller ones stand in a section."""


class Words(QLabel):
    """A run of text that wraps, at one step of the type scale."""

    def __init__(
        self,
        text: str = "",
        step: TypeStep = "body",
        tone: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if text:
            self.setText(text)
        # A wrapped label asks for a width of its own choosing; the page decides that.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        dress(self, step, tone)


class Hint(Words):
    """A quieter line under what it explains."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "hint", "muted", parent)


class ShortWords(Words):
    """A word or two that keep to one line, such as a status or a figure."""

    def __init__(
        self,
        text: str = "",
        step: TypeStep = "body",
        tone: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, step, tone, parent)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)


class Heading(Words):
    """A heading, which takes the focus when its page opens so that a screen reader says it."""

    def __init__(
        self, text: str = "", step: TypeStep = "section", parent: QWidget | None = None
    ) -> None:
        super().__init__("", step, None, parent)
        # Before it has any words: with a screen reader running, Qt asks at the first what it is.
        say_as(self, "heading", _LEVELS.get(step, 3))
        self.set_words(text)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def set_words(self, text: str) -> None:
        """Change the heading's words, for the eye and the ear."""
        self.setText(text)
        self.setAccessibleName(text)
