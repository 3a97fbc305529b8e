"""Charts of a PCN workbook that Excel draws itself."""

from __future__ import annotations

from collections.abc import Sequence

from stocktake.workbooks.exports.native_charts import ChartBlock, ChartWords, add_bars
from stocktake.workbooks.exports.page import Page

_LEAST_CM, _HEAD_CM, _ROW_CM = 8.0, 3.2, 0.65
_POINTS_PER_CM, _ROW_POINTS = 28.35, 15


def add_shares(page: Page, block: ChartBlock, words: ChartWords, colours: Sequence[str]) -> None:
    """Put a chart of bars lying on a page, each made of parts that are counts of practices.

    Args:
        page: the sheet; the chart stands at its next row.
        block: the numbers; each row is a bar.
        words: its title, axis and alt text.
        colours: RRGGBB, one for each part.
    """
    top = page.row
    add_bars(page, block, words, colours, "stacked")
    chart = page.sheet._charts[-1]
    chart.type = "bar"
    chart.gapWidth = 40
    # Excel lays the first category at the foot; a reader expects it at the top.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"
    chart.y_axis.majorUnit = _step(page, block)
    chart.height = max(_LEAST_CM, _HEAD_CM + _ROW_CM * (block.last - block.header))
    page.row = top + round(chart.height * _POINTS_PER_CM / _ROW_POINTS) + 2


def _step(page: Page, block: ChartBlock) -> int:
    """Whole practices between the marks of the axis: at most about ten marks."""
    first, last = block.columns
    longest = 1
    for row in range(block.header + 1, block.last + 1):
        cells = (page.sheet.cell(row, column).value for column in range(first, last + 1))
        longest = max(longest, sum(cell for cell in cells if isinstance(cell, int)))
    return -(-longest // 10)
