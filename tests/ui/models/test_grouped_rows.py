"""Rows under headings: asked for when opened, and only what came or went moves."""

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from stocktake.ui.models.grouped_rows import Group, GroupedRows, Row


def row(key: str, words: str = "") -> Row:
    return Row(key, words or key, f"{words or key}, not answered")


def test_it_keeps_to_what_qt_asks_of_a_model(qtmodeltester: ModelTester) -> None:
    model = GroupedRows()
    rows = {"a": (row("a.1"), row("a.2")), "b": ()}
    model.show_groups([Group("a", "A", "A"), Group("b", "B", "B")], rows.__getitem__)
    qtmodeltester.check(model)


def test_rows_are_not_asked_for_until_their_heading_is_opened(qtbot: QtBot) -> None:
    asked: list[str] = []

    def rows_of(group: str) -> tuple[Row, ...]:
        asked.append(group)
        return (row("a.1"),)

    model = GroupedRows()
    model.show_groups([Group("a", "A", "A"), Group("b", "B", "B")], rows_of)
    assert model.hasChildren(model.index_of("a"))
    model.follow("a")
    assert asked == []
    assert model.rowCount(model.index_of("a")) == 1
    assert asked == ["a"]


def test_only_rows_that_came_or_went_move(qtbot: QtBot) -> None:
    rows = {"a": tuple(row(key) for key in ("1", "2", "3"))}
    model = GroupedRows()
    model.show_groups([Group("a", "A", "A")], lambda group: rows[group])
    model.rows("a")
    kept = model.index_of("a", "3")
    with qtbot.wait_signals([model.rowsRemoved, model.rowsInserted, model.dataChanged]):
        rows["a"] = (row("0"), row("1", "One"), row("3"))
        model.follow("a")
    assert [each.key for each in model.rows("a")] == ["0", "1", "3"]
    assert model.index_of("a", "1").data() == "One"
    assert model.key_at(model.index_of("a", "3")) == ("a", "3")
    assert kept.row() == 2


def test_a_line_is_read_out_whole_and_its_tip_is_never_more_than_words(qtbot: QtBot) -> None:
    model = GroupedRows()
    model.show_groups([Group("a", "A", "A, 1 of 2")], lambda group: (row("1", "<b>x"),))
    index = model.index_of("a", "1")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "<b>x, not answered"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "<qt>&lt;b&gt;x, not answered</qt>"
    assert model.index_of("a").data(Qt.ItemDataRole.AccessibleTextRole) == "A, 1 of 2"


def test_what_is_not_there_has_no_place(qtbot: QtBot) -> None:
    model = GroupedRows()
    model.show_groups([Group("a", "A", "A")], lambda group: ())
    assert not model.index_of("b").isValid()
    assert not model.index_of("a", "1").isValid()
    assert model.key_at(model.index_of("b")) == ("", "")
    assert not model.hasChildren(model.index_of("a"))
