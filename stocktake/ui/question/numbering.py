"""The number each question is known by on screen: 4.12 is the twelfth of the fourth section.

Numbers count every question of a form, asked or not, so that they stay the same on every route.
"""

from __future__ import annotations

from collections.abc import Mapping

from stocktake.questionnaire.form import Question, Section
from stocktake.questionnaire.loaded import LoadedForm


def numbers(loaded: LoadedForm) -> Mapping[str, str]:
    """The number of each question by its id; companions have none.

    A card is known by its title, so its questions are numbered from 1 without the card's place.
    """
    cards = loaded.catalogue is not None
    found: dict[str, str] = {}
    for place, section in enumerate(loaded.sections, start=1):
        prefix = "" if cards else f"{place}."
        for count, question in enumerate(_counted(loaded, section), start=1):
            found[question.id] = f"{prefix}{count}"
    return found


def _counted(loaded: LoadedForm, section: Section) -> list[Question]:
    seen: set[str] = set()
    counted = []
    for question in section.questions:
        if question.asked != "form" or question.id in loaded.companion_ids:
            continue
        # A row of boxes is one question.
        if question.group and question.group in seen:
            continue
        seen.add(question.group)
        counted.append(question)
    return counted
