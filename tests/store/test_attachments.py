"""Evidence files kept beside answers."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, answered
from stocktake.store.attachments import MAX_BYTES, PART_BYTES, Coming
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
    workspace.attachments.let_go(submission, RATING, "rota.pdf", role=MANAGER)
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
    workspace._database.run("UPDATE attachment_parts SET content = ?", PDF + b"!")
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


LARGE = bytes(range(256)) * (PART_BYTES // 256) + b"and the rest"


def test_a_large_file_is_put_away_in_parts_and_comes_back_whole(
    workspace: Workspace, submission: int
) -> None:
    coming = workspace.attachments.begin(submission, RATING, "scan.pdf")
    workspace.attachments.put_part(coming, 0, LARGE[:PART_BYTES])
    # Until the last part is there, it is no file beside the answer.
    assert workspace.attachments.list(submission) == ()
    assert workspace.answers.one(submission, RATING).evidence == ()
    workspace.attachments.put_part(coming, 1, LARGE[PART_BYTES:])
    digest = sha256(LARGE).hexdigest()
    saved = workspace.attachments.finish(coming, digest, role=MANAGER)
    assert saved.answers[RATING].evidence == ("scan.pdf",)
    (listed,) = workspace.attachments.list(submission)
    assert (listed.size, listed.sha256) == (len(LARGE), digest)
    assert workspace.attachments.content(submission, RATING, "scan.pdf") == LARGE
    assert workspace.problems() == []


def test_a_file_that_lost_a_part_is_not_handed_out(workspace: Workspace, submission: int) -> None:
    workspace.attachments.attach(submission, RATING, "scan.pdf", LARGE, role=MANAGER)
    workspace._database.run("DELETE FROM attachment_parts WHERE part = 1")
    with pytest.raises(StocktakeError, match="was damaged on the disk"):
        workspace.attachments.content(submission, RATING, "scan.pdf")


def test_nothing_is_left_of_a_file_that_was_stopped_or_taken_away(
    workspace: Workspace, submission: int
) -> None:
    coming = workspace.attachments.begin(submission, RATING, "scan.pdf")
    workspace.attachments.put_part(coming, 0, LARGE[:PART_BYTES])
    workspace.attachments.drop(coming)
    workspace.attachments.attach(submission, RATING, "rota.pdf", LARGE, role=MANAGER)
    workspace.attachments.let_go(submission, RATING, "rota.pdf", role=MANAGER)
    while workspace.attachments.drop_part(Coming(submission, RATING, "rota.pdf")):
        pass
    assert workspace._database.rows("SELECT id FROM attachment_parts") == []


def test_a_file_let_go_is_no_file_at_once_and_its_parts_go_one_by_one(
    workspace: Workspace, submission: int, path: Path
) -> None:
    store = workspace.attachments
    store.attach(submission, RATING, "rota.pdf", LARGE, role=MANAGER)
    rota = Coming(submission, RATING, "rota.pdf")
    assert not store.drop_part(rota)
    saved = store.let_go(submission, RATING, "rota.pdf", role=MANAGER)
    assert saved.answers[RATING].evidence == ()
    assert store.list(submission) == ()
    assert store.drop_part(rota)
    # Cut off here, the rest goes when the workspace is next opened, and no byte of it stays.
    workspace.close()
    assert LARGE[-12:] in path.read_bytes() or LARGE[:512] in path.read_bytes()
    with Workspace.open(path) as again:
        assert again._database.rows("SELECT id FROM attachment_parts") == []
    assert LARGE[:512] not in path.read_bytes()


def test_what_a_power_cut_left_of_a_file_is_swept_away_at_the_next_opening(
    workspace: Workspace, submission: int, path: Path
) -> None:
    workspace.attachments.attach(submission, RATING, "rota.pdf", PDF, role=MANAGER)
    coming = workspace.attachments.begin(submission, RATING, "scan.pdf")
    workspace.attachments.put_part(coming, 0, LARGE[:PART_BYTES])
    workspace.close()
    with Workspace.open(path) as again:
        names = again._database.rows("SELECT name FROM attachment_parts ORDER BY id")
        assert [row[0] for row in names] == ["rota.pdf"]
        assert again.attachments.content(submission, RATING, "rota.pdf") == PDF


def test_a_file_of_many_parts_is_no_larger_than_one(workspace: Workspace, submission: int) -> None:
    coming = workspace.attachments.begin(submission, RATING, "scan.pdf")
    for part in range(MAX_BYTES // PART_BYTES + 1):
        workspace.attachments.put_part(coming, part, bytes(PART_BYTES))
    with pytest.raises(StocktakeError, match="larger than 20 MB"):
        workspace.attachments.finish(coming, "", role=MANAGER)
    assert workspace.attachments.list(submission) == ()
