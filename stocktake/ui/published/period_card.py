"""Asks what time a file is of, where the file does not say so itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from stocktake.opendata import DATASETS
from stocktake.opendata.periods import period_named
from stocktake.opendata.release import Basis, Period, Source, Verdict
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.one_of import OneOf
from stocktake.units import date_in_words

NAMED, SAVED, OTHER = "named", "saved", "other"
EXAMPLES = "Write it as 1 March 2026, June 2025, 2025 or 2024/25."
NOT_READ = "That is not read as a time. " + EXAMPLES
OTHER_NAME = "Which time it is of"
_STYLES = ("day", "month", "financial_year", "year")


class PeriodCard(Card):
    """One file and the times it may be of.

    Signals:
        changed: another time was chosen or typed.
    """

    changed = Signal()

    def __init__(self, verdict: Verdict, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = verdict
        named, saved = verdict.period, verdict.downloaded_on
        options = []
        if named is not None:
            options.append((NAMED, f"{named.words}, as in the file's name"))
        if saved is not None:
            options.append((SAVED, f"I do not know; the file was saved on {date_in_words(saved)}"))
        options.append((OTHER, "Another time"))
        self.choices = OneOf(f"{verdict.title}: what time is it of?", options)
        self.choices.set_choice(options[0][0] if len(options) > 1 else OTHER)
        self.other = LineEdit()
        self.other.setAccessibleName(f"{OTHER_NAME}: {verdict.source.name}")
        self._hint = Hint(EXAMPLES)
        self.add(Hint(verdict.source.name))
        self.add(self.choices)
        self.add(self.other)
        self.add(self._hint)
        self._unread = Words("", "body", "problem")
        self._unread.hide()
        self.add(self._unread)
        self.choices.chosen.connect(self._on_chosen)
        self.other.typed.connect(self._on_typed)
        self._show()

    def period(self) -> Period | None:
        """What was said; None while it is not understood."""
        choice = self.choices.choice()
        saved = self.verdict.downloaded_on
        if choice == NAMED and self.verdict.period is not None:
            return replace(self.verdict.period, basis=Basis.MANAGER)
        if choice == SAVED and saved is not None:
            return Period(saved, saved, Basis.MANAGER)
        return period_typed(self.other.text(), DATASETS[self.verdict.dataset].named_by)

    def ask_again(self) -> None:
        """Say that what was typed is not understood."""
        self._unread.setText(NOT_READ)
        self._unread.show()
        self.other.setFocus()

    def _show(self) -> None:
        is_other = self.choices.choice() == OTHER
        self.other.setVisible(is_other)
        self._hint.setVisible(is_other)
        self._unread.hide()

    @Slot(str)
    def _on_chosen(self, _: str) -> None:
        self._show()
        self.changed.emit()

    @Slot()
    def _on_typed(self) -> None:
        self._unread.hide()
        self.changed.emit()


def period_typed(text: str, style: str = "") -> Period | None:
    """Understand a time as a person writes it: a day, a month, a financial year or a year."""
    tidy = " ".join(text.split()).replace("/", "-")
    if not tidy:
        return None
    for each in dict.fromkeys((style, *_STYLES)):
        found = period_named(Source(Path(tidy)), each)
        if found is not None:
            return replace(found, basis=Basis.MANAGER)
    return None
