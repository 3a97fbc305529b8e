"""What one cell says in answer to one question, the way typed answers are read.

A cell that cannot be taken as an answer says so in words, with what to do (``UnreadableError``); it
is never taken for a blank or a zero.
"""

from __future__ import annotations

from decimal import Decimal

from stocktake.questionnaire.answers import BLANK, Answer, State, Value
from stocktake.questionnaire.form import Column, Field
from stocktake.questionnaire.types import NotUnderstood, parse
from stocktake.workbooks.answer_rows import FoundRow
from stocktake.workbooks.cell_values import date_value
from stocktake.workbooks.cells import Cell
from stocktake.workbooks.layout import NOT_KNOWN, cell_form, says_the_same, tidy

_TEXT_TYPES = frozenset({"text", "long_text"})
_FIRST_DAY, _LAST_DAY = "1940-01-01", "2099-12-31"
"""A bare number in between is taken for a day; 2026 or 31102026 is none."""


class UnreadableError(Exception):
    """A cell that cannot be taken as an answer; the words say why."""

    def __init__(self, code: str, what: str, how: str) -> None:
        super().__init__(what)
        self.code, self.what, self.how = code, what, how


def read_cell(cell: Cell | None, question: Field, *, from_1904: bool = False) -> Value | None:
    """Read what somebody put in a cell, the way typed answers are read.

    Args:
        cell: the cell, None where there is nothing in it.
        question: what is asked there.
        from_1904: the workbook counts its days from 1904.

    Raises:
        UnreadableError: it is an error, a formula without a value, or of another kind.
    """
    if cell is None:
        return None
    if cell.kind == "error":
        raise UnreadableError("error_in_cell", f"The cell shows {cell.value}.", _TYPE_AGAIN)
    if cell.kind == "uncached":
        what = "The cell holds a formula that has not been worked out."
        raise UnreadableError("formula_without_value", what, _TYPE_AGAIN)
    if cell.kind == "date" and question.type != "date" and question.type not in _TEXT_TYPES:
        what = "The cell holds a date; Excel may have turned figures such as 3-4 into one."
        raise UnreadableError("turned_into_date", what, _TYPE_AGAIN)
    text = _day(cell, from_1904) if question.type == "date" else cell.value
    if cell.is_percent and question.type == "percent" and cell.kind == "number":
        text = f"{(Decimal(text) * 100).normalize():f}"
    try:
        return parse(text, question)
    except NotUnderstood as fault:
        raise UnreadableError("not_understood", fault.what, fault.how_to_fix) from None


def _day(cell: Cell, from_1904: bool) -> str:
    """Read the bare number of a day, which is left when a program drops how cells are shown."""
    if cell.kind == "number":
        kind, text = date_value(cell.value, from_1904=from_1904)
        if kind == "date" and _FIRST_DAY <= text[:10] <= _LAST_DAY:
            return text
    return cell.value


_TYPE_AGAIN = "Type the answer itself; what the cell holds was not taken."


def joined(cell: Cell | None, rest: str) -> Cell | None:
    """Put a text together that goes on in other rows."""
    if cell is None or not rest:
        return cell
    return Cell(cell.row, cell.column, cell.kind, cell.value + rest, cell.is_formula)


def is_kept(was: Answer, column: Column, cell: Cell | None) -> bool:
    """Whether a cell of a table still says what was exported."""
    form = NOT_KNOWN if was.state is State.NOT_KNOWN else cell_form(was.value, column)
    return says_the_same(form, cell) and (was != BLANK or cell is None)


def names_row(column: Column, row_id: str, cell: Cell | None) -> bool:
    """Whether a cell only says which starter row its row is, which the row's id says already."""
    if cell is None:
        return False
    said = tidy(cell.value).casefold()
    return any(
        choice.code == row_id and said in (choice.code.casefold(), tidy(choice.label).casefold())
        for choice in column.choice
    )


_YES_NO = Field(id="", type="yes_no", label="")


def is_marked(row: FoundRow) -> bool:
    """Whether an option's row is marked as chosen; raises when it says neither yes nor no."""
    if row.answer is None:
        return False
    if row.answer.value.strip().casefold() in ("x", "✓", "✔"):
        return True
    return read_cell(row.answer, _YES_NO) == "yes"
