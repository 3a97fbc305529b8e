"""What can be compared: rounds of the workspace, and a workbook."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import filled_practice
import pytest
from two_rounds import LAST, QUAYSIDE, THIS, begin_last_year, start_this_year

from stocktake.errors import StocktakeError
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.compare_sides import (
    RoundOf,
    rounds_to_compare,
    side_in_hand,
    side_of,
    side_of_workbook,
)
from stocktake.tasks.leaving import ShareChoice, leaving_of
from stocktake.tasks.practices import begin_practice


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.stocktake") as opened:
        begin_last_year(opened)
        yield opened


def test_the_practices_own_rounds_come_first_and_are_called_by_their_year(
    workspace: Workspace,
) -> None:
    begin_practice(workspace, "Abbey Lane", "B81002", date(2026, 11, 22), "")
    start_this_year(workspace)
    found = rounds_to_compare(workspace, QUAYSIDE)
    assert [each.name(QUAYSIDE) for each in found] == [THIS, LAST, f"Abbey Lane, {THIS}"]


def test_looking_at_a_round_begins_nothing_in_it(workspace: Workspace) -> None:
    other = begin_practice(workspace, "Abbey Lane", "B81002", date(2026, 11, 22), "")
    before = workspace.change_counter
    side = side_of(workspace, RoundOf(other, THIS), QUAYSIDE)
    assert list(side.sheets) == [STOCKTAKE]
    assert workspace.change_counter == before


def test_the_round_in_hand_is_as_it_is_being_filled_in(workspace: Workspace) -> None:
    practice = start_this_year(workspace)
    side = side_in_hand(practice)
    assert side.name == THIS
    assert side.sheets[STOCKTAKE] is practice.sheet(STOCKTAKE)
    assert list(side.sheets) == [STOCKTAKE, EXPECTATIONS]


def test_a_workbook_is_read_as_a_side(tmp_path: Path) -> None:
    leaving = leaving_of(filled_practice.practice(), ShareChoice("numbers"))
    path = filled_practice.write_workbook(tmp_path / "quayside.xlsx", leaving)
    side = side_of_workbook(path, QUAYSIDE)
    assert side.name == "2026/27 (workbook)"
    assert side.sheets[STOCKTAKE].value("profile.list_size") == 9120


def test_a_file_that_is_no_workbook_of_a_practice_is_refused_with_the_reason(
    tmp_path: Path,
) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_text("These are only notes.")
    with pytest.raises(StocktakeError) as refused:
        side_of_workbook(path, QUAYSIDE)
    assert refused.value.code == "not_compared"
    assert "notes.xlsx" in refused.value.what
