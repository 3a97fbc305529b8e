"""Dates of the catalogue of expectations that a PCN and its practices have to watch."""

from __future__ import annotations

from datetime import date

from stocktake.documents.board_paper import DateToWatch
from stocktake.planning.certainty import Certainty
from stocktake.planning.expectations import plan_expectations
from stocktake.questionnaire.loading import shipped_catalogue
from stocktake.units import add_months

_KINDS = {
    "duty": "Duty",
    "income": "Income",
    "opportunity": "Opportunity",
    "good_practice": "Good practice",
    "direction": "Direction",
}


def dates_within(
    day: date, months: int, certainty: str, *, or_next: bool = False
) -> tuple[DateToWatch, ...]:
    """List what falls due after a day and within some months of it, the soonest first.

    Args:
        day: the day looked ahead from.
        months: how far.
        certainty: which expectations count.
        or_next: where nothing falls due in that time, give what falls due next after it.
    """
    rows = [
        row.row
        for row in plan_expectations(shipped_catalogue(), {})
        if row.row.due > day and Certainty(certainty).includes(row.status)
    ]
    rows.sort(key=lambda each: (each.due, each.id))
    last = add_months(day, months)
    found = [row for row in rows if row.due <= last]
    if not found and or_next:
        found = [row for row in rows if row.due == rows[0].due]
    return tuple(DateToWatch(row.due, row.title, _KINDS[row.kind]) for row in found)
