"""What moved in a plan when the expectations did."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from two_rounds import LAST, QUAYSIDE, THIS, begin_last_year, start_this_year

from stocktake.questionnaire.loading import shipped_catalogue
from stocktake.store.workspace import Workspace
from stocktake.tasks.compare_plan import MovedPlan, plan_moved
from stocktake.tasks.open_practice import OpenPractice


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.stocktake") as opened:
        yield opened


def moved(workspace: Workspace) -> tuple[MovedPlan, ...]:
    practice = start_this_year(workspace)
    return plan_moved(OpenPractice(workspace, QUAYSIDE, LAST).plan(), practice.plan())


def test_a_plan_has_not_moved_against_itself(workspace: Workspace, tmp_path: Path) -> None:
    begin_last_year(workspace)
    plan = start_this_year(workspace).plan()
    assert plan_moved(plan, plan) == ()


def test_with_the_same_catalogue_nothing_moves_but_the_years_shown(
    workspace: Workspace, tmp_path: Path
) -> None:
    begin_last_year(workspace)
    assert moved(workspace) == ()


def test_another_year_level_and_start_are_said_then_and_now(
    workspace: Workspace, tmp_path: Path
) -> None:
    begin_last_year(workspace, is_older=True)
    found = moved(workspace)
    first = shipped_catalogue().expectations[0]
    about = {each.what: each for each in found if each.expectation_id == first.id}
    assert {"Due", "Level needed", "How certain", "Start by"} <= set(about)
    assert str(first.due.year - 1) in about["Due"].then
    assert str(first.due.year) in about["Due"].now
    assert any(each.what == "New" for each in found)
    gone = next(each for each in found if each.what == "No longer expected")
    assert (gone.title, gone.expectation_id) == ("Something no longer expected", "")
    assert OpenPractice(workspace, QUAYSIDE, THIS).round == THIS
