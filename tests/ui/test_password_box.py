"""A file with a password is asked for it, opened with it, and left when it is not given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from half_filled import fill
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from window import opened, show

from stocktake.app import Program
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.ui.pages.compare import ComparePage
from stocktake.ui.pages.share import SharePage
from stocktake.ui.password_box import WRONG, PasswordBox, ask_password
from stocktake.ui.share.receiving import Receiving
from stocktake.ui.theme import Theme
from stocktake.workbooks.reading import ReadResult, Verdict
from tests.workbooks.conftest import write_submissions
from tests.workbooks.generated_returns import generated
from tests.workbooks.test_protected import PASSWORD, protect

LOCKED = ReadResult("return.xlsx", Verdict.PASSWORD)
WAIT = 60_000


class Boxes:
    """Deals with each password box that opens: types what is next, or leaves it."""

    def __init__(self, *passwords: str) -> None:
        self.said: list[str] = []
        self._passwords = list(passwords)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, PasswordBox):
            return
        self.said.append(" ".join(label.text() for label in box.findChildren(QLabel)))
        assert box.password.echoMode() is QLineEdit.EchoMode.Password
        assert not box.open_file.isEnabled()
        if not self._passwords:
            box.reject()
            return
        box.password.insert(self._passwords.pop(0))
        box.open_file.click()


def test_what_is_typed_comes_back_and_leaving_gives_nothing(qtbot: QtBot, theme: Theme) -> None:
    boxes = Boxes("Tide 7")
    assert ask_password(None, LOCKED) == "Tide 7"
    assert ask_password(None, replace(LOCKED, verdict=Verdict.WRONG_PASSWORD)) == ""
    assert WRONG not in boxes.said[0]
    assert WRONG in boxes.said[1]


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    with opened(qapp, theme, tmp_path / "data") as program:
        fill(program.desk)
        yield program


@pytest.fixture
def locked(program: Program, tmp_path: Path) -> Path:
    """A protected return about another practice, made like the one that is open."""
    practice = program.desk.practice
    assert practice is not None
    like = practice.workspace.returns.to_submission(practice.open_return(STOCKTAKE).id)
    other = replace(like, subject=replace(like.subject, code="A81099", name="Harbour View"))
    form = shipped_form(STOCKTAKE)
    path = tmp_path / "locked.xlsx"
    write_submissions(path, form, [generated(form, other, 1)])
    path.write_bytes(protect(path.read_bytes()))
    return path


def _brought_back(program: Program, path: Path) -> Callable[[], str]:
    page = show(program, "share")
    assert isinstance(page, SharePage)
    page.back.add_paths([path])
    return lambda: _words(page.back.notice)


def _opened(program: Program, path: Path) -> Callable[[], str]:
    receiving = program.window.findChild(Receiving)
    assert receiving is not None
    receiving.receive(path)
    return lambda: _words(program.window.notice)


def _words(notice: object) -> str:
    labels = notice.findChildren(QLabel)  # type: ignore[attr-defined]
    return " ".join(label.text() for label in labels)


def test_a_protected_file_is_brought_back_with_its_password(
    program: Program, locked: Path, qtbot: QtBot
) -> None:
    boxes = Boxes("not it", PASSWORD)
    said = _brought_back(program, locked)
    qtbot.wait_until(lambda: "is about Harbour View" in said(), timeout=WAIT)
    assert [WRONG in each for each in boxes.said] == [False, True]


def test_a_protected_file_that_is_left_is_named_with_what_to_do(
    program: Program, locked: Path, qtbot: QtBot
) -> None:
    boxes = Boxes()
    said = _opened(program, locked)
    qtbot.wait_until(lambda: "protected with a password" in said(), timeout=WAIT)
    assert "Ask whoever sent it" in said()
    assert len(boxes.said) == 1


def test_a_protected_workbook_is_compared_with_its_password(
    program: Program, locked: Path, qtbot: QtBot
) -> None:
    boxes = Boxes("not it", PASSWORD)
    page = show(program, "compare")
    assert isinstance(page, ComparePage)
    page.refresh()
    page.read_workbook(locked)
    qtbot.wait_until(lambda: page.comparison is not None, timeout=WAIT)
    assert [WRONG in each for each in boxes.said] == [False, True]
