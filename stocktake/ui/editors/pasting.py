"""Cells as Excel puts them on the clipboard, and the ids of rows they add."""

from __future__ import annotations

import re
import secrets

_CELL = re.compile(r'(?:"(?P<quoted>(?:[^"]|"")*+)"|(?P<bare>[^\t\n]*))(?P<end>\t|\n|\Z)')
"""A cell with what ends it; where quotation marks do not enclose it whole, it is read as it is."""


def new_row_id() -> str:
    """Make the id a new row keeps for ever: eight random characters."""
    return secrets.token_hex(4)


class NewRows:
    """Gives each pasted line the id of the row it adds, the same however often it is asked."""

    def __init__(self) -> None:
        self._ids: dict[int, str] = {}

    def id_of(self, line: int) -> str:
        """The id of the row that a line adds."""
        if line not in self._ids:
            self._ids[line] = new_row_id()
        return self._ids[line]


def grid_of(text: str) -> list[list[str]]:
    """Split what Excel put on the clipboard into lines of cells.

    A cell that holds a line break or a tab comes in quotation marks, doubled inside. Marks that do
    not enclose the whole of a cell are its own words, as in ``"Dr" Patel``.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = [[]]
    for cell in _CELL.finditer(plain):
        whole = cell["quoted"]
        rows[-1].append(cell["bare"] if whole is None else whole.replace('""', '"'))
        if cell["end"] == "\n":
            rows.append([])
        elif not cell["end"]:
            break  # the end itself would be found once more, as an empty cell
    return rows[:-1] if rows[-1] == [""] else rows
