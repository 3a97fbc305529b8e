"""Plain rows at the foot of a sheet: the same as openpyxl's own cells, and never a formula."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import to_excel

from stocktake.workbooks.cell_text import as_written, write_text
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.plain_rows import Plain, PlainRows, add_plain_rows

WRITTEN_AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
STYLES = {"text": 0, "typed": 0, "number": 0, "date": 0}
VALUES: st.SearchStrategy[Plain] = (
    st.none()
    | st.text(max_size=40)
    | st.decimals(-1_000_000, 1_000_000, places=2)
    | st.dates(date(1990, 1, 1), date(2099, 12, 31))
)


def _both(folder: Path, rows: list[list[Plain]]) -> tuple[Any, Any]:
    """The same rows written as plain rows and as cells, read back by openpyxl."""
    book = Workbook()
    plain, cells = book.active, book.create_sheet("Cells")
    for sheet in (plain, cells):
        sheet["A1"] = "Heading"
    written = PlainRows(2, 3, STYLES)
    for number, row in enumerate(rows, 2):
        written.add(row)
        for column, value in enumerate(row, 1):
            if isinstance(value, str):
                write_text(cells.cell(number, column), value)
            elif value is not None:
                cells.cell(number, column).value = value
    add_plain_rows(plain, written)
    path = folder / "both.xlsx"
    save_workbook(book, path, None, WRITTEN_AT)
    read = load_workbook(path)
    return read.worksheets[0], read.worksheets[1]


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.lists(VALUES, min_size=3, max_size=3), max_size=6))
def test_plain_rows_say_what_cells_of_openpyxl_would(
    rows: list[list[Plain]], tmp_path_factory: Any
) -> None:
    plain, cells = _both(tmp_path_factory.mktemp("rows"), rows)
    for row in range(1, len(rows) + 2):
        for column in range(1, 4):
            theirs, ours = cells.cell(row, column).value, plain.cell(row, column).value
            if isinstance(theirs, datetime):
                theirs = to_excel(theirs)
            assert ours == theirs or (not ours and not theirs)


def test_the_sheet_tells_how_far_its_rows_go(tmp_path: Path) -> None:
    plain, _ = _both(tmp_path, [["a", Decimal(1), None], ["b", None, "c"]])
    assert plain.dimensions == "A1:C3"


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    plain, _ = _both(tmp_path, [["=1+1", "<b> & </sheetData>", " two "]])
    assert [cell.value for cell in plain[2]] == ["=1+1", "<b> & </sheetData>", " two "]
    assert plain["A2"].data_type == "s"


def test_a_text_that_looks_like_a_formula_has_a_style_of_its_own() -> None:
    rows = PlainRows(2, 1, {"text": 3, "typed": 4, "number": 5, "date": 6})
    rows.add(["=1+1"])
    rows.add(["one"])
    xml = rows.put_into(b'<dimension ref="A1"/><sheetData></sheetData>').decode()
    assert '<c r="A2" s="4" t="inlineStr">' in xml
    assert '<c r="A3" s="3" t="inlineStr">' in xml


def test_a_sheet_without_plain_rows_is_as_it_was() -> None:
    xml = b'<dimension ref="A1"/><sheetData></sheetData>'
    assert PlainRows(2, 1, STYLES).put_into(xml) == xml


def test_control_characters_and_line_ends_are_made_fit() -> None:
    assert as_written("a\x00b\r\nc") == "ab\nc"
