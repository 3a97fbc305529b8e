"""The small pieces of a page, each for what a person would notice."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.jobs import Job
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.collapsible import Collapsible
from stocktake.ui.widgets.data_table import DataTable
from stocktake.ui.widgets.empty_state import EmptyState
from stocktake.ui.widgets.labels import Heading, Hint, ShortWords, Words
from stocktake.ui.widgets.line_edit import LineEdit
from stocktake.ui.widgets.notice import Notice
from stocktake.ui.widgets.option_row import OptionRow
from stocktake.ui.widgets.progress_strip import ProgressStrip
from stocktake.ui.widgets.saved_label import SavedLabel
from stocktake.ui.widgets.scroll_column import ScrollColumn
from stocktake.ui.widgets.search_box import SearchBox
from stocktake.ui.widgets.task_row import TaskRow

TRAP = '<img src="file:///no/such/picture.png"><b>bold</b>'


def test_no_label_reads_what_it_is_given_as_rich_text(qtbot: QtBot) -> None:
    """Rich text would open files and network folders named in what was received."""
    notice, option, row = Notice(), OptionRow(TRAP, is_one_of=True), TaskRow(TRAP, TRAP)
    notice.say("info", TRAP, TRAP)
    row.set_progress(TRAP, TRAP)
    widgets: list[QWidget] = [
        Words(TRAP), Hint(TRAP), ShortWords(TRAP), Heading(TRAP), notice, option, row,
        EmptyState(TRAP, TRAP, TRAP),
    ]  # fmt: skip
    for widget in widgets:
        qtbot.addWidget(widget)
        labels = [widget, *widget.findChildren(QLabel)]
        shown = [each for each in labels if isinstance(each, QLabel)]
        assert shown
        assert all(each.textFormat() is Qt.TextFormat.PlainText for each in shown)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_task_row_opens_from_the_keyboard(qtbot: QtBot, key: Qt.Key) -> None:
    row = TaskRow("Workforce", "Who works here")
    qtbot.addWidget(row)
    row.show()
    with qtbot.wait_signal(row.clicked):
        qtbot.keyClick(row, key)


def test_a_task_row_says_how_far_it_has_come(qtbot: QtBot) -> None:
    row = TaskRow("Workforce", "Who works here")
    qtbot.addWidget(row)
    row.set_progress("In progress", "14 of 22", "accent")
    assert row.accessibleName() == "Workforce, in progress, 14 of 22"
    assert row.accessibleDescription() == "Who works here"


def test_the_whole_task_row_can_be_pressed(qtbot: QtBot) -> None:
    row = TaskRow("Workforce", "Who works here")
    qtbot.addWidget(row)
    row.resize(600, 80)
    row.show()
    for place in (row.rect().topLeft(), row.rect().center(), row.rect().bottomRight()):
        with qtbot.wait_signal(row.clicked):
            qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=place)


def test_up_and_down_go_from_row_to_row(qtbot: QtBot) -> None:
    page = QWidget()
    rows = QVBoxLayout(page)
    first, second = TaskRow("Workforce"), TaskRow("Finance")
    rows.addWidget(first)
    rows.addWidget(second)
    qtbot.addWidget(page)
    page.show()
    with qtbot.wait_active(page):
        page.activateWindow()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first


def test_a_folded_part_opens_and_says_so(qtbot: QtBot) -> None:
    part = Collapsible("How this is worked out", Words("The sum of WTE"))
    qtbot.addWidget(part)
    assert not part.is_open
    heard: list[bool] = []
    part.unfolded.connect(heard.append)
    button = part.findChildren(QPushButton)[0]
    button.click()
    assert part.is_open
    assert button.accessibleDescription() == "Open"
    button.click()
    assert heard == [True, False]
    part.set_open(True)
    assert heard == [True, False]


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("info", "Note"),
        ("done", "Done"),
        ("attention", "Please check"),
        ("problem", "There is a problem"),
    ],
)
def test_a_notice_says_its_kind_in_words(qtbot: QtBot, kind: str, word: str) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.say(kind, "The list size is blank.")  # type: ignore[arg-type]
    assert notice.accessibleName() == f"{word}: The list size is blank."
    assert word in [label.text() for label in notice.findChildren(QLabel)]
    notice.clear()
    assert notice.isHidden()
    assert notice.text() == ""


def test_a_notice_can_hold_what_to_do(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    button = QPushButton("Look at it")
    notice.add_button(button)
    notice.say("attention", "We found work that was not closed.")
    assert button.isVisibleTo(notice)


def test_saving_is_told_in_words_with_the_time(qtbot: QtBot) -> None:
    label = SavedLabel()
    qtbot.addWidget(label)
    label.set_saved(datetime(2026, 11, 22, 14, 32, tzinfo=UTC))
    assert label.text() == "All changes saved 14:32"
    assert label.accessibleName() == "All changes saved 14:32"
    label.set_saving()
    assert label.text() == "Saving…"


def test_saved_is_read_out_once_a_minute_also_when_the_clock_is_put_back(
    qtbot: QtBot, said: list[str]
) -> None:
    label = SavedLabel()
    qtbot.addWidget(label)
    for hour, minute, second in ((14, 32, 0), (14, 32, 40), (14, 33, 1), (13, 33, 5)):
        label.set_saved(datetime(2026, 11, 22, hour, minute, second, tzinfo=UTC))
    label.set_saved(datetime(2026, 11, 22, 13, 33, 9, tzinfo=UTC), is_asked=True)
    assert said == [f"All changes saved {at}" for at in ("14:32", "14:33", "13:33", "13:33")]


def test_not_saving_offers_help(qtbot: QtBot) -> None:
    label = SavedLabel()
    qtbot.addWidget(label)
    button = label.findChildren(QPushButton)[0]
    assert button.isHidden()
    label.set_failed("The disk is full.")
    assert label.text() == "Could not save. The disk is full."
    with qtbot.wait_signal(label.help_asked):
        button.click()
    label.set_saved(datetime(2026, 11, 22, 14, 33, tzinfo=UTC))
    assert button.isHidden()


def test_a_column_is_75_characters_wide_at_most_at_any_text_size(
    qtbot: QtBot, theme: Theme
) -> None:
    column = ScrollColumn()
    words = Words("word " * 400)
    column.add(words)
    qtbot.addWidget(column)
    column.resize(3000, 600)
    column.show()
    sample = "Choose the highest description that is true today on an ordinary week."
    for size in (100, 200):
        theme.apply("light", size)
        longest = column.fontMetrics().horizontalAdvance(sample) / len(sample) * 75
        qtbot.wait_until(lambda longest=longest: abs(words.width() - longest) <= 2)
        assert column.horizontalScrollBar().maximum() == 0


def test_a_column_is_no_taller_than_its_words(qtbot: QtBot) -> None:
    column = ScrollColumn()
    words = [Words("A line of words that wraps on a narrow page. " * 3) for _ in range(20)]
    for each in words:
        column.add(each)
    qtbot.addWidget(column)
    column.resize(400, 500)
    column.show()
    last = words[-1]
    foot = last.mapTo(column.widget(), last.rect().bottomLeft()).y()
    assert column.widget().height() - foot < 60


def test_a_search_waits_for_a_pause_and_esc_empties_then_leaves(qtbot: QtBot) -> None:
    box = SearchBox("Find a question")
    qtbot.addWidget(box)
    assert box.accessibleName() == "Find a question"
    heard: list[str] = []
    box.searched.connect(heard.append)
    qtbot.keyClicks(box, "lease")
    qtbot.wait_until(lambda: heard == ["lease"])
    with qtbot.assert_not_emitted(box.closed, wait=0):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    with qtbot.wait_signal(box.closed):
        qtbot.keyClick(box, Qt.Key.Key_Escape)


def test_enter_goes_to_the_next_hit_and_shift_enter_back(qtbot: QtBot) -> None:
    box = SearchBox("Find a question")
    qtbot.addWidget(box)
    heard: list[bool] = []
    box.next_asked.connect(heard.append)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert heard == [False, True]


def test_undo_is_left_to_the_page_when_nothing_was_typed(qtbot: QtBot) -> None:
    line = LineEdit()
    qtbot.addWidget(line)
    line.setText("As it was")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "As it was"
    qtbot.keyClicks(line, "!")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "As it was"


def test_progress_is_shown_after_a_moment_and_can_be_stopped(qtbot: QtBot) -> None:
    strip, job = ProgressStrip(), Job("Reading workbooks")
    qtbot.addWidget(strip)
    strip.watch(job)
    assert strip.isHidden()
    qtbot.wait_until(strip.isVisible)
    job.report(3, 9, "Reading the third")
    bar = strip.findChildren(QProgressBar)[0]
    qtbot.wait_until(lambda: bar.value() == 3)
    assert bar.accessibleName() == "Reading the third"
    strip.findChildren(QPushButton)[0].click()
    assert job.stop.is_set()
    job.ended.emit()
    assert strip.isHidden()


def test_an_empty_state_has_one_button_that_starts_it(qtbot: QtBot) -> None:
    state = EmptyState("No actions yet", "They come from your gaps.", "Propose actions")
    qtbot.addWidget(state)
    with qtbot.wait_signal(state.started):
        state.findChildren(QPushButton)[0].click()
    quiet = EmptyState("No actions yet", "They come from your gaps.")
    qtbot.addWidget(quiet)
    assert quiet.findChildren(QPushButton) == []


def test_a_card_holds_what_is_put_in_it(qtbot: QtBot) -> None:
    card, words = Card(), Words("Inside")
    qtbot.addWidget(card)
    card.add(words)
    assert card.isAncestorOf(words)


def test_figures_stand_under_their_headings_without_a_scroll_bar_of_their_own(
    qtbot: QtBot,
) -> None:
    table = DataTable("Levels")
    qtbot.addWidget(table)
    table.show_table([FigureColumn("Domain"), FigureColumn("Level", True)], [("Access", "2")] * 9)
    table.resize(500, table.height())
    table.show()
    assert table.rowViewportPosition(8) + table.rowHeight(8) <= table.viewport().height()
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines()[0] == "Access\t2"
