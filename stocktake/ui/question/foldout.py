"""Quiet buttons that unfold a panel under a question; a panel is built when first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.ui.widgets.buttons import SmallButton


class Foldout(QWidget):
    """A panel that stands folded away until its button is pressed.

    Attributes:
        button: opens and folds it; put it where it belongs.
        is_elsewhere: the same is shown somewhere else, where the button leads instead.

    Signals:
        opened: the panel was unfolded by the person.
        asked: the button was pressed while the panel is shown elsewhere.
    """

    opened = Signal()
    asked = Signal()

    def __init__(
        self,
        words: str,
        icon: str,
        name: str,
        build: Callable[[], QWidget],
        row: QWidget | None = None,
    ) -> None:
        """A panel that is folded away; ``row`` is what its button will stand in, if known."""
        super().__init__()
        self._build = build
        self._name = name
        self._said = ""
        self.panel: QWidget | None = None
        self.is_elsewhere = False
        self.button = SmallButton(words, icon, row)
        self.hide()
        self._say()
        self.button.clicked.connect(self._on_button_clicked)

    def set_words(self, words: str) -> None:
        """Change what the button says."""
        if words != self.button.text():
            self.button.setText(words)
            self._say()

    def set_said(self, words: str) -> None:
        """Say more to a screen reader than the button has room for."""
        self._said = words
        self.button.setToolTip(words)
        self._say()

    def unfold(self) -> QWidget:
        """Open it, silently, and return the panel."""
        if self.panel is None:
            self.panel = self._build()
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self.panel)
        self.show()
        self._say()
        return self.panel

    def set_elsewhere(self, is_elsewhere: bool) -> None:
        """Say whether the same is shown somewhere else, and fold what would be there twice."""
        self.is_elsewhere = is_elsewhere
        self.fold()

    def fold(self) -> None:
        """Fold it away, silently; what stands in it is kept."""
        self.hide()
        self._say()

    def _say(self) -> None:
        self.button.setAccessibleName(f"{self._said or self.button.text()}: {self._name}")
        folded = "Folded away" if self.isHidden() else "Open"
        self.button.setAccessibleDescription("" if self.is_elsewhere else folded)

    @Slot()
    def _on_button_clicked(self) -> None:
        if self.is_elsewhere:
            self.asked.emit()
        elif self.isHidden():
            self.unfold()
            self.opened.emit()
        else:
            self.fold()
