"""Undo and redo follow from the history alone: across answers, rows, notes, pastes and restarts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from undoing_desk import LIST_SIZE, QUAYSIDE, ROLES, TABLE, Desk

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.submission import Subject
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.undo_stack import IN_PLACE
from stocktake.tasks.undoing import Undoing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "practice.stocktake")
    yield made
    made.workspace.close()


def test_a_change_is_undone_and_done_again(desk: Desk) -> None:
    desk.size(9000)
    desk.size(9120)
    assert desk.undoing.undo().words == "change to 2.14, Registered patients"
    assert desk.value() == Decimal(9000)
    desk.undoing.redo()
    assert desk.value() == Decimal(9120)
    desk.undoing.undo()
    desk.undoing.undo()
    assert desk.value() is None
    assert desk.undoing.next_undo() is None


def test_everything_about_an_answer_comes_back(desk: Desk) -> None:
    full = Answer(
        value=Decimal(9000),
        state=State.ANSWERED,
        estimate=True,
        note="From the April list",
        note_shared=True,
        reasons={"X01": "We took on a branch"},
    )
    desk.say(LIST_SIZE, full)
    before = desk.practice.sheet().answers[LIST_SIZE]
    saved = desk.workspace.answers.one(desk.practice.open_return(STOCKTAKE).id, LIST_SIZE)
    desk.say(LIST_SIZE, Answer(state=State.NOT_KNOWN))
    desk.undoing.undo()
    assert desk.practice.sheet().answers[LIST_SIZE] == saved
    assert replace(saved, role="", changed_at=None) == before


@pytest.mark.parametrize(
    ("change", "short"),
    [
        ({"value": Decimal(9120)}, "change to 2.14"),
        ({"state": State.NOT_KNOWN}, "“Not known” at 2.14"),
        ({"note": "Checked"}, "note on 2.14"),
        ({"note_shared": True}, "note on 2.14"),
        ({"estimate": True}, "estimate mark on 2.14"),
        ({"reasons": {"X01": "A branch"}}, "reason given at 2.14"),
    ],
)
def test_a_step_says_what_it_was(desk: Desk, change: dict[str, object], short: str) -> None:
    desk.size(9000)
    now = desk.practice.sheet().answers[LIST_SIZE]
    desk.say(LIST_SIZE, replace(now, **change))  # type: ignore[arg-type]
    assert desk.steps() == (short, "")
    desk.undoing.undo()
    assert desk.steps() == ("change to 2.14", short)


def test_taking_a_state_off_is_named_for_the_state(desk: Desk) -> None:
    desk.say(LIST_SIZE, Answer(state=State.COME_BACK_LATER))
    desk.say(LIST_SIZE, Answer())
    assert desk.steps()[0] == "taking “Come back later” off 2.14"


def test_a_row_taken_out_comes_back_in_its_place(desk: Desk) -> None:
    for row, words in (("aaaaaaaa", "Phones"), ("bbbbbbbb", "Doors"), ("cccccccc", "Parking")):
        desk.weakness(row, words)
    desk.clock.wait()
    desk.practice.remove_row(STOCKTAKE, TABLE, "bbbbbbbb")
    assert desk.weaknesses() == ["Phones", "Parking"]
    assert desk.steps()[0].startswith("taking a row out of ")
    desk.undoing.undo()
    assert desk.weaknesses() == ["Phones", "Doors", "Parking"]
    desk.undoing.redo()
    assert desk.weaknesses() == ["Phones", "Parking"]


def test_a_new_row_goes_with_its_defaults_and_comes_back_with_them(desk: Desk) -> None:
    wte = Address(ROLES, "gp_partner", f"{ROLES}.wte")
    desk.say(wte, answered(Decimal("3.2")))
    sheet = desk.practice.sheet()
    assert sheet.value(f"{ROLES}.funded_by", "gp_partner") == "practice"
    assert desk.steps()[0].startswith("new row in ")
    desk.undoing.undo()
    assert sheet.rows(ROLES) == ()
    assert sheet.value(f"{ROLES}.funded_by", "gp_partner") is None
    desk.undoing.redo()
    assert sheet.value(f"{ROLES}.wte", "gp_partner") == Decimal("3.2")
    assert sheet.value(f"{ROLES}.funded_by", "gp_partner") == "practice"


def test_the_order_of_rows_comes_back(desk: Desk) -> None:
    desk.weakness("aaaaaaaa", "Phones")
    desk.weakness("bbbbbbbb", "Doors")
    desk.clock.wait()
    desk.practice.order_rows(STOCKTAKE, TABLE, ("bbbbbbbb", "aaaaaaaa"))
    assert desk.steps()[0].startswith("order of rows in ")
    desk.undoing.undo()
    assert desk.weaknesses() == ["Phones", "Doors"]


def test_a_paste_is_one_step_with_the_order_it_brings(desk: Desk) -> None:
    cells = {
        Address(TABLE, row, f"{TABLE}.weakness"): answered(words)
        for row, words in (("aaaaaaaa", "Phones"), ("bbbbbbbb", "Doors"))
    }
    desk.practice.enter_all(STOCKTAKE, cells, "Pasted")
    desk.clock.wait(1)
    desk.practice.order_rows(STOCKTAKE, TABLE, ("bbbbbbbb", "aaaaaaaa"), IN_PLACE)
    assert desk.steps()[0].startswith("paste into ")
    desk.undoing.undo()
    assert desk.weaknesses() == []
    assert desk.undoing.next_undo() is None
    desk.undoing.redo()
    assert desk.weaknesses() == ["Doors", "Phones"]


def test_completing_a_section_is_a_step(desk: Desk) -> None:
    desk.practice.mark_section(STOCKTAKE, "admin", done=True)
    step = desk.undoing.next_undo()
    assert step is not None
    assert (step.section, step.question) == ("admin", "")
    assert step.words.startswith("completing ")
    desk.undoing.undo()
    assert desk.practice.open_return(STOCKTAKE).done == set()
    assert desk.steps()[1].startswith("completing ")
    desk.undoing.redo()
    assert desk.practice.open_return(STOCKTAKE).done == {"admin"}


def test_both_forms_of_a_round_are_on_one_stack(desk: Desk) -> None:
    ready = Address("ACC-01.ready_now")
    desk.size(9000)
    desk.say(ready, answered(Decimal(2)), EXPECTATIONS)
    assert desk.undoing.undo().form_id == EXPECTATIONS
    assert desk.value(ready, EXPECTATIONS) is None
    assert desk.undoing.undo().form_id == STOCKTAKE
    assert desk.value() is None


def test_another_practice_and_another_round_are_left_alone(desk: Desk) -> None:
    desk.size(9000)
    other = OpenPractice(
        desk.workspace, Subject("practice", "Y99902", "Harbour"), "2026/27", "Practice manager"
    )
    other.enter(STOCKTAKE, LIST_SIZE, answered(Decimal(500)))
    desk.undoing.undo()
    assert desk.value() is None
    assert other.sheet().value("profile.list_size") == Decimal(500)


def test_a_new_change_leaves_nothing_to_do_again(desk: Desk) -> None:
    desk.size(9000)
    desk.undoing.undo()
    desk.size(9120)
    assert desk.undoing.next_redo() is None


def test_a_restart_keeps_both_stacks(desk: Desk) -> None:
    desk.size(9000)
    desk.weakness("aaaaaaaa", "Phones")
    desk.size(9120)
    desk.undoing.undo()
    desk.undoing.undo()
    before = desk.steps()
    desk.restart()
    assert desk.steps() == before
    desk.undoing.redo()
    desk.restart()
    assert desk.weaknesses() == ["Phones"]
    desk.undoing.redo()
    assert desk.value() == Decimal(9120)
    desk.restart()
    for _ in range(3):
        desk.undoing.undo()
    assert desk.value() is None
    assert desk.weaknesses() == []


def test_undoing_is_kept_in_the_history_and_can_be_recovered(desk: Desk) -> None:
    desk.size(9000)
    desk.size(9120)
    desk.undoing.undo()
    number = desk.practice.open_return(STOCKTAKE).id
    latest = desk.workspace.history.latest(number)[LIST_SIZE].new_answer
    assert latest is not None
    assert latest.value == Decimal(9000)
    assert desk.workspace.problems() == []


def test_exporting_is_no_step(desk: Desk) -> None:
    desk.size(9000)
    number = desk.practice.open_return(STOCKTAKE).id
    desk.workspace.exported.number(number, "abc", role="Practice manager")
    assert desk.steps()[0] == "change to 2.14"


def test_the_files_beside_an_answer_stay_whatever_is_undone(desk: Desk) -> None:
    number = desk.practice.open_return(STOCKTAKE).id
    desk.size(9000)
    desk.workspace.attachments.attach(number, LIST_SIZE, "list.csv", b"1", role="Manager")
    desk.practice = OpenPractice(desk.workspace, QUAYSIDE, "2026/27", "Practice manager")
    desk.undoing = Undoing(desk.practice)
    assert desk.steps()[0] == "change to 2.14"
    desk.undoing.undo()
    answer = desk.practice.sheet().answers[LIST_SIZE]
    assert (answer.value, answer.state, answer.evidence) == (None, State.BLANK, ("list.csv",))
    desk.undoing.redo()
    assert desk.value() == Decimal(9000)
    assert desk.practice.sheet().answers[LIST_SIZE].evidence == ("list.csv",)


def test_what_was_removed_for_good_is_passed_over(desk: Desk) -> None:
    name = Address("profile.icb_name")
    desk.size(9000)
    desk.say(name, answered("Tees"))
    number = desk.practice.open_return(STOCKTAKE).id
    desk.workspace.removal.answer(number, name, role="Practice manager")
    desk.practice = OpenPractice(desk.workspace, QUAYSIDE, "2026/27", "Practice manager")
    desk.undoing = Undoing(desk.practice)
    desk.undoing.undo()
    assert desk.value() is None
    assert desk.undoing.next_undo() is None


def test_entries_removed_while_open_are_noticed(desk: Desk) -> None:
    name = Address("profile.icb_name")
    desk.size(9000)
    desk.say(name, answered("Tees"))
    assert desk.steps()[0].startswith("change to 2.")
    number = desk.practice.open_return(STOCKTAKE).id
    desk.workspace.removal.answer(number, name, role="Practice manager")
    assert desk.steps()[0] == "change to 2.14"


def test_what_has_changed_in_another_way_is_left_and_said(desk: Desk) -> None:
    cells = {LIST_SIZE: answered(Decimal(9000)), Address("profile.icb_name"): answered("Tees")}
    desk.practice.enter_all(STOCKTAKE, cells)
    # Mending after damage is not a step; it may leave an answer other than any step made it.
    number = desk.practice.open_return(STOCKTAKE).id
    desk.practice.sheet().answers[LIST_SIZE] = answered(Decimal(1))
    done = desk.undoing.undo()
    assert done.left == 1
    assert "One answer was left as it is" in done.words
    assert desk.practice.sheet().answers[LIST_SIZE].value == Decimal(1)
    assert desk.workspace.answers.one(number, Address("profile.icb_name")).value is None


def test_a_row_removed_for_good_does_not_come_back(desk: Desk) -> None:
    desk.weakness("aaaaaaaa", "Phones")
    desk.weakness("bbbbbbbb", "Doors")
    desk.clock.wait()
    desk.practice.order_rows(STOCKTAKE, TABLE, ("bbbbbbbb", "aaaaaaaa"))
    number = desk.practice.open_return(STOCKTAKE).id
    desk.workspace.removal.row(number, TABLE, "aaaaaaaa", role="Practice manager")
    desk.restart()
    desk.undoing.undo()
    assert desk.weaknesses() == ["Doors"]


def test_an_answer_taken_in_with_a_return_is_its_beginning(desk: Desk) -> None:
    desk.size(9000)
    theirs = desk.workspace.returns.to_submission(desk.practice.open_return(STOCKTAKE).id)
    with TemporaryDirectory() as folder:
        other = Workspace.create(Path(folder) / "other.stocktake")
        other.taking_in.take_in(theirs, role="Practice manager")
        practice = OpenPractice(other, QUAYSIDE, "2026/27")
        assert Undoing(practice).next_undo() is None
        other.close()


def test_an_older_round_is_read_and_not_undone(desk: Desk) -> None:
    desk.size(9000)
    newer = OpenPractice(desk.workspace, QUAYSIDE, "2027/28")
    newer.sheet()
    older = Undoing(OpenPractice(desk.workspace, QUAYSIDE, "2026/27"))
    assert older.next_undo() is None
    with pytest.raises(StocktakeError) as refusal:
        older.undo()
    assert refusal.value.code == "open_to_read"


def test_with_nothing_to_undo_it_says_so(desk: Desk) -> None:
    with pytest.raises(StocktakeError) as refusal:
        desk.undoing.redo()
    assert refusal.value.code == "nothing_to_undo"


def test_an_own_expectation_undone_takes_its_card_along(desk: Desk) -> None:
    table = "local.rows"
    cells = {"title": "Hub clinics", "domain": "access", "level": Decimal(3)}
    for name, value in cells.items():
        desk.say(Address(table, "r4nd0m01", f"{table}.{name}"), answered(value), EXPECTATIONS)
    today = desk.practice.sheet(EXPECTATIONS).today
    desk.say(Address(table, "r4nd0m01", f"{table}.due"), answered(today), EXPECTATIONS)
    assert "LOC-r4nd0m01" in desk.practice.sheet(EXPECTATIONS).loaded.section_by_id
    assert desk.undoing.undo().entered[EXPECTATIONS].is_new_layout
    assert "LOC-r4nd0m01" not in desk.practice.sheet(EXPECTATIONS).loaded.section_by_id
