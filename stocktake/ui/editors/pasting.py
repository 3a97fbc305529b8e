"""Cells as Excel puts them on the clipboard, and the ids of rows they add."""

from __future__ import annotations

import secrets


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

    A cell that holds a line break or a tab comes in quotation marks, doubled inside.
    """
    rows: list[list[str]] = [[""]]
    at, quoted = 0, False
    while at < len(text):
        sign = text[at]
        if quoted and text[at : at + 2] == '""':
            rows[-1][-1] += '"'
            at += 1
        elif sign == '"' and (quoted or not rows[-1][-1]):
            quoted = not quoted
        elif sign == "\t" and not quoted:
            rows[-1].append("")
        elif sign == "\n" and not quoted:
            rows.append([""])
        elif sign != "\r":
            rows[-1][-1] += sign
        at += 1
    return rows[:-1] if rows[-1] == [""] else rows
