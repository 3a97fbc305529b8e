"""Two real windows, each with a folder of its own, and one folder between them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path

import pytest
from half_filled import fill
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window import answer, opened, press, show

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, answered
from stocktake.settings import Settings, save_settings
from stocktake.tasks.backups import listed
from stocktake.tasks.desk_copy import COPY_NAME, Verdict
from stocktake.tasks.open_practice import STOCKTAKE
from stocktake.ui.desk_bar import CONTINUE, DIFFERENCES, KEEP, LOOK
from stocktake.ui.desk_copies import DeskCopies, copies_of
from stocktake.ui.pages.desk_differences import DeskDifferencesPage
from stocktake.ui.theme import Theme

LIST_SIZE, URGENT, KNOWN = "profile.list_size", "demand.m_urgent", "profile.known_changes"
WAIT = 20_000

AtDesk = Callable[[str], AbstractContextManager[Program]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared drive"
    made.mkdir()
    return made


@pytest.fixture
def at_desk(qapp: QApplication, theme: Theme, tmp_path: Path, folder: Path) -> AtDesk:
    """Opens the window of a desk, which has chosen the shared folder."""
    theme.apply("light", 100)

    def open_at(name: str) -> AbstractContextManager[Program]:
        data = tmp_path / name
        if not data.exists():
            data.mkdir()
            said = Settings(desk_folder=str(folder), desk_name=name, role="Practice manager")
            save_settings(said, data / "settings.json")
        return opened(qapp, theme, data)

    return open_at


def copies(program: Program) -> DeskCopies:
    found = copies_of(program.desk)
    assert found is not None
    return found


def looked(program: Program, qtbot: QtBot) -> DeskCopies:
    """Once the folder has been looked at."""
    found = copies(program)
    qtbot.wait_until(
        lambda: (
            not found.folder.is_busy
            and (found.standing is not None or found.folder.problem is not None)
        ),
        timeout=WAIT,
    )
    return found


def say(program: Program, question: str, value: object) -> None:
    program.desk.answer(STOCKTAKE, Address(question), answered(value), at_once=True)  # type: ignore[arg-type]


def choose(program: Program, words: str) -> None:
    """Press a button of the bar over the page."""
    button = copies(program).bar.buttons[words]
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def carry_on(program: Program, qtbot: QtBot) -> None:
    looked(program, qtbot)
    choose(program, CONTINUE)
    looked(program, qtbot)


def test_one_carries_on_at_the_other_desk_and_back_again(
    at_desk: AtDesk, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with at_desk("Desk 1") as one:
        fill(one.desk)
    assert [each.name for each in folder.iterdir()] == [COPY_NAME]
    with at_desk("Desk 3") as three:
        bar = looked(three, qtbot).bar
        assert "Continue from the copy saved at Desk 1, " in bar.accessibleName()
        choose(three, CONTINUE)
        assert "You carry on from the copy saved at Desk 1" in three.window.notice.accessibleName()
        assert not bar.isVisible()
        assert answer(three, LIST_SIZE).value == Decimal(10120)
        assert three.desk.workspace is not None
        assert not three.desk.workspace.was_cut_off
        say(three, LIST_SIZE, Decimal(10300))
    with at_desk("Desk 1") as one:
        assert "saved at Desk 3" in looked(one, qtbot).bar.accessibleName()
        assert answer(one, LIST_SIZE).value == Decimal(10120)
        choose(one, CONTINUE)
        assert answer(one, LIST_SIZE).value == Decimal(10300)
        assert listed(tmp_path / "Desk 1" / "practices.stocktake")
    assert [each.name for each in folder.iterdir()] == [COPY_NAME]


def test_what_was_changed_at_both_desks_is_listed_and_decided(
    at_desk: AtDesk, qtbot: QtBot
) -> None:
    with at_desk("Desk 1") as one:
        fill(one.desk)
    with at_desk("Desk 3") as three:
        carry_on(three, qtbot)
        say(three, KNOWN, "Sixty new houses")
        say(three, URGENT, Decimal(3))
    with at_desk("Desk 1") as one:
        looked(one, qtbot)
        choose(one, KEEP)
        assert "no copy is saved over it" in one.window.notice.text()
        say(one, URGENT, Decimal(1))
        copies(one).folder.look()
        found = looked(one, qtbot)
        qtbot.wait_until(found.bar.isVisible, timeout=WAIT)
        assert "Desk 3 have both moved on" in found.bar.accessibleName()
        choose(one, DIFFERENCES)
        _decide(one, qtbot)
    with at_desk("Desk 3") as three:
        carry_on(three, qtbot)
        assert answer(three, URGENT).value == Decimal(1)
        assert "3 Reliable" in answer(three, URGENT).note
        assert answer(three, KNOWN).value == "Sixty new houses"


def _decide(program: Program, qtbot: QtBot) -> None:
    page = program.window.page
    assert isinstance(page, DeskDifferencesPage)
    assert page.table.isVisible()
    assert "2 differences, 1 of them to decide" in page.count.text()
    page.take.click()
    assert "still to decide" in page.notice.text()
    assert answer(program, URGENT).value == Decimal(1)
    QTest.keyClick(page.table.table, Qt.Key.Key_B)
    page.take.click()
    assert "All decided" in page.notice.accessibleName()
    assert answer(program, KNOWN).value == "Sixty new houses"
    found = looked(program, qtbot)
    assert found.standing is not None
    assert found.standing.verdict is Verdict.SAME
    panel = show(program, "settings", panel="desks").panels["desks"]
    assert [each.title[-6:] for each in panel.kept.links()] == ["Desk 3"]


def test_the_copy_can_be_looked_at_first_and_one_comes_back_to_the_question(
    at_desk: AtDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    with at_desk("Desk 1") as one:
        fill(one.desk)
    with at_desk("Desk 3") as three:
        looked(three, qtbot)
        choose(three, LOOK)
        assert three.desk.workspace is not None
        assert three.desk.workspace.read_only
        assert "open to be read" in three.window.notice.text()
        assert not copies(three).bar.isVisible()
        three.desk.file_asked.emit(tmp_path / "Desk 3" / "practices.stocktake", False)
        assert looked(three, qtbot).bar.isVisible()
        assert not three.desk.workspace.read_only


def test_who_has_it_open_is_shown_and_locks_nobody_out(at_desk: AtDesk, qtbot: QtBot) -> None:
    with at_desk("Desk 1") as one:
        fill(one.desk)
        assert looked(one, qtbot).folder.save()
        looked(one, qtbot)
        with at_desk("Desk 3") as three:
            bar = looked(three, qtbot).bar
            assert "Open at Desk 1 since " in bar.text()
            assert "(Practice manager)" in bar.text()
            choose(three, CONTINUE)
            looked(three, qtbot)
            say(three, LIST_SIZE, Decimal(10300))
            assert answer(three, LIST_SIZE).value == Decimal(10300)


def test_the_settings_say_what_the_last_copy_was_and_save_one_now(
    at_desk: AtDesk, folder: Path, qtbot: QtBot
) -> None:
    with at_desk("Desk 1") as one:
        fill(one.desk)
        looked(one, qtbot)
        panel = show(one, "settings", panel="desks").panels["desks"]
        assert panel.name.text() == "Desk 1"
        assert "There is no copy in the folder yet." in panel._standing.text()
        panel.save.click()
        qtbot.wait_until(lambda: "Saved and checked at" in panel.told.text(), timeout=WAIT)
        assert (folder / COPY_NAME).exists()
        panel.save.click()
        qtbot.wait_until(lambda: "held everything already" in panel.told.text(), timeout=WAIT)
        (folder / COPY_NAME).write_bytes((folder / COPY_NAME).read_bytes()[:5000])
        panel.save.click()
        qtbot.wait_until(lambda: "cannot be read as a whole" in panel.told.text(), timeout=WAIT)
        press("Set it aside")
        panel.aside.click()
        qtbot.wait_until(lambda: "Saved and checked at" in panel.told.text(), timeout=WAIT)
        assert len(list(folder.glob("Damaged*"))) == 1


def test_a_folder_that_has_gone_is_told_and_hinders_nothing(
    at_desk: AtDesk, folder: Path, qtbot: QtBot
) -> None:
    shutil.rmtree(folder)
    with at_desk("Desk 1") as one:
        fill(one.desk)
        bar = looked(one, qtbot).bar
        assert "cannot be reached" in bar.text()
        assert "Your answers are safe on this computer" in bar.text()
        say(one, LIST_SIZE, Decimal(10300))
        assert answer(one, LIST_SIZE).value == Decimal(10300)
    folder.mkdir()
    with at_desk("Desk 1") as one:
        looked(one, qtbot)
        assert answer(one, LIST_SIZE).value == Decimal(10300)
    assert (folder / COPY_NAME).exists()


def test_a_folder_that_goes_while_one_works_is_told_when_closing(
    at_desk: AtDesk, folder: Path, qtbot: QtBot
) -> None:
    with at_desk("Desk 1") as one:
        looked(one, qtbot)
        fill(one.desk)
        shutil.rmtree(folder)
        press("Keep the window open")
        assert not one.window.close()
        assert one.window.isVisible()
        # It has been told once, and closing again simply closes.
        assert "cannot be reached" in str(copies(one).folder.problem)


def test_a_drive_that_does_not_answer_holds_up_neither_opening_nor_closing(
    at_desk: AtDesk, folder: Path, qtbot: QtBot
) -> None:
    # Reading a pipe that nobody writes to hangs like a drive whose network has gone.
    pipe = folder / "Stocktake copy.open-another.json"
    os.mkfifo(pipe)
    with at_desk("Desk 1") as one:
        fill(one.desk)
        assert copies(one).folder.is_busy
        assert answer(one, LIST_SIZE).value == Decimal(10120)
        waiting = press("Close without it")
        assert one.window.close()
        assert not waiting.isActive()
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    pipe.unlink()
    with at_desk("Desk 1") as one:
        looked(one, qtbot)
        assert answer(one, LIST_SIZE).value == Decimal(10120)
    assert (folder / COPY_NAME).exists()


def test_a_folder_with_the_copy_of_another_file_is_said_over_the_page(
    at_desk: AtDesk, folder: Path, qtbot: QtBot
) -> None:
    with at_desk("Desk 1") as one:
        fill(one.desk)
    away = folder.with_name("away")
    folder.rename(away)
    with at_desk("Desk 3") as three:
        fill(three.desk)
        found = looked(three, qtbot)
        away.rename(folder)
        found.folder.look()
        qtbot.wait_until(lambda: found.standing is not None, timeout=WAIT)
        assert found.standing is not None
        assert found.standing.verdict is Verdict.NOT_OURS
        assert found.bar.isVisible()
        assert "copy of another file of practices" in found.bar.text()
