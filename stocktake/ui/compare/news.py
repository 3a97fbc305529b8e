"""What is new in the questions of the open practice's round, until it has been looked at."""

from __future__ import annotations

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.newer_form import NewQuestions, keep_looked_at, new_questions, was_looked_at
from stocktake.ui.desk import Desk


def news_of(desk: Desk) -> tuple[NewQuestions, ...]:
    """What is new in each form of the round being filled in; nothing in one that is only read.

    Raises:
        StocktakeError: the forms or answers before cannot be read.
    """
    practice, found = desk.practice, []
    if practice is None or practice.read_only:
        return ()
    for form_id in (STOCKTAKE, EXPECTATIONS):
        if practice.listed(form_id) is not None:
            opened = practice.open_return(form_id)
            news = new_questions(
                practice.workspace, opened.id, opened.submission, shipped_form(form_id)
            )
            found += [news] if news is not None else []
    return tuple(found)


def is_waiting(desk: Desk) -> bool:
    """Whether there is something new in the questions that nobody has looked at yet.

    Raises:
        StocktakeError: as ``news_of``.
    """
    practice = desk.practice
    if practice is None or practice.read_only or desk.is_sample:
        return False
    for form_id in (STOCKTAKE, EXPECTATIONS):
        listed, hashed = practice.listed(form_id), shipped_form(form_id).hash
        # Looked at before anything is compared: this is asked whenever Home is shown.
        is_seen = listed is None or was_looked_at(practice.workspace, listed.id, hashed)
        if not is_seen and any(each.form_id == form_id for each in news_of(desk)):
            return True
    return False


def say_looked_at(desk: Desk) -> None:
    """Keep that what is new was looked at.

    Raises:
        StocktakeError: it could not be saved.
    """
    practice = desk.practice
    if practice is None or practice.read_only:
        return
    for news in news_of(desk):
        opened = practice.open_return(news.form_id)
        keep_looked_at(practice.workspace, opened.id, shipped_form(news.form_id).hash)
