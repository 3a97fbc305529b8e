"""What a card of the expectations says of its expectation, alike on screen and on paper."""

from __future__ import annotations

from stocktake.planning.expectations import KIND_WORDS, PlannedExpectation
from stocktake.questionnaire.catalogue import Expectation
from stocktake.questionnaire.own_rows import own_rows
from stocktake.questionnaire.scale import DOMAIN_NAMES, LEVELS
from stocktake.questionnaire.sheet import Sheet
from stocktake.units import date_in_words


def card_of(sheet: Sheet, section_id: str) -> Expectation | None:
    """The row of the catalogue, or of the practice's own, that a section is the card of."""
    catalogue = sheet.loaded.catalogue
    if catalogue is None:
        return None
    rows = (*catalogue.expectations, *own_rows(sheet.answers))
    return next((row for row in rows if row.id == section_id), None)


def standing_in_words(row: Expectation) -> str:
    """What happens if it is missed, how certain it is, and by when: kind before status."""
    note = f" ({row.date_note})" if row.date_note else ""
    status = PlannedExpectation(row).status_words
    return f"{KIND_WORDS[row.kind]}, {status}. Due {date_in_words(row.due)}{note}"


def asked_in_words(row: Expectation) -> str:
    """Its domain, whom it is asked of, and the level it needs."""
    level = LEVELS[row.level]
    asked = "your PCN or federation" if row.asked_of == "group" else "your practice"
    return (
        f"{DOMAIN_NAMES[row.domain]}. Asked of {asked}. Level needed: {level.number} {level.name}."
    )
