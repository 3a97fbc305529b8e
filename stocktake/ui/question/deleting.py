"""Deleting an answer or a row for good, once it is clear what goes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stocktake.errors import StocktakeError
from stocktake.tasks.answer_history import rows_told
from stocktake.tasks.deleting import delete_answer
from stocktake.ui import messages
from stocktake.ui.desk import Desk

GOES = (
    "It goes with its note, its evidence and its history, from the backups and from signed copies "
    "too. It cannot be brought back. Workbooks you exported are not touched."
)
FOR_GOOD = "Delete for good"


def deleted_for_good(
    page: QWidget, desk: Desk, form_id: str, question_id: str, row: str = ""
) -> bool:
    """Delete an answer, or a row of a table, if the person agrees; tells whether they did.

    The practice is opened anew, since nothing that was shown or could be undone may hold it still.
    """
    practice, workspace = desk.practice, desk.workspace
    if practice is None or workspace is None:
        return False
    what = desk.sheet(form_id).loaded.questions[question_id].label
    if row:
        names = dict(rows_told(practice, form_id, question_id))
        what = f"{what}: {names.get(row, 'a row')}"
    if not messages.ask(page, f"Delete “{what}” for good?", GOES, FOR_GOOD):
        return False
    try:
        submission_id = practice.open_return(form_id).id
        desk.close_practice()
        delete_answer(workspace, submission_id, question_id, row, role=desk.role)
    except StocktakeError as error:
        messages.tell_error(page, error)
    if desk.practice is None:
        desk.choose(practice.subject, practice.round)
    return True
