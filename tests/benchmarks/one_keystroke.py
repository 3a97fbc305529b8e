"""P4b: one answer and all that follows from it, against every formula; and a key in the window.

The first line is the engine alone; the second is a key in the real window, until it is painted,
against one frame of 60 a second. Run it from the root::

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.one_keystroke
"""

from __future__ import annotations

import itertools
import statistics
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.indicators import figures, flags
from stocktake.questionnaire.issues import section_issues
from stocktake.questionnaire.sheet import Sheet
from stocktake.tasks.sample import sample_submissions
from stocktake.tasks.sheets import sheet_of
from stocktake.ui.pages.section import SectionPage
from stocktake.ui.places import place_of
from tests.benchmarks.in_turn import Goal, Runner, compare
from tests.benchmarks.sample_window import Painted, sample_window, settle

QUESTION = "profile.list_size"
FRAME_MS = 1000 / 60


class Engine:
    """One practice's answers, with and without the window."""

    def __init__(self) -> None:
        self._submission = next(s for s in sample_submissions() if s.form_id == STOCKTAKE)
        self._sheet = sheet_of(self._submission)
        self._sizes = itertools.cycle((Decimal(12000), Decimal(12001)))
        self._read(self._sheet)

    def _read(self, sheet: Sheet) -> None:
        for section in sheet.loaded.sections:
            section_issues(sheet, section.id)
        figures(sheet)
        flags(sheet)

    def sweep(self) -> None:
        """Work out what applies, every check, every figure and every flag from nothing."""
        self._read(sheet_of(self._submission))

    def enter(self) -> None:
        """Enter another list size and work out what follows from it."""
        followed = self._sheet.enter(Address(QUESTION), answered(next(self._sizes)))
        for name in followed.names & self._sheet.loaded.indicators.keys():
            self._sheet.result(name)


def keys_in_the_window() -> None:
    """Type digits into a figure of the real window and print how long each took."""
    with sample_window() as program:
        program.window.show_page("section", place_of(STOCKTAKE, "profile", QUESTION))
        settle(200)
        page = program.window.page
        assert isinstance(page, SectionPage)
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit)
        focus.selectAll()
        painted, taken = Painted(program.window), []
        for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_0, Qt.Key.Key_0):
            taken.append(painted.after(partial(QTest.keyClick, focus, digit)))
            settle()
        print(f"a key in the window: {_middle(taken)} (goal: under one frame, {FRAME_MS:.1f} ms)")
        left = [painted.after(partial(QTest.keyClick, focus, Qt.Key.Key_Tab))]
        for figure in "56789":
            settle(300)
            focus.setFocus()
            focus.selectAll()
            QTest.keyClicks(focus, f"12{figure}00")
            settle()
            left.append(painted.after(partial(QTest.keyClick, focus, Qt.Key.Key_Tab)))
        print(f"leaving the field, its answer saved and followed: {_middle(left)}")


def _middle(taken: list[float]) -> str:
    return f"{statistics.median(taken):.2f} ms, the slowest {max(taken):.2f} ms"


def main() -> None:
    """Compare the two, then type."""
    engine = Engine()
    compare(
        "P4b",
        Runner("every formula", engine.sweep),
        Runner("one answer", engine.enter),
        Goal(0.15),
    )
    keys_in_the_window()


if __name__ == "__main__":
    main()
