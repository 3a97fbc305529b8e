"""The list of sections: how far each has come, by which route, and the first chart beside it."""

from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from window import focused, key, show

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.tasks.share_out import ShareOrder, prepare_sharing, record_sharing
from stocktake.ui.overview.route_chooser import minutes_in_words
from stocktake.ui.overview.rows import card_lines
from stocktake.ui.overview.section_groups import GROUPS, grouped
from stocktake.ui.pages.overview import OverviewPage
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.chart_picture import ChartPicture, SpotFrame
from stocktake.ui.widgets.drawn_chart import DrawnChart
from stocktake.ui.widgets.labels import Hint, Words
from stocktake.ui.widgets.task_row import TaskRow

RATINGS = ("demand.m_see_demand", "demand.m_navigation", "workforce.m_plan")


def overview(program: Program, page: str = "overview") -> OverviewPage:
    shown = show(program, page)
    assert isinstance(shown, OverviewPage)
    return shown


def row(page: OverviewPage, title: str) -> TaskRow:
    rows = page.findChildren(TaskRow)
    shown = (each for each in rows if each.isVisible())
    return next(each for each in shown if each.accessibleName().startswith(title))


def routes(page: OverviewPage) -> list[str]:
    assert page.routes.bar is not None
    return [each.text() for each in page.routes.bar.findChildren(QAbstractButton)]


def saved(program: Program) -> dict[Address, object]:
    workspace = program.desk.workspace
    assert workspace is not None
    listed = next(each for each in workspace.returns.list() if each.form_id == STOCKTAKE)
    return dict(workspace.answers.load(listed.id).items())


def test_a_row_says_what_it_covers_who_might_answer_and_how_long_it_takes(
    program: Program,
) -> None:
    page = overview(program)
    assert (
        row(page, "Demand").accessibleName() == "Demand and access, in progress, 4 of 18 dealt with"
    )
    said = row(page, "Demand").accessibleDescription()
    assert "Practice manager with reception lead, about 9 minutes" in said
    program.desk.set_route(STOCKTAKE, "full")
    page.refresh()
    assert "about 30 minutes" in row(page, "Demand").accessibleDescription()
    assert "1 to come back to" in row(page, "Practice and").accessibleDescription()


def test_what_an_answer_opens_is_said_and_counted(program: Program) -> None:
    program.desk.answer(
        STOCKTAKE, Address("demand.urgent_week"), answered(Decimal(90)), at_once=True
    )
    page = overview(program)
    assert "5 of 19 dealt with" in row(page, "Demand").accessibleName()
    assert "1 more question asked since" in row(page, "Demand").accessibleDescription()


def test_changing_the_route_back_and_forth_loses_no_answer_and_tells_what_is_left(
    program: Program,
) -> None:
    page = overview(program)
    before, words = saved(program), routes(page)
    assert words == [
        "Express, about 35 minutes left",
        "Core, about 80 minutes left",
        "Full, about 5 hours",
    ]
    counts = {}
    for order in permutations(("express", "core", "full")):
        for route in order:
            page.routes.route_chosen.emit(route)
            assert program.desk.sheet(STOCKTAKE).route == route
            counts.setdefault(route, page.count.text())
            assert counts[route] == page.count.text()
    assert saved(program) == before
    assert routes(page) == words


def test_the_route_chosen_is_there_at_once_and_keeps_the_focus(program: Program) -> None:
    page = overview(program)
    assert page.routes.bar is not None
    chips = page.routes.bar.findChildren(QAbstractButton)
    chips[1].setFocus()
    key(Qt.Key.Key_Left)
    key(Qt.Key.Key_Space)
    assert program.desk.sheet(STOCKTAKE).route == "express"
    assert focused() is chips[0]
    assert "not on this route" in row(page, "Where do we need").accessibleName()


def test_up_and_down_go_between_rows_and_enter_opens_one(program: Program) -> None:
    page = overview(program)
    first = row(page, "About this stocktake")
    first.setFocus()
    for _ in range(2):
        key(Qt.Key.Key_Down)
    assert focused() is row(page, "Demand")
    key(Qt.Key.Key_Up)
    assert focused() is row(page, "Practice and")
    key(Qt.Key.Key_Return)
    assert program.window.page is not None
    assert "Practice and population" in program.window.windowTitle()


def test_a_section_that_is_out_says_with_whom(program: Program) -> None:
    practice = program.desk.practice
    assert practice is not None
    order = ShareOrder(STOCKTAKE, ("workforce",), "Priya")
    record_sharing(practice, order, prepare_sharing(practice, order), Path("sent.xlsx"))
    assert "With Priya since" in row(overview(program), "People").accessibleDescription()


