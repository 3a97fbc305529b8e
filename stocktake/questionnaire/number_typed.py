"""Go to a question by the number it has on the page, as a person would say it.

"4.2" and "Q4.2" are a question, "4" is a section, "ACC-01.3" the third question of a card and
"ACC-01" the card.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stocktake.errors import StocktakeError
from stocktake.questionnaire.contents import section_number
from stocktake.questionnaire.form import Section
from stocktake.questionnaire.numbering import numbers
from stocktake.questionnaire.sheet import Sheet

_LEAD = re.compile(r"^(?:question|section|card|q|no\.?)\s*(?=[\d])")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A place in a form; ``question`` is empty for a whole section."""

    section: str
    question: str = ""


def find_number(sheet: Sheet, typed: str) -> Numbered:
    """Find the question or section a person means by a number.

    Raises:
        StocktakeError: ``no_such_number`` when the form has none, ``number_not_asked`` when it has
            but the question does not apply now or is not on the chosen route; the words say so.
    """
    wanted = _LEAD.sub("", typed.strip().casefold()).replace(" ", "").rstrip(".")
    for section in sheet.loaded.sections:
        name = section_number(sheet.loaded, section)
        if name and wanted == name.casefold():
            return Numbered(section.id)
        for question_id, number in numbers_of(sheet, section).items():
            if wanted == number.casefold():
                _check_is_asked(sheet, question_id, number)
                return Numbered(section.id, question_id)
    what = f"There is no question {typed.strip()}." if typed.strip() else "No number was typed."
    raise StocktakeError("no_such_number", what, _remedy(sheet, wanted))


def numbers_of(sheet: Sheet, section: Section) -> dict[str, str]:
    """The number of each question of a section in full, by question; a card's begin with its id."""
    known = numbers(sheet.loaded)
    name = section_number(sheet.loaded, section)
    prefix = "" if sheet.loaded.catalogue is None else f"{name}."
    return {q.id: f"{prefix}{known[q.id]}" for q in section.questions if q.id in known}


def _check_is_asked(sheet: Sheet, question_id: str, number: str) -> None:
    question = sheet.loaded.questions[question_id]
    section = sheet.loaded.section_of[question_id]
    row_of_boxes = [q for q in section.questions if question.group and q.group == question.group]
    if any(sheet.is_asked(each) for each in (question, *row_of_boxes)):
        return
    if sheet.on_route(question):
        how_to_fix = "It would open again with another answer to the questions before it."
        what = f"Question {number} does not apply, because of another answer."
    else:
        how_to_fix = "Choose a longer route on the list of sections; no answer is lost."
        what = f"Question {number} is not asked on the route you have chosen."
    raise StocktakeError("number_not_asked", what, how_to_fix)


def _remedy(sheet: Sheet, wanted: str) -> str:
    """Say which numbers there are: those of the section that was meant, or how they look."""
    head = wanted.rpartition(".")[0] or wanted
    for section in sheet.loaded.sections:
        if section_number(sheet.loaded, section).casefold() == head and head:
            found = list(numbers_of(sheet, section).values())
            if found:
                return f"{section.title} has questions {found[0]} to {found[-1]}."
    if sheet.loaded.catalogue is not None:
        return "Type a number as it stands in the contents, such as ACC-01 or ACC-01.3."
    return f"Type a number from 1.1 on; there are {len(sheet.loaded.sections)} sections."
