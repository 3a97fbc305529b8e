"""One restore point: a file that was brought back is undone whole, however many forms it is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bringing_back import APPTS, CALLS, begun, brought, decided, edited, put, shared, told

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.bring_back import take_back
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.returned import Decision
from stocktake.tasks.returned_file import baselines_of, read_returned, returned_of
from stocktake.tasks.shared_with import with_whom
from stocktake.tasks.undoing import Undoing


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    """A practice with a few answers."""
    with Workspace.create(tmp_path / "p.stocktake") as workspace:
        yield begun(workspace)


def test_one_undo_takes_back_the_whole_of_a_file(practice: OpenPractice, tmp_path: Path) -> None:
    path = shared(practice, tmp_path)

    def edit(workbook: Any) -> None:
        put(workbook, CALLS.question, 9200)
        put(workbook, APPTS.question, 5123)

    path = edited(path, edit)
    take_back(practice, brought(practice, path), {})
    assert with_whom(practice, STOCKTAKE) == {}
    Undoing(practice).undo()
    assert practice.sheet(STOCKTAKE).answers[CALLS].value == Decimal(9100)
    # The sections are with Priya again, and the file can be brought back once more.
    assert set(with_whom(practice, STOCKTAKE)) == {"demand", "workforce"}
    assert told(brought(practice, path)) == {APPTS: "5,123", CALLS: "9,200"}
    Undoing(practice).redo()
    assert practice.sheet(STOCKTAKE).answers[APPTS].value == Decimal(5123)
    assert with_whom(practice, STOCKTAKE) == {}
    assert brought(practice, path).differences == ()


def test_a_file_of_two_forms_is_one_step(practice: OpenPractice, tmp_path: Path) -> None:
    ready = Address("ACC-01.ready_now")
    path = edited(shared(practice, tmp_path), lambda w: put(w, CALLS.question, 9200))
    found = read_returned(path, baselines_of(practice.workspace))
    assert found is not None
    theirs = replace(practice.submissions((EXPECTATIONS,))[0], answers=Answers({}))
    theirs.answers[ready] = answered(Decimal(3))
    other = replace(found.members[0], submission=theirs)
    both = replace(
        found, members=(*found.members, other), share=None, differences=(), is_base_known=False
    )
    returned = returned_of(practice, both)
    assert {CALLS, ready} <= set(told(returned))
    take_back(practice, returned, decided(returned, Decision.THEIRS))
    Undoing(practice).undo()
    assert practice.sheet(STOCKTAKE).answers[CALLS].value == Decimal(9100)
    assert practice.sheet(EXPECTATIONS).answers[ready].value is None
