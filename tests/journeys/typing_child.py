"""The real window, offscreen, typed into for ever, to be killed.

Usage: typing_child.py DATA_DIR FIRST. After the window says that an answer is saved, its question
and number are written to standard output.
"""

from __future__ import annotations

import itertools
import os
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stocktake.app import Program, paths_of
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.tasks.practices import begin_practice
from stocktake.ui.places import place_of
from stocktake.ui.theme import Theme

QUESTIONS = ("profile.pcn_name", "profile.icb_name", "profile.list_size")
ROUND = "2026/27"


def main(data: str, first: str) -> None:
    application = QApplication([sys.argv[0], "-platform", "offscreen"])
    program = Program(application, Theme(application), paths_of(Path(data), None), is_warming=False)
    program.open()
    window = program.window
    window.show()
    QTest.qWaitForWindowExposed(window)
    application.processEvents()
    workspace = program.desk.workspace
    assert workspace is not None
    if program.desk.practice is None:
        subject = begin_practice(workspace, "Quayside Surgery", "A81001", date(2026, 11, 22), "")
        program.desk.choose(subject, ROUND)
    for number in itertools.count(int(first)):
        question = QUESTIONS[number % len(QUESTIONS)]
        window.show_page("section", place_of(STOCKTAKE, "profile", question))
        application.processEvents()
        type_and_wait(program, number)
        os.write(1, f"{question} {number}\n".encode())


def type_and_wait(program: Program, number: int) -> None:
    """Type a number; every third time without leaving the field, so that the pause saves it."""
    loop = QEventLoop()
    program.desk.saved.connect(loop.quit)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, str(number))
    if number % 9 == 0:
        loop.exec()
    else:
        QTest.keyClick(field, Qt.Key.Key_Tab)
    if not program.window.saved.text().startswith("All changes saved"):
        raise RuntimeError(program.window.saved.text())


if __name__ == "__main__":
    main(*sys.argv[1:])
