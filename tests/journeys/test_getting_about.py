"""Contents, Find, To do and numbers, with the keyboard only, in the real window."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window import begin, focused, go, key, show, view_of, write

from stocktake.app import Program
from stocktake.questionnaire.answers import State
from stocktake.questionnaire.contents import Filter
from stocktake.ui.main_window import SMALLEST
from stocktake.ui.pages.find import FindPage
from stocktake.ui.pages.section import SectionPage
from stocktake.ui.pages.todo import ToDoPage

OpenWindow = Callable[[], AbstractContextManager[Program]]
Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def in_hand(program: Program) -> str:
    """The question the focus is in."""
    here = view_of(program).current()
    return here.ids[0] if here is not None else ""


def section_page(program: Program) -> SectionPage:
    page = program.window.page
    assert isinstance(page, SectionPage)
    return page


def find_page(program: Program) -> FindPage:
    page = program.window.page
    assert isinstance(page, FindPage)
    return page


def settled(qtbot: QtBot, page: SectionPage, question: str) -> None:
    """Wait until the contents have followed."""
    qtbot.wait_until(lambda: page.contents.tree.here()[1] == question)


def test_words_lead_to_questions_and_back(open_window: OpenWindow, qtbot: QtBot) -> None:
    with open_window() as program:
        begin(program)
        go(program, "profile.list_size")
        key(Keys.Key_F, CONTROL)
        page = find_page(program)
        assert focused() is page.box
        write("PHONE")
        key(Keys.Key_Return)
        first = in_hand(program)
        keys = [hit.entry.id for hit in program.desk.search.hits]
        assert first == keys[0]
        key(Keys.Key_F3)
        assert in_hand(program) == keys[1]
        key(Keys.Key_F3, SHIFT)
        assert in_hand(program) == first
        key(Keys.Key_F, CONTROL)
        assert page.box.selectedText() == "PHONE"
        key(Keys.Key_Escape)
        assert in_hand(program) == first


def test_what_was_found_is_chosen_from_a_list(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        key(Keys.Key_F, CONTROL)
        write("phone")
        key(Keys.Key_Return)
        key(Keys.Key_F, CONTROL)
        page = find_page(program)
        key(Keys.Key_Down)
        assert focused() is page.results
        _, first = page.results.here()
        assert first
        key(Keys.Key_Down)
        while not page.results.here()[1]:
            key(Keys.Key_Down)
        _, wanted = page.results.here()
        assert wanted != first
        key(Keys.Key_Return)
        assert in_hand(program) == wanted


def test_a_number_leads_to_its_question_and_a_wrong_one_is_told(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        go(program, "admin.as_at")
        key(Keys.Key_G, CONTROL)
        assert focused() is find_page(program).number
        write("2.999")
        key(Keys.Key_Return)
        told = find_page(program).findChildren(type(program.window.notice))[0]
        assert told.accessibleName().startswith("There is no question 2.999.")
        assert "2.1 to 2." in told.text()
        write("2.1")
        key(Keys.Key_Return)
        assert in_hand(program) == "profile.practice_name"
        key(Keys.Key_G, CONTROL)
        write("ACC-01.2")
        key(Keys.Key_Return)
        assert in_hand(program) == "ACC-01.applies"
        key(Keys.Key_G, CONTROL)
        key(Keys.Key_Escape)
        assert in_hand(program) == "ACC-01.applies"


def test_f6_goes_round_the_parts_of_the_window(open_window: OpenWindow, qtbot: QtBot) -> None:
    with open_window() as program:
        begin(program)
        program.window.resize(1600, 900)
        go(program, "demand.m_urgent")
        page = section_page(program)
        settled(qtbot, page, "demand.m_urgent")
        side = page.three.side
        assert side.isVisible()
        key(Keys.Key_F6)
        assert side.isAncestorOf(focused())
        key(Keys.Key_F6)
        assert focused() is program.window.saved
        key(Keys.Key_F6, SHIFT)
        key(Keys.Key_F6, SHIFT)
        assert in_hand(program) == "demand.m_urgent"
        key(Keys.Key_F6, SHIFT)
        assert focused() is page.contents.tree
        key(Keys.Key_Escape)
        assert in_hand(program) == "demand.m_urgent"


def test_the_contents_narrowed_to_what_to_come_back_to_lead_there(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    with open_window() as program:
        begin(program)
        program.window.resize(1600, 900)
        go(program, "demand.m_urgent")
        key(Keys.Key_4, ALT)
        go(program, "profile.list_size")
        page = section_page(program)
        settled(qtbot, page, "profile.list_size")
        key(Keys.Key_F6, SHIFT)
        key(Keys.Key_Tab, SHIFT)
        key(Keys.Key_Tab, SHIFT)
        assert focused() is page.contents.filters
        while page.contents.filter is not Filter.COME_BACK:
            key(Keys.Key_Down)
        rows = page.contents.tree.rows
        assert [group.key for group in rows.groups()] == ["demand"]
        assert [row.key for row in rows.rows("demand")] == ["demand.m_urgent"]
        key(Keys.Key_Tab)
        key(Keys.Key_Tab)
        assert focused() is page.contents.tree
        key(Keys.Key_Home)
        key(Keys.Key_Down)
        key(Keys.Key_Return)
        assert in_hand(program) == "demand.m_urgent"
        # Answered, it has nothing to come back to any more, and the contents say so.
        key(Keys.Key_2)
        qtbot.wait_until(lambda: page.contents.tree.rows.groups() == ())


def test_the_contents_follow_what_is_answered(open_window: OpenWindow, qtbot: QtBot) -> None:
    with open_window() as program:
        begin(program)
        program.window.resize(1600, 900)
        go(program, "leadership.m_direction")
        page = section_page(program)
        settled(qtbot, page, "leadership.m_direction")
        rows = page.contents.tree.rows

        def said(question: str = "leadership.m_direction") -> str:
            return next(r.said for r in rows.rows("leadership") if r.key == question)

        assert said().endswith("not answered")
        key(Keys.Key_2, ALT)
        qtbot.wait_until(lambda: said().endswith("not known"))

        def counted() -> bool:
            group = next(each for each in rows.groups() if each.key == "leadership")
            return group.line.startswith("In progress, 1 of ")

        qtbot.wait_until(counted)


def test_in_the_smallest_window_at_twice_the_text_the_contents_are_a_tab(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    with open_window() as program:
        begin(program)
        program.desk.prefer(text_size=200)
        program.window.resize(SMALLEST)
        go(program, "demand.m_urgent")
        page = section_page(program)
        assert not page.contents.isVisible()
        key(Keys.Key_F9)
        assert page.contents.isVisible()
        assert not view_of(program).isVisible()
        settled(qtbot, page, "demand.m_urgent")
        key(Keys.Key_Up)
        _, wanted = page.contents.tree.here()
        key(Keys.Key_Return)
        assert in_hand(program) == wanted
        assert view_of(program).isVisible()
        bar = page.contents.tree.horizontalScrollBar()
        assert bar.maximum() == 0
        program.theme.apply("light", 100)


def test_what_is_to_do_is_listed_and_led_to(open_window: OpenWindow) -> None:
    with open_window() as program:
        begin(program)
        go(program, "demand.m_urgent")
        key(Keys.Key_4, ALT)
        page = show(program, "todo")
        assert isinstance(page, ToDoPage)
        page.kinds.setFocus()
        page.list.setFocus()
        before = [row.key for row in page.list.rows.rows("demand")]
        assert "demand.m_urgent" in before
        key(Keys.Key_Home)
        while page.list.here()[1] != "demand.m_urgent":
            key(Keys.Key_Down)
        key(Keys.Key_Return)
        assert in_hand(program) == "demand.m_urgent"
        key(Keys.Key_2)
        page = show(program, "todo")
        assert isinstance(page, ToDoPage)
        sheet = program.desk.sheet("practice_stocktake")
        assert sheet.answers.get("demand.m_urgent").state is State.ANSWERED
        assert "demand.m_urgent" not in [row.key for row in page.list.rows.rows("demand")]
        QApplication.processEvents()
