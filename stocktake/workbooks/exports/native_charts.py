"""Charts that Excel draws itself from cells of the same sheet, in the palette of the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)

from stocktake.workbooks.excel_writer import describe
from stocktake.workbooks.exports.look import FONT, HAIRLINE, MUTED, TEXT
from stocktake.workbooks.exports.page import Page

_ROW_POINTS = 15
_POINTS_PER_CM = 28.35
_TITLE_SIZE, _TEXT_SIZE = 1200, 900


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """Where a chart finds its numbers: a block of cells with headings.

    Attributes:
        header: the row of the headings.
        last: the last row.
        columns: first and last column of the series; the categories stand in column 1.
    """

    header: int
    last: int
    columns: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """What a chart says: the finding, the axis, and the same for somebody who cannot see it."""

    title: str
    axis: str
    description: str


def add_bars(
    page: Page,
    block: ChartBlock,
    words: ChartWords,
    colours: Sequence[str],
    kind: Literal["side by side", "stacked"],
    highest: int | None = None,
) -> None:
    """Put a bar chart on a page below what is there, and move on past it.

    Args:
        page: the sheet; the chart stands at its next row.
        block: the numbers.
        words: its title, axis and alt text.
        colours: RRGGBB, one for each series.
        kind: bars lying side by side, or columns stacked.
        highest: where the axis ends, in whole steps; None leaves it to Excel.
    """
    is_across = kind == "side by side"
    chart = BarChart()
    chart.type = "bar" if is_across else "col"
    chart.grouping = "clustered" if is_across else "stacked"
    chart.overlap = 0 if is_across else 100
    chart.gapWidth = 60
    first, last = block.columns
    sheet = page.sheet
    numbers = Reference(
        sheet, min_col=first, max_col=last, min_row=block.header, max_row=block.last
    )
    chart.add_data(numbers, titles_from_data=True)
    names = Reference(sheet, min_col=1, min_row=block.header + 1, max_row=block.last)
    chart.set_categories(names)
    _dress(chart, words, colours, is_across)
    if highest is not None:
        chart.y_axis.scaling.max, chart.y_axis.majorUnit = highest, 1 if highest < 10 else 2
    chart.width = 22
    chart.height = max(8.0, 3.2 + 0.8 * (block.last - block.header)) if is_across else 9.5
    describe(chart, words.title, words.description)
    sheet.add_chart(chart, f"A{page.row}")
    page.row += round(chart.height * _POINTS_PER_CM / _ROW_POINTS) + 2


def _dress(chart: Any, words: ChartWords, colours: Sequence[str], is_across: bool) -> None:
    chart.title = _title(words.title)
    chart.legend.position = "b"
    chart.legend.txPr = _rich(_text(_TEXT_SIZE, TEXT))
    for series, colour in zip(chart.series, colours, strict=True):
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.graphicalProperties.line = LineProperties(noFill=True)
        series.invertIfNegative = False
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.graphicalProperties = _line(HAIRLINE)
    chart.x_axis.majorTickMark = chart.y_axis.majorTickMark = "none"
    chart.x_axis.txPr = chart.y_axis.txPr = _rich(_text(_TEXT_SIZE, TEXT))
    chart.y_axis.majorGridlines.spPr = _line(HAIRLINE)
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.y_axis.title = _title(words.axis, _TEXT_SIZE, MUTED, bold=False)
    chart.y_axis.scaling.min = 0
    if is_across:
        # Excel lays the first category at the foot; a reader expects it at the top.
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses = "max"
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))


def _line(colour: str) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=colour, w=6350))


def _text(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=colour, latin=Font(typeface=FONT))


def _rich(look: CharacterProperties) -> RichText:
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)
    return RichText(p=[paragraph])


def _title(text: str, size: int = _TITLE_SIZE, colour: str = TEXT, *, bold: bool = True) -> Title:
    look = _text(size, colour, bold=bold)
    run = RegularTextRun(rPr=look, t=text)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
