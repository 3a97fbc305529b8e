"""The forms of the open practice that can be looked through."""

from __future__ import annotations

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form_ids
from stocktake.questionnaire.sheet import Sheet
from stocktake.ui.desk import Desk

FIRST = (STOCKTAKE, EXPECTATIONS)
"""The two forms of the practice workbook, which every practice fills in."""


def open_forms(desk: Desk) -> tuple[str, ...]:
    """Ids of the forms filled in or begun, the practice's own two first; none with no practice.

    A round that is only read begins nothing, so that a form it never had is left out.
    """
    practice = desk.practice
    if practice is None:
        return ()
    begun = {
        each.form_id
        for each in practice.workspace.returns.list()
        if each.round == practice.round
        and (each.subject.kind, each.subject.code) == (practice.subject.kind, practice.subject.code)
    }
    others = [each for each in shipped_form_ids() if each in begun and each not in FIRST]
    own = [each for each in FIRST if each in begun or not desk.is_read_only]
    return (*own, *others)


def open_sheets(desk: Desk) -> tuple[Sheet, ...]:
    """Their answers laid over them."""
    return tuple(desk.sheet(form_id) for form_id in open_forms(desk))
