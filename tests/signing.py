"""A practice that can be signed off: one of the sample, in which all that is needed is answered."""

from __future__ import annotations

from datetime import date

from stocktake.questionnaire.submission import Subject
from stocktake.store.sign_offs import Signing
from stocktake.store.workspace import Workspace
from stocktake.tasks.practices import practice_rounds
from stocktake.tasks.sample import put_sample

SAID = Signing(
    "Pat Signer",
    "GP partner",
    date(2027, 3, 3),
    "It is complete and right.",
    "Sam Second",
    "Practice manager",
)


def put_ready(workspace: Workspace) -> tuple[Subject, str]:
    """Put the sample into a workspace; return a practice and round of it to choose."""
    put_sample(workspace)
    chosen = next(r for r in practice_rounds(workspace) if r.subject.name.startswith("Quay"))
    return chosen.subject, chosen.round
