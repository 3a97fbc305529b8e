"""A part of a page that is folded away until asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.theme import dress
from stocktake.ui.widgets.buttons import QuietButton


class Collapsible(QWidget):
    """A button with what it folds under it.

    Signals:
        unfolded: True when the person opened it, False when they folded it away.
    """

    unfolded = Signal(bool)

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = QuietButton(title, "folded")
        self._button.setCheckable(False)
        self._content = content
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_FIELD)
        layout.addWidget(self._button)
        layout.addWidget(content)
        self.set_open(False)
        self._button.clicked.connect(self._on_button_clicked)

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return not self._content.isHidden()

    def set_title(self, title: str) -> None:
        """Change the words of the button."""
        self._button.setText(title)

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold, silently."""
        self._content.setVisible(is_open)
        dress(self._button, icon="unfolded" if is_open else "folded")
        self._button.setAccessibleDescription("Open" if is_open else "Folded away")

    @Slot()
    def _on_button_clicked(self) -> None:
        self.set_open(not self.is_open)
        self.unfolded.emit(self.is_open)
