"""P4: opening a section of 30 to 40 questions, against building every section of the form.

The second figure is the section asked for until it has been painted; the questions further down are
built after that. Run it from the root::

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.opening_a_section
"""

from __future__ import annotations

import statistics

from PySide6.QtWidgets import QApplication

from stocktake.app import Program
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.ui.pages.section import SectionPage
from stocktake.ui.places import place_of
from tests.benchmarks.in_turn import TIMES, Goal, Runner, compare
from tests.benchmarks.sample_window import Painted, sample_window, settle

SECTION = "demand"
"""Thirty-seven questions apply in the sample."""


class Sections:
    """Opens sections as a person does, and forgets them again."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._window = program.window
        self._all = [each.id for each in program.desk.sheet(STOCKTAKE).loaded.sections]

    def forget(self) -> None:
        """Leave the sections, and forget those that were built."""
        self._window.show_page("overview")
        self._program.desk.opened.emit()
        settle()

    def ask(self, section: str = SECTION) -> None:
        """Ask for a section."""
        self._window.show_page("section", place_of(STOCKTAKE, section))

    def open(self, section: str = SECTION) -> SectionPage:
        """Ask for a section and wait until it is painted."""
        self.ask(section)
        QApplication.processEvents()
        page = self._window.page
        assert isinstance(page, SectionPage)
        return page

    def open_all(self) -> None:
        """Build every section whole."""
        for section in self._all:
            view = self.open(section).view
            assert view is not None
            view.build_rest()
        QApplication.processEvents()


def main() -> None:
    """Compare the two."""
    with sample_window() as program:
        sections = Sections(program)
        sections.open_all()
        compare(
            "P4",
            Runner("every section built", sections.open_all, sections.forget),
            Runner(f"the section {SECTION} opened", sections.open, sections.forget),
            Goal(0.2, 60),
        )
        painted, taken = Painted(program.window), []
        for _ in range(TIMES):
            sections.forget()
            taken.append(painted.after(sections.ask))
            settle(300)
        print(f"    asked for until painted: {statistics.median(taken):.0f} ms (goal: under 60 ms)")


if __name__ == "__main__":
    main()
