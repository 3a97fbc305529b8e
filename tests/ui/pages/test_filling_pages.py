"""The pages on which forms are filled in: what they show, and that everyone can use them."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QGroupBox,
    QLabel,
    QScrollArea,
    QTableView,
    QWidget,
)
from window import answer, block_of, focused, go, key, show, view_of, write

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, State, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.pages import PAGES
from stocktake.ui.question.field_block import FieldBlock
from stocktake.ui.question.group_block import GroupBlock
from stocktake.ui.question.table_block import TableBlock
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.scroll_column import ScrollColumn
from stocktake.ui.widgets.task_row import TaskRow

Keys = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier

FILLING_PAGES = ("home", "overview", "expectations", "check", "form")
SECTIONS = ("admin", "profile", "workforce", "resilience", "dest", "plan")
CARDS = ("ACC-01", "local")


# Everyone can use them


def places() -> list[tuple[str, dict[str, str]]]:
    found = [(name, {"form": "swot"} if name == "form" else {}) for name in FILLING_PAGES]
    found += [("section", {"section": section}) for section in SECTIONS]
    return found + [("card", {"section": card}) for card in CARDS]


def stops(page: QWidget) -> list[QWidget]:
    """Everything on a page that takes the focus and can be seen."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(page)
        and not isinstance(widget, QScrollArea)
    ]


def name_of(widget: QWidget) -> str:
    own = widget.accessibleName()
    return own or (widget.text() if isinstance(widget, QAbstractButton | QLabel) else "")


@pytest.mark.parametrize(("page", "place"), places(), ids=str)
def test_everything_one_can_stop_at_has_a_name(
    program: Program, page: str, place: dict[str, str]
) -> None:
    shown = show(program, page, **place)
    nameless = [type(each).__name__ for each in stops(shown) if not name_of(each).strip()]
    assert nameless == []
    titles = {group.title() for group in shown.findChildren(QGroupBox)}
    assert not [each for each in stops(shown) if name_of(each) in titles]


@pytest.mark.parametrize(("page", "place"), places(), ids=str)
def test_a_page_at_twice_the_text_needs_no_sideways_scrolling(
    program: Program, theme: Theme, page: str, place: dict[str, str]
) -> None:
    theme.apply("light", 200)
    program.window.resize(1024, 640)
    shown = show(program, page, **place)
    columns = shown.findChildren(ScrollColumn)
    assert columns
    assert not [each for each in columns if each.isVisibleTo(shown) and each.is_cut_off()]


@pytest.mark.parametrize("name", [spec.name for spec in PAGES])
def test_a_page_opens_on_an_empty_workspace(empty: Program, name: str) -> None:
    show(empty, name)
    assert empty.window.page is not None
    assert type(empty.window.page).__name__ != "FailedPage"


def test_tab_goes_down_the_page_in_reading_order(program: Program) -> None:
    show(program, "section", section="admin")
    view = view_of(program)
    tops = []
    for _ in range(30):
        key(Keys.Key_Tab)
        block = view.current()
        if block is None and tops:
            break
        if block is not None:
            tops.append(view.blocks().index(block))
    assert tops == sorted(tops)
    assert set(tops) == set(range(len(view.blocks())))


def test_a_status_is_a_word_and_never_a_colour_alone(program: Program) -> None:
    shown = show(program, "overview")
    said = [row.accessibleName() for row in shown.findChildren(TaskRow)]
    assert len(said) == 14
    words = ("not yet started", "in progress", "completed", "there is a problem")
    assert all(any(word in each for word in words) for each in said)


# Home and the list


def test_the_first_day_offers_what_there_is_and_begins_with_the_first(empty: Program) -> None:
    assert focused().accessibleName() == "Fill in a form"
    assert "No account" in " ".join(
        label.text()
        for label in empty.window.page.findChildren(QLabel)  # type: ignore[union-attr]
    )


