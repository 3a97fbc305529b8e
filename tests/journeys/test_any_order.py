"""Everything that changes answers, in any order, by any clock: memory is what the disk has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from reviewing import HARBOUR, Reviewed
from signing import SAID

from stocktake.questionnaire.answers import Address, Answer, Answers, State, answered
from stocktake.store.database import Clock
from stocktake.tasks.bring_back import take_back
from stocktake.tasks.carry_forward import carry_forward
from stocktake.tasks.open_practice import EXPECTATIONS, STOCKTAKE, OpenPractice, new_row_id
from stocktake.tasks.returned import Decision, Sides, compare
from stocktake.tasks.returned_file import Returned, ReturnedForm
from stocktake.tasks.sign_off import reopen
from stocktake.ui.desk import Desk
from tests.store.killing import runs

PLACES = (
    (STOCKTAKE, Address("profile.list_size")),
    (STOCKTAKE, Address("demand.calls_month")),
    (EXPECTATIONS, Address("ACC-01.ready_now")),
)
TABLE = "demand.weaknesses"
WORDS = f"{TABLE}.weakness"
LEAPS = (0, 1, 90, -3600, -10 * 365 * 86_400, 10 * 365 * 86_400)
"""Seconds that the clock moves between two changes."""

NUMBER = st.integers(0, 4)
STEPS = st.one_of(
    st.tuples(st.just("answer"), st.integers(0, 2), NUMBER),
    st.tuples(st.just("state"), st.integers(0, 2), st.sampled_from(tuple(State)[2:4])),
    st.tuples(st.just("note"), st.integers(0, 2), NUMBER),
    st.tuples(st.just("row"), NUMBER),
    st.tuples(st.just("cell"), NUMBER, NUMBER),
    st.tuples(st.just("remove"), NUMBER),
    st.tuples(st.just("order"), NUMBER),
    st.tuples(st.just("paste"), st.integers(1, 4)),
    st.tuples(st.just("section"), st.booleans()),
    st.tuples(st.just("bring"), st.integers(0, 1), NUMBER),
    st.tuples(st.sampled_from(["sign", "reopen", "restart", "undo", "undo", "undo", "redo"])),
)


class Player:
    """Plays steps on a desk, as a person would by its pages."""

    def __init__(self, folder: Path) -> None:
        self.reviewed = Reviewed(folder)
        self.moment = datetime(2026, 11, 22, 9, tzinfo=UTC)
        self.reviewed.open()
        self._follow_clock()

    @property
    def desk(self) -> Desk:
        return self.reviewed.desk

    @property
    def practice(self) -> OpenPractice:
        assert self.desk.practice is not None
        return self.desk.practice

    def _follow_clock(self) -> None:
        clock: Clock = lambda: self.moment  # noqa: E731 - read anew each time
        self.practice.workspace._database.clock = clock

    def play(self, name: str, *args: object) -> None:
        getattr(self, f"do_{name}")(*args)

    def do_answer(self, at: int, number: int) -> None:
        form, address = PLACES[at]
        self.desk.answer(form, address, answered(Decimal(number)), at_once=True)

    def do_state(self, at: int, state: State) -> None:
        form, address = PLACES[at]
        before = self.desk.sheet(form).answers[address]
        self.desk.answer(form, address, replace(before, state=state), at_once=True)

    def do_note(self, at: int, number: int) -> None:
        form, address = PLACES[at]
        before = self.desk.sheet(form).answers[address]
        self.desk.answer(form, address, replace(before, note=f"note {number}"), at_once=False)

    def rows(self) -> tuple[str, ...]:
        return self.desk.sheet(STOCKTAKE).answers.rows(TABLE)

    def do_row(self, number: int) -> None:
        if not self.desk.is_locked(STOCKTAKE):
            assert self.desk.practice is not None
            row = self.desk.practice.add_row(STOCKTAKE, TABLE)
            self.desk.answer(
                STOCKTAKE, Address(TABLE, row, WORDS), answered(f"row {number}"), at_once=True
            )

    def do_cell(self, at: int, number: int) -> None:
        if rows := self.rows():
            place = Address(TABLE, rows[at % len(rows)], WORDS)
            self.desk.answer(STOCKTAKE, place, answered(f"said {number}"), at_once=False)

    def do_remove(self, at: int) -> None:
        if rows := self.rows():
            self.desk.remove_row(STOCKTAKE, TABLE, rows[at % len(rows)])

    def do_order(self, at: int) -> None:
        rows = self.rows()
        self.desk.order_rows(STOCKTAKE, TABLE, (*rows[at:], *rows[:at]))

    def do_paste(self, count: int) -> None:
        cells = {Address(TABLE, new_row_id(), WORDS): answered(f"pasted {n}") for n in range(count)}
        self.desk.answer_all(STOCKTAKE, cells, "Pasted")

    def do_section(self, done: bool) -> None:
        self.desk.mark_section(STOCKTAKE, "profile", done)

    def do_bring(self, at: int, number: int) -> None:
        if not self.desk.save_now() or self.desk.is_locked(STOCKTAKE):
            return
        form, address = PLACES[at]
        opened = self.practice.open_return(form)
        row = Address(TABLE, f"back{number:04}", WORDS)
        theirs = {address: answered(Decimal(number)), row: answered("theirs")}
        saved = self.practice.workspace.answers.load(opened.id)
        found = compare(opened.sheet.loaded, Sides(saved, Answers(theirs)))
        came = ReturnedForm(form, f"share{number}", None, opened.submission, found)
        returned = Returned("back.xlsx", "Priya", (came,), ())
        decisions = {(form, *each.key): Decision.THEIRS for each in found}
        take_back(self.practice, returned, decisions)

    def do_sign(self) -> None:
        if self.desk.save_now() and not self.desk.is_locked(STOCKTAKE):
            numbers = [self.practice.open_return(f).id for f in (STOCKTAKE, EXPECTATIONS)]
            self.practice.workspace.sign_offs.sign(numbers, SAID, role="Practice manager")
            self.desk.read_afresh()

    def do_reopen(self) -> None:
        if self.desk.is_locked(STOCKTAKE):
            reopen(self.practice, "", "One answer was wrong")
            self.desk.read_afresh()

    def do_undo(self) -> None:
        self.desk.undo()

    def do_redo(self) -> None:
        self.desk.redo()

    def do_restart(self) -> None:
        path = self.practice.workspace.path
        self.desk.close_workspace()
        self.desk.open_workspace(path)
        self.desk.choose(HARBOUR, "2026/27")
        self._follow_clock()

    def check(self) -> None:
        """The sheet in memory is the sheet read afresh, and nothing failed on the way."""
        assert self.desk.save_now()
        for form in (STOCKTAKE, EXPECTATIONS):
            here = self.practice.open_return(form)
            afresh = OpenPractice(self.practice.workspace, HARBOUR, "2026/27").open_return(form)
            assert said(here.sheet.answers) == said(afresh.sheet.answers)
            assert kept_rows(here.sheet.answers) == kept_rows(afresh.sheet.answers)
            assert here.done == afresh.done

    def close(self) -> None:
        self.reviewed.close()


def said(answers: Answers) -> dict[Address, Answer]:
    return {a: replace(v, role="", changed_at=None) for a, v in answers.items() if v != Answer()}


def kept_rows(answers: Answers) -> tuple[str, ...]:
    return answers.rows(TABLE)


@given(steps=st.lists(st.tuples(STEPS, st.sampled_from(LEAPS)), min_size=5, max_size=25))
@settings(max_examples=runs(long=300, short=20), deadline=None)
def test_whatever_is_done_in_any_order_the_sheet_is_what_is_on_the_disk(
    qapp: QApplication,
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[tuple[str, *tuple[object, ...]], int]],
) -> None:
    player = Player(tmp_path_factory.mktemp("any"))
    failed: list[object] = []
    player.desk.save_failed.connect(failed.append)
    for (name, *args), leap in steps:
        player.moment += timedelta(seconds=leap)
        player.moment = max(player.moment, datetime(1990, 1, 1, tzinfo=UTC))
        player.moment = min(player.moment, datetime(2090, 1, 1, tzinfo=UTC))
        player.play(name, *args)
        player.check()
    assert failed == []
    check_order(player.practice)
    while player.desk.undo() is not None:
        player.check()
    while player.desk.redo() is not None:
        player.check()
    carry_on(player)
    player.close()


def check_order(practice: OpenPractice) -> None:
    """The history is in the order of what was done, and ends in what stands."""
    number = practice.open_return(STOCKTAKE).id
    entries = practice.workspace.history.of(number)
    assert [each.id for each in entries] == sorted(each.id for each in entries)
    standing = practice.workspace.answers.load(number)
    for address, entry in practice.workspace.history.latest(number).items():
        assert (entry.new_answer or Answer()) == standing[address]


def carry_on(player: Player) -> None:
    """Next year begins with the answers of this one, whatever the clock was."""
    workspace = player.practice.workspace
    before = workspace.answers.load(player.practice.open_return(STOCKTAKE).id)
    carry_forward(workspace, HARBOUR, "2027/28", "Practice manager")
    player.desk.choose(HARBOUR, "2027/28")
    now = player.desk.sheet(STOCKTAKE).answers
    assert {a: v.value for a, v in now.items()} == {
        a: v.value for a, v in before.items() if v.state is not State.BLANK or v.note
    }
    assert now.rows(TABLE) == before.rows(TABLE)
    assert workspace.backups.make() in workspace.backups.list()
    assert workspace.problems() == []
