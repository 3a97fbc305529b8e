"""Confirming at once everything on a page that came from last year."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.phrases import counted
from stocktake.ui.announce import announce
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.question.section_view import SectionView
from stocktake.ui.question.unconfirmed_line import confirm, unconfirmed_of
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.labels import Words


class ConfirmAll(QWidget):
    """Stands at the end of a section while anything asked in it waits to be confirmed."""

    def __init__(self, view: SectionView) -> None:
        # Shown before it has its place it would be a window for a moment.
        super().__init__(view.end)
        self._view = view
        self._words = Words()
        self.button = PlainButton("Confirm all on this page", "tick")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(self._words)
        column.addWidget(self.button)
        self.button.clicked.connect(self._on_button_clicked)
        view.refreshed.connect(self._on_view_refreshed)
        self._on_view_refreshed()

    def _waiting(self) -> tuple[str, ...]:
        """The questions of the page that wait; their companions go with them."""
        sheet = self._view.form.sheet
        asked = sheet.questions(self._view.section.id)
        return unconfirmed_of(sheet, [question.id for question in asked])

    @Slot()
    def _on_view_refreshed(self) -> None:
        form = self._view.form
        companions = form.sheet.loaded.companion_ids
        waiting = [each for each in self._waiting() if each not in companions]
        is_shown = bool(self._waiting()) and not form.is_read_only
        if waiting:
            verb = "is" if len(waiting) == 1 else "are"
            said = f"{counted(len(waiting), 'answer')} on this page {verb} not confirmed."
            self._words.setText(said)
        else:
            self._words.setText("Evidence on this page is from last year, not confirmed.")
        if self.isHidden() == is_shown:
            self.setVisible(is_shown)

    @Slot()
    def _on_button_clicked(self) -> None:
        self._view.flush()
        waiting = self._waiting()
        self._view.heading.setFocus()
        confirm(self._view.form, waiting)
        announce(self._view, f"{counted(len(waiting), 'answer')} confirmed")
