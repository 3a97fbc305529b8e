"""Printed pages break between tables and charts, not through them."""

from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from stocktake.workbooks.exports.page_breaks import keep_together

NARROW = (20.0, 20.0)


def sheet_of(*blocks: int) -> Worksheet:
    """A sheet of blocks of so many rows with a blank row between them."""
    sheet = Workbook().active
    row = 1
    for rows in blocks:
        for _ in range(rows):
            sheet.cell(row, 1, "said")
            row += 1
        row += 1
    return sheet


def breaks(sheet: Worksheet) -> list[int]:
    return [each.id for each in sheet.row_breaks.brk]


def test_a_table_that_would_go_over_the_foot_begins_a_page() -> None:
    sheet = sheet_of(20, 20, 8)
    keep_together(sheet, NARROW, is_wide=True)
    assert breaks(sheet) == [21]


def test_what_fits_has_no_break_and_a_longer_table_goes_over_the_foot() -> None:
    for blocks in ((10, 10), (5, 90)):
        sheet = sheet_of(*blocks)
        keep_together(sheet, NARROW, is_wide=True)
        assert breaks(sheet) == []


def test_an_upright_page_and_wide_columns_take_more_rows() -> None:
    for widths, is_wide in ((NARROW, False), ((150.0, 150.0), True)):
        sheet = sheet_of(20, 20)
        keep_together(sheet, widths, is_wide=is_wide)
        assert breaks(sheet) == []


def test_a_chart_is_not_cut_and_what_follows_it_is_not_either() -> None:
    sheet = sheet_of(20)
    chart = BarChart()
    chart.height = 12
    sheet.add_chart(chart, "A22")
    for row in range(46, 56):
        sheet.cell(row, 1, "said")
    keep_together(sheet, NARROW, is_wide=True)
    assert breaks(sheet) == [21, 45]


def test_a_break_that_was_asked_for_stays_and_begins_a_page() -> None:
    sheet = sheet_of(10, 25)
    sheet.row_breaks.append(Break(id=11))
    keep_together(sheet, NARROW, is_wide=True)
    assert breaks(sheet) == [11]
