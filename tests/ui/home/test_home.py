"""The first page once there are returns: what to do next, the example, files of any kind."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window import opened, press, show

from stocktake.app import Program
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import ACTIONS, STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.actions import TABLE
from stocktake.tasks.export_practice import export_practice
from stocktake.tasks.leaving import ShareChoice
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.sample import put_sample, sample_submissions
from stocktake.tasks.share_out import ShareOrder, prepare_sharing, record_sharing
from stocktake.ui.pages.home import HomePage
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.buttons import QuietButton
from stocktake.ui.widgets.labels import Words
from stocktake.ui.widgets.scroll_column import ScrollColumn
from stocktake.ui.widgets.task_row import TaskRow


def home(program: Program) -> HomePage:
    shown = show(program, "home")
    assert isinstance(shown, HomePage)
    return shown


def said(page: HomePage) -> list[str]:
    rows = page.later.findChildren(TaskRow)
    return [row.accessibleName() for row in rows if row.isVisible()]


def practice_of(program: Program) -> OpenPractice:
    assert program.desk.practice is not None
    return program.desk.practice


def drop(program: Program, *paths: Path) -> None:
    """Drop files on the window as another program does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    entering = QDragEnterEvent(QPoint(400, 300), *rest)
    QApplication.sendEvent(program.window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(program.window, QDropEvent(QPoint(400, 300), *rest))


# What to do next


def test_what_is_in_hand_comes_first_and_what_one_comes_back_to_is_there(program: Program) -> None:
    names = said(home(program))
    assert "Practice and population, 17 questions left" in names
    assert "To come back to, 1 question" in names


def test_sections_that_are_out_and_late_actions_are_told(program: Program) -> None:
    practice = practice_of(program)
    order = ShareOrder(STOCKTAKE, ("workforce",), "Priya", date(2026, 12, 10))
    record_sharing(practice, order, prepare_sharing(practice, order), Path("sent.xlsx"))
    cells = {"action": answered("Mend the phones"), "by": answered(date(2026, 1, 5))}
    program.desk.answer_all(
        ACTIONS, {Address(TABLE, "a1b2c3d4", f"{TABLE}.{k}"): v for k, v in cells.items()}
    )
    names = said(home(program))
    assert any(name.startswith("1 section with Priya since") for name in names)
    assert "Actions, 1 past its date" in names
    assert any(name.endswith("draft; 1 section with priya, 11%") for name in names)


def test_a_thing_to_do_leads_to_where_it_is_done(program: Program) -> None:
    page = home(program)
    rows = page.later.findChildren(TaskRow)
    next(row for row in rows if row.accessibleName().startswith("To come back")).click()
    assert program.window.page is not None
    assert program.window.page.title == "To do"


def test_after_the_fourth_rating_the_chart_is_here_too(program: Program) -> None:
    assert not home(program).later.first_chart.chart.isVisible()
    address = Address("workforce.m_plan")
    program.desk.answer(STOCKTAKE, address, answered(Decimal(2)), at_once=True)
    assert home(program).later.first_chart.chart.isVisible()


def test_a_code_that_is_here_already_is_refused_and_it_says_what_to_do(program: Program) -> None:
    page = home(program)
    page.later.another.click()
    page.begin_panel.begun.emit("Second site", practice_of(program).subject.code)
    said = [each.text() for each in page.begin_panel.findChildren(Words) if each.isVisible()]
    assert (
        "Quayside Surgery is here already with the code A81001. Press Cancel and choose it from "
        "the list, or type the code of the practice you want to add."
    ) in said


# The example


def test_the_example_stands_apart_says_so_and_goes_at_one_press(program: Program) -> None:
    workspace = program.desk.workspace
    assert workspace is not None
    put_sample(workspace)
    page = home(program)
    assert len(page.later.sample_returns.rows) == 4
    assert len(page.later.returns.rows) == 1
    page.later.sample_returns.rows[0].click()
    assert "made-up example" in program.window.windowTitle()
    page = home(program)
    page.later.remove_example.click()
    assert not page.later.remove_example.isVisible()
    # One's own practice is open again.
    assert practice_of(program).subject.name == "Quayside Surgery"
    assert str(workspace.path) in program.settings.recent_files
    codes = {each.subject.code for each in sample_submissions()}
    assert not codes & {each.subject.code for each in workspace.returns.list()}


def test_an_example_alone_has_no_fold_of_earlier_rounds_and_offers_to_begin_ones_own(
    qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    with opened(qapp, theme, tmp_path) as program:
        first_day = home(program)
        first_day.first.example.click()
        later = home(program).later
        folds = [each.text() for each in later.findChildren(QuietButton) if each.isVisible()]
        assert not [each for each in folds if each.startswith("Earlier rounds")]
        assert later.another.text() == "Add your own practice"


def test_the_example_is_counted_when_there_is_time(program: Program, qtbot: QtBot) -> None:
    workspace = program.desk.workspace
    assert workspace is not None
    put_sample(workspace)
    page = home(program)
    rows = page.later.sample_returns.rows
    qtbot.wait_until(lambda: all("%" in row.accessibleName() for row in rows), timeout=20_000)
    assert all("dealt with" in row.accessibleDescription() for row in rows)


# Files


def test_recent_files_are_named_and_one_that_has_gone_says_why(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    other, gone = tmp_path / "second site.stocktake", tmp_path / "old.stocktake"
    Workspace.create(other).close()
    recent = (*program.settings.recent_files, str(other), str(gone))
    program.desk.prefer(recent_files=recent)
    later = home(program).later
    qtbot.wait_until(lambda: len(later.recent.gone) == 1)
    assert later.recent.gone[0].text().startswith("old: Moved, renamed or deleted")
    assert [row.accessibleName() for row in later.recent.rows] == ["second site"]
    later.recent.rows[0].click()
    assert program.desk.workspace is not None
    assert program.desk.workspace.path == other


def test_a_file_of_practices_dropped_on_the_window_is_opened(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "second site.stocktake"
    Workspace.create(other).close()
    drop(program, other)
    qtbot.wait_until(lambda: program.desk.workspace.path == other)
    assert isinstance(program.window.page, HomePage)


def test_a_copy_for_another_desk_is_only_read(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "Stocktake copy.stocktake"
    Workspace.create(copy).close()
    before = copy.read_bytes()
    drop(program, copy)
    qtbot.wait_until(lambda: program.desk.workspace.path == copy)
    assert program.desk.workspace.read_only
    assert copy.read_bytes() == before


def test_what_cannot_be_opened_is_said_and_what_is_open_stays(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7")
    before = program.desk.workspace
    drop(program, letter)
    qtbot.wait_until(lambda: "letter.pdf" in program.window.notice.text())
    assert program.desk.workspace is before


def another_practice(folder: Path) -> Path:
    """A workbook of a practice that is not in the open file."""
    submission = next(e for e in sample_submissions() if e.form_id == STOCKTAKE)
    with Workspace.create(folder / "theirs.stocktake") as workspace:
        put_sample(workspace)
        practice = OpenPractice(workspace, submission.subject, submission.round)
        return export_practice(practice, ShareChoice("facts"), folder).path


def test_a_workbook_of_another_practice_is_offered_for_combining(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    path = another_practice(tmp_path)
    timer = press("Open Combine")
    drop(program, path)
    qtbot.wait_until(lambda: program.window.page.title == "Combine workbooks", timeout=30_000)
    assert not timer.isActive()


def test_several_workbooks_are_offered_for_combining_and_can_be_left(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        (tmp_path / name).write_bytes(b"PK\x03\x04")
    show(program, "home")
    timer = press("Not now")
    drop(program, tmp_path / "one.xlsx", tmp_path / "two.xlsx")
    qtbot.wait_until(lambda: not timer.isActive())
    assert isinstance(program.window.page, HomePage)


# Both pages, however large the text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_twice_the_text_nothing_scrolls_sideways(
    program: Program, theme: Theme, scheme: str
) -> None:
    workspace = program.desk.workspace
    assert workspace is not None
    put_sample(workspace)
    theme.apply(scheme, 200)
    program.window.resize(1024, 640)
    for name in ("home", "overview", "expectations"):
        shown = show(program, name)
        columns = shown.findChildren(ScrollColumn)
        assert not [each for each in columns if each.isVisibleTo(shown) and each.is_cut_off()]
    theme.apply("light", 100)
