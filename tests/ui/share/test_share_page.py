"""The page that shares out and brings back: its keys, its lists, and the other side of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from half_filled import fill
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from window import opened, show

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.own_rows import OWN_ROWS_TABLE
from stocktake.store.shared_out import SharedIn, SharedOut
from stocktake.store.sign_offs import Signing
from stocktake.tasks.practices import begin_practice
from stocktake.tasks.returned import Decision, Sides, compare
from stocktake.tasks.returned_file import Returned, ReturnedForm
from stocktake.tasks.shared_with import with_whom
from stocktake.ui.pages.share import SharePage
from stocktake.ui.share.difference_rows import TO_DECIDE, count_words
from stocktake.ui.share.difference_table import DifferenceTable
from stocktake.ui.share.out_list import OutList
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.workbooks.payload import Member
from stocktake.workbooks.reading import ReadResult, Verdict

AT = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
QUESTIONS = ("demand.calls_month", "demand.appts_month", "demand.online_month")


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """The window with a practice half way through."""
    with opened(qapp, theme, tmp_path) as program:
        fill(program.desk)
        yield program


def share_page(program: Program, **place: str) -> SharePage:
    page = show(program, "share", **place)
    assert isinstance(page, SharePage)
    return page


def shared(program: Program) -> int:
    practice = program.desk.practice
    assert practice is not None
    submission = practice.open_return(STOCKTAKE).id
    made = SharedOut("a1b2c3d4", ("demand", "workforce"), "Priya", AT, file_name="to fill in.xlsx")
    practice.workspace.shared_out.add(submission, made)
    return submission


def returned(program: Program) -> Returned:
    """The first and third are clashes; the second is proposed."""
    practice = program.desk.practice
    assert practice is not None
    opened_return = practice.open_return(STOCKTAKE)
    ours = {Address(name): answered(Decimal(1)) for name in QUESTIONS if "appts" not in name}
    theirs = {Address(name): answered(Decimal(2)) for name in QUESTIONS}
    sides = Sides(Answers(ours), Answers(theirs))
    found = compare(opened_return.sheet.loaded, sides)
    form = ReturnedForm(STOCKTAKE, "a1b2c3d4", None, opened_return.submission, found)
    return Returned("back.xlsx", "Priya", (form,), ())


@pytest.fixture
def table(program: Program) -> DifferenceTable:
    page = share_page(program)
    made = returned(program)
    page.back._returned = made
    page.back._found.show()
    page.back.differences.show_returned(made)
    QApplication.processEvents()
    page.back.differences.table.setFocus()
    return page.back.differences


def row(table: DifferenceTable) -> int:
    return table.table.currentIndex().row()


def press(table: DifferenceTable, name: Qt.Key) -> None:
    QTest.keyClick(table.table, name)


def words(table: DifferenceTable) -> list[str]:
    return [table._rows.row_at(at).cells[-1] for at in range(table._rows.rowCount())]


def test_letters_decide_and_down_goes_to_what_is_still_to_decide(table: DifferenceTable) -> None:
    order = list(words(table))
    clashes = [at for at, each in enumerate(order) if each == TO_DECIDE]
    assert len(clashes) == 2
    assert row(table) == clashes[0]
    press(table, Qt.Key.Key_O)
    assert row(table) == clashes[0]
    press(table, Qt.Key.Key_Down)
    assert row(table) == clashes[1]
    press(table, Qt.Key.Key_B)
    assert TO_DECIDE not in words(table)
    assert words(table)[clashes[0]] == "Keep ours"
    assert words(table)[clashes[1]] == "Keep both as a note"
    press(table, Qt.Key.Key_T)
    assert words(table)[clashes[1]] == "Take theirs"


def test_every_key_has_its_button(table: DifferenceTable) -> None:
    at = row(table)
    for button, said in (
        (table.ours, "Keep ours"),
        (table.theirs, "Take theirs"),
        (table.both, "Keep both as a note"),
    ):
        button.click()
        assert words(table)[at] == said
    table.next.click()
    assert row(table) != at


def test_the_letters_do_nothing_outside_the_table(program: Program, table: DifferenceTable) -> None:
    page = share_page(program)
    before = words(table)
    QTest.keyClick(page.back.take, Qt.Key.Key_O)
    assert words(table) == before


def test_the_count_says_that_nothing_has_changed_yet(program: Program) -> None:
    made = returned(program)
    assert count_words(made, {}) == "3 differences, 2 of them to decide. Nothing has changed yet."
    decisions = {(form_id, *each.key): Decision.OURS for form_id, each in made.differences}
    assert "Everything is decided" in count_words(made, decisions)


def test_the_name_of_the_colleague_is_asked_for_before_a_file_is_written(
    program: Program, tmp_path: Path
) -> None:
    program.desk.prefer(export_folder=str(tmp_path))
    page = share_page(program, form=STOCKTAKE, section="demand")
    assert page.out.order.sections() == ("demand",)
    assert "questions and" in page.out._goes.text()
    page.out.write.click()
    assert "Say who it is for" in page.out._notice.text()
    assert list(tmp_path.glob("*.xlsx")) == []


def test_writing_without_a_section_says_what_is_missing(program: Program) -> None:
    page = share_page(program)
    page.out.write.click()
    assert "No section is ticked" in page.out._notice.text()


def test_what_is_out_can_be_called_back_or_cancelled(program: Program) -> None:
    shared(program)
    page = share_page(program)
    (cancel,) = [
        each
        for each in page.findChildren(QuietButton)
        if each.accessibleName().startswith("Stop waiting")
    ]
    assert "Demand and access, People, Priya" in cancel.accessibleName()
    assert page.out.out.isVisible()
    cancel.click()
    assert program.desk.practice is not None
    assert with_whom(program.desk.practice, STOCKTAKE) == {}
    assert not page.findChild(OutList).isVisible()


def test_a_section_that_is_out_stays_open_to_answer(program: Program) -> None:
    shared(program)
    page = show(program, "section", form=STOCKTAKE, section="demand")
    assert "With Priya since 3 March" in page._with_whom.text()
    program.desk.answer(STOCKTAKE, Address("demand.m_urgent"), answered(Decimal(4)), at_once=True)
    assert program.desk.sheet(STOCKTAKE).answers.get("demand.m_urgent").value == Decimal(4)
    show(program, "section", form=STOCKTAKE, section="digital")
    assert not page._with_whom.isVisible()


def test_somebody_with_whom_sections_were_shared_is_offered_the_way_back(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    practice = program.desk.practice
    assert practice is not None
    submission = practice.open_return(STOCKTAKE).id
    came = SharedIn("a1b2c3d4", ("demand",), (), "Practice manager", None, AT)
    practice.workspace.shared_in.add(submission, came)
    program.desk.choose(practice.subject, practice.round)
    program.desk.prefer(export_folder=str(tmp_path))
    page = share_page(program)
    assert page.out.isHidden()
    assert page.back.isHidden()
    listed = show(program, "overview")
    assert listed._strapline.text() == "Shared with you by Quayside Surgery: 1 section"
    assert list(listed._rows) == ["demand"]
    page = share_page(program)
    said = [label.text() for label in page.returning.findChildren(QLabel)]
    assert "Where are we now?" in said
    assert "Demand and access" in said
    page.returning.buttons[0].click()
    qtbot.wait_until(lambda: bool(list(tmp_path.glob("*sent back*.xlsx"))), timeout=30_000)
    qtbot.wait_until(page.returning._written.isVisible, timeout=30_000)


def test_another_practice_leaves_nothing_of_the_last_one_on_the_page(program: Program) -> None:
    page = share_page(program, form=STOCKTAKE, section="demand")
    page.back._returned = returned(program)
    page.back._found.show()
    practice = program.desk.practice
    assert practice is not None
    program.desk.choose(practice.subject, practice.round)
    page = share_page(program)
    assert not page.back.is_settling
    assert page.out.order.sections() == ()


def came_back(program: Program, **said: int) -> ReadResult:
    """A file of this practice's with other figures in it."""
    practice = program.desk.practice
    assert practice is not None
    held = practice.workspace.returns.to_submission(practice.open_return(STOCKTAKE).id)
    changed = [(Address(f"demand.{name}"), answered(Decimal(v))) for name, v in said.items()]
    theirs = replace(held, answers=Answers([*held.answers.items(), *changed]))
    members = (Member(theirs),)
    return ReadResult("back.xlsx", Verdict.READY, "0" * 64, members, is_as_written=True)


