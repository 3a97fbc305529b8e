"""The gaps page by keyboard, at any text size, and coming back to it."""

from collections.abc import Iterator

import pytest
from gaps_page import charts, shown, wait_for_charts, words
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from reviewing import Asked, Reviewed, unnamed

from stocktake.ui.theme import Theme
from stocktake.ui.widgets.domain_panel import DomainPanel
from stocktake.ui.widgets.scroll_column import ScrollColumn


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a screen reader is told, as it is told it."""
    said: list[str] = []
    tell = QAccessible.updateAccessibility

    def hear(event: object) -> None:
        message = getattr(event, "message", None)
        if message is not None:
            said.append(message())
        tell(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    yield said


def test_another_year_is_announced_and_keeps_the_place(
    qtbot: QtBot, reviewed: Reviewed, announced: list[str]
) -> None:
    reviewed.open()
    reviewed.rate(2)
    page = shown(qtbot, reviewed)
    wait_for_charts(qtbot, page)
    bar = page.findChild(ScrollColumn).verticalScrollBar()
    bar.setValue(120)
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "2029/30")
    button.setFocus()
    button.click()
    wait_for_charts(qtbot, page)
    assert any(said.startswith("By 31 March 2030: ") for said in announced)
    assert bar.value() == 120
    assert button.hasFocus()


def test_every_chart_is_walked_with_the_arrow_keys_and_opened_with_enter(
    qtbot: QtBot, reviewed: Reviewed, announced: list[str]
) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    wait_for_charts(qtbot, page)
    for chart in charts(page).values():
        spots = chart.view._chart.hotspots
        with qtbot.wait_signal(chart.region_chosen) as heard:
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
                qtbot.keyClick(chart.view._picture, key)
        assert heard.args[0] in {spot.key for spot in spots}
        assert spots[0].words in announced


def test_a_part_reached_below_the_edge_is_brought_into_view(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    wait_for_charts(qtbot, page)
    picture = charts(page)["ratings_by_domain"].view._picture
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_End)
    frame = picture._frame
    column = page.findChild(ScrollColumn)
    top = frame.mapTo(column.viewport(), frame.rect().topLeft()).y()
    assert top >= 0 and top + frame.height() <= column.viewport().height()


def test_a_rating_on_the_chart_opens_its_question_and_one_comes_back_to_it(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    wait_for_charts(qtbot, page)
    asked = Asked(page)
    picture = charts(page)["ratings_by_domain"].view._picture
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    here = picture.here
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    [(name, place)] = asked.heard
    assert name == "section"
    assert place["question"] == here.key[1]
    picture.clearFocus()
    page.refresh()
    page.go_to({})
    assert picture.hasFocus()
    assert picture.here == here


def test_closing_a_domain_goes_back_to_where_it_was_opened(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    wait_for_charts(qtbot, page)
    picture = charts(page)["now_and_needed"].view._picture
    picture.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(picture, key)
    panel = page.findChild(DomainPanel)
    assert panel.isVisible()
    panel._close.click()
    assert picture.hasFocus()
    assert page.place() == {"year": 2028, "certainty": "best_guess"}


def test_its_place_is_come_back_to(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    page.go_to({"year": 2029, "certainty": "firm", "domain": "digital"})
    place = page.place()
    assert place == {"year": 2029, "certainty": "firm", "domain": "digital"}
    other = shown(qtbot, reviewed)
    other.go_to(place)
    assert other.findChild(DomainPanel).isVisible()
    assert "March 2030" in words(other)


def test_the_picture_can_be_read_as_a_table_with_t(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    wait_for_charts(qtbot, page)
    view = charts(page)["now_and_needed"].view
    qtbot.keyClick(view._picture, "t")
    assert view.shows_table


def test_everything_tab_stops_at_has_a_name(qtbot: QtBot, reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    page.go_to({"domain": "digital"})
    wait_for_charts(qtbot, page)
    assert unnamed(page) == []


def test_at_twice_the_text_nothing_stands_wider_than_the_window(
    qtbot: QtBot, reviewed: Reviewed, theme: Theme
) -> None:
    theme.apply("light", 200)
    reviewed.open()
    reviewed.rate(1)
    page = shown(qtbot, reviewed)
    page.go_to({"domain": "digital"})
    wait_for_charts(qtbot, page)
    assert not page.findChild(ScrollColumn).is_cut_off()
