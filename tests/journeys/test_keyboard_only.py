"""From the first run to an exported workbook with nothing but keys, saying at each step what has
the focus and what a screen reader is told of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import openpyxl
import pytest
from accessible import Told, told, within
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QTableView, QWidget
from pytestqt.qtbot import QtBot
from window import key, write

from stocktake.app import Program
from stocktake.ui.main_window import MainWindow

OpenWindow = Callable[[], AbstractContextManager[Program]]
Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
MOST_TABS = 150
NAME = "Quayside Surgery"
SESSIONS = "3.26 GP clinical sessions worked in that week"
NOTE = "From the appointment book, October"
WAIT_MS = 60_000


def said() -> Told:
    """What a screen reader says of what has the focus."""
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the focus"
    return told(focus)


def tab_to(words: str, role: str = "", about: str = "") -> Told:
    """Press Tab until something is said that begins like this."""
    for _ in range(MOST_TABS):
        now = said()
        if now.name.startswith(words) and role in ("", now.role) and about in now.description:
            return now
        key(Keys.Key_Tab)
    raise AssertionError(f"Tab never came to “{words}”")


def cell() -> str:
    """What is said of the cell of the table one is in."""
    table = QApplication.focusWidget()
    assert isinstance(table, QTableView)
    index = table.currentIndex()
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data())


def go_by_the_pages(title: str) -> tuple[str, str]:
    """F6 to the list of pages, the arrows along it and Space, as its heading is then read out."""
    for _ in range(20):
        if said().role == "RadioButton" and said().name in _titles():
            break
        key(Keys.Key_F6)
    for _ in range(40):
        if said().name == title:
            break
        key(Keys.Key_Down)
    assert said().name == title
    key(Keys.Key_Space)
    return said().role, said().name


def _titles() -> set[str]:
    window = QApplication.activeWindow()
    assert isinstance(window, MainWindow)
    return set(window.commands()["Go"])


def saved(program: Program) -> str:
    """What the line at the foot of the window is read out as."""
    return told(program.window.saved).name


def test_from_the_first_run_to_a_workbook(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    # The system's own dialog; the keys are its own affair.
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    with open_window() as program:
        _begin()
        _rate(program)
        _set_a_state_and_write_a_note(program)
        _undo_and_redo(program)
        _fill_a_table(program)
        _find_a_question(program)
        _check_the_answers()
        _change_the_year_of_the_gaps(program, qtbot)
        _export(program, qtbot, tmp_path)
    book = openpyxl.load_workbook(next(tmp_path.glob("*.xlsx")))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    for wanted in ("Reliable", "Not known", "9120"):
        assert any(wanted in each for each in cells), wanted


def _begin() -> None:
    assert (said().role, said().name) == ("Button", "Fill in a form")
    key(Keys.Key_Return)
    assert (said().role, said().name) == ("EditableText", "Practice name")
    write(NAME)
    key(Keys.Key_Tab)
    assert said().name.startswith("Practice code")
    write("A81001")
    tab_to("Start", "Button")
    key(Keys.Key_Space)
    assert (said().role, said().name) == ("Heading", "Where are we now?")


def _rate(program: Program) -> None:
    row = tab_to("Demand and access", "Button")
    assert row.name == "Demand and access, not yet started, 0 of 18 dealt with"
    key(Keys.Key_Return)
    assert (said().role, said().name) == ("Heading", "Demand and access")
    first = tab_to("0, Not in place", "RadioButton")
    assert first.description.startswith("3.33 Do we know our demand and match capacity to it? ")
    for _ in range(3):
        key(Keys.Key_Down)
    assert said().name.startswith("3, Reliable: We look at calls")
    assert "checked" not in said().states
    key(Keys.Key_Space)
    assert "checked" in said().states
    for level in (Keys.Key_2, Keys.Key_1, Keys.Key_2):
        key(Keys.Key_Down, CONTROL)
        key(level)
        assert "checked" in said().states
    assert saved(program).startswith("All changes saved ")


def _set_a_state_and_write_a_note(program: Program) -> None:
    for _ in range(4):
        key(Keys.Key_Up, CONTROL)
    assert (said().role, said().name) == ("EditableText", SESSIONS)
    key(Keys.Key_2, ALT)
    assert _is_not_known()
    key(Keys.Key_M, CONTROL)
    assert said().role == "EditableText"
    assert said().name == "Note: GP clinical sessions worked in that week"
    write(NOTE)
    key(Keys.Key_Escape)
    assert SESSIONS in (said().name, said().description)
    key(Keys.Key_S, CONTROL)
    assert saved(program).startswith("All changes saved ")


def _undo_and_redo(program: Program) -> None:
    undo = program.window.commands()["Edit"][0]
    assert undo.startswith("Undo")
    # What is done to a question within two seconds goes back as one.
    presses = 0
    while _is_not_known():
        key(Keys.Key_Z, CONTROL)
        presses += 1
        assert presses < 3
    for _ in range(presses):
        key(Keys.Key_Y, CONTROL)
    assert _is_not_known()
    assert program.window.commands()["Edit"][0] == undo


def _is_not_known() -> bool:
    return "checked" in tab_to("Not known", "CheckBox", SESSIONS).states


def _fill_a_table(program: Program) -> None:
    key(Keys.Key_PageDown, CONTROL)
    assert (said().role, said().name) == ("Heading", "People")
    tab_to("4.1 Staff by role", "Table")
    assert cell().startswith("GP partner, ")
    while "People: " not in cell():
        key(Keys.Key_Right)
    assert cell() == "GP partner, People: blank"
    write("7")
    assert (said().role, said().name) == ("EditableText", "GP partner, People: blank")
    key(Keys.Key_Return)
    key(Keys.Key_Up)
    assert cell() == "GP partner, People: 7"
    assert saved(program).startswith("All changes saved ")


def _find_a_question(program: Program) -> None:
    key(Keys.Key_F, CONTROL)
    assert said().name.startswith("Words in a question")
    write("registered patients")
    key(Keys.Key_Return)
    assert (said().role, said().name) == ("EditableText", "2.14 Registered patients")
    write("9,120")
    key(Keys.Key_Tab)
    assert said().description == "2.14 Registered patients"
    assert saved(program).startswith("All changes saved ")


def _check_the_answers() -> None:
    assert go_by_the_pages("Check my answers") == ("Heading", "Check my answers")
    problem = tab_to("Needs your reason or a correction", "Button")
    assert problem.description == "Open"
    section = tab_to("Demand and access, show", "Button")
    assert section.name.endswith("5 of 18 dealt with")
    key(Keys.Key_Return)
    change = tab_to("Change", "Button")
    assert len(change.name) > len("Change "), "it says of which question"


def _change_the_year_of_the_gaps(program: Program, qtbot: QtBot) -> None:
    assert go_by_the_pages("Gaps") == ("Heading", "Gaps")
    page = program.window.page
    assert page is not None
    qtbot.wait_until(lambda: _has("2028/29", page), timeout=WAIT_MS)
    year = tab_to("2028/29", "CheckBox", "Year")
    assert "checked" in year.states
    key(Keys.Key_Right)
    assert said().name == "2029/30"
    key(Keys.Key_Space)
    assert "checked" in said().states
    assert _has("By 31 March 2030", page)


def _has(words: str, page: QWidget) -> bool:
    return any(told(each).name.startswith(words) for each in within(page))


def _export(program: Program, qtbot: QtBot, folder: Path) -> None:
    assert go_by_the_pages("Export a workbook") == ("Heading", "Export a workbook")
    tab_to("Nothing leaves", "RadioButton")
    for _ in range(10):
        if said().name.startswith("The above and the numbers marked local"):
            break
        key(Keys.Key_Down)
    assert said().description == "What may leave the practice in this export?"
    key(Keys.Key_Space)
    assert "checked" in said().states
    tab_to("Yes", "RadioButton", "see our name")
    key(Keys.Key_Space)
    tab_to("What would leave, cell by cell", "Table")
    key(Keys.Key_Down)
    assert cell()
    tab_to("Choose another folder", "Button")
    key(Keys.Key_Space)
    assert (said().role, said().name) == ("Button", "Choose another folder")
    tab_to("Export workbook", "Button")
    key(Keys.Key_Space)
    qtbot.wait_until(lambda: bool(list(folder.glob("*.xlsx"))), timeout=WAIT_MS)
    qtbot.wait_until(lambda: said().role == "Heading", timeout=WAIT_MS)
    assert "written" in said().name
