"""Which page shows a form, and how a place on it is named, so that pages ask in one way.

Pages ask for one another by these names and never import one another.
"""

from __future__ import annotations

from stocktake.questionnaire.form_ids import ACTIONS, EXPECTATIONS, STOCKTAKE

HOME = "home"
SIGN_OFF = "sign_off"
FIND = "find"
DOCUMENTS = "documents"
NEW_QUESTIONS = "new_questions"
DESK_DIFFERENCES = "desk_differences"
PUBLISHED = "published"
LIST_PAGES = {STOCKTAKE: "overview", EXPECTATIONS: "expectations", ACTIONS: "actions"}
SECTION_PAGES = {STOCKTAKE: "section", EXPECTATIONS: "card", ACTIONS: "actions"}

TO_ACCEPT = {"step": "accept"}
"""The place on the page of published figures where they wait to be accepted."""

OTHER_LIST = "form"
OTHER_SECTION = "form_section"
"""The same two pages for every other form."""


def list_page(form_id: str) -> str:
    """The page that lists the sections of a form."""
    return LIST_PAGES.get(form_id, OTHER_LIST)


def section_page(form_id: str) -> str:
    """The page that asks the questions of a form."""
    return SECTION_PAGES.get(form_id, OTHER_SECTION)


def place_of(form_id: str, section_id: str = "", question_id: str = "") -> dict[str, str]:
    """A section of a form, and a question in it where one is named."""
    place = {"form": form_id, "section": section_id, "question": question_id}
    return {name: value for name, value in place.items() if value}


def partners_paper(certainty: str) -> dict[str, str]:
    """The place of the partners' paper on the page of documents, under one view of certainty."""
    return {"document": "partners_summary", "certainty": certainty}
