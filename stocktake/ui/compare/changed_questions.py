"""What is new, changed and no longer asked between two versions of the forms, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.newer_form import NewQuestions
from stocktake.ui.compare.news_rows import (
    CHANGED_COLUMNS,
    GONE_COLUMNS,
    NEW_COLUMNS,
    changed_rows,
    gone_rows,
    new_rows,
    summary,
)
from stocktake.ui.look import SPACE_QUESTION
from stocktake.ui.models.figures import FigureColumn
from stocktake.ui.models.wrapped_rows import WrappedRow, WrappedRows
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.wrapped_table import WrappedTable


class TitledTable(QWidget):
    """A table under its heading; hidden while it has no rows."""

    def __init__(self, title: str, *, opens: bool = False) -> None:
        super().__init__()
        self.table = WrappedTable(title, opens=opens)
        card = Card()
        card.add(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_QUESTION)
        column.addWidget(Heading(title))
        column.addWidget(card)

    def fill(self, columns: Sequence[FigureColumn], rows: Sequence[WrappedRow]) -> None:
        """Show these rows."""
        model = WrappedRows(columns, self.table)
        model.set_rows(rows)
        self.table.setModel(model)
        self.setVisible(bool(rows))

    def key(self, row: int) -> tuple[str, ...]:
        """What a row leads to."""
        model = self.table.model()
        return model.row_at(row).key if isinstance(model, WrappedRows) else ()


class ChangedQuestions(QWidget):
    """The three lists, each hidden while there is nothing in it.

    Signals:
        opened: (form, question or expectation) that was chosen.
    """

    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._summary = Words()
        self._new = TitledTable("New", opens=True)
        self._changed = TitledTable("Changed", opens=True)
        self._gone = TitledTable("No longer asked")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_QUESTION)
        for each in (self._summary, self._new, self._changed, self._gone):
            column.addWidget(each)
        self._new.table.opened.connect(self._on_new_opened)
        self._changed.table.opened.connect(self._on_changed_opened)

    def show_news(self, news: Sequence[NewQuestions], closing: str) -> None:
        """List what is new in each form.

        Args:
            news: of each form that is another one now.
            closing: said after the counts; alone where there is nothing to count.
        """
        said = [summary(each, shipped_form(each.form_id).form.title) for each in news]
        self._summary.setText("\n".join((*said, closing)))
        self._new.fill(NEW_COLUMNS, [row for each in news for row in new_rows(each)])
        self._changed.fill(CHANGED_COLUMNS, [row for each in news for row in changed_rows(each)])
        self._gone.fill(GONE_COLUMNS, [row for each in news for row in gone_rows(each)])

    def tables(self) -> tuple[QWidget, ...]:
        """The tables, to be gone through in turn."""
        return (self._new.table, self._changed.table, self._gone.table)

    @Slot(int)
    def _on_new_opened(self, row: int) -> None:
        self._open(self._new, row)

    @Slot(int)
    def _on_changed_opened(self, row: int) -> None:
        self._open(self._changed, row)

    def _open(self, titled: TitledTable, row: int) -> None:
        form_id, wanted = titled.key(row)
        self.opened.emit(form_id, wanted)
