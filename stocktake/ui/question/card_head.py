"""The head of an expectation's card: what is expected, how certain it is, by when, who says so."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.planning.card_words import asked_in_words, card_of, standing_in_words
from stocktake.questionnaire.catalogue import Expectation
from stocktake.questionnaire.form import Section
from stocktake.questionnaire.sheet import Sheet
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Hint, Words


def head_words(sheet: Sheet, section: Section) -> tuple[QWidget, ...]:
    """What stands under a section's title: its expectation, or its help."""
    row = card_of(sheet, section.id)
    if row is not None:
        return (CardHead(row),)
    return (Words(section.help),) if section.help else ()


class CardHead(QWidget):
    """The published words about one expectation, its sources folded."""

    def __init__(self, row: Expectation) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_FIELD)
        column.addWidget(Words(standing_in_words(row), "strong"))
        if row.statement:
            column.addWidget(Words(row.statement))
        column.addWidget(Hint(asked_in_words(row)))
        if row.typical_resources:
            column.addWidget(Hint(f"What it typically takes: {row.typical_resources}"))
        if row.source_titles:
            column.addWidget(Collapsible("Where this comes from", _sources(row)))


def _sources(row: Expectation) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(SPACE_FIELD, 0, 0, 0)
    column.setSpacing(SPACE_FIELD)
    count = len(row.source_titles)
    dates = (*row.source_dates, *("",) * count)[:count]
    addresses = (*row.source_addresses, *("",) * count)[:count]
    for title, day, address in zip(row.source_titles, dates, addresses, strict=True):
        said = ", ".join(part for part in (title, day) if part)
        column.addWidget(Hint(f"{said}\n{address}" if address else said))
    if row.evidence == "S":
        column.addWidget(Hint("The publisher's own page was not seen; a named report of it was."))
    return holder
