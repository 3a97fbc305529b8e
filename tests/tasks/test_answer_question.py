"""A practice answers: its own name and patients are filled in, and nothing is agreed to for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.askings import KeptAsking, Side
from stocktake.store.workspace import Workspace
from stocktake.tasks.answer_question import (
    begun,
    keep,
    names_in,
    note_written,
    questions_for,
    ready_to_write,
    write_answer,
)
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import begin_practice
from stocktake.workbooks.asking_reading import understand_asking
from stocktake.workbooks.received import receive
from tests.tasks.asked import ASKING, NOW, ask, position


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        subject = begin_practice(workspace, "Quayside", "A81001", date(2026, 11, 22), "Manager")
        yield OpenPractice(workspace, subject, "2026/27", "Manager")


def test_an_answer_begins_with_the_practice_and_nothing_said(practice: OpenPractice) -> None:
    practice.workspace.askings.keep(KeptAsking(ASKING, Side.THEIRS))
    (to_answer,) = questions_for(practice)
    new = begun(practice, to_answer)
    assert (new.code, new.name, new.list_size) == ("A81001", "Quayside", None)
    assert new.is_empty
    assert not new.name_shown
    assert not new.comment_shared
    practice.enter(STOCKTAKE, Address("profile.list_size"), answered(Decimal(12400)))
    assert begun(practice, to_answer).list_size == Decimal(12400)


def test_a_draft_of_the_lead_is_not_answered_yet(practice: OpenPractice) -> None:
    practice.workspace.askings.keep(KeptAsking(ASKING))
    assert questions_for(practice) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"choice": " ", "comment": ""}, "nothing_said"),
        ({"decided_by": ""}, "nobody"),
        ({"decided_on": None}, "no_day"),
        ({"comment": "x" * 4001}, "too_long"),
    ],
)
def test_an_unfinished_answer_is_not_written(changes: dict[str, object], code: str) -> None:
    with pytest.raises(StocktakeError) as refusal:
        ready_to_write(replace(position("A81001", "Yes"), **changes))  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_every_file_of_an_answer_is_a_newer_one_of_the_same(
    practice: OpenPractice, tmp_path: Path
) -> None:
    practice.workspace.askings.keep(KeptAsking(ASKING, Side.THEIRS))
    first = ready_to_write(position("A81001", "Yes"))
    again = ready_to_write(replace(first, choice="No"))
    assert again.answer_id == first.answer_id != ""
    assert (first.revision, again.revision) == (1, 2)
    path = write_answer(ASKING, again, tmp_path, NOW)
    assert path.name == "Answer of Quayside - Same-day hub.xlsx"
    found = understand_asking(receive(path), path.name)
    assert found.file is not None
    assert found.file.position == again
    keep(practice, ASKING, again)
    assert questions_for(practice)[0].is_written


def test_an_answer_to_a_question_asked_from_here_is_counted_at_once(
    practice: OpenPractice,
) -> None:
    ask(practice.workspace)
    (to_answer,) = questions_for(practice)
    note_written(practice, to_answer.kept, ready_to_write(position("A81001", "No")), "a.xlsx")
    assert [each.position.choice for each in practice.workspace.askings.came(ASKING.id)] == ["No"]


def test_a_comment_that_may_name_somebody_is_warned_of() -> None:
    assert names_in("The phones are slow.") == []
    (warning,) = names_in("Ask Mrs Jones.")
    assert "a person's name" in warning
