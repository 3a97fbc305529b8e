"""The panel beside the questions tells of the question in hand, and of no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from half_filled import fill
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from window import answer, block_of, focused, go, key, opened, view_of, write

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, State
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.question.side_panel import SidePanel
from stocktake.ui.theme import Theme

Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
WIDE, NARROW = (1700, 900), (1024, 640)


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """The window with a practice half way through, and room beside the questions."""
    with opened(qapp, theme, tmp_path) as program:
        fill(program.desk)
        program.window.resize(*WIDE)
        yield program


def panel_of(program: Program) -> SidePanel:
    found = program.window.page.findChild(SidePanel) if program.window.page else None
    assert found is not None
    return found


def said(program: Program) -> str:
    labels = panel_of(program).findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisible())


def test_it_says_why_the_question_in_hand_is_asked_and_who_sees_it(program: Program) -> None:
    go(program, "profile.list_size")
    questions = program.desk.sheet(STOCKTAKE).loaded.questions
    assert questions["profile.list_size"].why in said(program)
    assert "it stands in every workbook you export" in said(program)
    key(Keys.Key_Down, CONTROL)
    following = view_of(program).current()
    assert following is not None
    assert following.label in said(program)
    assert questions["profile.list_size"].why not in said(program)


def test_the_question_in_hand_is_the_first_until_one_is_chosen(program: Program) -> None:
    program.window.show_page("section", {"section": "profile"})
    QApplication.processEvents()
    first = view_of(program).blocks()[0]
    assert first.label in said(program)


def test_pressing_a_questions_words_takes_it_in_hand(program: Program) -> None:
    go(program, "profile.list_size")
    block = next(b for b in view_of(program).blocks() if "profile.list_size" not in b.ids)
    words = next(each for each in block.findChildren(QLabel) if each.text() == block.label)
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    assert block.label in said(program)


def test_keys_act_on_the_question_whose_note_is_being_typed(program: Program) -> None:
    go(program, "profile.pcn_name")
    blocks = view_of(program).blocks()
    following = blocks[blocks.index(block_of(program, "profile.pcn_name")) + 1]
    key(Keys.Key_M, CONTROL)
    write("Ask the clinical director")
    key(Keys.Key_2, ALT)
    assert answer(program, "profile.pcn_name").state is State.NOT_KNOWN
    assert panel_of(program).isAncestorOf(focused())
    key(Keys.Key_Down, CONTROL)
    assert view_of(program).current() is following
    assert answer(program, "profile.pcn_name").note == "Ask the clinical director"


def test_a_key_that_leads_nowhere_says_so_at_the_foot(program: Program) -> None:
    program.window.show_page("section", {"section": "admin"})
    QApplication.processEvents()
    foot = program.window.statusBar()
    told = []
    for pressed, held in ((Keys.Key_PageUp, CONTROL), (Keys.Key_2, ALT), (Keys.Key_F8, NONE)):
        key(pressed, held)
        told.append(foot.currentMessage())
    view_of(program).go_to_block(view_of(program).blocks()[0])
    key(Keys.Key_Up, CONTROL)
    told.append(foot.currentMessage())
    assert told == [
        "This is the first section.",
        "Go to a question first.",
        "There is nothing to put right in this section.",
        "This is the first question of the section.",
    ]


def test_a_note_is_typed_beside_and_esc_goes_back_with_the_text_kept(program: Program) -> None:
    go(program, "profile.pcn_name")
    key(Keys.Key_M, CONTROL)
    assert panel_of(program).isAncestorOf(focused())
    write("From the July extract")
    key(Keys.Key_Escape)
    assert view_of(program).current() is block_of(program, "profile.pcn_name")
    assert answer(program, "profile.pcn_name").note == "From the July extract"


def test_a_note_half_typed_stays_with_its_own_question(program: Program) -> None:
    go(program, "profile.pcn_name")
    key(Keys.Key_M, CONTROL)
    write("For the network")
    block_of(program, "profile.list_status").focus_answer()
    assert answer(program, "profile.pcn_name").note == "For the network"
    assert answer(program, "profile.list_status").note == ""
    key(Keys.Key_M, CONTROL)
    write("For the PCN code")
    program.window.show_page("home", {})
    assert answer(program, "profile.pcn_name").note == "For the network"
    assert answer(program, "profile.list_status").note == "For the PCN code"


def test_nothing_is_shown_twice_while_the_panel_is_there(program: Program) -> None:
    go(program, "profile.pcn_name")
    parts = block_of(program, "profile.pcn_name").tools.parts
    assert parts.button("about").isHidden()
    assert parts.button("note").isHidden()
    block_of(program, "profile.pcn_name").form.mark("profile.pcn_name", note="Checked")
    assert parts.button("note").isVisible()
    QTest.mouseClick(parts.button("note"), Qt.MouseButton.LeftButton)
    assert parts.isHidden()
    assert panel_of(program).isAncestorOf(focused())


def test_without_room_all_of_it_unfolds_under_the_question(program: Program) -> None:
    program.window.resize(*NARROW)
    go(program, "profile.pcn_name")
    assert panel_of(program).isHidden()
    parts = block_of(program, "profile.pcn_name").tools.parts
    assert parts.button("about").isVisible()
    key(Keys.Key_M, CONTROL)
    assert parts.isVisible()
    write("Narrow")
    key(Keys.Key_Escape)
    assert parts.isHidden()
    assert answer(program, "profile.pcn_name").note == "Narrow"


def test_a_window_made_narrower_keeps_what_was_being_typed(program: Program) -> None:
    go(program, "profile.pcn_name")
    key(Keys.Key_M, CONTROL)
    write("Half a")
    program.window.resize(*NARROW)
    QApplication.processEvents()
    assert panel_of(program).isHidden()
    assert answer(program, "profile.pcn_name").note == "Half a"


def test_a_note_begun_for_one_practice_never_lands_in_another(program: Program) -> None:
    go(program, "profile.pcn_name")
    practice = program.desk.practice
    assert practice is not None
    key(Keys.Key_M, CONTROL)
    write("Ours")
    program.desk.choose(practice.subject, "2027/28")
    kept = program.desk.sheet(STOCKTAKE).answers[Address("profile.pcn_name")]
    assert kept.note == ""


def test_notes_of_an_older_round_can_be_read_and_not_begun(program: Program) -> None:
    go(program, "profile.pcn_name")
    block_of(program, "profile.pcn_name").form.mark("profile.pcn_name", note="Old")
    practice, workspace = program.desk.practice, program.desk.workspace
    assert practice is not None and workspace is not None
    program.desk.choose(practice.subject, "2027/28")
    program.desk.sheet(STOCKTAKE)
    program.desk.choose(practice.subject, practice.round)
    program.window.resize(*NARROW)
    go(program, "profile.pcn_name")
    assert program.desk.is_read_only
    assert block_of(program, "profile.pcn_name").tools.parts.button("note").isEnabled()
    other = block_of(program, "profile.list_status").tools.parts.button("note")
    assert not other.isEnabled()


def test_the_figures_have_a_tab_where_the_section_works_out_to_any(program: Program) -> None:
    program.window.show_page("section", {"section": "profile"})
    QApplication.processEvents()
    panel_of(program).open_part("figures")
    strip = view_of(program).strip
    assert strip.isVisible()
    assert panel_of(program).isAncestorOf(strip)
    panel_of(program).open_part("about")
    assert not strip.isVisible()
