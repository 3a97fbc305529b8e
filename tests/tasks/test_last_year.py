"""Last year's answers, read with last year's form."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from two_forms import NEW_QUESTION
from two_rounds import LAST, QUAYSIDE, THIS, begin_last_year, start_this_year

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.sheet import Sheet
from stocktake.store.workspace import Workspace
from stocktake.tasks.last_year import LastYear
from stocktake.tasks.open_practice import OpenPractice


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.stocktake") as opened:
        yield opened


@pytest.fixture
def older(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace with last year's round under last year's forms."""
    begin_last_year(workspace, is_older=True)
    return workspace


def this_year(workspace: Workspace) -> tuple[LastYear, Sheet]:
    """A round that was begun with nothing filled in."""
    sheet = OpenPractice(workspace, QUAYSIDE, THIS).sheet(STOCKTAKE)
    return LastYear(workspace, QUAYSIDE, THIS), sheet


def test_last_years_answer_is_said_with_its_year(older: Workspace) -> None:
    last, now = this_year(older)
    found = last.last_answer(now, "profile.list_size")
    assert found is not None
    assert found.line == "Last year (2025/26): 9,120 patients"


def test_where_nothing_was_answered_nothing_is_said(older: Workspace) -> None:
    last, now = this_year(older)
    assert last.last_answer(now, "profile.imd_score") is None
    assert last.last_answer(now, NEW_QUESTION) is None


def test_a_question_that_was_worded_otherwise_says_how(older: Workspace) -> None:
    last, now = this_year(older)
    found = last.last_answer(now, "demand.calls_month")
    assert found is not None
    assert found.words == "Not known"
    assert found.question_then == "How many calls came in a month?"


def test_a_table_is_said_row_by_row(older: Workspace) -> None:
    last, now = this_year(older)
    found = last.last_answer(now, "workforce.roles")
    assert found is not None
    assert len(found.words.splitlines()) == 2
    assert "3.2" in found.words


def test_a_rating_is_read_with_the_descriptions_it_had(older: Workspace) -> None:
    last, _ = this_year(older)
    sheet = last.sheet(STOCKTAKE)
    assert sheet is not None
    anchors = sheet.loaded.questions["demand.m_urgent"].anchors
    assert anchors[4] == "Everybody is seen within the hour, every day."


def test_before_the_first_round_there_is_nothing_to_look_back_at(older: Workspace) -> None:
    last = LastYear(older, QUAYSIDE, LAST)
    assert last.sheet(STOCKTAKE) is None
    assert last.round_of(STOCKTAKE) == ""
    sheet = OpenPractice(older, QUAYSIDE, LAST).sheet(STOCKTAKE)
    assert last.last_answer(sheet, "profile.list_size") is None
    assert last.changed(sheet) == frozenset()


def test_what_is_answered_otherwise_is_changed_and_what_came_along_is_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    begin_last_year(workspace)
    practice = start_this_year(workspace)
    last = LastYear(workspace, QUAYSIDE, THIS)
    assert last.changed(practice.sheet(STOCKTAKE)) == frozenset()
    practice.enter(STOCKTAKE, Address("profile.list_size"), answered(Decimal(9300)))
    practice.enter(STOCKTAKE, Address("profile.imd_score"), answered(Decimal(20)))
    cell = Address("workforce.roles", "gp_partner", "workforce.roles.wte")
    practice.enter(STOCKTAKE, cell, answered(Decimal(3)))
    assert last.changed(practice.sheet(STOCKTAKE)) == {
        "profile.list_size",
        "profile.imd_score",
        "workforce.roles",
    }
    assert last.changed(practice.sheet(EXPECTATIONS)) == frozenset()


def test_last_years_values_can_be_used_but_for_rows_that_hold_something_already(
    older: Workspace,
) -> None:
    last, now = this_year(older)
    assert last.values_to_use(now, "profile.list_size")[Address("profile.list_size")].value == 9120
    rows = {address.row for address in last.values_to_use(now, "workforce.roles")}
    assert rows == {"gp_partner", "x7x7x7x7"}
    cell = Address("workforce.roles", "gp_partner", "workforce.roles.wte")
    now.enter(cell, answered(Decimal(2)))
    rows = {address.row for address in last.values_to_use(now, "workforce.roles")}
    assert rows == {"x7x7x7x7"}
    assert last.values_to_use(now, "profile.imd_score") == {}
