"""Coming back next year: the round is started from last year's, confirmed, changed and compared."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from two_rounds import LAST, QUAYSIDE, THIS, begin_last_year
from window import answer, block_of, focused, go, key, show, view_of, write

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, State, answered
from stocktake.questionnaire.contents import Filter
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.progress import is_unconfirmed
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import practice_rounds
from stocktake.ui.pages.home import HomePage
from stocktake.ui.question.confirm_all import ConfirmAll
from stocktake.ui.question.unconfirmed_line import FROM_LAST_YEAR, UnconfirmedLine

OpenWindow = Callable[[], AbstractContextManager[Program]]


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    """The folder of a person who filled in last year's round and nothing since."""
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        begin_last_year(workspace)
    return tmp_path


@pytest.fixture
def older_forms(tmp_path: Path) -> Path:
    """The same under last year's forms and catalogue."""
    with Workspace.create(tmp_path / "practices.stocktake") as workspace:
        begin_last_year(workspace, is_older=True)
    return tmp_path


def open_last_year(program: Program) -> HomePage:
    program.desk.choose(QUAYSIDE, LAST)
    page = show(program, "home")
    assert isinstance(page, HomePage)
    return page


def start(program: Program) -> None:
    panel = open_last_year(program).later.next_round
    panel.see.click()
    panel.with_answers.click()
    QApplication.processEvents()


def line_of(program: Program, question: str) -> UnconfirmedLine:
    line = block_of(program, question).unconfirmed
    assert line is not None
    return line


def test_the_next_round_is_offered_and_nothing_happens_before_the_counts_are_agreed(
    open_window: OpenWindow, last_year: Path
) -> None:
    with open_window() as program:
        panel = open_last_year(program).later.next_round
        assert panel.isVisible()
        assert panel.heading.text() == f"Start {THIS} from last year"
        panel.see.setFocus()
        key(Qt.Key.Key_Space)
        assert "10 brought forward for you to confirm" in panel._words.text()
        workspace = program.desk.workspace
        assert workspace is not None
        assert {each.round for each in practice_rounds(workspace)} == {LAST}
        panel.not_now.click()
        assert {each.round for each in practice_rounds(workspace)} == {LAST}
        panel.see.click()
        panel.with_answers.setFocus()
        key(Qt.Key.Key_Space)
        assert program.desk.practice is not None
        assert program.desk.practice.round == THIS
        assert not program.desk.is_read_only
        assert answer(program, "profile.list_size").carried_forward


def test_once_it_is_started_nothing_more_is_offered(
    open_window: OpenWindow, last_year: Path
) -> None:
    with open_window() as program:
        start(program)
        page = show(program, "home")
        assert isinstance(page, HomePage)
        assert not page.later.next_round.isVisible()


def test_an_answer_is_confirmed_with_the_keyboard_and_stays_as_it_was(
    open_window: OpenWindow, last_year: Path
) -> None:
    with open_window() as program:
        start(program)
        go(program, "demand.m_urgent")
        line = line_of(program, "demand.m_urgent")
        assert line.words() == FROM_LAST_YEAR
        line.still_right.setFocus()
        key(Qt.Key.Key_Space)
        confirmed = answer(program, "demand.m_urgent")
        assert (confirmed.value, confirmed.carried_forward) == (2, False)
        assert not answer(program, "demand.m_urgent_evidence").carried_forward
        assert line.words() == ""
        assert focused().isVisible()


def test_changing_an_answer_or_saying_what_holds_confirms_it(
    open_window: OpenWindow, last_year: Path
) -> None:
    with open_window() as program:
        start(program)
        go(program, "profile.list_size")
        line_of(program, "profile.list_size").change.click()
        key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        write("9300")
        key(Qt.Key.Key_Tab)
        assert answer(program, "profile.list_size").value == 9300
        assert not answer(program, "profile.list_size").carried_forward
        go(program, "demand.calls_month")
        block_of(program, "demand.calls_month").choose_state(State.NOT_APPLICABLE)
        assert not answer(program, "demand.calls_month").carried_forward
        assert line_of(program, "demand.calls_month").words() == ""


def test_all_on_a_page_are_confirmed_at_once_and_those_of_other_pages_are_not(
    open_window: OpenWindow, last_year: Path
) -> None:
    with open_window() as program:
        start(program)
        go(program, "demand.m_urgent")
        view = view_of(program)
        view.build_rest()
        every = view.findChild(ConfirmAll)
        assert every is not None
        assert every.isVisibleTo(view)
        every.button.click()
        sheet = program.desk.sheet(STOCKTAKE)
        waiting = [q for q in sheet.questions("demand") if is_unconfirmed(sheet, q)]
        assert waiting == []
        assert not answer(program, "demand.m_urgent_evidence").carried_forward
        assert not every.isVisibleTo(view)
        assert answer(program, "profile.list_size").carried_forward
    with Workspace.open(last_year / "practices.stocktake") as workspace:
        again = OpenPractice(workspace, QUAYSIDE, THIS).sheet(STOCKTAKE)
        assert not again.answers.get("demand.m_routes").carried_forward


def test_a_round_started_with_nothing_filled_in_takes_last_years_answer_on_request(
    open_window: OpenWindow, last_year: Path
) -> None:
    with open_window() as program:
        panel = open_last_year(program).later.next_round
        panel.see.click()
        panel.empty.click()
        program.window.resize(1440, 900)
        go(program, "profile.list_size")
        key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert focused().accessibleName().startswith("Use last year's answer")
        key(Qt.Key.Key_Space)
        taken = answer(program, "profile.list_size")
        assert (taken.value, taken.carried_forward, taken.estimate) == (9120, True, True)
        assert line_of(program, "profile.list_size").words() == FROM_LAST_YEAR


def test_last_year_itself_can_only_be_read(open_window: OpenWindow, last_year: Path) -> None:
    with open_window() as program:
        start(program)
        program.desk.choose(QUAYSIDE, LAST)
        go(program, "profile.list_size")
        assert program.desk.is_read_only
        assert block_of(program, "profile.list_size").unconfirmed is None
        assert program.desk.sheet(EXPECTATIONS).loaded.catalogue is not None


def test_the_contents_can_be_narrowed_to_what_changed_since_last_year(
    open_window: OpenWindow, last_year: Path, qtbot: QtBot
) -> None:
    with open_window() as program:
        start(program)
        program.window.resize(1440, 900)
        changed = {Address("profile.list_size"): answered(Decimal(9300))}
        program.desk.answer_all(STOCKTAKE, changed)
        go(program, "demand.m_urgent")
        contents = program.window.page.contents  # type: ignore[union-attr]
        qtbot.wait_until(lambda: contents.filters.count() > 0)
        place = contents.filters.findData(Filter.CHANGED)
        assert place >= 0
        contents.filters.setCurrentIndex(place)
        contents.filters.activated.emit(place)
        groups = [group.key for group in contents.tree.rows.groups()]
        assert groups == ["profile"]