def test_a_practice_needs_a_name_and_nothing_more(empty: Program) -> None:
    key(Keys.Key_Return)
    key(Keys.Key_Tab)
    write("a8100")
    key(Keys.Key_Tab)
    key(Keys.Key_Tab)
    key(Keys.Key_Space)
    home = empty.window.page
    assert home.begin_panel.name_editor.error()  # type: ignore[union-attr]
    write("The Elms Surgery")
    for _ in range(3):
        key(Keys.Key_Tab)
    key(Keys.Key_Space)
    assert empty.desk.practice is not None
    assert empty.desk.practice.subject.code == "A8100"


def test_home_says_what_is_left_and_how_far_a_return_has_come(program: Program) -> None:
    shown = show(program, "home")
    said = " ".join(row.accessibleName() for row in shown.findChildren(TaskRow))
    covers = " ".join(row.accessibleDescription() for row in shown.findChildren(TaskRow))
    assert "questions left" in said
    assert "dealt with" in covers
    assert "cards completed" in covers


def test_another_route_asks_for_more_and_loses_nothing(program: Program) -> None:
    before = len(program.desk.sheet(STOCKTAKE).questions("profile"))
    program.desk.set_route(STOCKTAKE, "full")
    go(program, "profile.list_size")
    assert len(program.desk.sheet(STOCKTAKE).questions("profile")) > before
    assert answer(program, "profile.list_size").value == Decimal(10120)


def test_cards_stand_under_their_domain_with_kind_date_and_reason(program: Program) -> None:
    shown = show(program, "expectations")
    row = next(r for r in shown.findChildren(TaskRow) if r.accessibleName().startswith("Same-day"))
    said = row.accessibleDescription()
    assert said.startswith("Duty, contract")
    assert "due 1 April 2026" in said
    assert "short" in said


# A section


def test_typing_is_saved_without_leaving_the_field(program: Program, qtbot: object) -> None:
    go(program, "profile.list_size")
    key(Keys.Key_A, CONTROL)
    with qtbot.wait_signal(program.desk.saved, timeout=5000):  # type: ignore[attr-defined]
        write("9000")
    assert answer(program, "profile.list_size").value == Decimal(9000)


def test_a_state_keeps_the_value_and_typing_takes_the_state_off(program: Program) -> None:
    go(program, "profile.list_size")
    key(Keys.Key_2, ALT)
    assert answer(program, "profile.list_size").state is State.NOT_KNOWN
    assert answer(program, "profile.list_size").value == Decimal(10120)
    key(Keys.Key_A, CONTROL)
    write("10121")
    key(Keys.Key_Tab)
    assert answer(program, "profile.list_size").state is State.ANSWERED


def test_alt_five_clears_an_answer(program: Program) -> None:
    go(program, "profile.list_size")
    key(Keys.Key_5, ALT)
    assert answer(program, "profile.list_size").state is State.BLANK
    assert answer(program, "profile.list_size").value is None


def test_a_note_is_kept_and_leaves_only_when_shared(program: Program) -> None:
    go(program, "profile.pcn_name")
    key(Keys.Key_M, CONTROL)
    write("Ask the clinical director")
    view_of(program).flush()
    assert answer(program, "profile.pcn_name").note == "Ask the clinical director"
    assert not answer(program, "profile.pcn_name").note_shared


def test_ages_take_one_paste_over_all_their_boxes(program: Program) -> None:
    QGuiApplication.clipboard().setText("\t".join(str(n) for n in range(101, 108)))
    go(program, "profile.age_0_4")
    assert isinstance(block_of(program, "profile.age_0_4"), GroupBlock)
    key(Keys.Key_V, CONTROL)
    assert answer(program, "profile.age_0_4").value == Decimal(101)
    assert answer(program, "profile.age_85_plus").value == Decimal(107)


def test_a_fact_stands_above_the_rating_it_bears_on(program: Program) -> None:
    go(program, "demand.m_routes")
    labels = block_of(program, "demand.m_routes").findChildren(QLabel)
    assert any(
        "You answered" in each.text() and "Part of the day" in each.text() for each in labels
    )


