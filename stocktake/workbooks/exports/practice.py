"""A practice's workbook: the stocktake and the expectations with what follows from them."""

from __future__ import annotations

from pathlib import Path

from stocktake.workbooks.exports.binding import begun, save, with_answers
from stocktake.workbooks.exports.data import WorkbookData
from stocktake.workbooks.exports.gaps import add_gaps
from stocktake.workbooks.exports.indicators import add_indicators
from stocktake.workbooks.exports.lists import add_notes, add_weaknesses_and_needs
from stocktake.workbooks.exports.plan import add_plan
from stocktake.workbooks.exports.published import add_published
from stocktake.workbooks.exports.read_me import add_read_me
from stocktake.workbooks.exports.summary import add_summary


def write_practice_workbook(path: Path, data: WorkbookData) -> None:
    """Write a practice's workbook with its payload.

    Args:
        path: where it shall be; a file already there is replaced at the very end.
        data: what it says; only what leaves is in it.

    Raises:
        StocktakeError: the folder or disk would not take it.
    """
    book = begun(data)
    add_read_me(book)
    if data.plan is not None:
        add_summary(book, data.plan)
    answers = with_answers(book)
    add_indicators(book)
    add_published(book)
    if data.plan is not None:
        add_gaps(book, data.plan)
        add_plan(book, data.plan)
    add_weaknesses_and_needs(book)
    add_notes(book)
    save(book, answers, path)
