"""Everything a person changes, undone with the keyboard, over a restart, and done again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from window import answer, begin, block_of, focused, go, key, show, view_of, write

from stocktake.app import Program
from stocktake.questionnaire.answers import State
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.places import place_of

OpenWindow = Callable[[], AbstractContextManager[Program]]
Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
TABLE = "demand.weaknesses"


def undo() -> None:
    key(Keys.Key_Z, CONTROL)
    settle()


def redo() -> None:
    key(Keys.Key_Y, CONTROL)
    settle()


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def offered(program: Program) -> list[str]:
    settle()
    return program.window.commands()["Edit"][:2]


def weaknesses(program: Program) -> list[object]:
    sheet = program.desk.sheet(STOCKTAKE)
    return [sheet.value(f"{TABLE}.weakness", row) for row in sheet.rows(TABLE)]


def shown(program: Program) -> list[str]:
    """What the table on the page says in its first column."""
    editor = block_of(program, TABLE).editor  # type: ignore[attr-defined]
    column = editor.model.columns[0]
    places = range(len(editor.rows()))
    return [words for place in places if (words := editor.model.words(place, column))]


def stand_on_first_cell(program: Program) -> None:
    editor = block_of(program, TABLE).editor  # type: ignore[attr-defined]
    editor.view.setFocus()
    editor.view.setCurrentIndex(editor.model.index(0, 0))


def paste(program: Program, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    editor = block_of(program, TABLE).editor  # type: ignore[attr-defined]
    editor.view.setFocus()
    key(Keys.Key_V, CONTROL)


def test_with_nothing_changed_there_is_nothing_to_undo(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        assert offered(program) == ["Undo", "Redo"]
        undo()
        assert answer(program, "profile.practice_name").value == "Quayside Surgery"


def test_every_sort_of_change_is_undone_over_a_restart_and_done_again(
    open_window: OpenWindow,
) -> None:
    with open_window() as program:
        begin(program)
        go(program, "profile.list_size")
        write("10,120")
        key(Keys.Key_Tab)
        go(program, "demand.m_routes")
        key(Keys.Key_3)
        go(program, "leadership.m_direction")
        key(Keys.Key_2, ALT)
        go(program, TABLE)
        paste(program, "Phones\nDoors\nParking")
        assert shown(program) == ["Phones", "Doors", "Parking"]
        key(Keys.Key_Down)
        key(Keys.Key_Delete, CONTROL)
        assert len(weaknesses(program)) == 2
        assert offered(program)[0].startswith("Undo taking a row out of ")
        undo()
        assert weaknesses(program) == ["Phones", "Doors", "Parking"]
        assert shown(program) == ["Phones", "Doors", "Parking"]
        undo()
        assert weaknesses(program) == shown(program) == []

    with open_window() as program:
        assert offered(program)[0].startswith("Undo “Not known” at ")
        assert offered(program)[1].startswith("Redo paste into ")
        undo()
        assert view_of(program).section.id == "leadership"
        assert block_of(program, "leadership.m_direction").state is State.BLANK
        undo()
        assert view_of(program).section.id == "demand"
        assert answer(program, "demand.m_routes").value is None
        undo()
        assert view_of(program).section.id == "profile"
        current = view_of(program).current()
        assert current is not None
        assert current.ids == ("profile.list_size",)
        assert focused().property("text") == ""
        assert offered(program)[0] == "Undo"
        for _ in range(5):
            redo()
        assert offered(program)[1] == "Redo"
        assert answer(program, "profile.list_size").value == Decimal(10120)
        assert answer(program, "demand.m_routes").value == Decimal(3)
        assert answer(program, "leadership.m_direction").state is State.NOT_KNOWN
        assert len(weaknesses(program)) == len(shown(program)) == 2


def test_it_is_said_where_saving_is_said(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        go(program, "profile.list_size")
        write("10,120")
        key(Keys.Key_Tab)
        assert offered(program) == ["Undo change to 2.14", "Redo"]
        undo()
        said = program.window.saved.text()
        assert said.startswith("Undone: change to 2.14, Registered patients. Saved ")
        key(Keys.Key_Z, CONTROL | SHIFT)
        assert program.window.saved.text().startswith("Done again: change to 2.14")
        assert answer(program, "profile.list_size").value == Decimal(10120)


def test_text_that_is_being_typed_is_undone_first(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        go(program, "profile.list_size")
        write("9000")
        key(Keys.Key_Tab)
        go(program, "profile.list_size")
        key(Keys.Key_End)
        write("7")
        undo()
        assert focused().property("text") == "9,000"
        assert answer(program, "profile.list_size").value == Decimal(9000)
        undo()
        assert answer(program, "profile.list_size").value is None
        assert focused().property("text") == ""


def test_a_note_is_undone_where_it_is_written(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        go(program, "profile.list_size")
        key(Keys.Key_M, CONTROL)
        settle()
        write("From the April list")
        go(program, "profile.list_size")
        assert answer(program, "profile.list_size").note == "From the April list"
        assert offered(program)[0] == "Undo note on 2.14"
        undo()
        assert answer(program, "profile.list_size").note == ""
        redo()
        assert answer(program, "profile.list_size").note == "From the April list"


def test_a_cell_being_typed_in_is_undone_as_text_and_then_as_an_answer(
    open_window: OpenWindow,
) -> None:
    with open_window() as program:
        begin(program)
        go(program, TABLE)
        paste(program, "Phones")
        stand_on_first_cell(program)
        key(Keys.Key_F2)
        write("Jam")
        assert focused().property("text") == "Jam"
        undo()
        assert focused().property("text") == "Phones"
        key(Keys.Key_Escape)
        undo()
        assert shown(program) == []


def test_completing_a_section_is_undone_where_its_state_is_listed(
    open_window: OpenWindow,
) -> None:
    with open_window() as program:
        begin(program)
        program.desk.mark_section(STOCKTAKE, "leadership", True)
        show(program, "overview", **place_of(STOCKTAKE, "leadership"))
        before = program.window.windowTitle()
        assert offered(program)[0].startswith("Undo completing ")
        undo()
        assert program.desk.practice is not None
        assert program.desk.practice.open_return(STOCKTAKE).done == set()
        assert program.window.windowTitle() == before
        redo()
        assert program.desk.practice.open_return(STOCKTAKE).done == {"leadership"}


def test_rows_moved_by_hand_go_back_on_the_page(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        go(program, TABLE)
        paste(program, "Phones\nDoors")
        go(program, "demand.m_routes")
        key(Keys.Key_3)
        go(program, TABLE)
        stand_on_first_cell(program)
        key(Keys.Key_Down, ALT)
        assert shown(program) == weaknesses(program) == ["Doors", "Phones"]
        assert offered(program)[0].startswith("Undo order of rows in ")
        undo()
        assert shown(program) == weaknesses(program) == ["Phones", "Doors"]


def test_a_row_added_in_the_middle_is_undone_on_the_page(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        go(program, TABLE)
        paste(program, "Phones\nDoors")
        stand_on_first_cell(program)
        key(Keys.Key_Insert)
        key(Keys.Key_F2)
        write("Parking")
        key(Keys.Key_Return)
        assert shown(program) == weaknesses(program) == ["Phones", "Parking", "Doors"]
        undo()
        assert shown(program) == weaknesses(program) == ["Phones", "Doors"]
        redo()
        assert shown(program) == weaknesses(program) == ["Phones", "Parking", "Doors"]


@pytest.mark.parametrize("page", ["check", "gaps"])
def test_a_page_that_shows_answers_follows_an_undo(open_window: OpenWindow, page: str) -> None:
    with open_window() as program:
        begin(program)
        go(program, "demand.m_routes")
        key(Keys.Key_3)
        show(program, page)
        undo()
        assert answer(program, "demand.m_routes").value is None