def test_a_warning_is_cleared_by_a_reason(program: Program) -> None:
    go(program, "demand.m_routes")
    block = block_of(program, "demand.m_routes")
    assert block.has_problem
    editor = block.remarks._remarks[0].editor
    assert editor is not None
    editor.setFocus()
    write("New system from Monday")
    key(Keys.Key_Tab)
    assert not block_of(program, "demand.m_routes").has_problem


def test_f8_goes_to_what_is_wrong(program: Program) -> None:
    show(program, "section", section="demand")
    key(Keys.Key_F8)
    current = view_of(program).current()
    assert current is not None
    assert current.has_problem


def test_a_hidden_question_keeps_its_answer_and_says_that_it_is_hidden(program: Program) -> None:
    show(program, "section", section="quality")
    shown, hidden = answered("good"), answered("not_rated")
    rating, when = Address("quality.cqc_overall"), "quality.cqc_date"
    program.desk.answer(STOCKTAKE, rating, shown, at_once=True)
    program.desk.answer(STOCKTAKE, Address(when), answered(date(2024, 5, 1)), at_once=True)
    assert view_of(program).block_of(when) is not None
    program.desk.answer(STOCKTAKE, rating, hidden, at_once=True)
    assert view_of(program).block_of(when) is None
    assert answer(program, when).value == date(2024, 5, 1)
    said = [label.text() for label in view_of(program).findChildren(QLabel)]
    number = block_of(program, "quality.cqc_overall").number
    told = next(each for each in said if "hidden by" in each)
    assert f"hidden by your answer to {number}" in told
    assert told.endswith("is kept.")


def test_questions_opened_by_an_answer_appear_in_their_place_and_are_told(program: Program) -> None:
    show(program, "section", section="demand")
    urgent = Address("demand.urgent_week")
    assert view_of(program).block_of("demand.urgent_same_day_week") is None
    program.desk.answer(STOCKTAKE, urgent, answered(Decimal(120)), at_once=True)
    ids = [block.ids[0] for block in view_of(program).blocks()]
    assert ids.index("demand.urgent_same_day_week") == ids.index("demand.urgent_week") + 1
    said = [label.text() for label in view_of(program).findChildren(QLabel)]
    assert "1 more question." in said


def test_the_next_unfinished_question_may_be_in_a_later_section(program: Program) -> None:
    show(program, "section", section="admin")
    key(Keys.Key_U, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert view_of(program).section.id == "profile"
    current = view_of(program).current()
    assert current is not None
    assert current.is_unfinished


def test_a_figure_follows_the_answers_it_rests_on(program: Program) -> None:
    show(program, "section", section="workforce")
    view_of(program).build_rest()
    strip = view_of(program).strip
    said = " ".join(label.text() for label in strip.findChildren(QLabel))
    assert "4.8 WTE" in said
    address = Address("workforce.roles", "gp_salaried", "workforce.roles.wte")
    program.desk.answer(STOCKTAKE, address, answered(Decimal("2.6")), at_once=True)
    said = " ".join(label.text() for label in strip.findChildren(QLabel))
    assert "5.8 WTE" in said


def test_a_table_shows_its_further_columns_when_asked(program: Program) -> None:
    show(program, "section", section="workforce")
    block = block_of(program, "workforce.roles")
    assert isinstance(block, TableBlock)
    before = len(block.editor.model.columns)
    block._more.click()
    assert len(block.editor.model.columns) > before
    assert isinstance(block.editor.view, QTableView)


def test_companions_of_a_rating_are_folded_on_the_full_route(program: Program) -> None:
    program.desk.set_route(STOCKTAKE, "full")
    go(program, "demand.m_routes")
    block = block_of(program, "demand.m_routes")
    assert isinstance(block, FieldBlock)
    assert block.inner == []
    assert block._folded is not None
    block._folded.button.click()
    assert len(block.inner) == 2


def test_the_head_of_a_section_says_what_date_its_figures_are_from(program: Program) -> None:
    shown = show(program, "section", section="workforce")
    said = [label.text() for label in shown.findChildren(QLabel)]
    assert "Figures as at 31 October 2026" in said
    assert answer(program, "admin.as_at").value == date(2026, 10, 31)
