"""A section that is built gradually behaves as if it had been there all along."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from half_filled import fill
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGraphicsOpacityEffect,
    QLabel,
    QWidget,
)
from window import block_of, key, opened, view_of, write

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.ui.places import place_of, section_page
from stocktake.ui.question.field_block import FieldBlock
from stocktake.ui.question.hidden_notice import HiddenNotice
from stocktake.ui.question.section_view import SectionView
from stocktake.ui.question.table_block import TableBlock
from stocktake.ui.theme import Theme

Keys = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """The window with a practice half way through."""
    with opened(qapp, theme, tmp_path) as program:
        fill(program.desk)
        yield program


def show(program: Program, section: str) -> SectionView:
    program.window.show_page("section", {"section": section})
    QApplication.processEvents()
    return view_of(program)


def go(program: Program, question: str) -> None:
    section = program.desk.sheet(STOCKTAKE).loaded.section_of[question].id
    program.window.show_page(section_page(STOCKTAKE), place_of(STOCKTAKE, section, question))
    for _ in range(3):
        QApplication.processEvents()


def table(program: Program, question: str) -> TableBlock:
    go(program, question)
    found = block_of(program, question)
    assert isinstance(found, TableBlock)
    return found


def stops_of(view: SectionView) -> list[QWidget]:
    """What Tab goes through, from the heading on."""
    found: list[QWidget] = []
    each = view.heading.nextInFocusChain()
    while each is not view.heading:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and view.isAncestorOf(each):
            found.append(each)
        each = each.nextInFocusChain()
    return found


def assert_in_reading_order(view: SectionView) -> None:
    parts: list[QWidget] = [*view.blocks(), view.end]
    places = [
        place
        for stop in stops_of(view)
        for place, part in enumerate(parts)
        if part.isAncestorOf(stop)
    ]
    assert places == sorted(places)
    assert set(places) == set(range(len(parts)))


def test_every_question_of_a_long_section_comes_of_itself(program: Program, qtbot: object) -> None:
    view = show(program, "profile")
    last = program.desk.sheet(STOCKTAKE).questions("profile")[-1]
    label = last.label

    def is_there() -> bool:
        return any(each.isVisible() and label in each.accessibleName() for each in buttons(view))

    qtbot.wait_until(is_there, timeout=5000)  # type: ignore[attr-defined]


def buttons(view: SectionView) -> list[QWidget]:
    return view.findChildren(QWidget)


@pytest.mark.parametrize("section", ["admin", "profile", "demand"])
def test_tab_ends_at_the_foot_of_a_long_section(program: Program, section: str) -> None:
    assert_in_reading_order(show(program, section))


def test_tab_finds_a_revealed_question_where_it_stands(program: Program) -> None:
    view = show(program, "demand")
    assert view.block_of("demand.urgent_same_day_week") is None
    urgent = {Address("demand.urgent_week"): answered(Decimal(40))}
    program.desk.answer_all(STOCKTAKE, urgent)
    assert view.block_of("demand.urgent_same_day_week") is not None
    assert_in_reading_order(view)


def test_a_practice_put_away_at_once_stops_the_building(program: Program) -> None:
    program.window.show_page("section", {"section": "demand"})
    program.desk.close_practice()
    for _ in range(5):
        QApplication.processEvents()
    assert program.window.page is not None
    assert type(program.window.page).__name__ != "FailedPage"


def test_quiet_tools_stand_on_one_line_when_there_is_room(program: Program) -> None:
    program.window.resize(1440, 900)
    view = show(program, "profile")
    QApplication.processEvents()
    tools = view.blocks()[0].tools
    tops = {
        each.mapTo(tools, each.rect().center()).y()
        for each in (tools.states, tools.parts.button("note"), tools.parts.button("about"))
    }
    assert max(tops) - min(tops) <= 1
    assert tools.parts.button("about").accessibleName().startswith("About this question")


def test_words_keep_to_a_line_one_can_read_on_a_wide_page(program: Program) -> None:
    program.window.resize(1920, 1000)
    view = show(program, "profile")
    QApplication.processEvents()
    block = next(each for each in view.blocks() if isinstance(each, FieldBlock))
    assert block.editor.width() <= view.measure() + 1
    assert block.width() > view.measure()


def test_a_figure_half_typed_is_kept_when_a_state_is_pressed(program: Program) -> None:
    go(program, "profile.list_size")
    key(Keys.Key_A, CONTROL)
    write("9876")
    key(Keys.Key_3, ALT)
    kept = program.desk.sheet(STOCKTAKE).answers.get("profile.list_size")
    assert (kept.state, kept.value) == (State.NOT_APPLICABLE, Decimal(9876))
    block = block_of(program, "profile.list_size")
    assert isinstance(block, FieldBlock)
    effect = block.editor.graphicsEffect()
    assert isinstance(effect, QGraphicsOpacityEffect) and effect.isEnabled()
    assert block.editor.value() == Decimal(9876)


def test_a_reason_is_there_when_the_practice_is_opened_again(program: Program) -> None:
    ratings = {Address("demand.m_routes"): answered(Decimal(4))}
    program.desk.answer_all(STOCKTAKE, ratings)
    go(program, "demand.m_routes")
    block = block_of(program, "demand.m_routes")
    issue = next(each for each in block.issues() if each.level == "W")
    block.form.give_reason(issue, "The phones are open too")
    practice = program.desk.practice
    assert practice is not None
    program.desk.close_practice()
    program.desk.choose(practice.subject, practice.round)
    go(program, "demand.m_routes")
    again = block_of(program, "demand.m_routes")
    assert [each.reason for each in again.issues() if each.id == issue.id] == [
        "The phones are open too"
    ]
    assert not again.has_problem


def test_a_staff_list_pasted_with_its_headings_finds_its_rows(program: Program) -> None:
    block = table(program, "workforce.roles")
    model = block.editor.model
    names = [model.words(place, model.columns[0]) for place in range(len(block.editor.rows()))]
    lines = [f"{name}\t{place + 1}" for place, name in enumerate(names)]
    lines[4] = f"{names[4]}\tlots"
    QGuiApplication.clipboard().setText("Role\tPeople\n" + "\n".join(reversed(lines)))
    block.editor.view.setFocus()
    block.editor.view.setCurrentIndex(model.index(0, 0))
    key(Keys.Key_V, CONTROL)
    before = program.desk.sheet(STOCKTAKE).answers
    assert before.get("workforce.roles", "anp", "workforce.roles.headcount").value is None
    key(Keys.Key_Space)
    answers = program.desk.sheet(STOCKTAKE).answers
    given = [
        answers.get("workforce.roles", row.id, "workforce.roles.headcount").value
        for row in block.editor.rows()
    ]
    wanted = [None if place == 4 else Decimal(place + 1) for place in range(len(names))]
    assert given == wanted
    said = " ".join(each.text() for each in block.findChildren(QLabel) if each.isVisible())
    assert "Pasted, and this was left" in said
    assert "Row 5, People" in said


def test_a_deleted_row_is_gone_and_the_rest_stay(program: Program) -> None:
    block = table(program, "demand.weaknesses")
    block.editor.view.setCurrentIndex(block.editor.model.index(0, 0))
    block.editor.view.setFocus()
    key(Keys.Key_Delete, CONTROL)
    assert block.editor.rows() == ()
    assert program.desk.sheet(STOCKTAKE).rows("demand.weaknesses") == ()
    assert program.desk.sheet(STOCKTAKE).rows("workforce.roles") != ()


def test_many_blank_cells_of_a_table_are_counted_and_not_all_listed(program: Program) -> None:
    name = "demand.weaknesses"
    cells = {Address(name, row, f"{name}.weakness"): answered(f"Weakness {row}") for row in "pqrs"}
    program.desk.answer_all(STOCKTAKE, cells)
    block = table(program, name)
    said = [issue.message for issue in block.issues() if issue.id.startswith("missing")]
    assert len(said) == 4
    assert said[-1].endswith("more cells are still needed")
    assert said[-1] in block.remarks.words()


def test_lists_of_rows_elsewhere_offer_the_rows_there_are(program: Program) -> None:
    block = table(program, "plan.top5")
    item = next(c for c in block.editor.model.columns if c.id == "plan.top5.item")
    labels = [choice.label for choice in item.choice]
    assert "Phones are jammed from 8 to 10 each day" in labels
    catalogue = program.desk.sheet(EXPECTATIONS).loaded.catalogue
    assert catalogue is not None
    assert {row.title for row in catalogue.expectations} <= set(labels)


def test_a_year_is_written_without_a_comma(program: Program) -> None:
    address = Address("quality.gpps_year")
    now = program.desk.sheet(STOCKTAKE).answers[address]
    year = replace(now, value=Decimal(2025), state=State.ANSWERED)
    program.desk.answer_all(STOCKTAKE, {address: year})
    program.desk.set_route(STOCKTAKE, "full")
    go(program, "quality.gpps_year")
    block = block_of(program, "quality.gpps_year")
    assert isinstance(block, FieldBlock)
    assert [part.text() for part in block.editor.named_parts()] == ["2025"]  # type: ignore[attr-defined]


def test_a_row_known_by_its_role_says_which_role_it_is(program: Program) -> None:
    address = Address("workforce.roles", "physio", "workforce.roles.wte")
    program.desk.answer(STOCKTAKE, address, answered(Decimal("0.4")), at_once=True)
    block = table(program, "workforce.roles")
    (row,) = (each for each in block.editor.rows() if each.id == "physio")
    assert row.cells["workforce.roles.role"] == "physio"


def test_what_was_hidden_is_told_under_its_cause_with_a_way_back(program: Program) -> None:
    go(program, "demand.urgent_week")
    key(Keys.Key_A, CONTROL)
    write("40")
    key(Keys.Key_Tab)
    notice = next(each for each in view_of(program).findChildren(HiddenNotice))
    assert notice.text() == "1 more question."
    assert block_of(program, "demand.urgent_week").isAncestorOf(notice)
    same_day = {Address("demand.urgent_same_day_week"): answered(Decimal(30))}
    program.desk.answer_all(STOCKTAKE, same_day)
    assert notice.text() == ""
    block_of(program, "demand.m_routes").focus_answer()
    program.desk.answer_all(STOCKTAKE, {Address("demand.urgent_week"): answered(Decimal(0))})
    number = block_of(program, "demand.urgent_week").number
    assert notice.text() == f"1 question hidden by your answer to {number}. Its answer is kept."
    back = next(b for b in notice.findChildren(QAbstractButton) if b.isVisible())
    assert back.text() == f"Go to {number}"
    back.click()
    assert view_of(program).current() is block_of(program, "demand.urgent_week")
