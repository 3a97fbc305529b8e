"""The row in hand: old, new and own figure side by side, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.answer_words import answer_in_words, value_in_words
from stocktake.questionnaire.answers import answered
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.published_offers import Kept, Offer
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.published.offer_rows import (
    BLANK,
    OfferRow,
    as_published,
    difference_words,
    published_words,
    sentence_of,
)
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.labels import Words

USE, GO = "Use the published figure", "Go to the question"


class RowPanel(QWidget):
    """Hidden until a row is gone to.

    Signals:
        taken: the Offer to answer with.
        question_asked: the id of the question.
    """

    taken = Signal(object)
    question_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer: Offer | None = None
        self._name = Words("", "strong")
        self._lines = Words()
        self.use = PlainButton(USE, "tick")
        self.go = PlainButton(GO)
        buttons = QWidget()
        row = FlowRow(buttons)
        row.addWidget(self.use)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_FIELD, 0, 0)
        column.setSpacing(SPACE_FIELD)
        for widget in (self._name, self._lines, buttons):
            column.addWidget(widget)
        self.hide()
        self.use.clicked.connect(self._on_use_clicked)
        self.go.clicked.connect(self._on_go_clicked)

    def show_row(self, row: OfferRow | None, sheet: Sheet, *, is_locked: bool) -> None:
        """Show a row, or nothing."""
        self._offer = row.offer if row is not None else None
        self.setVisible(self._offer is not None)
        if row is None or self._offer is None:
            return
        self._name.setText(row.name)
        self._lines.setText("\n".join(_lines(self._offer, sheet)))
        self.use.setVisible(row.can_take and not is_locked)
        self.use.setAccessibleDescription(row.name)
        self.go.setAccessibleDescription(row.name)

    @Slot()
    def _on_use_clicked(self) -> None:
        if self._offer is not None:
            self.taken.emit(self._offer)

    @Slot()
    def _on_go_clicked(self) -> None:
        if self._offer is not None:
            self.question_asked.emit(self._offer.address.question)


def _lines(offer: Offer, sheet: Sheet) -> list[str]:
    field = sheet.loaded.fields[offer.address.field_id]
    lines = []
    if offer.former is not None:
        lines.append(f"Published before: {as_published(offer.former)}. {_source(offer.former)}")
    now = "now" if offer.former is not None else "as written"
    as_answer = value_in_words(field, answered(offer.suggestion))
    lines.append(f"Published {now}: {published_words(offer)}. {_source(offer.kept)}")
    lines.append(f"As an answer: {as_answer}.")
    own = answer_in_words(field, offer.answer) or BLANK
    lines.append(f"Your answer: {own}.")
    if offer.difference is not None:
        lines.append(f"Your answer less the published figure: {difference_words(offer)}.")
    lines += [each for each in (sentence_of(offer.kept), offer.caution) if each]
    return lines


def _source(kept: Kept) -> str:
    gone = "" if kept.is_in_use else " You stopped using this file."
    return f"{kept.source_words}.{gone}"
