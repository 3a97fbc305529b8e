from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from stocktake.ui.widgets.folder_row import FolderRow
from stocktake.ui.widgets.labels import Words


def test_a_fixed_folder_says_why_and_has_no_button(qtbot: QtBot) -> None:
    why = "Set by Harbour Federation. It cannot be changed here."
    free, fixed = FolderRow("Exports", Path("a")), FolderRow("Exports", Path("b"), fixed=why)
    for row in (free, fixed):
        qtbot.addWidget(row)
        row.show()
    assert [each.isVisible() for each in free.findChildren(QPushButton)] == [True]
    assert not any(each.isVisible() for each in fixed.findChildren(QPushButton))
    assert [each.text() for each in fixed.findChildren(Words)] == ["Exports", "b", why]
