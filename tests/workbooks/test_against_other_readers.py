"""Our reader beside openpyxl and calamine, cell by cell: equal, or different for a written reason.

``EXPLAINED`` is the whole list of reasons. Every cell that any of the three readers sees, on every
sheet of every workbook, has to be equal or fall under one of them.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
from filled_practice import filled, share_everything, write_workbook

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.leaving import leaving_of
from stocktake.workbooks.cell_text import unescape
from stocktake.workbooks.cells import Cell, SheetCells
from stocktake.workbooks.guard import guard
from stocktake.workbooks.reading import Forms
from stocktake.workbooks.received import receive_bytes
from stocktake.workbooks.sheet_reader import read_sheets
from stocktake.workbooks.understanding import understand
from tests.store.killing import runs
from tests.workbooks import edits_of_answers, edits_of_layout
from tests.workbooks.conftest import write_submissions
from tests.workbooks.editing import edited

EXPLAINED = {
    "openpyxl: no sheets": "openpyxl sees no sheet at all in a Strict workbook, and says nothing",
    "openpyxl: escapes": "openpyxl leaves _x000D_ and the like as they are spelt",
    "openpyxl: error": "ours names an error as one; openpyxl gives its name as text",
    "openpyxl: no value": "ours says that a formula has no value; openpyxl gives nothing",
    "openpyxl: digits": "ours keeps the 15 digits Excel is sure of; openpyxl keeps the noise",
    "calamine: error": "calamine gives an error as an empty text",
    "calamine: no value": "calamine gives a formula without a value as an empty text",
    "calamine: digits": "as for openpyxl",
}
"""Every way in which the others may differ from us, and why."""

KINDS = {**edits_of_layout.EDITS, **edits_of_answers.EDITS}
FEW = (
    "1904 dates",
    "dates with a time",
    "errors in cells",
    "formulas with a value",
    "figures as Excel works them out",
    "cells merged across",
    "strict OOXML",
)
CHECKED = tuple(KINDS) if runs(long=1, short=0) else FEW
PRACTICES = runs(long=2, short=0)


@pytest.fixture(scope="module")
def originals(
    form: LoadedForm, submission: Submission, tmp_path_factory: pytest.TempPathFactory
) -> list[bytes]:
    """A small workbook, and in the long run whole practice workbooks."""
    folder = tmp_path_factory.mktemp("originals")
    other = replace(submission.subject, code="A81002")
    pair = [submission, replace(submission, subject=other, return_id="return-2")]
    made = [write_submissions(folder / "small.xlsx", form, pair).read_bytes()]
    for seed in range(PRACTICES):
        returns = [filled(STOCKTAKE, seed), filled(EXPECTATIONS, seed + 100)]
        leaving = leaving_of(returns, share_everything(returns))
        made.append(write_workbook(folder / f"{seed}.xlsx", leaving).read_bytes())
    return made


@pytest.fixture(scope="module")
def workbooks(originals: list[bytes], form: LoadedForm) -> Iterator[tuple[str, bytes]]:
    return _workbooks(originals, [form, shipped_form(STOCKTAKE), shipped_form(EXPECTATIONS)])


def _workbooks(originals: list[bytes], forms: list[LoadedForm]) -> Iterator[tuple[str, bytes]]:
    for number, data in enumerate(originals):
        yield f"workbook {number} as written", data
        before = understand(receive_bytes(data), Path("original.xlsx"), Forms(forms))
        by_id = {each.id: each for each in forms}
        for name in CHECKED:
            yield f"workbook {number}: {name}", edited(data, KINDS[name], before, by_id, number)[0]


def differences(data: bytes) -> Iterator[tuple[str, str]]:
    """Every cell that is not the same everywhere: the reason, blank for none, and what is there."""
    ours = list(read_sheets(guard(data)))
    with warnings.catch_warnings():
        # It warns of what it leaves out when it loads.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    theirs = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    if ours and not book.sheetnames:
        yield "openpyxl: no sheets", ""
    for sheet in ours:
        if sheet.name in book.sheetnames:
            yield from _beside_openpyxl(sheet, book[sheet.name])
        yield from _beside_calamine(sheet, theirs)


def _beside_openpyxl(sheet: SheetCells, other: Any) -> Iterator[tuple[str, str]]:
    seen = {
        (cell.row, cell.column): cell.value
        for row in other.iter_rows()
        for cell in row
        if cell.value is not None
    }
    yield from _compared("openpyxl", sheet, seen)


def _beside_calamine(sheet: SheetCells, book: Any) -> Iterator[tuple[str, str]]:
    rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    seen = {
        (row, column): value
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value != ""
    }
    yield from _compared("calamine", sheet, seen)


def _compared(
    reader: str, sheet: SheetCells, seen: dict[tuple[int, int], Any]
) -> Iterator[tuple[str, str]]:
    ours = {(cell.row, cell.column): cell for cell in sheet.cells}
    for at in sorted(ours.keys() | seen.keys()):
        cell, value = ours.get(at), seen.get(at)
        if cell is None or not _is_same(cell, value):
            reason = _reason(cell, value)
            known = f"{reader}: {reason}" if f"{reader}: {reason}" in EXPLAINED else ""
            yield known, f"{reader}, {sheet.name} {at}: {cell!r} and {value!r}"


def _is_same(cell: Cell, value: Any) -> bool:
    if cell.kind == "boolean":
        return isinstance(value, bool) and cell.value == str(value).upper()
    if cell.kind == "number":
        is_figure = isinstance(value, int | float) and not isinstance(value, bool)
        return is_figure and Decimal(cell.value) == Decimal(repr(value))
    if cell.kind == "date":
        return isinstance(value, date) and cell.value == _moment(value)
    return cell.kind == "text" and isinstance(value, str) and cell.value == value


def _moment(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    rounded = value.replace(microsecond=0) + timedelta(seconds=value.microsecond >= 500_000)
    is_day = rounded.time() == time(0)
    return rounded.date().isoformat() if is_day else rounded.isoformat(timespec="seconds")


def _reason(cell: Cell | None, value: Any) -> str:
    """Which of the reasons may explain a difference; a wrong one explains nothing."""
    if cell is None:
        return ""
    if cell.kind == "error":
        return "error" if value is None or value == cell.value else ""
    if cell.kind == "uncached":
        return "no value" if value is None else ""
    if cell.kind == "number":
        is_figure = isinstance(value, int | float) and not isinstance(value, bool)
        is_close = is_figure and f"{float(cell.value):.15g}" == f"{float(value):.15g}"
        return "digits" if is_close else ""
    is_text = cell.kind == "text" and isinstance(value, str)
    return "escapes" if is_text and unescape(value) == cell.value else ""


def test_every_cell_is_the_same_or_differs_for_a_written_reason(
    workbooks: Iterator[tuple[str, bytes]],
) -> None:
    reasons: Counter[str] = Counter()
    unexplained = []
    for name, data in workbooks:
        for reason, what in differences(data):
            reasons[reason] += 1
            if not reason:
                unexplained.append(f"{name}: {what}")
    assert unexplained == []
    assert reasons["openpyxl: no sheets"] and reasons["calamine: error"]
