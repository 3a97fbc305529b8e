"""Headings over the sections of a form that has many, so that the list can be taken in."""

from __future__ import annotations

from collections.abc import Mapping

from stocktake.questionnaire.form_ids import STOCKTAKE

GROUPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    STOCKTAKE: {
        "To begin with": ("admin", "profile"),
        "What we do": ("demand", "workforce", "services", "quality"),
        "What it rests on": ("digital", "premises", "finance", "leadership", "partnership"),
        "Looking ahead": ("resilience", "dest", "plan"),
    }
}
"""Ids of sections by heading, by form; a form that is not here has one list without headings."""


def grouped(form_id: str, sections: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The sections there are under their headings, in the order of the form.

    Sections that no heading names come at the foot without one.
    """
    headings = GROUPS.get(form_id, {})
    found = [
        (heading, tuple(each for each in sections if each in ids))
        for heading, ids in headings.items()
    ]
    named = {each for _, ids in found for each in ids}
    found.append(("", tuple(each for each in sections if each not in named)))
    return tuple((heading, ids) for heading, ids in found if ids)
