"""Published figures beside answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from stocktake.questionnaire.answers import Address
from stocktake.store.published import PublishedFigure
from stocktake.store.workspace import Workspace

LIST_SIZE = Address("profile.list_size")
OCTOBER = PublishedFigure(
    "Patients registered at a GP practice", Decimal("8214"), "October 2026", date(2026, 11, 1)
)


def test_a_figure_stands_beside_the_answer_and_is_never_one(
    workspace: Workspace, submission: int
) -> None:
    workspace.published.keep(submission, LIST_SIZE, OCTOBER)
    assert workspace.published.of(submission) == {LIST_SIZE: (OCTOBER,)}
    assert len(workspace.answers.load(submission)) == 0


def test_a_newer_figure_of_a_dataset_takes_the_place_of_the_older(
    workspace: Workspace, submission: int
) -> None:
    november = PublishedFigure(
        OCTOBER.dataset, Decimal("8230"), "November 2026", date(2026, 11, 20)
    )
    other = PublishedFigure("GP workforce", Decimal("4.2"), "September 2026", date(2026, 11, 1))
    for figure in (OCTOBER, november, other):
        workspace.published.keep(submission, LIST_SIZE, figure)
    assert workspace.published.of(submission)[LIST_SIZE] == (other, november)


def test_a_damaged_figure_is_left_out(workspace: Workspace, submission: int) -> None:
    workspace.published.keep(submission, LIST_SIZE, OCTOBER)
    workspace._database.run("UPDATE published SET value = '9214'")
    assert workspace.published.of(submission) == {}
