"""The head of an expectation's card: what is expected, how certain it is, by when, who says so."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.catalogue import Expectation
from stocktake.questionnaire.form import Section
from stocktake.questionnaire.own_rows import own_rows
from stocktake.questionnaire.scale import DOMAIN_NAMES, LEVELS
from stocktake.questionnaire.sheet import Sheet
from stocktake.ui.look import SPACE_FIELD
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.units import date_in_words


def expectation_of(sheet: Sheet, section_id: str) -> Expectation | None:
    """The row of the catalogue, or of the practice's own, that a section is the card of."""
    catalogue = sheet.loaded.catalogue
    if catalogue is None:
        return None
    rows = (*catalogue.expectations, *own_rows(sheet.answers))
    return next((row for row in rows if row.id == section_id), None)


def head_words(sheet: Sheet, section: Section) -> tuple[QWidget, ...]:
    """What stands under a section's title: its expectation, or its help."""
    row = expectation_of(sheet, section.id)
    if row is not None:
        return (CardHead(row),)
    return (Words(section.help),) if section.help else ()


def standing_in_words(row: Expectation) -> str:
    """What happens if it is missed, how certain it is, and by when: kind before status."""
    from stocktake.planning.expectations import KIND_WORDS, PlannedExpectation

    status = PlannedExpectation(row).status_words
    due = date_in_words(row.due)
    note = f" ({row.date_note})" if row.date_note else ""
    return f"{KIND_WORDS[row.kind]}, {status}. Due {due}{note}"


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
        level = LEVELS[row.level]
        asked = "your PCN or federation" if row.asked_of == "group" else "your practice"
        column.addWidget(
            Hint(
                f"{DOMAIN_NAMES[row.domain]}. Asked of {asked}. "
                f"Level needed: {level.number} {level.name}."
            )
        )
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
