"""What a step is called in the menu and in the status line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from undoing_desk import Desk

from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.tasks.answer_history import answer_history
from stocktake.tasks.step_words import DUPLICATED


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "practice.stocktake")
    yield made
    made.workspace.close()


def test_a_card_is_named_by_its_title(desk: Desk) -> None:
    desk.say(Address("ACC-01.ready_now"), answered(Decimal(2)), EXPECTATIONS)
    title = desk.practice.sheet(EXPECTATIONS).loaded.section_by_id["ACC-01"].title
    assert desk.steps()[0].startswith("change to question ")
    assert desk.steps()[0].endswith(f" of {title}")


def test_a_duplicated_row_is_not_called_a_paste(desk: Desk) -> None:
    cells = {Address("workforce.roles", "a1b2c3d4", "workforce.roles.wte"): answered(Decimal(1))}
    desk.practice.enter_all(STOCKTAKE, cells, DUPLICATED)
    assert desk.steps()[0] == "duplicate row in 4.1"
    (turn, *_) = answer_history(desk.practice, STOCKTAKE, "workforce.roles")
    assert turn.source == "duplicated"


def test_a_row_of_boxes_is_one_question(desk: Desk) -> None:
    ages = {Address(f"profile.age_{band}"): Answer(state=State.NOT_KNOWN) for band in AGES}
    desk.practice.enter_all(STOCKTAKE, ages)
    step = desk.undoing.next_undo()
    assert step is not None
    assert step.short == "“Not known” at 2.21"
    assert step.words == "“Not known” at 2.21, Patients by age"


AGES = ("0_4", "5_14", "15_44")


def test_a_companion_is_named_by_its_rating(desk: Desk) -> None:
    desk.practice.set_route(STOCKTAKE, "full")
    desk.say(Address("demand.m_routes_evidence"), answered("Weekly counts"))
    step = desk.undoing.next_undo()
    assert step is not None
    assert step.question == "demand.m_routes"
    desk.say(Address("demand.m_routes"), answered(Decimal(3)))
    rating = desk.undoing.next_undo()
    assert rating is not None
    assert rating.words == step.words


def test_several_questions_are_counted_and_a_reason_is_repeated(desk: Desk) -> None:
    two = {
        Address("profile.list_size"): answered(Decimal(9000)),
        Address("profile.icb_name"): answered("Tees"),
    }
    desk.practice.enter_all(STOCKTAKE, two, "Brought forward from 2025/26")
    step = desk.undoing.next_undo()
    assert step is not None
    assert step.short == "change to 2.14 and 1 other"
    assert step.words == "change to 2.14 and 1 other (Brought forward from 2025/26)"


def test_a_question_that_is_no_longer_asked_is_called_so(desk: Desk) -> None:
    number = desk.practice.open_return(STOCKTAKE).id
    gone = {Address("profile.fax"): answered("01")}
    desk.workspace.answers.save(number, gone, role="Practice manager")
    desk.restart()
    step = desk.undoing.next_undo()
    assert step is not None
    assert step.short == "change to a question that is no longer asked"
    assert (step.section, step.question) == ("", "")
    desk.undoing.undo()
    assert desk.workspace.answers.load(number).get("profile.fax").value is None
