"""Delete an answer, a practice's round, a whole round or everything, for good.

No practice is left without a return. Source: content/stocktake.md A.0.8.
"""

from __future__ import annotations

from stocktake.questionnaire.answers import Address
from stocktake.store.workspace import Workspace
from stocktake.tasks.practices import PracticeRound, practice_rounds


def delete_answer(
    workspace: Workspace, submission_id: int, question_id: str, row: str = "", *, role: str
) -> None:
    """Delete one answer, or one row of a table, with its history and in every backup.

    Raises:
        StocktakeError: the return is signed, or the file cannot be saved to.
    """
    if row:
        workspace.removal.row(submission_id, question_id, row, role=role)
    else:
        workspace.removal.answer(submission_id, Address(question_id), role=role)


def delete_one(workspace: Workspace, chosen: PracticeRound, *, role: str) -> None:
    """Delete one practice's round; with its only round the practice itself goes.

    Raises:
        StocktakeError: the file cannot be saved to.
    """
    rounds = [each for each in practice_rounds(workspace) if each.subject_id == chosen.subject_id]
    if len(rounds) == 1:
        workspace.removal.subject(chosen.subject_id, role=role)
        return
    for submission_id in chosen.submission_ids:
        workspace.removal.submission(submission_id, role=role)


def delete_round(workspace: Workspace, label: str, *, role: str) -> None:
    """Delete a round with every return in it, and the practices that were in no other.

    Raises:
        StocktakeError: the file cannot be saved to.
    """
    found = practice_rounds(workspace)
    elsewhere = {each.subject_id for each in found if each.round != label}
    for subject_id in {each.subject_id for each in found} - elsewhere:
        workspace.removal.subject(subject_id, role=role)
    workspace.removal.round(label, role=role)


def delete_everything(workspace: Workspace, *, role: str) -> None:
    """Delete every practice, round and answer; the empty workspace stays open.

    Raises:
        StocktakeError: the file cannot be saved to.
    """
    workspace.removal.everything(role=role)
