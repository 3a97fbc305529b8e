"""Answers that changed on the disk by themselves: put back before a practice is worked on.

Every answer has a hash of its own, so one that flipped is known; until it is put back its return
can neither be shown nor exported. Source: design/decisions.md 11.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.phrases import counted, listed
from stocktake.questionnaire.submission import Subject
from stocktake.store import refusals
from stocktake.store.answers import Damaged
from stocktake.store.workspace import Workspace


def put_back_damaged(workspace: Workspace, subject: Subject, role: str) -> str:
    """Put back what was damaged in all returns of a practice, as their history has it.

    Returns what was done, in a sentence or two; empty where nothing was damaged, or where the file
    is open to read only and stays as it is.

    Raises:
        StocktakeError: the file cannot be read or saved to.
    """
    whose = subject.kind, subject.code
    returns = workspace.returns.list()
    mine = [each.id for each in returns if (each.subject.kind, each.subject.code) == whose]
    return _put_back(workspace, mine, role)


def open_sound(path: Path, *, read_only: bool = False) -> Workspace:
    """Open a file in which the details of every practice and return are as they were saved.

    Where a name, code or date has changed by itself nothing could be entered on that return; so
    what can be read is got back first, and then it is told whose details to check.

    Raises:
        StocktakeError: ``workspace_damaged``, or why it cannot be opened.
    """
    workspace = Workspace.open(path, read_only=read_only)
    try:
        _refuse_changed_details(workspace)
    except StocktakeError:
        workspace.close()
        raise
    return workspace


def _refuse_changed_details(workspace: Workspace) -> None:
    doubtful = dict.fromkeys(e.subject.name for e in workspace.returns.list(None) if e.doubtful)
    if doubtful:
        why = f"the details of {listed(tuple(doubtful))} have changed by themselves"
        raise refusals.damaged(workspace.path, why)


def backed_up(workspace: Workspace, role: str) -> str:
    """Make a backup unless the newest holds the last change, of a file in which nothing is damaged.

    One damaged answer, even in a practice that nobody opens, and no copy of the file would be good.

    Returns what was damaged and put back before the copy was made, in words; empty for nothing.

    Raises:
        StocktakeError: the backup could not be made.
    """
    try:
        workspace.backups.make_if_changed()
    except StocktakeError as error:
        if error.code != "copy_not_good":
            raise
        said = _put_back(workspace, [each.id for each in workspace.returns.list()], role)
        if not said:
            raise
        workspace.backups.make_if_changed()
        return said
    return ""


def _put_back(workspace: Workspace, submission_ids: Sequence[int], role: str) -> str:
    if workspace.read_only:
        return ""
    back = lost = 0
    for submission_id in submission_ids:
        damaged = _damaged(workspace, submission_id)
        if damaged:
            workspace.answers.mend(submission_id, role=role)
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
