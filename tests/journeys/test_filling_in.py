"""From the first start to the next day, with the keyboard only."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window import begin, block_of, focused, key, view_of, write

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, State
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.ui.places import place_of

OpenWindow = Callable[[], AbstractContextManager[Program]]
Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def go(program: Program, section: str, question: str) -> None:
    program.window.show_page("section", place_of(STOCKTAKE, section, question))
    QApplication.processEvents()


def saved(program: Program, question: str, form: str = STOCKTAKE) -> object:
    workspace = program.desk.workspace
    practice = program.desk.practice
    assert workspace is not None
    assert practice is not None
    return workspace.answers.one(practice.open_return(form).id, Address(question)).value


def test_a_practice_is_begun_with_its_name_and_code(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        assert "Quayside Surgery" in program.window.windowTitle()
        assert saved(program, "profile.practice_name") == "Quayside Surgery"
        assert saved(program, "profile.ods_code") == "A81001"


def test_every_way_of_answering_is_there_the_next_day(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        go(program, "admin", "admin.as_at")
        write("31/10/2026")
        key(Keys.Key_Tab)
        go(program, "admin", "admin.staff_told")
        key(Keys.Key_Space)
        go(program, "admin", "admin.contributors")
        key(Keys.Key_Space)
        go(program, "profile", "profile.list_size")
        write("10,120")
        key(Keys.Key_Tab)
        go(program, "demand", "demand.m_routes")
        key(Keys.Key_3)
        go(program, "leadership", "leadership.m_direction")
        key(Keys.Key_2, ALT)
        assert program.window.saved.text().startswith("All changes saved")

    with open_window() as program:
        assert saved(program, "admin.as_at") == date(2026, 10, 31)
        assert saved(program, "admin.staff_told") == "yes"
        assert len(saved(program, "admin.contributors")) == 1  # type: ignore[arg-type]
        assert saved(program, "profile.list_size") == Decimal(10120)
        assert saved(program, "demand.m_routes") == Decimal(3)
        go(program, "leadership", "leadership.m_direction")
        assert block_of(program, "leadership.m_direction").state is State.NOT_KNOWN


def test_a_table_is_filled_cell_by_cell_and_kept(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        go(program, "workforce", "workforce.roles")
        editor = block_of(program, "workforce.roles").editor  # type: ignore[attr-defined]
        editor.view.setCurrentIndex(editor.model.index(0, 2))
        editor.view.setFocus()
        write("4")
        key(Keys.Key_Return)
    with open_window() as program:
        go(program, "workforce", "workforce.roles")
        sheet = program.desk.sheet(STOCKTAKE)
        row = sheet.rows("workforce.roles")[0]
        column = editor_columns(program)[2]
        assert sheet.value(column, row) == Decimal(4)


def editor_columns(program: Program) -> list[str]:
    editor = block_of(program, "workforce.roles").editor  # type: ignore[attr-defined]
    return [column.id for column in editor.model.columns]


def test_one_comes_back_to_where_one_was(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        go(program, "profile", "profile.list_size")
    with open_window() as program:
        view = view_of(program)
        assert view.section.id == "profile"
        current = view.current()
        assert current is not None
        assert current.ids[0] == "profile.list_size"


def test_the_history_has_what_stood_there_before(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        for text in ("900", "9000"):
            go(program, "profile", "profile.list_size")
            key(Keys.Key_A, CONTROL)
            write(text)
            key(Keys.Key_Tab)
        assert program.desk.practice is not None
        assert program.desk.workspace is not None
        submission = program.desk.practice.open_return(STOCKTAKE).id
        entries = program.desk.workspace.answers.history(submission, Address("profile.list_size"))
        assert len(entries) == 2
        assert '"900"' in entries[0].new or "900" in entries[0].new


def test_a_card_is_answered_and_its_plan_follows(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        place = place_of(EXPECTATIONS, "ACC-01", "ACC-01.ready_now")
        program.window.show_page("card", place)
        QApplication.processEvents()
        key(Keys.Key_1)
        row = next(r for r in program.desk.plan().rows if r.expectation.id == "ACC-01")
        assert row.gap.gap == 2


def test_the_keyboard_alone_reaches_the_end_of_a_section(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        program.window.show_page("section", place_of(STOCKTAKE, "admin"))
        QApplication.processEvents()
        for _ in range(60):
            key(Keys.Key_Tab)
            if focused().accessibleName() or focused().property("text"):
                said = str(focused().property("text"))
                if said.startswith("Yes, I've completed"):
                    break
        assert str(focused().property("text")).startswith("Yes, I've completed")
        key(Keys.Key_Space)
        assert view_of(program).end.in_the_way()
