"""Pages about several practices."""

from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.cell import coordinate_from_string
from pcn_files import opened

from stocktake.workbooks.exports.data import WorkbookData
from stocktake.workbooks.exports.group_page import SAMPLE_WORDS, GroupPage
from stocktake.workbooks.exports.look import FONT
from stocktake.workbooks.exports.page import Book, Heading


def page() -> GroupPage:
    workbook = Workbook()
    written_at = datetime(2026, 11, 22, tzinfo=UTC)
    data = WorkbookData(
        forms=(), shared=(), written_at=written_at, made_by="Stocktake", is_draft=False
    )
    return GroupPage(Book(workbook, data), workbook.active)


def test_a_list_without_rows_says_none() -> None:
    made = page()
    made.listed("Files left out", (Heading("File", "first"),), [])
    made.listed("Edited", (Heading("Practice", "first"),), [["Quayside"]])
    said = [row[0] for row in made.sheet.iter_rows(values_only=True) if row[0]]
    assert said == ["Files left out", "None.", "Edited", "Practice", "Quayside"]


def test_the_header_says_whose_it_is_and_that_it_is_made_up() -> None:
    made = page()
    made.name_group("Harbour & Vale, 2026/27", "As at 22 November 2026", is_sample=True)
    head, foot = made.sheet.oddHeader, made.sheet.oddFooter
    assert head.left.text == "Harbour && Vale, 2026/27"
    assert (head.center.text, foot.center.text) == (SAMPLE_WORDS, "As at 22 November 2026")


def test_no_sheet_stands_still_for_more_than_half_a_screen(pcn_workbook: Path) -> None:
    for sheet in opened(pcn_workbook).worksheets:
        frozen = sheet.freeze_panes
        assert frozen is None or coordinate_from_string(frozen)[1] <= 11, sheet.title


def test_columns_are_measured_in_the_font_of_the_text(pcn_workbook: Path) -> None:
    assert opened(pcn_workbook)._named_styles["Normal"].font.name == FONT


def test_long_data_print_without_where_each_answer_was_read(pcn_workbook: Path) -> None:
    sheet = opened(pcn_workbook)["Long data"]
    assert str(sheet.print_area).replace("$", "").startswith("'Long data'!A1:J")
    assert [cell.value for cell in sheet[sheet.tables["Long_data"].ref][0]][10:] == [
        "File",
        "Sheet",
        "Cell",
    ]
