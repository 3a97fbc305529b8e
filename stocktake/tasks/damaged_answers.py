"""Answers that changed on the disk by themselves: put back before a practice is worked on.

Every answer has a hash of its own, so one that flipped is known; until it is put back its return
can neither be shown nor exported. Source: design/decisions.md 11.
"""

from __future__ import annotations

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.submission import Subject
from stocktake.store.answers import Damaged
from stocktake.store.workspace import Workspace


def put_back_damaged(workspace: Workspace, subject: Subject, role: str) -> str:
    """Put back what was damaged in all returns of a practice, as their history has it.

    Returns what was done, in a sentence or two; empty where nothing was damaged, or where the file
    is open to read only and stays as it is.

    Raises:
        StocktakeError: the file cannot be read or saved to.
    """
    if workspace.read_only:
        return ""
    back = lost = 0
    for listed in workspace.returns.list():
        if (listed.subject.kind, listed.subject.code) != (subject.kind, subject.code):
            continue
        damaged = _damaged(workspace, listed.id)
        if damaged:
            workspace.answers.mend(listed.id, role=role)
            known = sum(1 for each in damaged if each.last_saved is not None)
            back, lost = back + known, lost + len(damaged) - known
    return _words(back, lost)


def _damaged(workspace: Workspace, submission_id: int) -> tuple[Damaged, ...]:
    try:
        return workspace.answers.read(submission_id).damaged
    except StocktakeError as error:
        if error.code != "workspace_damaged":
            raise
        # Whoever opens that return is told; the others can still be worked on.
        return ()


def _words(back: int, lost: int) -> str:
    said = []
    if back:
        was = "was" if back == 1 else "were"
        said.append(
            f"{counted(back, 'answer')} had been damaged on the disk and {was} put back as last "
            "saved: the history of an answer says so."
        )
    if lost:
        what = "is blank now" if lost == 1 else "are blank now"
        said.append(f"{counted(lost, 'damaged answer')} could not be got back and {what}.")
    return " ".join(said)
