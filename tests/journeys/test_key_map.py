"""Every key of the map does what it says, in the real window. Source: design/screens.md F.0."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from accessible import told
from half_filled import fill
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window import answer, block_of, focused, go, key, view_of, write

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, State, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.keymap import keymap
from stocktake.ui.menus import KEPT_FREE
from stocktake.ui.pages.find import FindPage
from stocktake.ui.pages.help import HelpPage
from stocktake.ui.pages.section import SectionPage
from stocktake.ui.question.part_tabs import PartTabs
from stocktake.ui.widgets.buttons import SmallButton

OpenWindow = Callable[[], AbstractContextManager[Program]]
Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
FIRST = "profile.list_size"


@pytest.fixture
def program(open_window: OpenWindow) -> Iterator[Program]:
    """A practice half way through, at a question of a section, with room for all three panes."""
    with open_window() as program:
        fill(program.desk)
        program.window.resize(1600, 900)
        go(program, FIRST)
        QApplication.processEvents()
        yield program
        program.theme.apply("light", 100)


def in_hand(program: Program) -> str:
    """The question one is at."""
    here = view_of(program).current()
    return here.ids[0] if here is not None else ""


def section(program: Program) -> str:
    return view_of(program).section.id


def page(program: Program) -> SectionPage:
    shown = program.window.page
    assert isinstance(shown, SectionPage)
    return shown


def test_control_and_an_arrow_go_from_question_to_question(program: Program) -> None:
    key(Keys.Key_Down, CONTROL)
    after = in_hand(program)
    assert after != FIRST
    key(Keys.Key_Up, CONTROL)
    assert in_hand(program) == FIRST


def test_control_and_page_keys_go_from_section_to_section(program: Program) -> None:
    key(Keys.Key_PageDown, CONTROL)
    assert section(program) == "demand"
    assert told(focused()).name == "Demand and access"
    key(Keys.Key_PageUp, CONTROL)
    assert section(program) == "profile"


def test_control_shift_u_goes_to_what_is_unfinished(program: Program) -> None:
    key(Keys.Key_U, CONTROL | SHIFT)
    assert answer(program, in_hand(program)).state in (State.BLANK, State.COME_BACK_LATER)
    assert in_hand(program) != FIRST


def test_f3_goes_from_hit_to_hit(program: Program) -> None:
    key(Keys.Key_F, CONTROL)
    assert isinstance(program.window.page, FindPage)
    assert focused() is program.window.page.box
    write("patients")
    key(Keys.Key_Return)
    first = in_hand(program)
    key(Keys.Key_F3)
    assert in_hand(program) != first
    key(Keys.Key_F3, SHIFT)
    assert in_hand(program) == first


def test_control_g_goes_to_a_number(program: Program) -> None:
    key(Keys.Key_G, CONTROL)
    write("2.1")
    key(Keys.Key_Return)
    assert in_hand(program) == "profile.practice_name"


@pytest.mark.parametrize(
    ("digit", "state"),
    [
        (Keys.Key_2, State.NOT_KNOWN),
        (Keys.Key_3, State.NOT_APPLICABLE),
        (Keys.Key_4, State.COME_BACK_LATER),
    ],
)
def test_alt_and_a_digit_give_a_state_that_keeps_the_answer(
    program: Program, digit: Qt.Key, state: State
) -> None:
    key(digit, ALT)
    assert answer(program, FIRST).state is state
    assert answer(program, FIRST).value == Decimal(10120)
    key(Keys.Key_1, ALT)
    assert answer(program, FIRST).state is State.ANSWERED


def test_alt_5_clears_the_answer(program: Program) -> None:
    key(Keys.Key_5, ALT)
    assert answer(program, FIRST).state is State.BLANK
    assert answer(program, FIRST).value is None


def test_alt_u_marks_an_estimate_and_takes_the_mark_back(program: Program) -> None:
    was = answer(program, FIRST).estimate
    key(Keys.Key_U, ALT)
    assert answer(program, FIRST).estimate is not was
    key(Keys.Key_U, ALT)
    assert answer(program, FIRST).estimate is was


@pytest.mark.parametrize(
    ("letter", "part"),
    [(Keys.Key_M, "Note"), (Keys.Key_E, "Evidence"), (Keys.Key_L, "Last year")],
)
def test_control_and_a_letter_open_a_part_of_the_panel_and_esc_comes_back(
    program: Program, letter: Qt.Key, part: str
) -> None:
    key(letter, CONTROL)
    side = page(program).three.side
    assert side.isAncestorOf(focused())
    chosen = [told(each).name for each in _tabs(program) if "checked" in told(each).states]
    assert [each.partition(" (")[0] for each in chosen] == [part]
    key(Keys.Key_Escape)
    assert block_of(program, FIRST).isAncestorOf(focused())


def _tabs(program: Program) -> list[SmallButton]:
    return page(program).three.side.findChild(PartTabs).findChildren(SmallButton)


def test_esc_keeps_the_note_that_was_being_written(program: Program) -> None:
    key(Keys.Key_M, CONTROL)
    write("Counted on 1 April")
    key(Keys.Key_Escape)
    program.desk.save_now()
    assert answer(program, FIRST).note.startswith("Counted on 1 April")


def test_control_z_and_y_take_typing_and_then_answers_back(program: Program) -> None:
    was = answer(program, FIRST).value
    key(Keys.Key_A, CONTROL)
    write("9500")
    key(Keys.Key_Z, CONTROL)
    assert told(focused()).name.startswith("2.14")
    assert answer(program, FIRST).value == was
    key(Keys.Key_Y, CONTROL)
    key(Keys.Key_Tab)
    assert answer(program, FIRST).value == Decimal(9500)
    key(Keys.Key_Z, CONTROL)
    assert answer(program, FIRST).value == was
    key(Keys.Key_Y, CONTROL)
    assert answer(program, FIRST).value == Decimal(9500)


def test_control_plus_minus_and_0_size_the_text(program: Program) -> None:
    for pressed, size in ((Keys.Key_Plus, 110), (Keys.Key_Minus, 100), (Keys.Key_Minus, 90)):
        key(pressed, CONTROL)
        assert program.theme.text_size == size
    key(Keys.Key_0, CONTROL)
    assert program.theme.text_size == 100
    for pressed, near, last in ((Keys.Key_Plus, 190, 200), (Keys.Key_Minus, 90, 80)):
        program.desk.prefer(text_size=near)
        for _ in range(3):
            key(pressed, CONTROL)
        assert program.theme.text_size == last


def test_f6_goes_contents_question_panel_status_bar(program: Program, qtbot: QtBot) -> None:
    here = page(program)
    qtbot.wait_until(lambda: here.contents.tree.here()[1] == FIRST)
    key(Keys.Key_F6, SHIFT)
    assert focused() is here.contents.tree
    key(Keys.Key_F6)
    assert in_hand(program) == FIRST
    key(Keys.Key_F6)
    assert here.three.side.isAncestorOf(focused())
    key(Keys.Key_F6)
    assert focused() is program.window.saved


def test_f8_goes_from_problem_to_problem(program: Program) -> None:
    fours = {Address(f"demand.{each}"): answered(Decimal(4)) for each in ("m_routes", "m_urgent")}
    program.desk.answer_all(STOCKTAKE, fours)
    go(program, "demand.m_routes")
    key(Keys.Key_Up, CONTROL)
    wrong = [each.ids[0] for each in view_of(program).blocks() if each.has_problem]
    assert len(wrong) > 1
    reached = []
    for _ in wrong:
        key(Keys.Key_F8)
        reached.append(in_hand(program))
    assert sorted(reached) == sorted(wrong)
    key(Keys.Key_F8, SHIFT)
    assert in_hand(program) == reached[-2]


def test_f1_says_what_a_question_is_about_and_elsewhere_helps_with_the_page(
    program: Program,
) -> None:
    key(Keys.Key_F1)
    chosen = [told(each).name for each in _tabs(program) if "checked" in told(each).states]
    assert chosen == ["About"]
    program.window.show_page("gaps")
    key(Keys.Key_F1)
    assert isinstance(program.window.page, HelpPage)


def test_control_s_saves_and_says_so(program: Program) -> None:
    key(Keys.Key_A, CONTROL)
    write("9600")
    key(Keys.Key_S, CONTROL)
    assert told(program.window.saved).name.startswith("All changes saved ")
    assert answer(program, FIRST).value == Decimal(9600)
    key(Keys.Key_Z, CONTROL)
    assert told(program.window.saved).name.startswith("Undone: ")
    key(Keys.Key_S, CONTROL)
    assert told(program.window.saved).name.startswith("All changes saved ")


def test_no_keys_clash_and_none_is_a_letter_one_types(program: Program) -> None:
    """F1 and undo are the page's own where it has one, which the menus see to."""
    by_keys: dict[str, list[str]] = defaultdict(list)
    for command in keymap().commands():
        for keys in command.usual:
            by_keys[keys].append(command.words)
            pressed = QKeySequence(keys)[0]
            typed = pressed.keyboardModifiers() in (Qt.KeyboardModifier.NoModifier, SHIFT)
            is_function = Keys.Key_F1 <= pressed.key() <= Keys.Key_F35
            assert is_function or not typed, command.words
            # AltGr is Ctrl with Alt, and writes letters on many keyboards.
            assert pressed.keyboardModifiers() & (CONTROL | ALT) != CONTROL | ALT, command.words
    clashing = {keys: words for keys, words in by_keys.items() if len(words) > 1}
    assert clashing == {
        "F1": ["About this question", "Help for this page"],
        "Ctrl+Z": ["Undo on the card", "Undo"],
        "Ctrl+Y": ["Redo on the card", "Redo"],
        # Of two pages that are never in front together.
        "Ctrl+Down": ["Next question", "Next line"],
        "Ctrl+Up": ["Previous question", "Previous line"],
    }
    letters = keymap().menu_letters
    with_alt = {keys[-1] for keys in by_keys if keys.startswith("Alt+")}
    assert not letters & with_alt
    assert KEPT_FREE in with_alt


def test_every_key_of_the_map_is_in_a_menu(program: Program) -> None:
    menus = program.window.commands()
    program.window.show_page("rate_card", {})
    menus |= {"Rate card": program.window.commands()["Rate card"]}
    for command in keymap().commands():
        if command.menu != "Edit":  # whose words say what would be undone
            assert command.words in menus[command.menu], command.words


def test_letters_and_space_are_typed_everywhere_else(program: Program) -> None:
    go(program, "profile.practice_name")
    key(Keys.Key_A, CONTROL)
    QTest.keyClicks(focused(), "T O B u 5")
    assert told(focused()).name.startswith("2.1")
    assert program.window.page is page(program)
    assert in_hand(program) == "profile.practice_name"
    key(Keys.Key_S, CONTROL)
    assert answer(program, "profile.practice_name").value == "T O B u 5"
