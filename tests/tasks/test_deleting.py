from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.deleting import delete_answer, delete_everything, delete_one, delete_round
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import begin_practice, practice_rounds


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Quayside in two rounds, Mill Lane in the first of them."""
    with Workspace.create(tmp_path / "a.stocktake") as made:
        quayside = begin_practice(made, "Quayside", "A81001", date(2026, 11, 22), "")
        begin_practice(made, "Mill Lane", "B81002", date(2026, 11, 22), "")
        later = OpenPractice(made, quayside, "2027/28", "")
        later.enter_all(STOCKTAKE, {Address("profile.practice_name"): answered("Quayside")})
        yield made


def held(workspace: Workspace) -> set[tuple[str, str]]:
    return {(each.subject.name, each.round) for each in practice_rounds(workspace)}


def practices(workspace: Workspace) -> set[str]:
    return {subject.name for _, subject in workspace.returns.subjects()}


def test_an_answer_that_is_deleted_leaves_no_history(workspace: Workspace) -> None:
    subject = next(s for _, s in workspace.returns.subjects() if s.name == "Quayside")
    practice = OpenPractice(workspace, subject, "2027/28", "Practice manager")
    size, name = Address("profile.list_size"), Address("profile.practice_name")
    practice.enter_all(STOCKTAKE, {size: answered(Decimal(9120))})
    opened = practice.open_return(STOCKTAKE)
    delete_answer(workspace, opened.id, size.question, role="Practice manager")
    assert workspace.history.of_question(opened.id, size.question) == ()
    assert workspace.answers.one(opened.id, size).value is None
    assert workspace.answers.one(opened.id, name).value == "Quayside"


def test_the_only_round_of_a_practice_takes_the_practice_with_it(workspace: Workspace) -> None:
    mill = next(each for each in practice_rounds(workspace) if each.subject.name == "Mill Lane")
    delete_one(workspace, mill, role="")
    assert held(workspace) == {("Quayside", "2026/27"), ("Quayside", "2027/28")}
    assert practices(workspace) == {"Quayside"}


def test_one_round_of_two_leaves_the_other(workspace: Workspace) -> None:
    old = next(
        each
        for each in practice_rounds(workspace)
        if each.subject.name == "Quayside" and each.round == "2026/27"
    )
    delete_one(workspace, old, role="")
    assert held(workspace) == {("Mill Lane", "2026/27"), ("Quayside", "2027/28")}


def test_a_round_leaves_no_practice_behind_that_was_in_no_other(workspace: Workspace) -> None:
    delete_round(workspace, "2026/27", role="")
    assert held(workspace) == {("Quayside", "2027/28")}
    assert practices(workspace) == {"Quayside"}


def test_everything_leaves_nothing(workspace: Workspace) -> None:
    delete_everything(workspace, role="")
    assert held(workspace) == set()
    assert practices(workspace) == set()
