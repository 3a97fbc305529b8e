"""The first hour, with the keyboard only: four ratings, the first chart, the partners' paper."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from window import begin, focused, key, view_of

from stocktake.app import Program
from stocktake.questionnaire.answers import State
from stocktake.questionnaire.form import Question
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.pages.documents import DocumentsPage
from stocktake.ui.pages.overview import OverviewPage
from stocktake.ui.widgets.navigation import NavigationRow

OpenWindow = Callable[[], AbstractContextManager[Program]]
Keys = Qt.Key
WAIT = 60_000


def tab_to(words: str) -> QWidget:
    """Go on with Tab to the control that says this."""
    for _ in range(80):
        here = focused()
        if isinstance(here, QAbstractButton) and here.text().startswith(words):
            return here
        key(Keys.Key_Tab)
    raise AssertionError(f"Tab never came to “{words}”")


def go_by_the_list_of_pages(words: str) -> None:
    """Go to a page by the list of pages, to which F6 comes."""
    for _ in range(8):
        if isinstance(focused(), NavigationRow):
            break
        key(Keys.Key_F6)
    tab_to(words)
    key(Keys.Key_Space)


def overview(program: Program) -> OverviewPage:
    page = program.window.page
    assert isinstance(page, OverviewPage)
    return page


def test_four_ratings_make_a_chart_and_a_paper_for_the_partners(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    paper = tmp_path / "partners.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(paper), ""))
    with open_window() as program:
        begin(program)
        tab_to("Core")
        key(Keys.Key_Left)
        key(Keys.Key_Space)
        assert program.desk.sheet(STOCKTAKE).route == "express"
        for given in range(4):
            page = overview(program)
            assert not page.first_chart.chart.isVisible()
            tab_to("Give the")
            key(Keys.Key_Space)
            qtbot.wait_until(lambda: _at_rating(program))
            key((Keys.Key_2, Keys.Key_1, Keys.Key_3, Keys.Key_2)[given])
            assert _ratings(program) == given + 1
            go_by_the_list_of_pages("Where are we now?")
        page = overview(program)
        assert page.first_chart.chart.isVisible()
        qtbot.wait_until(page.first_chart.chart.view.isVisible, timeout=WAIT)
        assert page.first_chart.words.text().startswith("1 of 12 domains has a level.")
        tab_to("Two pages for the partners")
        key(Keys.Key_Space)
        assert isinstance(program.window.page, DocumentsPage)
        tab_to("Save as Word")
        key(Keys.Key_Space)
        qtbot.wait_until(paper.exists, timeout=WAIT)
    words = _words(paper)
    assert words[1].startswith("Quayside Surgery, 2026/27")
    at = words.index("Population health and prevention")
    assert words[at : at + 4] == ["Population health and prevention", "2", "1", "3 of 3"]


def _at_rating(program: Program) -> bool:
    """Whether the focus is in the next rating, so that a digit answers it."""
    page = program.window.page
    here = page.place().get("question") if page is not None else ""
    block = view_of(program).current()
    is_rating = here in {each.id for each in _all_ratings(program)}
    return is_rating and block is not None and block.isAncestorOf(focused())


def _all_ratings(program: Program) -> list[Question]:
    by_domain = program.desk.sheet(STOCKTAKE).loaded.ratings_by_domain
    return [each for of in by_domain.values() for each in of]


def _ratings(program: Program) -> int:
    sheet = program.desk.sheet(STOCKTAKE)
    return sum(sheet.answers.get(each.id).state is State.ANSWERED for each in _all_ratings(program))


def _words(path: Path) -> list[str]:
    """Every word of a Word file, those in its tables too."""
    found = docx.Document(str(path))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return [*(each.text for each in found.paragraphs), *cells]
