"""A table of answers: typed in cell by cell, pasted from Excel, rows added and taken away.

A table is its cells, so it speaks in cells and rows and never through ``edited``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QWidget

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Field, Question
from stocktake.questionnaire.paste_plan import (
    Match,
    PastePlan,
    Target,
    is_plain,
    match_of,
    plan_paste,
)
from stocktake.questionnaire.table_rows import CellChange, TableRow
from stocktake.ui.editors.base import Editor
from stocktake.ui.editors.cells_view import CellsView
from stocktake.ui.editors.choices import ChoicesDialog
from stocktake.ui.editors.paste_panel import PastePanel, listed
from stocktake.ui.editors.pasting import NewRows, grid_of, new_row_id
from stocktake.ui.editors.row_form import RowForm
from stocktake.ui.models.table_cells import TableCellsModel
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.flow_row import FlowRow
from stocktake.ui.widgets.notice import Notice


class TableEditor(Editor):
    """Edits the rows of one table.

    Signals:
        cell_edited: (row id, column id, value or None).
        cells_pasted: a tuple of ``CellChange``, to be kept and undone as one.
        row_duplicated: the same, for the cells of a row that was copied into a new one.
        row_added: (row id, place): a new row stands at that place.
        row_removed: row id.
        rows_moved: the row ids in their new order.
        unfolded: what was opened under the table, and should come into view.
    """

    cell_edited = Signal(str, str, object)
    cells_pasted = Signal(tuple)
    row_duplicated = Signal(tuple)
    row_added = Signal(str, int)
    row_removed = Signal(str)
    rows_moved = Signal(tuple)
    unfolded = Signal(QWidget)

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        if not isinstance(field, Question):
            raise TypeError("a table stands by itself, not in a column of another")
        self._table = field
        self.model = TableCellsModel(field, self)
        self.view = CellsView(self.model)
        self._notice = Notice()
        self._buttons = QWidget()
        self._add = PlainButton("Add a row", "add")
        self._copy = PlainButton("Duplicate row", "copy")
        self._remove = PlainButton("Delete row", "remove")
        self._up = PlainButton("Move up", "up")
        self._down = PlainButton("Move down", "down")
        self._fill_in = PlainButton("Fill in this row", "list")
        self._paste = PlainButton("Paste from Excel", "paste")
        self._pasting: PastePanel | None = None
        self._form: RowForm | None = None
        row = FlowRow(self._buttons)
        for button in (self._add, self._fill_in, self._paste, self._copy):
            row.addWidget(button)
        for button in (self._up, self._down, self._remove):
            row.addWidget(button)
        for place, widget in enumerate((self.view, self._notice, self._buttons)):
            self._column.insertWidget(place, widget)
        self.hand_on_to(self.view)
        self._connect()
        self._say_what_can_be_done()

    def _connect(self) -> None:
        self.model.cell_edited.connect(self._on_cell_edited)
        self.model.refused.connect(self._on_refused)
        self.view.paste_asked.connect(self._on_paste_asked)
        self.view.insert_asked.connect(self._on_add_clicked)
        self.view.duplicate_asked.connect(self._on_copy_clicked)
        self.view.delete_asked.connect(self._on_remove_clicked)
        self.view.move_asked.connect(self._on_move_asked)
        self.view.list_asked.connect(self._on_list_asked)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._add.clicked.connect(self._on_add_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._up.clicked.connect(self._on_up_clicked)
        self._down.clicked.connect(self._on_down_clicked)
        self._fill_in.clicked.connect(self._on_fill_in_clicked)
        self._paste.clicked.connect(self._on_paste_asked)

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show other rows, silently, and stay in the cell one was in."""
        here = self.view.currentIndex()
        self.model.set_rows(rows)
        self.view.fit()
        self.view.frozen.fit()
        if here.isValid():
            self.view.setCurrentIndex(self.model.index(here.row(), here.column()))
        self._say_what_can_be_done()
        self._show_form()

    def rows(self) -> tuple[TableRow, ...]:
        """Return the rows as they stand."""
        return self.model.rows()

    def set_cell(self, row_id: str, column_id: str, value: Value | None) -> None:
        """Show a value in one cell, silently, such as a figure that was worked out."""
        self.model.set_cell(row_id, column_id, value)

    def set_value(self, value: Value | None) -> None:
        """Empty the table; a table is otherwise filled with ``set_rows``."""
        self.set_rows(())
        super().set_value(None)

    def named_parts(self) -> tuple[QWidget, ...]:
        """The table itself."""
        return (self.view,)

    def set_name(self, name: str, description: str = "") -> None:
        """Name the table, and say of its buttons which table they are for."""
        super().set_name(name, description)
        for button in self._buttons.findChildren(PlainButton):
            button.setAccessibleDescription(name)

    def set_read_only(self, read_only: bool) -> None:
        """Let cells be reached, read and copied only."""
        super().set_read_only(read_only)
        self.model.is_read_only = read_only
        self._say_what_can_be_done()

    def flush(self) -> None:
        """Hand over the cell being typed in."""
        if self.view.state() is QAbstractItemView.State.EditingState:
            # Moving the current cell is how a view is told to keep what is being typed.
            here = self.view.currentIndex()
            self.view.setCurrentIndex(QModelIndex())
            self.view.setCurrentIndex(here)
        if self._form is not None:
            self._form.flush()

    def _show(self, value: Value | None) -> None:
        self._notice.clear()

    def _say_what_can_be_done(self) -> None:
        row = self.model.row_at(self.view.currentIndex().row())
        may_add = not self._read_only and self._table.rows != "fixed"
        most = self._table.max_rows
        if most is not None and len(self.model.rows()) >= most:
            may_add = False
        self._add.setEnabled(may_add)
        self._copy.setEnabled(may_add and row is not None)
        self._remove.setEnabled(not self._read_only and row is not None and not row.is_fixed)
        self._paste.setEnabled(not self._read_only)
        here = self.view.currentIndex().row()
        self._up.setEnabled(row is not None and here > 0)
        self._down.setEnabled(row is not None and here + 1 < len(self.model.rows()))
        self._fill_in.setEnabled(row is not None)
        self._buttons.setVisible(not self._read_only and self._pasting is None)
        for button in (self._add, self._copy, self._up, self._down, self._remove):
            button.setVisible(self._table.rows != "fixed")

    def _insert(self, place: int, row: TableRow) -> None:
        self.model.insert(place, row)
        self.view.fit()
        self.row_added.emit(row.id, place)
        first = next(
            (n for n, each in enumerate(self.model.columns) if self.model.is_open(place, each)), 0
        )
        self.view.setCurrentIndex(self.model.index(place, first))
        self.view.setFocus()

    @Slot(str, str, object)
    def _on_cell_edited(self, row_id: str, column_id: str, value: Value | None) -> None:
        self._notice.clear()
        self.cell_edited.emit(row_id, column_id, value)

    @Slot(str)
    def _on_refused(self, words: str) -> None:
        self._notice.say("problem", words, "That was not taken")

    @Slot()
    def _on_add_clicked(self) -> None:
        if self._add.isEnabled():
            here = self.view.currentIndex().row()
            place = here + 1 if self.model.row_at(here) else len(self.model.rows())
            self._insert(place, TableRow(new_row_id()))

    @Slot()
    def _on_copy_clicked(self) -> None:
        here = self.view.currentIndex().row()
        row = self.model.row_at(here)
        if row is None or not self._copy.isEnabled():
            return
        new = TableRow(new_row_id())
        self._insert(here + 1, new)
        changes = tuple(
            CellChange(new.id, column.id, row.cells[column.id])
            for column in self.model.columns
            if column.id in row.cells and self.model.is_open(here + 1, column)
        )
        self._take(changes)
        if changes:
            self.row_duplicated.emit(changes)

    @Slot()
    def _on_remove_clicked(self) -> None:
        here = self.view.currentIndex()
        row = self.model.row_at(here.row())
        if row is None or not self._remove.isEnabled():
            return
        self.model.remove(here.row())
        self.view.fit()
        self.row_removed.emit(row.id)
        self._say_what_can_be_done()

    @Slot(int)
    def _on_move_asked(self, step: int) -> None:
        here = self.view.currentIndex()
        if not self._read_only and self.model.move(here.row(), step):
            self._say_what_can_be_done()
            self.rows_moved.emit(tuple(row.id for row in self.model.rows()))

    @Slot()
    def _on_up_clicked(self) -> None:
        self._on_move_asked(-1)

    @Slot()
    def _on_down_clicked(self) -> None:
        self._on_move_asked(1)

    # Pasting

    def _target(self) -> Target:
        here = self.view.currentIndex()
        return Target(
            columns=self.model.columns,
            rows=self.model.rows(),
            key=self._table.key,
            top=here.row() if self.model.row_at(here.row()) else 0,
            may_add=self._table.rows != "fixed",
            most_rows=self._table.max_rows,
        )

    @Slot()
    def _on_paste_asked(self) -> None:
        grid = grid_of(QGuiApplication.clipboard().text())
        if self._read_only:
            return
        if not any(cell.strip() for line in grid for cell in line):
            words = "Copy some cells in Excel first, and then paste them here."
            self._notice.say("info", words, "There is nothing to paste")
            return
        self._notice.clear()
        target, left = self._target(), max(0, self.view.currentIndex().column())
        match = match_of(target, grid, left)
        plan = plan_paste(target, grid, match, NewRows().id_of)
        if is_plain(target, match, plan, left):
            self._take_paste(plan)
        elif len(grid) == len(grid[0]) == 1 and not match.has_headings:
            self._notice.say("attention", "\n".join(map(str, plan.left)), "That was not taken")
        else:
            self._ask_about(target, grid, match)

    def _ask_about(self, target: Target, grid: list[list[str]], match: Match) -> None:
        """Show in the page where everything would go; nothing changes until it is agreed."""
        self._leave_paste()
        self._pasting = PastePanel(target, grid, match, self._table.label)
        self._column.insertWidget(self._column.indexOf(self._buttons), self._pasting)
        self._pasting.agreed.connect(self._on_pasting_agreed)
        self._pasting.left.connect(self._on_pasting_left)
        self._pasting.show()
        self._buttons.hide()
        self._pasting.begin()
        QTimer.singleShot(0, self._on_laid_out)

    @Slot()
    def _on_laid_out(self) -> None:
        opened = self._pasting or self._form
        if opened is not None:
            self.unfolded.emit(opened)

    def _leave_paste(self) -> None:
        if self._pasting is not None:
            self._pasting.hide()
            self._pasting.deleteLater()
            self._pasting = None
        self._buttons.setVisible(not self._read_only)

    @Slot(object)
    def _on_pasting_agreed(self, plan: PastePlan) -> None:
        self._leave_paste()
        self._take_paste(plan)
        self.view.setFocus()
        told = [*map(str, plan.left), *map(str, plan.told)]
        if told:
            self._notice.say("attention", listed(told), "Pasted, and this was left")

    @Slot()
    def _on_pasting_left(self) -> None:
        self._leave_paste()
        self.view.setFocus()

    def _take_paste(self, plan: PastePlan) -> None:
        for row in plan.added:
            place = len(self.model.rows())
            self.model.insert(place, row)
            self.row_added.emit(row.id, place)
        self._take(plan.changes)
        if plan.changes:
            self.cells_pasted.emit(tuple(plan.changes))
        self._say_what_can_be_done()

    def _take(self, changes: Sequence[CellChange]) -> None:
        for change in changes:
            self.model.set_cell(change.row_id, change.column_id, change.value)
        self.view.fit()

    # One row, field by field

    @Slot()
    def _on_fill_in_clicked(self) -> None:
        if self._form is not None:
            self._on_form_closed()
            return
        self.flush()
        self._form = RowForm(self._table)
        self._column.insertWidget(self._column.indexOf(self._buttons) + 1, self._form)
        self._form.cell_given.connect(self._on_form_cell_given)
        self._form.refused.connect(self._on_refused)
        self._form.step_asked.connect(self._on_form_step_asked)
        self._form.closed.connect(self._on_form_closed)
        self._form.show()
        self._show_form()
        self._form.begin()
        QTimer.singleShot(0, self._on_laid_out)

    def _show_form(self) -> None:
        here = self.view.currentIndex().row()
        row = self.model.row_at(here)
        if self._form is None:
            return
        if row is None:
            self._on_form_closed()
            return
        open_ones = {each.id for each in self.model.columns if self.model.is_open(here, each)}
        self._form.show_row(row, self.model.name_of(here), open_ones)
        self._form.offer_steps(back=here > 0, on=here + 1 < len(self.model.rows()))

    @Slot(str, str, object)
    def _on_form_cell_given(self, row_id: str, column_id: str, value: Value | None) -> None:
        self.model.set_cell(row_id, column_id, value)
        self._on_cell_edited(row_id, column_id, value)
        self._show_form()

    @Slot(int)
    def _on_form_step_asked(self, step: int) -> None:
        here = self.view.currentIndex()
        self.view.setCurrentIndex(self.model.index(here.row() + step, here.column()))

    @Slot()
    def _on_form_closed(self) -> None:
        if self._form is not None:
            self._form.leave_row()
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self.view.setFocus()

    @Slot(QModelIndex)
    def _on_list_asked(self, index: QModelIndex) -> None:
        column = self.model.columns[index.column()]
        row = self.model.row_at(index.row())
        if row is None:
            return
        dialog = ChoicesDialog(column, column.label, self)
        dialog.editor.set_value(row.cells.get(column.id))
        if dialog.exec():
            self.model.give(index.row(), column, dialog.editor.value())
        dialog.deleteLater()
        self.view.setFocus()

    @Slot()
    def _on_current_changed(self) -> None:
        self._say_what_can_be_done()
        self._show_form()
