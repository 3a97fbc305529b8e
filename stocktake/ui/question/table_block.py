"""A table of answers as a question, with its further columns on request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import Slot

from stocktake.phrases import counted, start_upper
from stocktake.questionnaire.answers import Address, State, Value
from stocktake.questionnaire.form import Choice, Column, Field, Question
from stocktake.questionnaire.issues import Issue, row_name
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.table_rows import CellChange, TableRow
from stocktake.tasks.step_words import DUPLICATED, PASTED
from stocktake.tasks.undo_stack import IN_PLACE
from stocktake.ui.editors.table import TableEditor
from stocktake.ui.question.block import Block
from stocktake.ui.question.form_desk import FormDesk
from stocktake.ui.question.row_order import row_order
from stocktake.ui.widgets.buttons import QuietButton

if TYPE_CHECKING:
    from stocktake.tasks.published_offers import Offer
    from stocktake.ui.question.published_words import Told

MOST_MISSING = 3
"""Blank cells that are named; a list of thirty under a table would be read by nobody."""

CATALOGUE = "expectations"
"""What a column names when its cells point at the rows of the expectations catalogue."""


class TableBlock(Block):
    """Keeps a table editor and the sheet in step, cell by cell."""

    def __init__(self, form: FormDesk, question: Question, number: str) -> None:
        super().__init__(form, (question,), number)
        self.question = question
        self._all_columns = False
        self._known: tuple[str, ...] = ()
        self._more = QuietButton("More columns", "table")
        self._more.setAccessibleName(f"More columns: {self.name}")
        self.editor = self._make()
        self.put_before_answer(self._more)
        self.put_answer(self.editor, is_wide=True)
        self._more.setVisible(len(self._columns()) < len(question.columns))
        self._more.clicked.connect(self._on_more_clicked)

    def _columns(self) -> tuple[Column, ...]:
        """The columns on show."""
        shown = self.form.sheet.columns(self.question)
        if self._all_columns or not shown:
            shown = self.question.columns
        return filled_in_first(shown)

    def _make(self) -> TableEditor:
        sheet = self.form.sheet
        columns = tuple(pointing(sheet, self.form, column) for column in self._columns())
        editor = TableEditor(structs.replace(self.question, columns=columns))
        self._remarked = ""
        editor.set_name(self.name, self.question.hint)
        editor.set_read_only(self.form.is_read_only)
        editor.cell_edited.connect(self._on_cell_edited)
        editor.cells_pasted.connect(self._on_cells_pasted)
        editor.row_duplicated.connect(self._on_row_duplicated)
        editor.row_removed.connect(self._on_row_removed)
        editor.rows_moved.connect(self._on_rows_moved)
        editor.unfolded.connect(self.form.beside.unfolded)
        editor.view.selectionModel().currentChanged.connect(self._on_current_changed)
        return editor

    # Showing

    def show_answer(self) -> None:
        """Show rows and cells as they are, touching only those that changed."""
        shown = {row.id: row for row in self.editor.rows()}
        wanted = self._wanted(shown)
        if [row.id for row in wanted] != list(shown):
            self.editor.set_rows(wanted)
            return
        for row in wanted:
            before = shown[row.id].cells
            for column_id in {*before, *row.cells}:
                if before.get(column_id) != row.cells.get(column_id):
                    self.editor.set_cell(row.id, column_id, row.cells.get(column_id))

    def _wanted(self, shown: dict[str, TableRow]) -> list[TableRow]:
        """The rows there are; one just added, with nothing in it yet, stays where it is."""
        sheet = self.form.sheet
        known = sheet.shown_rows(self.question)
        kept = {*sheet.answers.rows(self.question.id), *sheet.starter_rows(self.question)}
        order = row_order(list(shown), self._known, known, kept)
        self._known = known
        return [self._row(sheet, row) for row in order]

    def _row(self, sheet: Sheet, row: str) -> TableRow:
        table = self.question
        is_starter = row in sheet.starter_rows(table)
        cells: dict[str, Value] = {}
        for column in table.columns:
            value = (
                sheet.value(column.id, row)
                if _is_worked_out(column)
                else self.form.answer_at(Address(table.id, row, column.id)).value
            )
            if value is None and column.id == table.key:
                # A row known by its option's code says what it is without being told.
                value = row if is_starter else sheet.value(column.id, row)
            if value is not None:
                cells[column.id] = value
        return TableRow(row, cells, is_fixed=table.rows == "fixed", is_starter=is_starter)

    def issues(self) -> tuple[Issue, ...]:
        """What there is to say; of many blank cells only the first are named one by one."""
        found = super().issues()
        missing = [issue for issue in found if issue.id.startswith("missing:")]
        rest = missing[MOST_MISSING:]
        if len(rest) < 2:
            return found
        message = counted(len(rest), "more cell is", "more cells are") + " still needed"
        more = Issue("missing", "I", message, (self.question.id,))
        return (*(issue for issue in found if issue not in rest), more)

    def say_remarks(self, words: str) -> None:
        """Let what is to be put right be heard with the table."""
        if words != self._remarked:
            self._remarked = words
            said = (words, self.question.hint)
            self.editor.set_name(self.name, " ".join(part for part in said if part))

    # What was published

    def told_of_published(self, offers: tuple[Offer, ...]) -> Told | None:
        """What was published for the cell in hand; for none, how many figures there are."""
        from stocktake.ui.question.published_words import Told, told, told_together

        here = self._published_here(offers)
        may_change = not self.form.is_read_only
        found = told(here, self._column_of(here), may_change=may_change) if here else None
        if here is not None and found is not None:
            lead = f"{start_upper(here.words)}. {found.lead}".strip()
            return replace(found, lead=lead)
        return Told("", "", told_together(offers)) if may_change else None

    def look_words(self) -> str:
        """All of a table's figures are looked at together."""
        return "Look at them all"

    def published_to_take(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """The figure for the cell in hand."""
        here = self._published_here(offers)
        return (here,) if here is not None else ()

    def _published_here(self, offers: tuple[Offer, ...]) -> Offer | None:
        index = self.editor.view.currentIndex()
        row = self.editor.model.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        at = self._address(row.id, self.editor.model.columns[index.column()].id)
        return next((each for each in offers if each.address == at), None)

    def _column_of(self, offer: Offer) -> Field:
        return self.form.sheet.loaded.fields[offer.address.field_id]

    @Slot()
    def _on_current_changed(self) -> None:
        if self.published.offers:
            self.published.show_line()

    # Taking in

    def flush(self) -> None:
        """Hand over the cell being typed in."""
        self.editor.flush()
        super().flush()

    def clear_answer(self) -> None:
        """Take off the table's state; cells are emptied one by one, so that none goes unseen."""
        self.choose_state(State.ANSWERED)

    def _address(self, row: str, column: str) -> Address:
        return Address(self.question.id, row, column)

    @Slot(str, str, object)
    def _on_cell_edited(self, row: str, column: str, value: Value | None) -> None:
        order = self._order()
        self.form.give(self._address(row, column), value)
        self._keep_order(order)

    @Slot(tuple)
    def _on_cells_pasted(self, changes: tuple[CellChange, ...]) -> None:
        self._give_all(changes, PASTED)

    @Slot(tuple)
    def _on_row_duplicated(self, changes: tuple[CellChange, ...]) -> None:
        self._give_all(changes, DUPLICATED)

    def _give_all(self, changes: tuple[CellChange, ...], note: str) -> None:
        values = {self._address(c.row_id, c.column_id): c.value for c in changes}
        order = self._order()
        self.form.give_all(values, note)
        self._keep_order(order)

    def _order(self) -> tuple[str, ...]:
        return tuple(row.id for row in self.editor.rows())

    def _keep_order(self, shown: tuple[str, ...]) -> None:
        """Keep rows where they were put, once they hold something."""
        answers = self.form.sheet.answers
        table = self.question.id
        kept = answers.rows(table)
        order = tuple(row for row in shown if row in kept)
        elsewhere = tuple(row for row in kept if row not in order)
        if (*order, *elsewhere) != kept:
            self.form.desk.order_rows(self.form.form_id, table, (*order, *elsewhere), IN_PLACE)

    @Slot(str)
    def _on_row_removed(self, row: str) -> None:
        if row in self.form.sheet.answers.rows(self.question.id):
            self.form.desk.remove_row(self.form.form_id, self.question.id, row)
        self.show_answer()

    @Slot(tuple)
    def _on_rows_moved(self, order: tuple[str, ...]) -> None:
        kept = self.form.sheet.answers.rows(self.question.id)
        elsewhere = tuple(row for row in kept if row not in order)
        self.form.desk.order_rows(self.form.form_id, self.question.id, (*order, *elsewhere))
        # Where it could not be saved, the rows stand as they are kept.
        self.show_answer()

    @Slot()
    def _on_more_clicked(self) -> None:
        self.editor.flush()
        self._all_columns = not self._all_columns
        self._more.setText("Fewer columns" if self._all_columns else "More columns")
        self._more.setAccessibleName(f"{self._more.text()}: {self.name}")
        old, self.editor = self.editor, self._make()
        self._column.replaceWidget(old, self.editor)
        self._answer = self.editor
        old.hide()
        old.deleteLater()
        self.refresh()
        self._more.setFocus()


def filled_in_first(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with those worked out last, so that what is filled in comes into view first.

    The first column stays, because it says which row one is in.
    """
    return (*columns[:1], *sorted(columns[1:], key=_is_worked_out))


def _is_worked_out(column: Column) -> bool:
    return column.read_only or column.type == "calculated"


def pointing(sheet: Sheet, form: FormDesk, column: Column) -> Column:
    """A column whose cells point at other rows, with those rows as its options."""
    if not column.refers_to:
        return column
    options: list[Choice] = []
    for table_id in column.refers_to:
        if table_id == CATALOGUE:
            catalogue = form.desk.sheet(CATALOGUE).loaded.catalogue
            rows = catalogue.expectations if catalogue else ()
            options += [Choice(code=row.id, label=row.title) for row in rows]
        elif table_id in sheet.loaded.questions:
            table = sheet.loaded.questions[table_id]
            options += [
                Choice(code=row, label=row_name(sheet, table, row)) for row in sheet.rows(table_id)
            ]
    return structs.replace(column, choice=tuple(options))
