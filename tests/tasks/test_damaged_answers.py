"""Answers damaged on the disk, put back before anybody works on the practice."""

from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.store.backups import is_good, list_backups
from stocktake.store.workspace import Workspace
from stocktake.tasks.damaged_answers import backed_up, open_sound, put_back_damaged
from stocktake.tasks.rescue import open_rescued
from stocktake.ui.desk import Desk
from stocktake.ui.jobs import AtOnce, Jobs
from tests.store.making import ELMS, MANAGER, fill, new_workspace

THIRD = b"answer number 3"


def damaged(path: Path, *, most: int) -> int:
    """A file of one return, in which the third answer changed by itself; the return's id.

    Args:
        most: in how many places: its own, and those of its history.
    """
    workspace, submission = new_workspace(path)
    fill(workspace, submission, 5)
    workspace.close()
    path.write_bytes(path.read_bytes().replace(THIRD, b"X" + THIRD[1:], most))
    return submission


def test_a_damaged_answer_is_put_back_and_said(tmp_path: Path) -> None:
    path = tmp_path / "practices.stocktake"
    submission = damaged(path, most=1)
    with Workspace.open(path) as workspace:
        with pytest.raises(StocktakeError, match="1 answer of this return was damaged") as refused:
            workspace.returns.to_submission(submission)
        assert "Open the practice" in refused.value.how_to_fix
        said = put_back_damaged(workspace, ELMS, MANAGER)
        assert said.startswith("1 answer had been damaged on the disk and was put back")
        answers = workspace.returns.to_submission(submission).answers
        assert answers[Address("q003")].value == "answer number 3"
        assert put_back_damaged(workspace, ELMS, MANAGER) == ""


def test_what_the_history_does_not_know_either_is_said_to_be_blank(tmp_path: Path) -> None:
    path = tmp_path / "practices.stocktake"
    submission = damaged(path, most=9)
    with Workspace.open(path) as workspace:
        said = put_back_damaged(workspace, ELMS, MANAGER)
        assert said == "1 damaged answer could not be got back and is blank now."
        assert len(workspace.returns.to_submission(submission).answers) == 4


def test_a_file_that_is_only_read_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "practices.stocktake"
    damaged(path, most=1)
    before = path.read_bytes()
    with Workspace.open(path, read_only=True) as workspace:
        assert put_back_damaged(workspace, ELMS, MANAGER) == ""
    assert path.read_bytes() == before


def test_a_backup_is_made_of_a_file_in_which_an_answer_was_damaged(tmp_path: Path) -> None:
    path = tmp_path / "practices.stocktake"
    damaged(path, most=1)
    with Workspace.open(path) as workspace:
        with pytest.raises(StocktakeError, match="did not read back"):
            workspace.backups.make_if_changed()
        assert backed_up(workspace, MANAGER).startswith("1 answer had been damaged on the disk")
        newest = list_backups(path)[0]
        assert is_good(newest.path)
        assert backed_up(workspace, MANAGER) == ""
        assert list_backups(path)[0] == newest


def test_a_file_in_which_a_practices_name_changed_by_itself_is_got_back_before_it_is_used(
    tmp_path: Path,
) -> None:
    path = tmp_path / "practices.stocktake"
    workspace, submission = new_workspace(path)
    with workspace:
        fill(workspace, submission, 2)
    with open_sound(path) as workspace:
        workspace._database.run("UPDATE subjects SET name = 'The Elks Surgery'")
    desk = Desk(Jobs(executor=AtOnce()), MANAGER)
    with pytest.raises(StocktakeError, match="the details of The Elks Surgery have") as refused:
        desk.open_workspace(path)
    assert refused.value.code == "workspace_damaged"
    assert desk.workspace is None
    assert "Check the details of The Elks Surgery" in open_rescued(path)
    desk.open_workspace(path)
    desk.close_workspace()
    desk.jobs.close()
