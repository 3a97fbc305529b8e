"""The number each question is known by on screen: 4.12 is the twelfth of the fourth section.

Numbers count every question of a form, asked or not, so that they stay the same on every route.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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


Asked = tuple[Question, ...]
"""Questions asked together: one, or those of a group; companions follow their rating."""


def asked_together(loaded: LoadedForm, questions: Iterable[Question]) -> list[Asked]:
    """Gather a section's questions into what is asked as one."""
    found: list[Asked] = []
    for question in questions:
        if question.asked != "form":
            continue
        is_companion = question.id in loaded.companion_ids
        is_same_group = bool(found and question.group and found[-1][0].group == question.group)
        if found and (is_companion or is_same_group):
            found[-1] = (*found[-1], question)
        else:
            found.append((question,))
    return found
