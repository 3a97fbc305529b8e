"""What makes one step, in what order, and any run of steps against a list of pictures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from undoing_desk import TABLE, Desk, said

from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from tests.store.killing import runs


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "practice.stocktake")
    yield made
    made.workspace.close()


def test_typing_on_within_two_seconds_is_one_step(desk: Desk) -> None:
    for size in (9, 91, 9120):
        desk.size(size)
        desk.clock.wait(-10 + 1.5)
    desk.undoing.undo()
    assert desk.value() is None


def test_typing_after_a_rest_is_another_step(desk: Desk) -> None:
    desk.size(9)
    desk.clock.wait(-10 + 2.5)
    desk.size(91)
    desk.undoing.undo()
    assert desk.value() == Decimal(9)


def test_a_long_burst_of_typing_is_not_undone_whole(desk: Desk) -> None:
    for size in range(1, 30):
        desk.size(size)
        desk.clock.wait(-10 + 1)
    desk.undoing.undo()
    assert desk.value() == Decimal(16)


def test_two_questions_are_two_steps_however_quick(desk: Desk) -> None:
    desk.size(9000)
    desk.clock.wait(-10)
    desk.say(Address("profile.icb_name"), answered("Tees"))
    desk.undoing.undo()
    assert desk.value() == Decimal(9000)


def test_a_clock_moved_back_makes_two_steps_in_the_order_they_were_made(desk: Desk) -> None:
    desk.size(9000)
    desk.clock.wait(-3600)
    desk.size(9120)
    desk.undoing.undo()
    assert desk.value() == Decimal(9000)
    desk.undoing.undo()
    assert desk.value() is None


def test_typing_and_typing_back_at_once_is_no_step(desk: Desk) -> None:
    desk.size(9000)
    desk.size(9120)
    desk.clock.wait(-10 + 1)
    desk.size(9000)
    desk.undoing.undo()
    assert desk.value() is None
    desk.undoing.redo()
    assert desk.value() == Decimal(9000)


QUESTIONS = ("profile.list_size", "profile.age_0_4", "admin.period_months")
ROWS = st.sampled_from(["aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"])
Picture = tuple[dict[Address, Answer], tuple[str, ...], frozenset[str]]


class UndoMachine(RuleBasedStateMachine):
    """Any changes, undone and done again in any order and over restarts, against a list."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.desk = Desk(Path(self.folder.name) / "practice.stocktake")
        self.pictures: list[Picture] = []
        self.at = 0

    @initialize()
    def begin(self) -> None:
        self.pictures = [self.picture()]

    def picture(self) -> Picture:
        opened = self.desk.practice.open_return(STOCKTAKE)
        answers = opened.sheet.answers
        stands = {address: said(answer) for address, answer in answers.items()}
        return stands, answers.rows(TABLE), frozenset(opened.done)

    def changed(self) -> None:
        now = self.picture()
        if now != self.pictures[self.at]:
            self.pictures[self.at + 1 :] = [now]
            self.at += 1

    @rule(
        question=st.sampled_from(QUESTIONS),
        value=st.one_of(st.none(), st.integers(0, 3)),
        state=st.sampled_from(State),
        note=st.sampled_from(["", "Ask the partners"]),
        estimate=st.booleans(),
    )
    def answer(
        self, question: str, value: int | None, state: State, note: str, estimate: bool
    ) -> None:
        number = None if value is None else Decimal(value)
        answer = Answer(number, state, estimate=estimate, note=note, reasons={"X01": "So"})
        self.desk.say(Address(question), answer)
        self.changed()

    @rule(rows=st.lists(ROWS, min_size=1, max_size=3, unique=True), words=st.text("ab", max_size=2))
    def paste(self, rows: list[str], words: str) -> None:
        self.desk.clock.wait()
        cells = {Address(TABLE, row, f"{TABLE}.weakness"): answered(words) for row in rows}
        self.desk.practice.enter_all(STOCKTAKE, cells, "Pasted")
        self.changed()

    @rule(row=ROWS)
    def remove(self, row: str) -> None:
        if row in self.desk.practice.sheet().answers.rows(TABLE):
            self.desk.clock.wait()
            self.desk.practice.remove_row(STOCKTAKE, TABLE, row)
            self.changed()

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        order = data.draw(st.permutations(self.desk.practice.sheet().answers.rows(TABLE)))
        self.desk.clock.wait()
        self.desk.practice.order_rows(STOCKTAKE, TABLE, tuple(order))
        self.changed()

    @rule(section=st.sampled_from(["admin", "profile"]), done=st.booleans())
    def mark(self, section: str, done: bool) -> None:
        self.desk.clock.wait()
        self.desk.practice.mark_section(STOCKTAKE, section, done)
        self.changed()

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        assert self.desk.undoing.undo().left == 0
        self.at -= 1

    @precondition(lambda self: self.at < len(self.pictures) - 1)
    @rule()
    def redo(self) -> None:
        assert self.desk.undoing.redo().left == 0
        self.at += 1

    @rule()
    def restart(self) -> None:
        before = self.desk.steps()
        self.desk.restart()
        assert self.desk.steps() == before

    @rule()
    def undo_all_and_redo_all(self) -> None:
        end, at = self.picture(), self.at
        while self.desk.undoing.next_undo():
            self.desk.undoing.undo()
        assert self.picture() == self.pictures[0]
        for _ in range(at):
            self.desk.undoing.redo()
        assert self.picture() == end

    @invariant()
    def all_stands_as_in_the_picture(self) -> None:
        if self.pictures:
            assert self.picture() == self.pictures[self.at]
            assert (self.desk.undoing.next_undo() is None) == (self.at == 0)
            is_last = self.at == len(self.pictures) - 1
            assert (self.desk.undoing.next_redo() is None) == is_last

    def teardown(self) -> None:
        opened = self.desk.practice.open_return(STOCKTAKE)
        saved = self.desk.workspace.answers.load(opened.id)
        assert {a: said(v) for a, v in saved.items()} == self.picture()[0]
        assert self.desk.workspace.problems() == []
        self.desk.workspace.close()
        self.folder.cleanup()


def test_any_changes_are_undone_and_done_again_over_any_restarts() -> None:
    run_state_machine_as_test(
        UndoMachine,
        settings=settings(
            max_examples=runs(long=25, short=10), stateful_step_count=25, deadline=None
        ),
    )


def test_five_thousand_changes_are_read_once_and_then_only_what_is_new(desk: Desk) -> None:
    number = desk.practice.open_return(STOCKTAKE).id
    for count in range(40):
        changes = {Address(f"q{n}"): answered(f"{count}") for n in range(125)}
        desk.workspace.answers.save(number, changes, role="Practice manager")
    desk.size(9000)
    assert desk.undoing.next_undo() is not None
    read: list[str] = []
    desk.workspace.answers._database.connection.set_trace_callback(read.append)
    desk.size(9120)
    before = len(read)
    desk.undoing.next_undo()
    asked = [sql for sql in read[before:] if "history" in sql]
    desk.workspace.answers._database.connection.set_trace_callback(None)
    assert 0 < len(asked) <= 5
    assert all("WHERE id" in sql for sql in asked)
