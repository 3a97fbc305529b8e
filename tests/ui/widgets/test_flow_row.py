import shiboken6
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow


def test_buttons_go_on_to_the_next_line_and_follow_longer_words(qtbot: QtBot) -> None:
    holder = QWidget()
    row = FlowRow(holder)
    buttons = [PlainButton(f"Button {number}") for number in range(4)]
    for button in buttons:
        row.addWidget(button)
    qtbot.addWidget(holder)
    holder.show()
    one_line = row.heightForWidth(2000)
    assert row.heightForWidth(150) == 4 * one_line + 3 * row.spacing()
    wide_enough = row.sizeHint().width()
    assert row.heightForWidth(wide_enough) == one_line
    buttons[0].setText("A button with many more words in it")
    qtbot.wait_until(lambda: row.heightForWidth(wide_enough) > one_line)


def test_a_hidden_button_takes_no_room(qtbot: QtBot) -> None:
    holder = QWidget()
    row = FlowRow(holder)
    buttons = [PlainButton(f"Button {number}") for number in range(2)]
    for button in buttons:
        row.addWidget(button)
    qtbot.addWidget(holder)
    both = row.sizeHint().width()
    buttons[1].hide()
    assert row.sizeHint().width() < both


def test_buttons_may_be_deleted_and_moved_between_rows_for_ever(qtbot: QtBot) -> None:
    """Rows that kept Qt's own layout items ended the program here, after a page had changed."""
    holder = QWidget()
    first, second = FlowRow(), FlowRow()
    column = QVBoxLayout(holder)
    column.addWidget(first)
    column.addWidget(second)
    qtbot.addWidget(holder)
    holder.show()
    for number in range(60):
        kept, gone = PlainButton(f"Kept {number}"), PlainButton("Gone")
        for button in (kept, gone):
            first.addWidget(button)
        shiboken6.delete(gone)
        first.removeWidget(kept)
        second.addWidget(kept)
        holder.resize(300 + number, 200)
        holder.layout().activate()
    assert second.count() == 60
    assert first.sizeHint().width() == 0
    assert second.heightForWidth(200) > second.heightForWidth(20_000)
