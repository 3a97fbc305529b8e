"""P7: one practice's workbook written, against the bare openpyxl calls for the same cells.

The peer knows beforehand what stands in every cell and how it looks, and puts it there: a value and
a style a cell, the widths and heights, and ``save``. It works nothing out, checks nothing, draws no
chart and carries no payload. Run it from the root of the project::

    .venv/bin/python -m tests.benchmarks.writing_practice
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook, load_workbook

from stocktake.store.workspace import Workspace
from stocktake.tasks.demo import everything_that_may_go
from stocktake.tasks.export_practice import export_practice
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.plausible import SAMPLE_TODAY, plausible_submissions
from stocktake.tasks.sample import take_in
from tests.benchmarks.in_turn import Goal, Runner, compare

TIMES = 9
WRITTEN_AT = datetime.combine(SAMPLE_TODAY, time(9), UTC)


def bare(known: Any, out: Path) -> None:
    """Write the cells of a workbook that was read, by openpyxl's own calls."""
    book = Workbook()
    book.remove(book.active)
    book._fonts, book._fills, book._borders = known._fonts, known._fills, known._borders
    book._alignments, book._cell_styles = known._alignments, known._cell_styles
    book._number_formats, book._protections = known._number_formats, known._protections
    for sheet in known:
        made = book.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None or cell.has_style:
                    there = made.cell(cell.row, cell.column, cell.value)
                    there._style = cell._style
        for letters, dimension in sheet.column_dimensions.items():
            made.column_dimensions[letters].width = dimension.width
        for number, dimension in sheet.row_dimensions.items():
            made.row_dimensions[number].height = dimension.height
    book.save(out)


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
            known = load_workbook(export().path)
            peer = Runner("bare openpyxl", partial(bare, known, folder / "bare.xlsx"))
            compare("P7", peer, Runner("exported", export), Goal(1.2), TIMES)


if __name__ == "__main__":
    main()
