"""A readable sheet, filled from the top: title, lines of text, tables with names, charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

from stocktake.workbooks.cell_text import clean_text, split_text, write_text
from stocktake.workbooks.cells import column_letters
from stocktake.workbooks.exports.data import WorkbookData
from stocktake.workbooks.exports.fitting import fit_rows, pages_across
from stocktake.workbooks.exports.look import (
    ACCENT,
    BODY_SIZE,
    FONT,
    NUMBER_FORMATS,
    Looks,
    set_page,
    sheet_title,
)
from stocktake.workbooks.exports.page_breaks import DEFAULT_HEIGHT, keep_together
from stocktake.workbooks.limits import MAX_STRING

Kind = Literal["text", "first", "muted", "middle", "count", "one_place", "wte", "pounds", "date"]

Content = str | int | Decimal | date | None

GOES_ON = " … (goes on under Notes)"
"""Stands at the end of a text that no cell can hold."""

_MOST_FROZEN = 10
"""Rows that may stand still at the head of a sheet: half of what a small screen shows."""

LINE_LENGTH = 120
"""Characters of a line of text above a table; longer text takes several lines."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a table: its heading, what it holds, and how wide it is in characters."""

    text: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a look of its own, such as a level on its colour."""

    value: Content
    look: str
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Overflow:
    """Text that did not fit its cell and goes on under Notes."""

    sheet: str
    cell: str
    text: str


@dataclass
class Book:
    """One workbook being written.

    Attributes:
        overflow: what goes on under Notes.
    """

    workbook: Workbook
    data: WorkbookData
    looks: Looks = field(default_factory=Looks)
    overflow: list[Overflow] = field(default_factory=list)
    table_names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Measure columns in the font of the text: another machine may not have openpyxl's."""
        self.workbook._named_styles["Normal"].font = Font(name=FONT, size=BODY_SIZE)

    def page(self, title: str, heading: str, *, is_wide: bool = True) -> Page:
        """Begin a sheet.

        Args:
            title: the tab.
            heading: what the sheet is, in its first cell.
            is_wide: prints on its side.
        """
        name = sheet_title(title, self.workbook.sheetnames)
        page = Page(self, self.workbook.create_sheet(name))
        page.is_wide = is_wide
        page.put(1, heading, "title")
        page.row = 2
        return page


class Page:
    """One sheet; ``row`` is the next row to be filled."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self.book = book
        self.sheet = sheet
        self.row = 1
        self.is_wide = True
        self._tables: list[int] = []
        self._widths: dict[int, int] = {}
        sheet.sheet_view.showGridLines = False
        sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = DEFAULT_HEIGHT, True

    def put(self, column: int, value: Content, look: str, number_format: str = "General") -> Any:
        """Put a value in a cell of this row; text is typed text and never cut silently."""
        cell = self.sheet.cell(self.row, column)
        self.book.looks.give(cell, look, number_format)
        if isinstance(value, str):
            self._write(cell, value)
        elif value is not None:
            cell.value = value
            cell.number_format = number_format
        return cell

    def _write(self, cell: Any, text: str) -> None:
        """Write text; what no cell can hold goes on under Notes, and the cell says so."""
        if not text:
            return
        if len(split_text(clean_text(text))) > 1:
            text, *rest = split_text(clean_text(text), MAX_STRING - len(GOES_ON))
            self.book.overflow.append(Overflow(self.sheet.title, cell.coordinate, "".join(rest)))
            text += GOES_ON
        write_text(cell, text)

    def line(self, text: str, look: str = "line") -> None:
        """Add a line that runs over the columns beside it; a long one takes several rows."""
        for piece in wrap(text, LINE_LENGTH) or [""]:
            self.put(1, piece, look)
            self.row += 1

    def gap(self) -> None:
        """Leave a row blank."""
        self.row += 1

    def pairs(self, rows: Sequence[tuple[str, Content]], look: str = "text") -> None:
        """Add a label and a value to a row each."""
        for label, value in rows:
            self.put(1, label, "label")
            self.put(
                2, value, look, NUMBER_FORMATS["date"] if isinstance(value, date) else "General"
            )
            self.row += 1

    def widths(self, *widths: int) -> None:
        """Make columns at least so wide, in characters."""
        for column, width in enumerate(widths, 1):
            self._widen(column, width)

    def _widen(self, column: int, width: int) -> None:
        self._widths[column] = max(width, self._widths.get(column, 0))
        letters = column_letters(column)
        self.sheet.column_dimensions[letters].width = self._widths[column]

    def table(
        self, name: str, headings: Sequence[Heading], rows: Sequence[Sequence[Content | Cell]]
    ) -> tuple[int, int]:
        """Add a named table and return the numbers of its first and last row of data.

        Args:
            name: what the table is called in Excel.
            headings: its columns; each heading stands once.
            rows: the values; a text in a column of numbers stands as it is, such as a dash.
        """
        first = self.row
        for column, heading in enumerate(headings, 1):
            self.put(column, heading.text, _heading_look(heading.kind, is_first=column == 1))
            self._widen(column, heading.width)
        for values in rows:
            self.row += 1
            for column, (heading, value) in enumerate(zip(headings, values, strict=True), 1):
                self._cell(column, heading.kind, value)
        last = self.row
        if rows:
            self._name(name, first, last, len(headings))
        self.row += 2
        self._tables.append(first)
        return first + 1, last

    def _cell(self, column: int, kind: Kind, value: Content | Cell) -> None:
        if isinstance(value, Cell):
            self.put(column, value.value, value.look, value.number_format)
            return
        looks = {"text": "cell", "first": "first", "muted": "muted", "middle": "middle"}
        is_number = kind in NUMBER_FORMATS
        look = looks.get(kind, "day" if kind == "date" else "number")
        number_format = NUMBER_FORMATS[kind] if is_number else "General"
        self.put(column, value, look, "General" if isinstance(value, str) else number_format)

    def _name(self, name: str, first: int, last: int, columns: int) -> None:
        """Make the block a table with a name, so that Excel can filter it and speak of it."""
        plain = re.sub(r"\W", "_", name)
        number = 2
        unique = plain
        while unique.casefold() in self.book.table_names:
            unique = f"{plain}_{number}"
            number += 1
        self.book.table_names.add(unique.casefold())
        reference = f"A{first}:{column_letters(columns)}{last}"
        self.sheet.add_table(Table(displayName=unique, name=unique, ref=reference))

    def finish(self) -> None:
        """Fit the rows, and set the sheet up for printing."""
        fit_rows(self.sheet)
        # The headings of one table would be wrong above the rows of another.
        title_row = self._tables[0] if len(self._tables) == 1 else 0
        if self._tables:
            # Rows that stand still must leave room for those that move.
            is_high = 0 < title_row <= _MOST_FROZEN
            self.sheet.freeze_panes = f"B{title_row + 1}" if is_high else "A2"
        widths = self._widths.values()
        across = pages_across(widths)
        keep_together(self.sheet, widths, is_wide=self.is_wide, pages_across=across)
        set_page(self.sheet, self.book.data, title_row, is_wide=self.is_wide, pages_across=across)
        self.sheet.sheet_properties.tabColor = ACCENT

    def new_page(self) -> None:
        """Let what follows begin on a new page when it is printed."""
        self.sheet.row_breaks.append(Break(id=self.row - 1))


def _heading_look(kind: Kind, *, is_first: bool) -> str:
    if is_first:
        return "heading"
    if kind == "middle":
        return "heading_middle"
    is_number = kind in NUMBER_FORMATS and kind != "date"
    return "heading_right" if is_number else "heading_left"