def say(program: Program, name: str, value: int) -> None:
    address = Address(f"demand.{name}")
    program.desk.answer(STOCKTAKE, address, answered(Decimal(value)), at_once=True)


def test_an_answer_given_while_the_list_is_looked_at_is_not_written_over(program: Program) -> None:
    page = share_page(program)
    page.back.show_found(came_back(program, appts_month=2, online_month=3))
    before = words(page.back.differences)
    assert before == ["Take theirs", "Take theirs"]
    press(page.back.differences, Qt.Key.Key_O)
    show(program, "section", form=STOCKTAKE, section="demand")
    say(program, "online_month", 9)
    page = share_page(program)
    assert words(page.back.differences) == ["Keep ours", TO_DECIDE]
    page.back.take.click()
    assert "still to decide" in page.back.notice.text()
    assert page.back.is_settling
    assert program.desk.sheet(STOCKTAKE).answers.get("demand.online_month").value == Decimal(9)


def test_an_answer_that_changes_under_the_list_is_said_before_anything_is_taken_in(
    program: Program,
) -> None:
    page = share_page(program)
    page.back.show_found(came_back(program, appts_month=2))
    practice = program.desk.practice
    assert practice is not None
    practice.enter(STOCKTAKE, Address("demand.appts_month"), answered(Decimal(9)))
    page.back.take.click()
    assert "Answers here have changed" in page.back.notice.text()
    assert words(page.back.differences) == [TO_DECIDE]
    assert program.desk.sheet(STOCKTAKE).answers.get("demand.appts_month").value == Decimal(9)


