"""Questions that are asked only because of what has been answered (demand 41)."""

from __future__ import annotations

from stocktake.questionnaire.answers import Answers
from stocktake.questionnaire.progress import is_counted
from stocktake.questionnaire.sheet import Sheet


def asked_at_first(sheet: Sheet) -> frozenset[str]:
    """Ids of the questions a form asks on this route before anything is answered."""
    blank = Sheet(sheet.loaded, Answers(), sheet.today, sheet.route)
    sections = sheet.loaded.sections
    return frozenset(each.id for section in sections for each in blank.questions(section.id))


def asked_since(sheet: Sheet, section_id: str, at_first: frozenset[str]) -> int:
    """How many more questions of a section count now than before anything was answered.

    Args:
        at_first: what was asked then (``asked_at_first``).
    """
    return sum(
        question.id not in at_first and is_counted(sheet, question)
        for question in sheet.questions(section_id)
    )
