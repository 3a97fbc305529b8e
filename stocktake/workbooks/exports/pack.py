"""The workbook of any other pack: its answers, figures and notes."""

from __future__ import annotations

from pathlib import Path

from stocktake.workbooks.exports.binding import begun, save, with_answers
from stocktake.workbooks.exports.data import WorkbookData
from stocktake.workbooks.exports.indicators import add_indicators
from stocktake.workbooks.exports.lists import add_notes
from stocktake.workbooks.exports.read_me import add_read_me


def write_pack_workbook(path: Path, data: WorkbookData) -> None:
    """Write the workbook of one pack with its payload.

    Args:
        path: where it shall be; a file already there is replaced at the very end.
        data: what it says; only what leaves is in it.

    Raises:
        StocktakeError: the folder or disk would not take it.
    """
    book = begun(data)
    add_read_me(book)
    answers = with_answers(book)
    add_indicators(book)
    add_notes(book)
    save(book, answers, path)
