"""Expectations that a practice or PCN adds for itself: a table whose rows become cards."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from stocktake.questionnaire.answers import Answers, Value
from stocktake.questionnaire.catalogue import Expectation
from stocktake.questionnaire.expanding import expand
from stocktake.questionnaire.form_ids import OWN_ROWS_TABLE as OWN_ROWS_TABLE
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.within_limits import (
    MOST_IMPACT,
    MOST_LEAD_MONTHS,
    read_day,
    read_level,
    read_whole,
)
from stocktake.units import financial_year, year_label

OWN_ROW_PREFIX = "LOC-"
_LEAD_MONTHS, _IMPACT = 6, 3
"""What a new row begins with; it stands for a figure that is blank or beyond its limits."""


def own_rows(answers: Answers) -> tuple[Expectation, ...]:
    """Read the expectations a practice added; a row without title, domain, date or level waits.

    What is beyond its limits counts as not answered, as everywhere in a plan. The id of each is
    ``LOC-`` and the id of its row, so that it never changes.
    """
    found = (_read(answers, row) for row in answers.counted_rows(OWN_ROWS_TABLE))
    return tuple(row for row in found if row is not None)


def _read(answers: Answers, row: str) -> Expectation | None:
    def cell(name: str) -> Value | None:
        return answers.get(OWN_ROWS_TABLE, row, f"{OWN_ROWS_TABLE}.{name}").usable

    title, domain = cell("title"), cell("domain")
    due, level = read_day(cell("due")), read_level(cell("level"))
    if not (title and domain) or due is None or level is None:
        return None
    lead = read_whole(cell("lead_months"), 0, MOST_LEAD_MONTHS)
    impact = read_whole(cell("impact"), 1, MOST_IMPACT)
    try:
        return msgspec.convert(
            {
                "id": OWN_ROW_PREFIX + row,
                "title": title,
                "statement": cell("statement") or "",
                "domain": domain,
                "status": cell("status") or "likely",
                "kind": cell("kind") or "direction",
                "asked_of": "practice",
                "due": due,
                "due_year": year_label(financial_year(due)),
                "date_note": "your own date",
                "level": level,
                "lead_months": _LEAD_MONTHS if lead is None else lead,
                "impact": _IMPACT if impact is None else impact,
            },
            Expectation,
        )
    except msgspec.ValidationError:
        # A workbook edited by hand can hold a word that is not an option; its check says so.
        return None


def with_own_rows(loaded: LoadedForm, *copies: Answers) -> LoadedForm:
    """The form with a card for each expectation of the practice's own.

    A form of which only some sections were shared is dealt before it is cut, and stays as it is.

    Args:
        loaded: the form.
        copies: the answers; of several copies a row counts as the first that has it says.
    """
    rows: dict[str, Expectation] = {}
    for answers in copies:
        for row in own_rows(answers):
            rows.setdefault(row.id, row)
    if not rows or loaded.catalogue is None or loaded.unshown:
        return loaded
    return replace(loaded, sections=expand(loaded.form, loaded.catalogue, rows.values()))
