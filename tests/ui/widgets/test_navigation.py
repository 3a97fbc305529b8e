"""The names of the pages stand in groups, and all can be reached however small the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.navigation import Navigation, NavigationRow, Place

PLACES = [
    Place("home", "Home"),
    *(Place(f"a{n}", f"Question list {n}", group="Fill in") for n in range(9)),
    *(Place(f"b{n}", f"Chart {n}", group="See what it means") for n in range(9)),
]


@pytest.fixture
def navigation(qtbot: QtBot) -> Navigation:
    made = Navigation(PLACES)
    qtbot.addWidget(made)
    made.resize(260, 300)
    made.show()
    return made


def test_each_group_is_headed_once_above_its_pages(navigation: Navigation) -> None:
    said = [each.text() for each in navigation.findChildren(QLabel) if each.text()]
    assert [words for words in said if words in {"Fill in", "See what it means"}] == [
        "Fill in",
        "See what it means",
    ]
    heading = next(e for e in navigation.findChildren(QLabel) if e.text() == "See what it means")
    rows = {row.text(): row for row in navigation.findChildren(NavigationRow)}
    assert rows["Question list 8"].y() < heading.y() < rows["Chart 0"].y()


def test_a_page_far_down_is_brought_into_view_when_it_comes_to_the_front(
    navigation: Navigation,
) -> None:
    row = next(e for e in navigation.findChildren(NavigationRow) if e.text() == "Chart 8")
    area = navigation.findChildren(QScrollArea)[0]
    assert row.mapTo(area.viewport(), row.rect().topLeft()).y() > area.viewport().height()
    navigation.set_current("b8")
    bottom = row.mapTo(area.viewport(), row.rect().bottomLeft()).y()
    assert bottom <= area.viewport().height()


def test_nothing_is_scrolled_sideways(navigation: Navigation) -> None:
    area = navigation.findChildren(QScrollArea)[0]
    assert area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    inside = area.widget()
    assert inside is not None
    assert inside.sizeHint().width() <= area.viewport().width()


def test_behind_one_button_the_groups_are_named_too(navigation: Navigation) -> None:
    navigation.set_folded(True)
    menu = navigation.findChildren(QMenu)[0]
    titles = [action.text() for action in menu.actions() if action.isSeparator()]
    assert titles == ["Fill in", "See what it means"]
