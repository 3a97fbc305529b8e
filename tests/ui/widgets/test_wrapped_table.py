from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.theme import Theme
from stocktake.ui.widgets.wrapped_cell import NOTHING_WIDE, breakable, height_of
from stocktake.ui.widgets.wrapped_table import TALLEST, WrappedTable, shared_out

COLUMNS = (FigureColumn("What"), FigureColumn("When"), FigureColumn("Days", is_number=True))
LONG = "Work with the integrated care board where results differ from those of like practices"


def table(qtbot: QtBot, rows: int = 3, **how: object) -> WrappedTable:
    made = WrappedTable("Plan", **how)
    model = WrappedRows(COLUMNS, made)
    made.setModel(model)
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show()
    model.set_rows([WrappedRow((LONG, "31 March 2028", "4"), "Because", ("k",))] * rows)
    qtbot.wait_until(lambda: made.horizontalHeader().length() <= made.viewport().width())
    return made


def test_long_words_wrap_and_their_row_grows(qtbot: QtBot) -> None:
    made = table(qtbot)
    qtbot.wait_until(lambda: made.rowHeight(0) > 60)
    assert made.horizontalHeader().length() <= made.viewport().width()


def test_it_is_as_tall_as_its_rows(qtbot: QtBot) -> None:
    made = table(qtbot)

    def is_fitted() -> bool:
        rows = sum(made.rowHeight(row) for row in range(3))
        return made.height() == rows + made.horizontalHeader().height() + 2

    qtbot.wait_until(is_fitted)


def test_what_changes_while_nobody_looks_fits_when_it_is_seen(qtbot: QtBot) -> None:
    made = table(qtbot, rows=1)
    qtbot.wait_until(lambda: made.rowHeight(0) > 60)
    made.hide()
    rows = made.model()
    assert isinstance(rows, WrappedRows)
    rows.set_rows([WrappedRow(("Short", "2028", "4"), "", ("k",))])
    made.show()
    qtbot.wait_until(lambda: made.rowHeight(0) < 60)
    made.hide()
    rows.set_rows([WrappedRow((LONG, "31 March 2028", "4"), "Because", ("k",))])
    made.resize(900, 300)
    made.show()
    qtbot.wait_until(lambda: made.rowHeight(0) > 40 and made.columnWidth(0) > 300)


def test_short_rows_in_large_text_are_all_there_to_see(qtbot: QtBot, theme: Theme) -> None:
    theme.apply("light", 200)
    made = table(qtbot)
    model = made.model()
    assert isinstance(model, WrappedRows)
    model.set_rows([WrappedRow(("Undo", "Edit", "1"))] * 60)
    qtbot.wait_until(lambda: not made._settle.isActive())
    assert made.verticalScrollBar().maximum() == 0
    assert made.visualRect(model.index(59, 0)).bottom() <= made.viewport().height()


def test_one_with_a_height_of_its_own_scrolls_by_itself(qtbot: QtBot, theme: Theme) -> None:
    theme.apply("light", 200)
    made = table(qtbot, rows=40, height=400)
    qtbot.wait_until(lambda: made.height() == TALLEST)
    assert made.verticalScrollBar().maximum() > 0


def test_enter_and_a_click_on_the_first_cell_open_a_row(qtbot: QtBot) -> None:
    made = table(qtbot, opens=True)
    opened: list[int] = []
    made.opened.connect(opened.append)
    made.setCurrentIndex(made.model().index(1, 0))
    qtbot.keyClick(made, Qt.Key.Key_Return)
    at = made.visualRect(made.model().index(2, 0)).center()
    qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [1, 2]


def test_larger_text_makes_higher_rows(qtbot: QtBot, theme: Theme) -> None:
    made = table(qtbot)
    qtbot.wait_until(lambda: made.rowHeight(0) > 60)
    before = made.rowHeight(0)
    theme.apply("light", 200)
    qtbot.wait_until(lambda: made.rowHeight(0) > before)


@given(
    st.lists(
        st.tuples(st.integers(40, 300), st.integers(0, 900)).map(lambda t: (t[0], t[0] + t[1])),
        min_size=1,
        max_size=6,
    ),
    st.integers(200, 2000),
)
def test_columns_share_the_room_without_crowding_words(
    wanted: list[tuple[int, int]], room: int
) -> None:
    widths = shared_out(wanted, room)
    least = [need for need, _ in wanted]
    assert len(widths) == len(wanted)
    if sum(least) < room:
        assert sum(widths) == room
        assert all(width >= need for width, need in zip(widths, least, strict=True))


def test_a_name_wider_than_the_table_leaves_the_other_columns_room_for_their_words() -> None:
    name, verdict, practice, signed = shared_out(
        [(2400, 2400), (90, 260), (80, 190), (70, 90)], 1000
    )
    assert name >= 500
    assert (verdict > 90, practice > 80, signed >= 70) == (True, True, True)
    assert name + verdict + practice + signed == 1000


def test_a_word_wider_than_its_cell_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    fonts = table(qtbot).fontMetrics()
    word = "transformation" * 4
    one_line = height_of(fonts, word, fonts.horizontalAdvance(word) + 1)
    assert height_of(fonts, word, fonts.horizontalAdvance(word) // 2) > one_line
    assert breakable(fonts, "A short line", 1000) == "A short line"
    broken = breakable(fonts, f"a {word}", fonts.horizontalAdvance(word) // 2)
    assert broken.replace(NOTHING_WIDE, "") == f"a {word}"