def test_a_round_that_is_over_is_read_and_neither_shared_out_nor_rated(program: Program) -> None:
    practice = program.desk.practice
    assert practice is not None
    program.desk.choose(practice.subject, "2027/28")
    program.desk.sheet(STOCKTAKE)
    program.desk.choose(practice.subject, "2026/27")
    page = overview(program)
    offered = [b.text() for b in page.findChildren(QAbstractButton) if b.isVisible() and b.text()]
    said = [each.text() for each in page.findChildren(Words) if each.isVisible()]
    assert "This round can be read and not changed." in said
    assert offered[-3:] == ["Read the answers", "Check my answers", "Charts"]
    next(b for b in page.findChildren(QAbstractButton) if b.text() == "Read the answers").click()
    assert program.window.page is not None
    assert program.window.page.title == "About this stocktake"


def test_before_the_fourth_rating_it_says_how_few_are_missing(program: Program) -> None:
    page = overview(program)
    assert "After one more the first chart appears here" in page.first_chart.words.text()
    assert not page.first_chart.chart.isVisible()
    assert not page.first_chart.paper.isVisible()
    page.first_chart.rate.click()
    assert program.window.page is not None
    assert program.window.page.place()["question"] == "profile.m_know_list"


def test_from_the_fourth_rating_on_there_is_a_chart_and_the_partners_paper(
    program: Program,
) -> None:
    for name in RATINGS:
        program.desk.answer(STOCKTAKE, Address(name), answered(Decimal(2)), at_once=True)
    page = overview(program)
    assert page.first_chart.chart.isVisible()
    assert page.first_chart.words.text().startswith("1 of 12 domains has a level. ")
    page.first_chart.paper.click()
    assert program.window.page is not None
    assert program.window.page.title == "Print and reports"


@pytest.mark.parametrize("name", ["home", "overview"])
def test_a_part_of_the_chart_reached_by_key_is_in_view_and_opens_what_is_behind_it(
    program: Program, qtbot: QtBot, name: str
) -> None:
    for rating in RATINGS:
        program.desk.answer(STOCKTAKE, Address(rating), answered(Decimal(2)), at_once=True)
    program.window.resize(1024, 640)
    page = show(program, name)
    chart = next(each for each in page.findChildren(DrawnChart) if each.isVisible())
    qtbot.wait_until(lambda: chart.view.isVisible())
    assert "to see what is behind a domain" in chart.view.findChild(Hint).text()
    picture = chart.view.findChild(ChartPicture)
    picture.setFocus()
    key(Qt.Key.Key_End)
    ring = picture.findChild(SpotFrame)
    assert not ring.visibleRegion().isEmpty()
    key(Qt.Key.Key_Return)
    assert program.window.page is not None
    assert program.window.page.place()["domain"] == "resilience"


def test_the_chart_is_beside_the_list_when_wide_and_named_above_it_when_narrow(
    program: Program, theme: Theme
) -> None:
    for name in RATINGS:
        program.desk.answer(STOCKTAKE, Address(name), answered(Decimal(2)), at_once=True)
    page = overview(program)
    link = next(e for e in page.findChildren(QAbstractButton) if e.text().startswith("See your"))
    assert link.isHidden()
    assert page.first_chart.mapTo(page, page.rect().topLeft()).x() > page.count.width()
    program.window.resize(1024, 640)
    page = overview(program)
    assert link.isVisible()
    link.click()
    assert focused() is page.first_chart.heading


def test_the_cards_have_no_chart_beside_them_and_no_minutes_of_nobody(program: Program) -> None:
    page = overview(program, "expectations")
    assert page.first_chart.isHidden()
    assert len(routes(page)) == 3


def test_a_card_says_what_kind_it_is_when_it_is_due_and_why_it_matters(program: Program) -> None:
    lines = card_lines(program.desk, EXPECTATIONS)
    due, why, *_ = lines["ACC-01"].split("\n")
    assert due.endswith("; due 1 April 2026.")
    assert why[0].isupper() and why.endswith(".")
    assert card_lines(program.desk, STOCKTAKE) == {}


def test_every_section_of_a_grouped_form_stands_under_a_heading(program: Program) -> None:
    sections = tuple(each.id for each in program.desk.sheet(STOCKTAKE).loaded.sections)
    found = grouped(STOCKTAKE, sections)
    assert [heading for heading, _ in found] == list(GROUPS[STOCKTAKE])
    assert tuple(each for _, ids in found for each in ids) == sections
    assert grouped(EXPECTATIONS, ("local",)) == (("", ("local",)),)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "about a minute"),
        (9, "about 9 minutes"),
        (28, "about 30 minutes"),
        (92, "about 90 minutes"),
        (117, "about 115 minutes"),
        (119, "about 2 hours"),
        (200, "about 3½ hours"),
        (300, "about 5 hours"),
    ],
)
def test_minutes_are_said_as_one_would(minutes: int, words: str) -> None:
    assert minutes_in_words(minutes) == words
