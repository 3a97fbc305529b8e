"""Answers whose cell holds a formula with a link to another file: taken as last shown, and said.

The other file is never looked for, so nobody here can tell whether the figure is still what it
says. Source: design/reliability.md T8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from stocktake.errors import Problem
from stocktake.questionnaire.answers import Address
from stocktake.questionnaire.provenance import Place
from stocktake.workbooks.cells import SheetCells

_OTHER_FILE = re.compile(r"(?<![\w\]])\[[0-9]{1,5}\]")
"""How a workbook names the first, second, ... file it is linked to; Table1[2026] is a column."""
_LONGEST = 8_192
"""Characters of a formula. Source: Microsoft, Excel specifications and limits."""


class FormulaLinks:
    """Tells of each formula of a sheet, as it is read, whether it links to another file."""

    def __init__(self) -> None:
        self._shared: set[str] = set()
        self._group = ""
        self._text = ""

    def start(self, attributes: Mapping[str, str]) -> None:
        """Begin a formula; only the first of a shared one is written out."""
        self._text = ""
        self._group = attributes.get("si", "") if attributes.get("t") == "shared" else ""

    def add(self, data: str) -> None:
        """Take some of its text."""
        if len(self._text) < _LONGEST:
            self._text += data

    def end(self) -> bool:
        """Whether it links to another file."""
        is_linked = _OTHER_FILE.search(self._text) is not None
        if is_linked and self._group:
            self._shared.add(self._group)
        return is_linked or self._group in self._shared


def linked_problems(
    sheets: Iterable[SheetCells], places: Mapping[Address, Place], file_name: str
) -> Iterator[Problem]:
    """Name the sheet and the cell of every answer that came by such a formula."""
    linked = {
        (sheet.name, cell.reference) for sheet in sheets for cell in sheet.cells if cell.is_linked
    }
    for place in dict.fromkeys(places.values()):
        if (place.sheet, place.cell) in linked:
            yield Problem(
                "linked_formula",
                f"{file_name}, {place.sheet} {place.cell}",
                f"The answer in cell {place.cell} of the sheet “{place.sheet}” comes from a "
                "formula with a link to another file. What it last showed was taken.",
                "Ask the practice whether the figure is right.",
            )
