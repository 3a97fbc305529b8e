"""What a practice can export: its workbook, and every other form that it has answered."""

from __future__ import annotations

from dataclasses import dataclass

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.tasks.open_practice import OpenPractice

PRACTICE_WORKBOOK = ""
"""Stands for the stocktake and the expectations together; other packs go by their form's id."""

PRACTICE_WORKBOOK_TITLE = "Stocktake and expectations"


@dataclass(frozen=True, slots=True)
class Offer:
    """One workbook that can be written: the id of its pack, blank for both main forms."""

    form_id: str
    title: str


def offers(practice: OpenPractice) -> tuple[Offer, ...]:
    """The practice workbook, then every pack that holds an answer.

    Forms that are closed, or private and so never leave their own file, are not among them.

    Raises:
        StocktakeError: the list of returns cannot be read.
    """
    found = [Offer(PRACTICE_WORKBOOK, PRACTICE_WORKBOOK_TITLE)]
    for form_id in shipped_form_ids():
        form = shipped_form(form_id).form
        if form_id in (STOCKTAKE, EXPECTATIONS) or form.own_page:
            continue
        if form.closed or form.private:
            continue
        listed = practice.listed(form_id)
        if listed is not None and listed.answered:
            found.append(Offer(form_id, form.title))
    return tuple(found)
