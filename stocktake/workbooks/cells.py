"""What a sheet holds, with kinds kept apart and references absolute."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

Kind = Literal["text", "number", "date", "boolean", "error", "uncached"]
"""``error`` is also a number or date beyond the calendar; ``uncached`` a formula without value."""

Visibility = Literal["visible", "hidden", "veryHidden"]

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class Cell(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One cell with something in it; blank cells are simply not there.

    Attributes:
        row, column: counted from 1.
        value: text as it stands; a number in plain digits (at most 15 of them count); a date as
            2026-11-22 with a time after it if it has one; TRUE or FALSE; the error's own name.
        is_formula: somebody put a formula there; the value is what it last gave.
        is_percent: it is shown as a percentage, so 0.45 reads as 45%.
        is_linked: its formula points at another file.
    """

    row: int
    column: int
    kind: Kind
    value: str
    is_formula: bool = False
    is_percent: bool = False
    is_linked: bool = False

    @property
    def reference(self) -> str:
        """Such as C14."""
        return f"{column_letters(self.column)}{self.row}"


class SheetCells(msgspec.Struct, frozen=True):
    """One sheet: its name, whether it shows, and its cells in reading order.

    Attributes:
        hidden_rows: rows with something in them that do not show, such as those a filter left out;
            read all the same.
        covered: cells with something in them that lie under a merged range.
        from_1904: the workbook counts its days from 1904, as Excel for the Mac once did.
    """

    name: str
    visibility: Visibility
    cells: tuple[Cell, ...]
    hidden_rows: frozenset[int] = frozenset()
    covered: tuple[str, ...] = ()
    from_1904: bool = False


def column_letters(column: int) -> str:
    """Write a column number as letters: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_reference(text: str) -> tuple[int, int]:
    """Read a reference such as C14 as row and column.

    Raises:
        ValueError: it is not one.
    """
    found = _REFERENCE.fullmatch(text)
    if found is None:
        raise ValueError(f"not a cell: {text[:20]}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