def test_what_is_out_is_named_without_cards_that_are_gone(program: Program) -> None:
    practice = program.desk.practice
    assert practice is not None
    made = SharedOut("a1b2c3d4", ("local", "LOC-gone0001"), "Priya", AT)
    practice.workspace.shared_out.add(practice.open_return(EXPECTATIONS).id, made)
    page = share_page(program)
    said = [label.text() for label in page.out.out.findChildren(QLabel)]
    assert "Expectations of your own" in said
    assert not any("LOC-" in each for each in said)


def test_expectations_of_ones_own_are_one_tick_at_the_foot_of_the_list(program: Program) -> None:
    page = share_page(program, form=EXPECTATIONS, section="local")
    last = page.out.order.rows()[-1]
    assert last.words() == "Expectations of your own: none yet, to be added to"
    assert page.out.order.sections() == ("local",)
    row = "hub00001"
    cells = {"title": "Weekend hub", "domain": "access", "level": Decimal(3), "due": AT.date()}
    for name, value in cells.items():
        address = Address(OWN_ROWS_TABLE, row, f"{OWN_ROWS_TABLE}.{name}")
        program.desk.answer(EXPECTATIONS, address, answered(value), at_once=True)
    page = share_page(program, form=EXPECTATIONS, section=f"LOC-{row}")
    last = page.out.order.rows()[-1]
    assert last.words() == "Expectations of your own: 1 expectation"
    assert page.out.order.sections() == ("local", f"LOC-{row}")


def test_in_a_long_list_the_row_in_hand_and_its_buttons_are_seen_together(
    program: Program,
) -> None:
    page = share_page(program)
    form = program.desk.sheet(STOCKTAKE).loaded
    numbers = [q.id for q in form.questions.values() if q.type == "number" and q.asked == "form"]
    theirs = Answers((Address(name), answered(Decimal(7))) for name in numbers)
    found = compare(form, Sides(Answers(), theirs))
    opened_return = program.desk.practice.open_return(STOCKTAKE)
    made = ReturnedForm(STOCKTAKE, "a1b2c3d4", None, opened_return.submission, found)
    page.back._returned = Returned("back.xlsx", "Priya", (made,), ())
    page.back._found.show()
    differences = page.back.differences
    differences.show_returned(page.back._returned)
    QApplication.processEvents()
    table = differences.table
    assert table.height() < program.window.height()
    table.setFocus()
    for _ in range(len(found) - 1):
        press(differences, Qt.Key.Key_Down)
    press(differences, Qt.Key.Key_O)
    QApplication.processEvents()
    assert row(differences) == len(found) - 1
    assert words(differences)[-1] == "Keep ours"
    seen = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(seen)


def test_what_was_written_is_noted_of_the_practice_it_came_from(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    practice = program.desk.practice
    assert practice is not None
    other = begin_practice(practice.workspace, "The Oaks Practice", "A81002", AT.date(), "")
    program.desk.prefer(export_folder=str(tmp_path))
    page = share_page(program, form=STOCKTAKE, section="demand")
    page.out.order.colleague.set_value("Priya")
    page.out.write.click()
    program.desk.choose(other, "2026/27")
    qtbot.wait_until(lambda: set(with_whom(practice, STOCKTAKE)) == {"demand"}, timeout=30_000)
    assert program.desk.practice is not None
    assert with_whom(program.desk.practice, STOCKTAKE) == {}
    assert not page.out._written.isVisible()


def test_a_list_that_is_only_to_be_looked_at_says_why(program: Program) -> None:
    page = share_page(program)
    practice = program.desk.practice
    assert practice is not None
    found = came_back(program, appts_month=2)
    signing = Signing("A Partner", "Partner", AT.date(), "It is so")
    number = practice.open_return(STOCKTAKE).id
    practice.workspace.sign_offs.sign([number], signing, role="Partner")
    practice.read_afresh()
    page.back.show_found(found)
    assert not page.back.take.isEnabled()
    assert "Reopen to change" in page.back.notice.text()
    assert words(page.back.differences) == ["Take theirs"]
