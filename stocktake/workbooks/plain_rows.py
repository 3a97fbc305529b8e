"""Many plain rows at the foot of a sheet, written as XML at once.

openpyxl makes an object of every cell, which is felt where a sheet has a row for every answer of
forty practices. These rows have one height and one look for each kind of value; they are put among
the others when the sheet is written (``excel_writer``). What they say is as ``write_text`` and
openpyxl would have written it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.compat.strings import safe_string
from openpyxl.utils.datetime import to_excel

from stocktake.workbooks.cell_text import as_written, is_like_formula
from stocktake.workbooks.cells import column_letters

Plain = str | int | Decimal | date | None

_DIMENSION = re.compile(rb'<dimension ref="([A-Z]+[0-9]+)(?::[A-Z]+[0-9]+)?"')
_END = b"</sheetData>"


class PlainRows:
    """Rows that follow those of a sheet, one below the other.

    Args:
        first: the number of the first row.
        columns: how many columns there are.
        styles: numbers of the styles of "text", "typed" (a text that looks like a formula),
            "number" and "date" in the workbook.
    """

    def __init__(self, first: int, columns: int, styles: Mapping[str, int]) -> None:
        self.next = first
        self._starts = [f'<c r="{column_letters(column)}' for column in range(1, columns + 1)]
        self._styles = styles
        self._rows: list[str] = []
        # The same labels, states and file names come again and again.
        self._known: dict[str, str] = {"": ""}

    def add(self, values: Sequence[Plain]) -> None:
        """Add a row; what is None or an empty text leaves its cell out."""
        number, known = self.next, self._known
        cells = [
            f'{start}{number}"{known.get(value) or self._text(value)}'
            if type(value) is str
            else f'{start}{number}"{self._figure(value)}'
            for start, value in zip(self._starts, values, strict=True)
            if value is not None and value != ""
        ]
        self._rows.append(f'<row r="{number}">{"".join(cells)}</row>')
        self.next = number + 1

    def _text(self, text: str) -> str:
        written = as_written(text)
        style = self._styles["typed" if is_like_formula(written) else "text"]
        space = ' xml:space="preserve"' if written != written.strip() else ""
        safe = html.escape(written, quote=False)
        cell = f' s="{style}" t="inlineStr"><is><t{space}>{safe}</t></is></c>'
        self._known[text] = cell
        return cell

    def _figure(self, value: Plain) -> str:
        is_day = isinstance(value, date)
        style = self._styles["date" if is_day else "number"]
        number = safe_string(to_excel(value) if is_day else value)
        return f' s="{style}" t="n"><v>{number}</v></c>'

    def put_into(self, xml: bytes) -> bytes:
        """Put the rows after those a sheet has, and tell how far it goes now."""
        if not self._rows:
            return xml
        last = f"{self._starts[-1].rpartition(chr(34))[2]}{self.next - 1}".encode()
        xml = _DIMENSION.sub(rb'<dimension ref="\1:' + last + b'"', xml, count=1)
        return xml.replace(_END, "".join(self._rows).encode() + _END, 1)


def add_plain_rows(sheet: Any, rows: PlainRows) -> None:
    """Let rows follow those of an openpyxl sheet when it is written."""
    sheet.plain_rows = rows


def with_plain_rows(sheet: Any, xml: bytes) -> bytes:
    """The XML of a sheet with its plain rows, if it has any."""
    rows = getattr(sheet, "plain_rows", None)
    return rows.put_into(xml) if isinstance(rows, PlainRows) else xml
