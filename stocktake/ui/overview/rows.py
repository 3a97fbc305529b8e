"""What stands under the title of an expectation's row: kind, status, date and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stocktake.planning.expectations import KIND_WORDS, PlannedExpectation
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.ui.desk import Desk
from stocktake.units import date_in_words


@dataclass(frozen=True, slots=True)
class RowWords:
    """One line for a row of the list."""

    line: str


def row_words(desk: Desk, form_id: str) -> Mapping[str, RowWords]:
    """The line of each card by its id; other forms have their own lines already."""
    if form_id != EXPECTATIONS:
        return {}
    plan = desk.plan()
    found = {row.expectation.id: _line(row.expectation, row.priority.why) for row in plan.rows}
    return {row.id: _line(row, "") for row in plan.other_rows} | found


def _line(row: PlannedExpectation, why: str) -> RowWords:
    elsewhere = "asked of your PCN or federation" if row.asked_of == "group" else ""
    due = f"due {date_in_words(row.due)}"
    # The reason already says the date and how certain it is.
    said = [f"{KIND_WORDS[row.kind]}, {row.status_words}", due, elsewhere]
    first = "; ".join(part for part in said if part)
    return RowWords(f"{first}.\n{why[:1].upper()}{why[1:]}" if why else first)
