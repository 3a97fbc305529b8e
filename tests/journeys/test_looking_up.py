"""The first day with a federation's pack: the practice is looked up and nothing is typed twice."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from packs import DENSHAM, write_pack
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from window import answer, focused, key, show, write

from stocktake.app import Program
from stocktake.questionnaire.answers import State
from stocktake.ui.home.begin_panel import BeginPanel
from stocktake.ui.pages.home import HomePage
from stocktake.ui.pages.published import PublishedPage
from stocktake.ui.widgets.task_row import TaskRow

OpenWindow = Callable[[], AbstractContextManager[Program]]
Keys = Qt.Key


def panel_of(program: Program) -> BeginPanel:
    page = program.window.page
    assert isinstance(page, HomePage)
    return page.begin_panel


def said(panel: BeginPanel) -> str:
    return "\n".join(each.text() for each in panel.findChildren(QLabel) if each.isVisible())


def ready(program: Program, qtbot: QtBot) -> BeginPanel:
    panel = panel_of(program)
    qtbot.waitUntil(lambda: "Pack from Densham Federation" in said(panel))
    return panel


def test_a_practice_is_looked_up_and_begun_without_typing_it(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    write_pack(tmp_path)
    with open_window() as program:
        key(Keys.Key_Return)
        panel = ready(program, qtbot)
        assert panel.look_up.box.hasFocus()
        write("s")
        write("ur")
        qtbot.waitUntil(lambda: len(panel.look_up.list.rows()) == 2)
        assert panel.look_up.list.rows()[1].accessibleName() == "Albert Street Surgery, closed"
        key(Keys.Key_Down)
        key(Keys.Key_Down)
        key(Keys.Key_Return)
        assert "It has been closed since 31 March 2024." in said(panel)
        panel.look_up.box.setFocus()
        panel.look_up.box.clear()
        write("ts18 1")
        key(Keys.Key_Return)
        assert "It has been closed" not in said(panel)
        assert "In Densham and Vale PCN, NHS Densham and Vale ICB." in said(panel)
        assert panel.name_editor.value() == "The Densham Surgery"
        key(Keys.Key_Space)
        practice = program.desk.practice
        assert practice is not None
        assert (practice.subject.code, practice.subject.pcn_code) == ("A81001", "U12345")
        assert answer(program, "profile.list_size").state is State.BLANK
        assert practice.published().figures().kept
        assert isinstance(program.window.page, PublishedPage)
        home = show(program, "home")
        assert isinstance(home, HomePage)
        said_there = home.later.published.notice.accessibleName()
        assert "figures are ready to confirm" in said_there
        home.later.published.see.click()
        assert isinstance(program.window.page, PublishedPage)


def test_another_code_typed_over_it_has_nothing_of_the_pack(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    write_pack(tmp_path)
    with open_window() as program:
        key(Keys.Key_Return)
        panel = ready(program, qtbot)
        write("A81002")
        key(Keys.Key_Return)
        panel.code_editor.set_value("A81009")
        assert panel.chosen_for("A81009") is None
        key(Keys.Key_Space)
        practice = program.desk.practice
        assert practice is not None
        assert (practice.subject.code, practice.subject.pcn_name) == ("A81009", "")
        assert not practice.published().figures().kept


def test_a_pack_is_chosen_and_one_that_cannot_be_read_says_why(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "downloads"
    broken = write_pack(elsewhere, name="Broken.stocktakepack")
    broken.write_bytes(broken.read_bytes()[:-40])
    given = [str(broken)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (given, ""))
    with open_window() as program:
        key(Keys.Key_Return)
        panel = panel_of(program)
        assert panel.name_editor.isAncestorOf(focused())
        assert panel.look_up.box.isHidden()
        panel.look_up.choose.click()
        qtbot.waitUntil(lambda: "This pack ends in the middle" in said(panel))
        assert panel.name_editor.isAncestorOf(focused())
        given[:] = [str(write_pack(elsewhere, DENSHAM))]
        panel.look_up.choose.click()
        ready(program, qtbot)
        write("no such practice")
        key(Keys.Key_Return)
        assert "No practice in this pack fits" in said(panel)
        assert not [row for row in panel.look_up.findChildren(TaskRow) if row.isVisible()]
        QApplication.processEvents()
