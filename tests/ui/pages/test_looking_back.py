"""Pages that look back on a return: what is wrong, what was said, and what is over."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
)
from window import answer, go, key, show, view_of, write

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.widgets.task_row import TaskRow

Keys = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_section_with_something_missing_is_not_completed_and_says_what(program: Program) -> None:
    show(program, "section", section="profile")
    view = view_of(program)
    view.end.completed.emit(True)
    assert "still needed" in view.end.in_the_way()
    assert program.desk.practice is not None
    assert "profile" not in program.desk.practice.open_return(STOCKTAKE).done


def test_a_card_says_kind_before_status_then_date_and_sources(program: Program) -> None:
    shown = show(program, "card", section="ACC-01")
    said = [label.text() for label in shown.findChildren(QLabel)]
    assert "Duty, contract. Due 1 April 2026 (in force)" in said
    assert any("https://www.england.nhs.uk" in each for each in said)


# Check my answers


def test_problems_lead_to_the_question_they_are_about(program: Program) -> None:
    ages = Address("profile.age_85_plus")
    program.desk.answer(STOCKTAKE, ages, answered(Decimal(-5)), at_once=True)
    shown = show(program, "check")
    row = shown.problems.rows[0]  # type: ignore[attr-defined]
    assert "cannot be less than" in row.text()
    row.click()
    QApplication.processEvents()
    current = view_of(program).current()
    assert current is not None
    assert "profile.age_85_plus" in current.ids


def test_what_is_left_is_listed_by_kind(program: Program) -> None:
    shown = show(program, "check")
    kinds = {finding.text() for finding in shown.softer.rows}  # type: ignore[attr-defined]
    assert any("Integrated care board" in each for each in kinds)
    assert any("Registered patients" in each for each in kinds)


def test_an_answer_is_read_in_words_with_a_way_to_change_it(program: Program) -> None:
    shown = show(program, "check")
    folds = [r for r in shown.findChildren(TaskRow) if "Practice and pop" in r.accessibleName()]
    folds[-1].click()
    QApplication.processEvents()
    said = [label.text() for label in shown.findChildren(QLabel)]
    assert "10,120 patients" in said
    assert "1 note. Estimate" in said
    names = [button.accessibleName() for button in shown.findChildren(QAbstractButton)]
    assert "Change: Practice name" in names


def test_the_example_is_marked_and_one_press_removes_it(empty: Program) -> None:
    show(empty, "home").first.example.click()  # type: ignore[attr-defined]
    assert "made-up example" in empty.window.windowTitle()
    shown = show(empty, "home")
    statuses = [row.accessibleName() for row in shown.findChildren(TaskRow)]
    assert sum("example" in each for each in statuses) == 4
    shown.later.remove_example.click()  # type: ignore[attr-defined]
    assert empty.desk.workspace is not None
    assert empty.desk.workspace.returns.list() == ()
    assert "example" not in empty.window.windowTitle()


def test_another_name_in_the_answers_is_the_practices_name_from_then_on(program: Program) -> None:
    go(program, "profile.practice_name")
    key(Keys.Key_A, CONTROL)
    write("Harbour Street Surgery")
    key(Keys.Key_Tab)
    show(program, "overview")
    assert "Harbour Street Surgery" in program.window.windowTitle()
    assert program.desk.workspace is not None
    names = [subject.name for _, subject in program.desk.workspace.returns.subjects()]
    assert names == ["Harbour Street Surgery"]


def test_a_round_that_is_over_opens_to_read_only(program: Program) -> None:
    assert program.desk.practice is not None
    subject = program.desk.practice.subject
    program.desk.choose(subject, "2027/28")
    program.desk.sheet(STOCKTAKE)
    shown = show(program, "home")
    old = next(r for r in shown.findChildren(TaskRow) if "2026/27" in r.accessibleName())
    assert "read only" in old.accessibleName()
    old.click()
    go(program, "profile.list_size")
    write("7")
    key(Keys.Key_Tab)
    assert answer(program, "profile.list_size").value == Decimal(10120)


def test_change_leads_to_the_question_however_often_one_comes_back(program: Program) -> None:
    for question in ("profile.list_size", "profile.pcn_name", "profile.list_size"):
        show(program, "check")
        go(program, question)
        current = view_of(program).current()
        assert current is not None
        assert question in current.ids
