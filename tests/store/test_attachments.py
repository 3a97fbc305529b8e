"""Evidence files kept beside answers."""

from __future__ import annotations

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, answered
from stocktake.store.attachments import MAX_BYTES
from stocktake.store.workspace import Workspace
from tests.store.making import MANAGER

RATING = Address("access.rating")
PDF = b"%PDF-1.7 a rota"


def test_a_file_comes_back_byte_for_byte_and_is_named_in_the_answer(
    workspace: Workspace, submission: int
) -> None:
    workspace.answers.save(submission, {RATING: answered("3")}, role=MANAGER)
    saved = workspace.attachments.attach(submission, RATING, "rota.pdf", PDF, role=MANAGER)
    assert saved.answers[RATING].evidence == ("rota.pdf",)
    assert workspace.answers.load(submission)[RATING].value == "3"
    assert workspace.attachments.content(submission, RATING, "rota.pdf") == PDF
    (listed,) = workspace.attachments.list(submission)
    assert (listed.name, listed.size, listed.address) == ("rota.pdf", len(PDF), RATING)


def test_a_file_taken_away_is_gone_and_the_history_says_so(
    workspace: Workspace, submission: int
) -> None:
    workspace.attachments.attach(submission, RATING, "rota.pdf", PDF, role=MANAGER)
    workspace.attachments.detach(submission, RATING, "rota.pdf", role=MANAGER)
    assert workspace.attachments.list(submission) == ()
    with pytest.raises(StocktakeError, match="no file called "):
        workspace.attachments.content(submission, RATING, "rota.pdf")
    last = workspace.answers.history(submission, RATING)[-1]
    assert last.old_answer is not None
    assert last.old_answer.evidence == ("rota.pdf",)


def test_a_file_that_changed_on_the_disk_is_not_handed_out(
    workspace: Workspace, submission: int
) -> None:
    workspace.attachments.attach(submission, RATING, "rota.pdf", PDF, role=MANAGER)
    workspace._database.run("UPDATE attachments SET content = ?", PDF + b"!")
    with pytest.raises(StocktakeError, match="was damaged on the disk"):
        workspace.attachments.content(submission, RATING, "rota.pdf")


def test_two_files_of_one_name_and_a_huge_file_are_refused(
    workspace: Workspace, submission: int
) -> None:
    workspace.attachments.attach(submission, RATING, "rota.pdf", PDF, role=MANAGER)
    with pytest.raises(StocktakeError, match="already a file called "):
        workspace.attachments.attach(submission, RATING, "rota.pdf", PDF, role=MANAGER)
    with pytest.raises(StocktakeError, match="larger than 20 MB"):
        workspace.attachments.attach(
            submission, RATING, "scan.pdf", bytes(MAX_BYTES + 1), role=MANAGER
        )
    assert len(workspace.attachments.list(submission, RATING)) == 1
