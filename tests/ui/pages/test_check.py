"""Check my answers: which form, what is counted, and coming back to where one was."""

from decimal import Decimal

from PySide6.QtWidgets import QApplication, QLabel
from window import show, view_of

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.progress import progress
from stocktake.ui.check.section_summary import SectionSummary
from stocktake.ui.pages.check import CheckPage


def check(program: Program, form: str = "") -> CheckPage:
    page = show(program, "check", **({"form": form} if form else {}))
    assert isinstance(page, CheckPage)
    return page


def summary(page: CheckPage, section: str) -> SectionSummary:
    shown = page.findChildren(SectionSummary)
    return next(e for e in shown if e.section_id == section and e.isVisible())


def words(page: CheckPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_after_a_further_form_the_page_is_about_the_two_main_ones_again(program: Program) -> None:
    assert "Working at scale" in words(check(program, "working_at_scale"))
    shown = words(check(program))
    assert "Where are we now?" in shown
    assert "Working at scale" not in shown
    assert "What is expected, and when" in words(check(program, EXPECTATIONS))
    assert "What is expected, and when" in words(check(program))


def test_a_section_counts_what_is_dealt_with_as_its_own_page_does(program: Program) -> None:
    said = summary(check(program), "profile").row.accessibleName()
    assert progress(program.desk.sheet(STOCKTAKE), "profile").words in said


def test_blanks_are_never_called_nothing_left(program: Program) -> None:
    page = check(program, EXPECTATIONS)
    assert any("questions" in row.text() for row in page.softer.rows)
    assert "Nothing is left" not in words(page)


def test_what_was_open_is_open_on_coming_back_and_has_the_focus(program: Program) -> None:
    page = check(program)
    opened = summary(page, "profile")
    opened.row.click()
    opened.ways["profile.list_size"].click()
    QApplication.processEvents()
    current = view_of(program).current()
    assert current is not None
    assert "profile.list_size" in current.ids
    page = check(program)
    again = summary(page, "profile")
    assert again.is_open
    assert page.focusWidget() is again.ways["profile.list_size"]
    assert not summary(page, "demand").is_open


def test_companions_stand_there_only_once_they_are_given(program: Program) -> None:
    program.desk.set_route(STOCKTAKE, "full")
    page = check(program)
    summary(page, "demand").row.click()
    assert "Who agreed this level?" not in words(page)
    agreed = Address("demand.m_routes_agreed")
    program.desk.answer(STOCKTAKE, agreed, answered("agreed"), at_once=True)
    page = check(program)
    named = [each.accessibleName() for each in summary(page, "demand").ways.values()]
    rating = program.desk.sheet(STOCKTAKE).loaded.questions["demand.m_routes"].label
    assert f"Change: Who agreed this level? {rating}" in named


def test_a_question_is_known_by_its_number(program: Program) -> None:
    page = check(program)
    summary(page, "profile").row.click()
    assert "2.1  Practice name" in words(page)


def test_what_can_only_be_read_is_not_offered_for_change(program: Program) -> None:
    assert program.desk.practice is not None
    subject, year = program.desk.practice.subject, program.desk.practice.round
    program.desk.choose(subject, "2027/28")
    program.desk.sheet(STOCKTAKE)
    program.desk.choose(subject, year)
    page = check(program)
    shown = summary(page, "profile")
    shown.row.click()
    way = shown.ways["profile.list_size"]
    assert way.text() == "See"
    assert way.accessibleName() == "See: Registered patients"
    assert "Change leads" not in words(page)


def test_each_row_of_a_table_says_its_figures_once(program: Program) -> None:
    table = "workforce.roles"
    cell = Address(table, "gp_partner", f"{table}.headcount")
    program.desk.answer(STOCKTAKE, cell, answered(Decimal(4)), at_once=True)
    page = check(program)
    summary(page, "workforce").row.click()
    assert "GP partner: " in words(page)
    assert "People: 4;" in words(page) or "People: 4\n" in words(page)
