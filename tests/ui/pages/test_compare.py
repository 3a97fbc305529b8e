"""Last year and this year, and what is new in the questions, in the real window."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from two_forms import NEW_QUESTION
from two_rounds import LAST, QUAYSIDE, THIS, begin_last_year
from window import answer, block_of, key, opened, show

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_catalogue
from stocktake.store.workspace import Workspace
from stocktake.tasks.carry_forward import carry_forward
from stocktake.tasks.practices import begin_practice
from stocktake.ui.models.wrapped_rows import WrappedRows
from stocktake.ui.pages.compare import ComparePage
from stocktake.ui.pages.home import HomePage
from stocktake.ui.pages.new_questions import ONLY_READ, NewQuestionsPage
from stocktake.ui.question.unconfirmed_line import QUESTION_CHANGED
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.wrapped_table import WrappedTable


def begun(folder: Path, *, is_older: bool, is_started: bool) -> None:
    with Workspace.create(folder / "practices.stocktake") as workspace:
        begin_last_year(workspace, is_older=is_older)
        if is_started:
            carry_forward(workspace, QUAYSIDE, THIS, "Practice manager")


@pytest.fixture
def two_rounds(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """The window with this year's round started from last year's."""
    begun(tmp_path, is_older=False, is_started=True)
    with opened(qapp, theme, tmp_path) as program:
        program.desk.choose(QUAYSIDE, THIS)
        yield program


@pytest.fixture
def newer(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """The window on last year's round, still being filled in, with newer forms and catalogue."""
    begun(tmp_path, is_older=True, is_started=False)
    with opened(qapp, theme, tmp_path) as program:
        program.desk.choose(QUAYSIDE, LAST)
        yield program


def compare_page(program: Program) -> ComparePage:
    page = show(program, "compare")
    assert isinstance(page, ComparePage)
    return page


def table(page: object, name: str) -> WrappedTable:
    found = page.findChildren(WrappedTable)  # type: ignore[attr-defined]
    return next(each for each in found if each.accessibleName() == name)


def rows(page: object, name: str) -> list[tuple[str, ...]]:
    model = table(page, name).model()
    assert isinstance(model, WrappedRows)
    return [model.row_at(each).cells for each in range(model.rowCount())]


def page_words(page: QWidget) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def give(program: Program, **values: object) -> None:
    answers = {Address(name.replace("__", ".")): answered(v) for name, v in values.items()}  # type: ignore[arg-type]
    program.desk.answer_all(STOCKTAKE, answers)


def choose(page: ComparePage, view: str) -> None:
    option = next(
        each for each in page._views.options() if view in (each.text(), each.accessibleName())
    )
    option.click()


def test_a_round_just_started_says_that_nothing_differs(two_rounds: Program) -> None:
    page = compare_page(two_rounds)
    assert not page._questions.isVisible()
    assert page._summary.text() == f"Nothing is answered differently from {LAST}."
    assert rows(page, "What moved in the plan") == []


def test_each_view_shows_what_its_name_says(two_rounds: Program) -> None:
    give(
        two_rounds,
        demand__m_urgent=Decimal(3),
        demand__m_routes=Decimal(1),
        profile__list_size=Decimal(9300),
        profile__imd_score=Decimal(20),
    )
    page = compare_page(two_rounds)
    assert page._summary.text().startswith(f"4 answers differ from {LAST}")
    changed = {cells[0]: cells[1:] for cells in rows(page, "Answers, then and now")}
    label = two_rounds.desk.sheet(STOCKTAKE).loaded.label
    assert changed[label("profile.list_size")] == ("9,120 patients", "9,300 patients", "Changed")
    wanted = {
        "Ratings: better": ["demand.m_urgent"],
        "Ratings: worse": ["demand.m_routes"],
        "Answered now, not before": ["profile.imd_score"],
    }
    for view, questions in wanted.items():
        choose(page, view)
        shown = [cells[0] for cells in rows(page, "Answers, then and now")]
        assert shown == [label(each) for each in questions]
    choose(page, "Ratings: the same")
    assert "Better" not in {cells[3] for cells in rows(page, "Answers, then and now")}


def test_levels_stand_then_and_now_with_the_lowest_rating(two_rounds: Program) -> None:
    page = compare_page(two_rounds)
    found = {cells[0]: cells for cells in rows(page, "Levels, then and now")}
    assert len(found) == 12
    assert "Access and demand" in found


def test_enter_on_a_row_leads_to_its_question(two_rounds: Program) -> None:
    give(two_rounds, profile__list_size=Decimal(9300))
    page = compare_page(two_rounds)
    found = table(page, "Answers, then and now")
    found.setFocus()
    found.selectRow(0)
    key(Qt.Key.Key_Return)
    assert block_of(two_rounds, "profile.list_size").holds(QApplication.focusWidget())


