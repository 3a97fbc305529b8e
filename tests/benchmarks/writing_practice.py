"""P7: one practice's workbook written, against the bare openpyxl calls for the same workbook.

The peer knows beforehand what stands in every cell and how it looks. It puts it there with
openpyxl's own calls and nothing else: a value, font, fill, border, alignment, number format and
protection a cell, the widths and heights, the tables, the lists of answers, the charts, and
``save``. It works nothing out, checks nothing and carries no payload. A second peer knows the
number of each style too and sets it past those calls, which saves it most of its time. The program
writes what leaves, which was gathered beforehand as it is for the preview; the whole export, with
gathering and checks, is timed as well and has no goal of its own. Run it from the root of the
project::

    .venv/bin/python -m tests.benchmarks.writing_practice
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from stocktake.store.workspace import Workspace
from stocktake.tasks.demo import everything_that_may_go
from stocktake.tasks.export_practice import export_practice, plan_from, prepare, workbook_data
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.plausible import SAMPLE_TODAY, plausible_submissions
from stocktake.tasks.sample import take_in
from stocktake.workbooks.exports.practice import write_practice_workbook
from tests.benchmarks.in_turn import Goal, Runner, compare

TIMES = 9
WRITTEN_AT = datetime.combine(SAMPLE_TODAY, time(9), UTC)

_LOOKS = ("font", "fill", "border", "alignment", "number_format", "protection")


@dataclass(frozen=True)
class Known:
    """One sheet as the peer knows it.

    Attributes:
        cells: row, column, value, the looks in the order of ``_LOOKS``, and the style's numbers.
    """

    title: str
    state: str
    cells: list[tuple[int, int, Any, tuple[Any, ...], Any]]
    widths: dict[str, float]
    heights: dict[int, float]
    rules: list[dict[str, Any]]
    tables: list[tuple[str, str]]
    charts: list[Any]


def known_sheets(book: Any) -> list[Known]:
    """Know a workbook that was exported by heart."""
    looks: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    return [_known(sheet, looks) for sheet in book]


def _known(sheet: Any, looks: dict[tuple[Any, ...], tuple[Any, ...]]) -> Known:
    cells = []
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None and not cell.has_style:
                continue
            key = tuple(cell._style)
            if key not in looks:
                looks[key] = tuple(copy(getattr(cell, name)) for name in _LOOKS)
            cells.append((cell.row, cell.column, cell.value, looks[key], cell._style))
    rules = [
        {"type": rule.type, "formula1": rule.formula1, "sqref": str(rule.sqref)}
        for rule in sheet.data_validations.dataValidation
    ]
    return Known(
        sheet.title,
        sheet.sheet_state,
        cells,
        {letters: each.width for letters, each in sheet.column_dimensions.items()},
        {number: each.height for number, each in sheet.row_dimensions.items()},
        rules,
        [(table.name, table.ref) for table in sheet.tables.values()],
        list(sheet._charts),
    )


def bare(known: list[Known], out: Path) -> None:
    """Write the same workbook by openpyxl's own calls."""
    book = Workbook()
    book.remove(book.active)
    _write(book, known, _look)
    book.save(out)


def past_calls(known: list[Known], styles: Any, out: Path) -> None:
    """Write it with styles whose numbers are known, set past openpyxl's own calls."""
    book = Workbook()
    book.remove(book.active)
    book._fonts, book._fills, book._borders = styles._fonts, styles._fills, styles._borders
    book._alignments, book._cell_styles = styles._alignments, styles._cell_styles
    book._number_formats, book._protections = styles._number_formats, styles._protections
    _write(book, known, _number)
    book.save(out)


def _look(cell: Any, looks: tuple[Any, ...], style: Any) -> None:
    font, fill, border, alignment, number_format, protection = looks
    cell.font, cell.fill, cell.border = font, fill, border
    cell.alignment, cell.number_format = alignment, number_format
    cell.protection = protection


def _number(cell: Any, looks: tuple[Any, ...], style: Any) -> None:
    cell._style = style


def _write(
    book: Any, known: list[Known], look: Callable[[Any, tuple[Any, ...], Any], None]
) -> None:
    for each in known:
        sheet = book.create_sheet(each.title)
        sheet.sheet_state = each.state
        for row, column, value, looks, style in each.cells:
            look(sheet.cell(row, column, value), looks, style)
        for letters, width in each.widths.items():
            sheet.column_dimensions[letters].width = width
        for number, height in each.heights.items():
            sheet.row_dimensions[number].height = height
        for rule in each.rules:
            sheet.add_data_validation(DataValidation(**rule))
        for name, reference in each.tables:
            sheet.add_table(Table(displayName=name, name=name, ref=reference))
        for chart in each.charts:
            sheet.add_chart(chart)


def main() -> None:
    """Compare the two."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        stocktake, expectations = next(plausible_submissions(1, seed=1))
        with Workspace.create(folder / "made up.stocktake") as workspace:
            for submission in (stocktake, expectations):
                take_in(workspace, submission)
            practice = OpenPractice(workspace, stocktake.subject, stocktake.round, "Benchmark")
            choice = everything_that_may_go(practice)
            export = partial(export_practice, practice, choice, folder, WRITTEN_AT)
            read = load_workbook(export().path)
            known, out = known_sheets(read), folder / "bare.xlsx"
            peer = Runner("bare openpyxl", partial(bare, known, out))
            knowing = Runner("openpyxl, styles by number", partial(past_calls, known, read, out))
            leaving = prepare(practice, choice)
            data = workbook_data(leaving, WRITTEN_AT, plan_from(leaving))
            write = partial(write_practice_workbook, folder / "written.xlsx", data)
            compare("P7", peer, Runner("written", write), Goal(1.2), TIMES)
            compare("P7, styles known", knowing, Runner("written", write), Goal(1.2), TIMES)
            compare("P7, all of it", knowing, Runner("exported", export), Goal(1.2), TIMES)


if __name__ == "__main__":
    main()
