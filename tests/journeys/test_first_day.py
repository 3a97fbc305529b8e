"""The three ways in on the first day, with the keyboard, and the example that goes again."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from window import begin, focused, key, write

from stocktake.app import Program
from stocktake.charts.chart import SAMPLE_WATERMARK
from stocktake.tasks.practices import practice_rounds
from stocktake.ui.pages.home import HomePage
from stocktake.ui.review_page import ReviewPage
from stocktake.ui.widgets.labels import Words

OpenWindow = Callable[[], AbstractContextManager[Program]]
Keys = Qt.Key


def home(program: Program) -> HomePage:
    page = program.window.page
    assert isinstance(page, HomePage)
    return page


def offered(program: Program) -> list[str]:
    buttons = home(program).findChildren(QAbstractButton)
    return [each.text() for each in buttons if each.isVisible()]


def names(program: Program) -> list[str]:
    workspace = program.desk.workspace
    assert workspace is not None
    return sorted(each.subject.name for each in practice_rounds(workspace))


@pytest.mark.parametrize(
    ("tabs", "title"),
    [(1, "Combine workbooks"), (2, "Where are we now?")],
)
def test_each_large_button_is_reached_and_opened_with_the_keyboard(
    open_window: OpenWindow, tabs: int, title: str
) -> None:
    with open_window() as program:
        assert focused() is home(program).first.fill_in
        for _ in range(tabs):
            key(Keys.Key_Tab)
        key(Keys.Key_Return)
        assert program.window.page is not None
        assert program.window.page.title == title


def test_an_unusual_code_is_warned_about_and_never_in_the_way(open_window: OpenWindow) -> None:
    with open_window() as program:
        key(Keys.Key_Return)
        write("Quayside Surgery")
        key(Keys.Key_Tab)
        write("q7")
        key(Keys.Key_Tab)
        said = [each.text() for each in home(program).begin_panel.findChildren(Words)]
        assert "“Q7” is not how a code is usually written." in said
        key(Keys.Key_Tab)
        key(Keys.Key_Space)
        assert program.desk.practice is not None
        assert program.desk.practice.subject.code == "Q7"


def test_the_size_of_text_is_asked_for_at_once_and_kept(open_window: OpenWindow) -> None:
    with open_window() as program:
        key(Keys.Key_Return)
        write("Quayside Surgery")
        key(Keys.Key_Tab)
        key(Keys.Key_Tab)
        key(Keys.Key_Right)
        key(Keys.Key_Space)
        assert program.theme.text_size == 120
        assert home(program).begin_panel.name_editor.value() == "Quayside Surgery"
    with open_window() as program:
        assert program.theme.text_size == 120
        program.theme.apply("light", 100)


def test_the_example_says_so_everywhere_and_goes_at_one_press(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        program.window.show_page("home")
        home(program).first.example.click()
        for name in ("overview", "check", "gaps", "plan", "export", "home"):
            program.window.show_page(name)
            assert "made-up example" in program.window.windowTitle()
            page = program.window.page
            if isinstance(page, ReviewPage):
                assert page.watermark() == SAMPLE_WATERMARK
        assert len(names(program)) == 5
        assert "Start from last year" not in offered(program)
        button = next(
            each
            for each in home(program).findChildren(QAbstractButton)
            if each.text() == "Remove the example" and each.isVisible()
        )
        button.click()
        assert names(program) == ["Quayside Surgery"]
        assert "made-up" not in program.window.windowTitle()
