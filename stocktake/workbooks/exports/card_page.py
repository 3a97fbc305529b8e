"""One sheet of a rate card: text, figures and the formulas that work figures out from others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from openpyxl.styles import Protection

from stocktake.rates.card import RateCard
from stocktake.workbooks.cell_text import clean_text, split_text, write_text
from stocktake.workbooks.cells import column_letters
from stocktake.workbooks.exports.fitting import fit_rows, pages_across
from stocktake.workbooks.exports.look import ACCENT, FONT, Looks
from stocktake.workbooks.formulas import write_formula
from stocktake.workbooks.limits import MAX_STRING

FIRST = 5
"""First row of a table on every sheet, so that a line stands in one row on all of them."""

POUNDS, EXACT, SHARE = "£#,##0.00", "£#,##0.0000", "0.00%"
_A4 = 9
_CUT = " … (in full in the JSON file)"


@dataclass(frozen=True, slots=True)
class Worked:
    """A figure with the formula that gives it."""

    formula: str
    value: Fraction


Content = str | int | Decimal | Worked | None


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading, its width in characters, and the format of its numbers."""

    text: str
    width: int = 10
    number_format: str = "General"


@dataclass
class CardPage:
    """A sheet; ``row`` is the next row to be filled. Column A holds ids and does not show."""

    sheet: Any
    looks: Looks
    row: int = 1
    _formulas: list[tuple[Any, Worked]] = field(default_factory=list)
    _widths: dict[int, int] = field(default_factory=dict)
    _title_row: int = 0

    def put(self, column: int, value: Content, look: str, number_format: str = "General") -> Any:
        """Put a value in a cell of this row."""
        cell = self.sheet.cell(self.row, column)
        self.looks.give(cell, look, number_format)
        if isinstance(value, str):
            if value:
                first, *rest = split_text(clean_text(value), MAX_STRING - len(_CUT))
                write_text(cell, first + _CUT if rest else first)
        elif isinstance(value, Worked):
            self._formulas.append((cell, value))
        elif value is not None:
            cell.value = value
        return cell

    def say(self, words: str, look: str = "subtitle") -> None:
        """Add a line of text."""
        self.put(2, words, look)
        self.row += 1

    def headings(self, heads: Sequence[Head], *, repeats: bool = True) -> None:
        """Add the headings of a table, from column B on; ``repeats`` at the head of each page."""
        for column, head in enumerate(heads, 2):
            left = head.number_format == "General"
            look = "heading" if column == 2 else "heading_left" if left else "heading_right"
            self.put(column, head.text, look)
            self.widen(column, head.width)
        if repeats:
            self._title_row = self.row
        self.row += 1

    def values(self, heads: Sequence[Head], values: Sequence[Content], key: str = "") -> None:
        """Add a row under headings; ``key`` is the id of what it is about."""
        if key:
            self.put(1, key, "answer_id")
        for column, (head, value) in enumerate(zip(heads, values, strict=True), 2):
            is_text = head.number_format == "General"
            look = "first" if column == 2 else "cell" if is_text else "number"
            self.put(column, value, look, head.number_format)
        self.row += 1

    def widen(self, column: int, width: int) -> None:
        """Make a column so wide, in characters."""
        self._widths[column] = max(width, self._widths.get(column, 0))
        self.sheet.column_dimensions[column_letters(column)].width = self._widths[column]

    def let_type(self, cells: str) -> None:
        """Let a block of inputs be typed in, to see what a price would become."""
        for row in self.sheet[cells]:
            for cell in row:
                cell.protection = Protection(locked=False)

    def finish(self, card: RateCard, sha256: str, *, is_wide: bool = True) -> None:
        """Fit the rows, set the sheet up for printing, and write the formulas."""
        sheet = self.sheet
        fit_rows(sheet)
        for cell, worked in self._formulas:
            write_formula(cell, worked.formula, worked.value)
        sheet.column_dimensions["A"].hidden = True
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.tabColor = ACCENT
        if self._title_row:
            sheet.freeze_panes = f"C{self._title_row + 1}"
            sheet.print_title_rows = f"{self._title_row}:{self._title_row}"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.orientation = "landscape" if is_wide else "portrait"
        sheet.page_setup.fitToWidth = pages_across(self._widths.values())
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom = 0.8, 0.7
        margins.header = margins.footer = 0.35
        _margin_words(sheet, card, sha256)


def _margin_words(sheet: Any, card: RateCard, sha256: str) -> None:
    head, foot = sheet.oddHeader, sheet.oddFooter
    head.left.text = _short(f"{card.title}, version {card.version}")
    head.right.text = _short(card.status_in_words)
    foot.left.text = f"SHA-256 {sha256}"
    foot.right.text = "&A, page &P of &N"
    for part in (head.left, head.right, foot.left, foot.right):
        part.size = 8
        part.font = f"{FONT},Regular"


def _short(text: str) -> str:
    """Make text fit for a header, where an ampersand begins a code and 255 characters is all."""
    plain = " ".join(clean_text(text).split())
    return (plain if len(plain) <= 90 else f"{plain[:89].rstrip()}…").replace("&", "&&")
