"""The real window on the Combine page with received workbooks, for somebody who watches its files.

Usage: showing_child.py DATA CONTROL FILE... First a label shows the picture CONTROL, which the one
who watches must see being opened; then everything the page says of the files is drawn, tips too.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QToolTip, QWidget

from stocktake.app import Program, paths_of
from stocktake.ui.theme import Theme

LONGEST_MS = 120_000


def draw_all(widget: QWidget) -> list[str]:
    """Draw every widget inside one, also those that do not show, and every tip; what they say."""
    said = []
    for each in widget.findChildren(QWidget):
        if each.width() < 2 or each.height() < 2:
            each.resize(each.sizeHint())
        each.grab()
        say_tip(each.toolTip())
        if isinstance(each, QLabel):
            said.append(each.text())
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            said += cells(each)
    return said


def cells(view: QAbstractItemView) -> list[str]:
    """What a list or table says, each with its tip shown."""
    said = []
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            said.append(str(index.data() or ""))
            say_tip(str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
    return said


def say_tip(words: str) -> None:
    if words:
        QToolTip.showText(QPoint(10, 10), words)
        QApplication.processEvents()


def main(data: str, control: str, *files: str) -> None:
    application = QApplication([sys.argv[0]])
    # A message that waits for a person would wait for ever.
    QTimer.singleShot(LONGEST_MS, lambda: os._exit(1))
    label = QLabel(f'<img src="file://{control}">')
    label.grab()
    program = Program(application, Theme(application), paths_of(Path(data), None), is_warming=False)
    program.open()
    program.window.resize(1440, 900)
    program.window.show()
    program.window.show_page("combine", {"paths": list(files)})
    while program.jobs.is_busy:
        idle = QEventLoop()
        program.jobs.busy_changed.connect(idle.quit)
        idle.exec()
    QApplication.processEvents()
    page = program.window.page
    assert page is not None
    said = " ".join(draw_all(page))
    program.window.close()
    # Otherwise there is nothing to watch.
    assert "canary" in said


if __name__ == "__main__":
    main(*sys.argv[1:])