def test_another_practice_can_be_chosen(two_rounds: Program) -> None:
    workspace = two_rounds.desk.workspace
    assert workspace is not None
    begin_practice(workspace, "Mill Lane", "B81002", date(2026, 11, 22), "")
    page = compare_page(two_rounds)
    names = [page._sides.then.itemText(each) for each in range(page._sides.then.count())]
    assert names == [THIS, LAST, f"Mill Lane, {THIS}"]
    page._sides.then.setCurrentIndex(2)
    page._sides.then.activated.emit(2)
    assert page.comparison is not None
    assert page.comparison.then.name == f"Mill Lane, {THIS}"
    assert f"Mill Lane, {THIS}" in page._summary.text()


def test_before_a_second_round_the_page_says_what_belongs_here(newer: Program) -> None:
    page = compare_page(newer)
    assert page.comparison is None
    assert page._nothing.isVisible()
    assert not page._views.isVisible()


def test_newer_questions_are_said_on_home_until_they_were_looked_at(newer: Program) -> None:
    home = show(newer, "home")
    assert isinstance(home, HomePage)
    assert home.later.news.isVisible()
    home.later.news.see.click()
    page = newer.window.page
    assert isinstance(page, NewQuestionsPage)
    new = [cells[0] for cells in rows(page, "New")]
    assert newer.desk.sheet(STOCKTAKE).loaded.label(NEW_QUESTION) in new
    gone = rows(page, "No longer asked")
    assert ("Which telephone do you have?", "An old telephone") in gone
    changed = rows(page, "Changed")
    parts = {cells[1] for cells in changed}
    assert {"Descriptions", "Question", "By", "Level needed", "How certain"} <= parts
    first = shipped_catalogue().expectations[0]
    moved = [cells for cells in rows(page, "What moved in the plan") if cells[0] == first.title]
    assert {"Due", "Start by"} <= {cells[1] for cells in moved}
    page.looked.setFocus()
    key(Qt.Key.Key_Space)
    again = newer.window.page
    assert isinstance(again, HomePage)
    assert not again.later.news.isVisible()
    assert isinstance(show(newer, "new_questions"), NewQuestionsPage)
    assert rows(newer.window.page, "No longer asked") == gone


def test_an_answer_whose_question_changed_is_kept_and_asked_about(
    newer: Program, tmp_path: Path
) -> None:
    assert answer(newer, "demand.m_urgent").value == Decimal(2)
    assert answer(newer, "demand.m_urgent").carried_forward
    give(newer, profile__list_size=Decimal(9300))
    show(newer, "section", form=STOCKTAKE, section="demand", question="demand.m_urgent")
    line = block_of(newer, "demand.m_urgent").unconfirmed
    assert line is not None
    assert "changed" in line.words()
    with Workspace.open(tmp_path / "practices.stocktake", read_only=True) as workspace:
        listed = next(each for each in workspace.returns.list() if each.form_id == STOCKTAKE)
        saved = workspace.answers.load(listed.id)
    assert saved.get("demand.m_urgent").carried_forward
    assert saved.get("demand.old").value == "An old telephone"
    page = show(newer, "new_questions")
    assert ("Which telephone do you have?", "An old telephone") in rows(page, "No longer asked")


def test_a_new_round_over_newer_forms_says_where_the_question_changed(
    qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    begun(tmp_path, is_older=True, is_started=True)
    with opened(qapp, theme, tmp_path) as program:
        program.desk.choose(QUAYSIDE, THIS)
        show(program, "section", form=STOCKTAKE, section="demand", question="demand.m_urgent")
        line = block_of(program, "demand.m_urgent").unconfirmed
        assert line is not None
        assert line.words() == QUESTION_CHANGED
        page = compare_page(program)
        assert {cells[1] for cells in rows(page, "What moved in the plan")} >= {"Due", "New"}
        assert program.desk.sheet(EXPECTATIONS).loaded.catalogue is not None
        assert program.desk.sheet(STOCKTAKE).loaded.label(NEW_QUESTION) in {
            cells[0] for cells in rows(page, "New")
        }
        assert {"Descriptions", "Question"} <= {cells[1] for cells in rows(page, "Changed")}
        gone = ("Which telephone do you have?", "An old telephone")
        assert gone in rows(page, "No longer asked")
        program.desk.choose(QUAYSIDE, LAST)
        assert ONLY_READ in page_words(show(program, "new_questions"))
        page = compare_page(program)
        assert not page._news.isVisible()
        assert not page._questions.isVisible()


def test_a_round_that_cannot_be_read_is_not_called_nothing_to_compare(two_rounds: Program) -> None:
    workspace = two_rounds.desk.workspace
    assert workspace is not None
    before = next(each for each in workspace.returns.list() if each.round == LAST)
    database, where = workspace._database, "WHERE submission_id = ?"
    database.run(f"UPDATE answers SET value = value || 'x' {where}", before.id)
    page = compare_page(two_rounds)
    database.run(
        f"UPDATE answers SET value = substr(value, 1, length(value) - 1) {where}", before.id
    )
    assert page.comparison is None
    assert page._notice.isVisible()
    assert not page._nothing.isVisible()
