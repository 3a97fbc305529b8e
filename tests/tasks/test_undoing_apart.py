"""What is one step and what is two: forms brought back together, moved rows, how much is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from undoing_desk import LIST_SIZE, TABLE, Desk

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.store.sign_offs import Signing
from stocktake.tasks.undo_stack import IN_PLACE


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "practice.stocktake")
    yield made
    made.workspace.close()


def test_a_change_of_two_forms_is_one_step(desk: Desk) -> None:
    ready = Address("ACC-01.ready_now")
    desk.size(9000)
    before = desk.steps()
    desk.bring_in({STOCKTAKE: {LIST_SIZE: Decimal(9120)}, EXPECTATIONS: {ready: Decimal(3)}})
    desk.restart()
    assert desk.steps() == ("bringing answers in", "")
    done = desk.undoing.undo()
    assert set(done.entered) == {STOCKTAKE, EXPECTATIONS}
    assert desk.value() == Decimal(9000)
    assert desk.value(ready, EXPECTATIONS) is None
    assert desk.steps() == (before[0], "bringing answers in")
    desk.restart()
    desk.undoing.redo()
    assert desk.value() == Decimal(9120)
    assert desk.value(ready, EXPECTATIONS) == Decimal(3)


def test_of_a_change_of_two_forms_a_signed_one_stays_as_it_was_signed(desk: Desk) -> None:
    ready = Address("ACC-01.ready_now")
    desk.size(9000)
    desk.bring_in({STOCKTAKE: {LIST_SIZE: Decimal(9120)}, EXPECTATIONS: {ready: Decimal(3)}})
    said = Signing("A Partner", "Partner", date(2026, 11, 22), "It is so")
    number = desk.practice.open_return(STOCKTAKE).id
    desk.workspace.sign_offs.sign([number], said, role="Practice manager")
    desk.restart()
    assert set(desk.undoing.undo().entered) == {EXPECTATIONS}
    assert desk.value(ready, EXPECTATIONS) is None
    assert desk.value() == Decimal(9120)
    assert desk.undoing.next_undo() is None


def test_choosing_how_much_is_asked_is_a_step(desk: Desk) -> None:
    desk.size(9000)
    desk.practice.set_route(STOCKTAKE, "full")
    desk.clock.wait()
    desk.practice.set_route(STOCKTAKE, "express")
    desk.restart()
    assert desk.steps()[0] == "choosing Express"
    done = desk.undoing.undo()
    assert done.entered[STOCKTAKE].is_new_layout
    assert desk.practice.sheet().route == "full"
    desk.undoing.undo()
    assert desk.practice.sheet().route == "core"
    assert desk.steps() == ("change to 2.14", "choosing Full")
    desk.restart()
    desk.undoing.redo()
    assert desk.practice.sheet().route == "full"
    assert desk.workspace.returns.list()[0].route == "full"
    assert desk.workspace.problems() == []


def test_an_own_expectation_added_later_keeps_how_much_is_asked(desk: Desk) -> None:
    desk.practice.sheet(EXPECTATIONS)
    desk.practice.set_route(EXPECTATIONS, "full")
    desk.say(Address("local.rows", "r4nd0m01", "local.rows.title"), answered("Hub"), EXPECTATIONS)
    assert desk.practice.sheet(EXPECTATIONS).route == "full"


def test_moving_rows_right_after_a_paste_is_a_step_of_its_own(desk: Desk) -> None:
    cells = {
        Address(TABLE, row, f"{TABLE}.weakness"): answered(words)
        for row, words in (("aaaaaaaa", "Phones"), ("bbbbbbbb", "Doors"), ("cccccccc", "Parking"))
    }
    desk.practice.enter_all(STOCKTAKE, cells, "Pasted")
    desk.practice.order_rows(STOCKTAKE, TABLE, ("bbbbbbbb", "aaaaaaaa", "cccccccc"), IN_PLACE)
    desk.clock.wait(1)
    desk.practice.order_rows(STOCKTAKE, TABLE, ("cccccccc", "bbbbbbbb", "aaaaaaaa"))
    desk.clock.wait(1)
    desk.practice.order_rows(STOCKTAKE, TABLE, ("cccccccc", "aaaaaaaa", "bbbbbbbb"))
    assert desk.steps()[0].startswith("order of rows in ")
    desk.undoing.undo()
    assert desk.weaknesses() == ["Doors", "Phones", "Parking"]
    assert desk.steps()[0].startswith("paste into ")
    desk.undoing.undo()
    assert desk.weaknesses() == []
