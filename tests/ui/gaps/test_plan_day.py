"""The line that says from which day the plan is worked out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from reviewing import HARBOUR, Reviewed

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice
from stocktake.ui.gaps.plan_day import PlanDay


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A practice whose review was last changed in October."""
    path = tmp_path / "october.stocktake"
    with Workspace.create(path, clock=lambda: datetime(2025, 10, 12, tzinfo=UTC)) as workspace:
        practice = OpenPractice(workspace, HARBOUR, "2026/27")
        practice.enter(EXPECTATIONS, Address("ACC-01.aware"), answered("yes"))
    return path


def test_a_plan_that_stood_still_is_set_to_today_by_a_button(
    qtbot: QtBot, reviewed: Reviewed, review: Path
) -> None:
    reviewed.desk.open_workspace(review)
    reviewed.desk.choose(HARBOUR, "2026/27")
    line = PlanDay(reviewed.desk)
    qtbot.addWidget(line)
    line.refresh()
    assert line.words.text() == "Worked out from 12 October 2025"
    assert not line.set_today.isHidden()
    line.set_today.click()
    assert reviewed.desk.workspace is not None
    assert reviewed.desk.plan().today == reviewed.desk.workspace.today()
    assert line.words.text() != "Worked out from 12 October 2025"
    assert line.set_today.isHidden()


def test_there_is_nothing_to_set_where_nothing_may_be_changed(
    qtbot: QtBot, reviewed: Reviewed, review: Path
) -> None:
    reviewed.desk.open_workspace(review, read_only=True)
    reviewed.desk.choose(HARBOUR, "2026/27")
    line = PlanDay(reviewed.desk)
    qtbot.addWidget(line)
    line.refresh()
    assert line.words.text() == "Worked out from 12 October 2025"
    assert line.set_today.isHidden()
