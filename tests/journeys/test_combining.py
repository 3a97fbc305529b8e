"""A file that asks for a password: typed wrongly, rightly, or not at all, in the window."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from quick_files import cells, put, read, returns_of, settled, words
from window import focused, key, show, write

from stocktake.app import Program
from stocktake.ui.pages.combine import CombinePage
from stocktake.ui.widgets.wrapped_table import WrappedTable
from tests.workbooks.test_protected import protect

OpenWindow = Callable[[], AbstractContextManager[Program]]
PASSWORD = "Tide & Harbour 7"
LOCKED, OPEN, OTHER = "Millbrook.xlsx", "Quayside.xlsx", "St Oswin's.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that asks for a password, before two that do not."""
    found = tmp_path_factory.mktemp("sent")
    put(found / OPEN, returns_of("Quayside"))
    put(found / OTHER, returns_of("St Oswin's"))
    locked = put(found / LOCKED, returns_of("Millbrook"))
    locked.write_bytes(protect(locked.read_bytes(), PASSWORD))
    return found


@pytest.fixture
def page(open_window: OpenWindow, qtbot: QtBot, folder: Path) -> Iterator[CombinePage]:
    """The page in the real window, with the files of the folder."""
    with open_window() as program:
        made = show(program, "combine")
        assert isinstance(made, CombinePage)
        read(qtbot, made, folder)
        yield made


def standing(page: CombinePage) -> dict[str, str]:
    return {row[0]: row[1][2:] for row in cells(page, "Files added")}


def choose_locked(page: CombinePage) -> None:
    """Go to the file with the arrows and press Enter, as without a mouse."""
    files = page.add.files
    files.setFocus()
    files.setCurrentIndex(files.model().index(0, 0))
    key(Qt.Key.Key_Return)


def type_password(qtbot: QtBot, page: CombinePage, password: str) -> None:
    field = focused()
    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    write(password)
    key(Qt.Key.Key_Return)
    settled(qtbot, page)


def test_a_wrong_password_is_said_where_it_was_typed_and_the_right_one_opens_the_file(
    qtbot: QtBot, page: CombinePage, folder: Path
) -> None:
    assert standing(page)[LOCKED].startswith("Password needed")
    choose_locked(page)
    for _ in range(2):
        type_password(qtbot, page, "tide 7")
        assert page.add.panel.isVisible()
        assert "The password does not open it." in words(page.add.panel)
        assert "counted once" not in words(page)
        assert focused() is page.add.panel.password
        assert page.add.panel.password.text() == ""
    type_password(qtbot, page, PASSWORD)
    assert not page.add.panel.isVisible()
    assert list(standing(page)) == [LOCKED, OPEN, OTHER]
    assert standing(page)[LOCKED].startswith("Ready")
    assert "The row of Millbrook is new." in words(page)
    assert isinstance(focused(), WrappedTable)
    # A late file comes into the folder: what a password has opened stays open.
    read(qtbot, page, folder)
    assert standing(page)[LOCKED].startswith("Ready")
    assert "3 of 3" in page.steps.buttons["add"].text()
    assert PASSWORD not in str([p.read_bytes() for p in page._desk.folder.rglob("*.json")])


def test_a_password_that_is_not_given_leaves_the_file_out_and_the_rest_in(
    qtbot: QtBot, page: CombinePage
) -> None:
    choose_locked(page)
    write("half a pass")
    key(Qt.Key.Key_Escape)
    assert not page.add.panel.isVisible()
    assert isinstance(focused(), WrappedTable)
    assert standing(page)[LOCKED].startswith("Password needed")
    assert "2 of 3" in page.steps.buttons["add"].text()
    choose_locked(page)
    assert page.add.panel.password.text() == ""
    # Stopped while it is being opened: nothing changes, and one can type again.
    write(PASSWORD)
    key(Qt.Key.Key_Return)
    assert page._job is not None
    page.progress._cancel.click()
    settled(qtbot, page)
    QApplication.processEvents()
    assert standing(page)[LOCKED].startswith("Password needed")
    assert focused() is page.add.panel.password
