"""Every page of the window, on the example, in the smallest window at twice the text."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtWidgets import QApplication, QGroupBox
from reviewing import unnamed

from stocktake.app import Program
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.ui.main_window import SMALLEST
from stocktake.ui.pages import PAGES
from stocktake.ui.pages.home import HomePage
from stocktake.ui.places import place_of
from stocktake.ui.widgets.scroll_column import ScrollColumn

OpenWindow = Callable[[], AbstractContextManager[Program]]
PLACES = {
    "section": place_of(STOCKTAKE, "profile"),
    "card": place_of(EXPECTATIONS, "ACC-01"),
}


def test_at_twice_the_text_nothing_is_cut_off_and_everything_has_a_name(
    open_window: OpenWindow,
) -> None:
    with open_window() as program:
        window = program.window
        assert isinstance(window.page, HomePage)
        window.page.example.click()
        program.desk.prefer(text_size=200)
        window.resize(SMALLEST)
        for spec in PAGES:
            window.show_page(spec.name, PLACES.get(spec.name))
            QApplication.processEvents()
            assert window.page is not None
            shown = [each for each in window.page.findChildren(ScrollColumn) if each.isVisible()]
            assert [each for each in shown if each.is_cut_off()] == [], spec.name
            assert unnamed(window.page) == [], spec.name
            assert window.page.findChildren(QGroupBox) == [], spec.name
        program.theme.apply("light", 100)
