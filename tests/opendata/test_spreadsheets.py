"""Workbooks as they come: shared and inline texts, gaps, formulas, errors, repeated cells."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from stocktake.opendata.release import Source
from stocktake.opendata.streams import Meter
from stocktake.opendata.tables import tables_of
from tests.opendata.ods import ods_of, write_ods

ROWS = [
    ["Code", None, "Name", "Day", "Share"],
    ["A81001", None, "  two  spaces & <marks>", date(2026, 2, 1), 0.087],
    [None, None, None, None, None],
    ["=1+1", True, "line\nbreak", 46054, "=A1"],
]


def rows_of(path: Path, sheet: str = "Sheet") -> list[tuple[int, list[str]]]:
    return list(tables_of(Source(path)).rows(sheet, Meter("")))


@pytest.mark.parametrize("inline", [False, True], ids=["shared texts", "inline texts"])
def test_cells_stand_where_they_stood(tmp_path: Path, inline: bool) -> None:
    book = openpyxl.Workbook(write_only=inline)
    sheet = book.create_sheet("Sheet") if inline else book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    path = tmp_path / "book.xlsx"
    book.save(path)
    found = rows_of(path)
    assert found[0] == (1, ["Code", "", "Name", "Day", "Share"])
    number, cells = found[1]
    assert (number, cells[0], cells[1], cells[3]) == (2, "A81001", "", "46054")
    assert cells[2].strip() == "two  spaces & <marks>"
    assert float(cells[4]) == 0.087
    assert found[2][0] == 4, "an empty row is passed over and counted"


def test_a_formula_that_was_never_worked_out_is_empty(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["a", "=1+1", "c"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    assert rows_of(path) == [(1, ["a", "", "c"])]


def test_an_opendocument_gives_the_same_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["a", "a", None, None, "b"], [date(2026, 7, 1), "a & b"]):
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    path = ods_of(tmp_path / "book.xlsx", tmp_path / "book.ods")
    assert rows_of(path) == [
        (1, ["a", "a", "", "", "b"]),
        (2, ["2026-07-01", "a & b", *[""] * 3]),
    ]
    assert list(tables_of(Source(path)).names()) == ["README", "Sheet"]


def test_cells_repeated_for_ever_are_cut(tmp_path: Path) -> None:
    path = tmp_path / "wide.ods"
    write_ods(
        path,
        '<d><table:table xmlns:table="t" table:name="Sheet"><table:table-row>'
        '<table:table-cell table:number-columns-repeated="99999999" office:value="1" '
        'xmlns:office="o"/></table:table-row></table:table></d>',
    )
    ((_, cells),) = rows_of(path)
    assert len(cells) == 1_200
