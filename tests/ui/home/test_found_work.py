"""The bar after a session that was not closed properly: look, keep or leave; nothing is lost."""

from datetime import datetime

import pytest
from window import show

from stocktake.app import Program
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.cut_off import KEY, found_work
from stocktake.tasks.practices import first_page_facts, keep_first_page_facts
from stocktake.ui.home.found_work_bar import FoundWorkBar
from stocktake.ui.pages.home import HomePage


@pytest.fixture
def bar(program: Program) -> FoundWorkBar:
    """Work from 14:32 today, in a rating of the stocktake."""
    workspace = program.desk.workspace
    assert workspace is not None
    listed = next(each for each in workspace.returns.list() if each.form_id == STOCKTAKE)
    at = datetime.now().astimezone().replace(hour=14, minute=32)
    fact = {"at": at.isoformat(), "submission": listed.id, "question": "demand.m_routes"}
    keep_first_page_facts(workspace, {**first_page_facts(workspace), KEY: fact})
    page = show(program, "home")
    assert isinstance(page, HomePage)
    return page.later.found_work


def test_it_says_from_when_and_where_and_leads_there(program: Program, bar: FoundWorkBar) -> None:
    said = bar.notice.accessibleName()
    assert said.startswith("We found work from 14:32 that was not closed properly")
    assert "“Demand and access”" in said
    bar.look.click()
    assert program.window.page is not None
    assert program.window.page.place()["question"] == "demand.m_routes"


def test_keeping_it_is_the_end_of_it(program: Program, bar: FoundWorkBar) -> None:
    before = program.desk.sheet(STOCKTAKE).value("demand.m_routes")
    bar.keep.click()
    assert bar.isHidden()
    assert program.desk.workspace is not None
    assert found_work(program.desk.workspace) is None
    assert program.desk.sheet(STOCKTAKE).value("demand.m_routes") == before


def test_left_for_now_it_is_told_again_the_next_time(program: Program, bar: FoundWorkBar) -> None:
    bar.leave.click()
    assert bar.isHidden()
    show(program, "overview")
    show(program, "home")
    assert bar.isHidden()
    assert program.desk.workspace is not None
    assert found_work(program.desk.workspace) is not None
