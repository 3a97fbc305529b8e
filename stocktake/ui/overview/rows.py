"""What stands under the title of an expectation's row: kind, status, date and the reason."""

from __future__ import annotations

from collections.abc import Mapping

from stocktake.phrases import start_upper
from stocktake.planning.expectations import KIND_WORDS, PlannedExpectation
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.ui.desk import Desk
from stocktake.units import date_in_words


def card_lines(desk: Desk, form_id: str) -> Mapping[str, str]:
    """The lines of each card by its id; other forms have their own lines already."""
    if form_id != EXPECTATIONS:
        return {}
    plan = desk.plan()
    found = {row.expectation.id: _line(row.expectation, row.priority.why) for row in plan.rows}
    return {row.id: _line(row, "") for row in plan.other_rows} | found


def _line(row: PlannedExpectation, why: str) -> str:
    elsewhere = "asked of your PCN or federation" if row.asked_of == "group" else ""
    due = f"due {date_in_words(row.due)}"
    said = [f"{KIND_WORDS[row.kind]}, {row.status_words}", due, elsewhere]
    first = "; ".join(part for part in said if part)
    return f"{first}.\n{start_upper(why)}." if why else f"{first}."
