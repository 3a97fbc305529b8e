from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.submission import Subject
from stocktake.store.workspace import Workspace
from stocktake.tasks.deleting import delete_one
from stocktake.tasks.export_ticks import Ticks, keep_ticks, kept_ticks
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import begin_practice, practice_rounds

ROW = Address("demand.weaknesses", "w1")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.stocktake") as made:
        yield made


def begun(workspace: Workspace, code: str) -> OpenPractice:
    subject: Subject = begin_practice(workspace, f"Practice {code}", code, date(2026, 11, 22), "")
    return OpenPractice(workspace, subject, "2026/27", "")


def test_nothing_is_ticked_before_the_first_export(workspace: Workspace) -> None:
    assert kept_ticks(begun(workspace, "A81001")) == Ticks()


def test_each_practice_finds_its_own_ticks_again(workspace: Workspace) -> None:
    first, second = begun(workspace, "A81001"), begun(workspace, "A81002")
    keep_ticks(first, {ROW, Address("scale.new_income")}, {"demand.m_routes"})
    keep_ticks(second, {ROW}, ())
    assert kept_ticks(first).items == {ROW, Address("scale.new_income")}
    assert kept_ticks(first).notes == {"demand.m_routes"}
    assert kept_ticks(second) == Ticks(frozenset({ROW}))
    assert kept_ticks(first).count == 3


def test_what_was_kept_otherwise_is_as_if_nothing_was_ticked(workspace: Workspace) -> None:
    practice = begun(workspace, "A81001")
    workspace.sections.keep_ticks("not what is kept here")
    assert kept_ticks(practice) == Ticks()


def test_another_workbook_of_the_practice_has_ticks_of_its_own(workspace: Workspace) -> None:
    practice = begun(workspace, "A81001")
    practice.enter("swot", Address("swot.scope"), answered("practice"))
    keep_ticks(practice, {Address("swot.scope")}, (), "swot")
    assert kept_ticks(practice, "swot").items == {Address("swot.scope")}
    assert kept_ticks(practice) == Ticks()


def test_the_ticks_of_the_other_practices_stay_when_one_is_deleted(workspace: Workspace) -> None:
    first, second = begun(workspace, "A81001"), begun(workspace, "A81002")
    keep_ticks(first, {Address("scale.new_income")}, ())
    keep_ticks(second, {ROW}, {"demand.m_routes"})
    mine = next(r for r in practice_rounds(workspace) if r.subject.code == "A81001")
    delete_one(workspace, mine, role="")
    assert kept_ticks(second) == Ticks(frozenset({ROW}), frozenset({"demand.m_routes"}))
    assert "scale.new_income" not in workspace.sections.ticks()


def test_ticks_go_with_the_practice_that_is_removed(workspace: Workspace) -> None:
    practice = begun(workspace, "A81001")
    keep_ticks(practice, {ROW}, ())
    workspace.removal.subject(workspace.returns.subject_id(practice.subject, add=False), role="")
    assert workspace.sections.ticks() == ""
