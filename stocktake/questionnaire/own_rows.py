"""Expectations that a practice or PCN adds for itself: a table whose rows become cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import msgspec

from stocktake.questionnaire.answers import Answers, Value
from stocktake.questionnaire.catalogue import Expectation
from stocktake.questionnaire.expanding import expand
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.units import financial_year, year_label

OWN_ROWS_TABLE = "local.rows"
OWN_ROW_PREFIX = "LOC-"
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
"""Years a plan can be made of; beyond them the date was mistyped."""


def own_rows(answers: Answers) -> tuple[Expectation, ...]:
    """Read the expectations a practice added; a row without title, domain, date or level waits.

    The id of each is ``LOC-`` and the id of its row, so that it never changes.
    """
    found = (_read(answers, row) for row in answers.rows(OWN_ROWS_TABLE))
    return tuple(row for row in found if row is not None)


def _read(answers: Answers, row: str) -> Expectation | None:
    def cell(name: str) -> Value | None:
        return answers.get(OWN_ROWS_TABLE, row, f"{OWN_ROWS_TABLE}.{name}").usable

    title, domain, due, level = cell("title"), cell("domain"), cell("due"), cell("level")
    if not (title and domain and isinstance(due, date) and isinstance(level, Decimal)):
        return None
    if not _FIRST_YEAR <= due.year <= _LAST_YEAR:
        return None
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
                "level": min(max(int(level), 0), 4),
                "lead_months": min(max(_whole(cell("lead_months"), 6), 0), 60),
                "impact": min(max(_whole(cell("impact"), 3), 1), 5),
            },
            Expectation,
        )
    except msgspec.ValidationError:
        # A workbook edited by hand can hold a word that is not an option; its check says so.
        return None


def _whole(value: Value | None, otherwise: int) -> int:
    return int(value) if isinstance(value, Decimal) else otherwise


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
