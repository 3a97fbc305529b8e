"""Charts of a PCN workbook that Excel draws itself."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.drawing.line import LineProperties

from stocktake.workbooks.exports.look import HAIRLINE
from stocktake.workbooks.exports.native_charts import ChartBlock, ChartWords, add_bars
from stocktake.workbooks.exports.page import Page

_LEAST_CM, _HEAD_CM, _ROW_CM = 8.0, 3.2, 0.65
_POINTS_PER_CM, _ROW_POINTS = 28.35, 15
_MOST_MARKS = 10
_OUTLINE = 6350


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
    longest = _longest(page, block)
    chart.y_axis.scaling.max, chart.y_axis.majorUnit = longest, -(-longest // _MOST_MARKS)
    for series in chart.series:
        series.graphicalProperties.line = LineProperties(solidFill=HAIRLINE, w=_OUTLINE)
    chart.height = max(_LEAST_CM, _HEAD_CM + _ROW_CM * (block.last - block.header))
    page.row = top + round(chart.height * _POINTS_PER_CM / _ROW_POINTS) + 2


def _longest(page: Page, block: ChartBlock) -> int:
    """Practices of the longest bar."""
    first, last = block.columns
    rows = page.sheet.iter_rows(block.header + 1, block.last, first, last, values_only=True)
    return max(1, *(sum(value for value in row if isinstance(value, int)) for row in rows))
