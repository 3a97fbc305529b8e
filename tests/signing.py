"""A practice that can be signed off: one of the sample, in which all that is needed is answered."""

from __future__ import annotations

from datetime import date

from stocktake.questionnaire.submission import Subject
from stocktake.store.sign_offs import Signing
from stocktake.store.workspace import Workspace
from stocktake.tasks.sample import sample_submissions, take_in

SAID = Signing(
    "Pat Signer",
    "GP partner",
    date(2027, 3, 3),
    "It is complete and right.",
    "Sam Second",
    "Practice manager",
)


def put_ready(workspace: Workspace) -> tuple[Subject, str]:
    """Put one practice of the sample into a workspace; return it and its round, to choose."""
    ours = [each for each in sample_submissions() if each.subject.name.startswith("Quay")]
    for submission in ours:
        take_in(workspace, submission)
    return ours[0].subject, ours[0].round
