"""Published figures without a mouse: files brought, accepted, undone and compared."""

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path

import pytest
from accessible import named_wrong
from every_page import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from readable import cut_off, scrolls_sideways
from window import answer, begin, block_of, focused, key

from stocktake.app import Program
from stocktake.questionnaire.answers import Origin
from stocktake.ui.pages.published import PublishedPage
from tests.journeys.test_keyboard_only import cell, go_by_the_pages, said, tab_to
from tests.opendata.published import ROWS

OpenWindow = Callable[[], AbstractContextManager[Program]]
Keys = Qt.Key
MAP = ROWS / "gp-reg-pat-prac-map_2026-07-01.csv"
LISTS = ROWS / "gp-reg-pat-prac-all_2026-03-01.csv"
CONTROL = Qt.KeyboardModifier.ControlModifier
WAIT_MS = 20_000
SIZE = "profile.list_size"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The map as it was published, and a list size for every practice in it."""
    with MAP.open(encoding="utf-8", newline="") as file:
        codes = [row["PRACTICE_CODE"] for row in csv.DictReader(file)]
    heading = LISTS.read_text(encoding="utf-8").splitlines()[0]
    rows = (
        f"GP_PRAC_PAT_LIST,2026-07-01,GP,16C,E38000247,{code},TS18 1HU,ALL,ALL,{4000 + place}"
        for place, code in enumerate(codes)
    )
    path = tmp_path / "lists.csv"
    path.write_text("\n".join((heading, *rows, "")), encoding="utf-8")
    return [MAP, path]


def test_from_the_files_to_where_the_practice_stands(
    open_window: OpenWindow, qtbot: QtBot, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([*map(str, files)], ""))
    with open_window() as program:
        begin(program, "The Densham Surgery", "A81001")
        assert go_by_the_pages("Published figures") == ("Heading", "Published figures")
        page = program.window.page
        assert isinstance(page, PublishedPage)
        _bring(program, qtbot, page)
        _accept_one_and_undo(program, qtbot)
        _accept_all_and_go_to_the_question(program)
        go_by_the_pages("Published figures")
        _compare(program, qtbot, page)


def _bring(program: Program, qtbot: QtBot, page: PublishedPage) -> None:
    assert _wrong(program, qtbot) == []
    tab_to("Add files")
    key(Keys.Key_Space)
    qtbot.waitUntil(lambda: page.bringing.read is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not page.bringing.is_working, timeout=WAIT_MS)
    tab_to("Files added")
    key(Keys.Key_Down)
    assert "Your practice, A81001, is in it." in _row(page)
    tab_to("Keep these figures")
    key(Keys.Key_Space)
    assert said().name == "Your answers and the published figures"


def _row(page: PublishedPage) -> str:
    return " ".join(page.bring._rows.row_at(page.bring.files.currentIndex().row()).cells)


def _accept_one_and_undo(program: Program, qtbot: QtBot) -> None:
    assert _wrong(program, qtbot) == []
    tab_to("Patients registered at a GP practice: figures to accept")
    key(Keys.Key_Home, CONTROL)
    assert cell().startswith("Registered patients, not ticked")
    key(Keys.Key_Space)
    assert cell().startswith("Registered patients, ticked")
    tab_to("Accept the 1 ticked figure")
    key(Keys.Key_Space)
    found = answer(program, SIZE)
    assert (found.value, found.origin) == (Decimal(4000), Origin.ACCEPTED)
    key(Keys.Key_Z, CONTROL)
    assert answer(program, SIZE).value is None
    assert isinstance(program.window.page, PublishedPage), "one sees it go where one is"


def _accept_all_and_go_to_the_question(program: Program) -> None:
    tab_to("Accept the 1 new figure of this file")
    key(Keys.Key_Space)
    assert answer(program, SIZE).value == Decimal(4000)
    assert said().name == "Patients registered at a GP practice: figures to accept"
    key(Keys.Key_Home, CONTROL)
    tab_to("Go to the question")
    key(Keys.Key_Space)
    assert block_of(program, SIZE).isAncestorOf(focused())


def _compare(program: Program, qtbot: QtBot, page: PublishedPage) -> None:
    tab_to("2 Accept")
    key(Keys.Key_Right)
    key(Keys.Key_Space)
    tab_to("What is compared")
    key(Keys.Key_Home, CONTROL)
    assert cell().startswith("Registered patients")
    key(Keys.Key_Return)
    assert said().name == "Registered patients"
    qtbot.waitUntil(lambda: not program.jobs.is_busy, timeout=WAIT_MS)
    assert "England: 12 practices compared, none left out." in page.compare.words.text()
    assert "It is not a score." in page.compare.words.text()
    assert _wrong(program, qtbot) == []


def _wrong(program: Program, qtbot: QtBot) -> list[str]:
    """What cannot be read or heard on the page as it is."""
    settle(program, qtbot)
    page = program.window
    return named_wrong(page) + cut_off(page) + scrolls_sideways(page)
