"""How many practices answered each question: by section, and question by question on asking."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from stocktake.merge.words import of_practices
from stocktake.phrases import counted
from stocktake.tasks.coverage import QuestionCovered, SectionCovered
from stocktake.ui.combine.stacked import stack
from stocktake.ui.look import SPACE_BLOCK
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Hint
from stocktake.ui.widgets.measured import Measured
from stocktake.ui.widgets.wrapped_table import WrappedTable

ABOUT = (
    "Only whether a question was answered is counted, never the answer. What a practice kept to "
    "itself cannot be told from a blank. Press a section to see its questions."
)
SECTIONS = (
    FigureColumn("Section"),
    FigureColumn("Answered and shared", is_number=True),
    FigureColumn("Answered by nobody", is_number=True),
)
QUESTIONS = tuple(map(FigureColumn, ("Question", "Answered and shared", "Not known", "Left")))
TABLE_HEIGHT = 420
"""Pixels of the sections at 100% text; there are as many as expectations."""


class CoveragePanel(QWidget):
    """A table of sections, and under it the questions of the one that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covered: tuple[SectionCovered, ...] = ()
        self.sections = WrappedTable("Answers by section", opens=True, height=TABLE_HEIGHT)
        self._section_rows = WrappedRows(SECTIONS, self.sections)
        self.sections.setModel(self._section_rows)
        self.questions = WrappedTable("Answers by question")
        self._question_rows = WrappedRows(QUESTIONS, self.questions)
        self.questions.setModel(self._question_rows)
        self._heading = Heading()
        self._detail = Card()
        self._detail.add(self._heading)
        self._detail.add(self.questions)
        self._detail.hide()
        card = Card()
        card.add(self.sections)
        stack(
            self,
            Heading("What was answered"),
            Measured(Hint(ABOUT)),
            card,
            self._detail,
            space=SPACE_BLOCK,
        )
        self.sections.opened.connect(self._on_sections_opened)

    def show_covered(self, covered: Sequence[SectionCovered]) -> None:
        """Show these; the questions that were open close."""
        if tuple(covered) == self._covered:
            return
        self._covered = tuple(covered)
        self._detail.hide()
        self._section_rows.set_rows([_section(each) for each in self._covered])

    @Slot(int)
    def _on_sections_opened(self, place: int) -> None:
        section = self._covered[place]
        self._heading.set_words(section.title)
        self._question_rows.set_rows([_question(each) for each in section.questions])
        self._detail.show()
        self._heading.setFocus()


def _section(each: SectionCovered) -> WrappedRow:
    share = f"{each.answered} of {counted(each.asked, 'answer')}"
    none = counted(each.by_none, "question") if each.by_none else "–"
    return WrappedRow((each.title, share, none))


def _question(each: QuestionCovered) -> WrappedRow:
    asked = each.asked
    share = of_practices(each.answered, asked) if asked else "does not apply"
    not_asked = each.out_of - asked
    second = f"Does not apply to {counted(not_asked, 'practice')}." if not_asked and asked else ""
    return WrappedRow(
        (each.label, share, str(each.not_known or "–"), str(each.blank or "–")), second
    )
