"""Only formulas we mean to write get into a workbook, and each carries its value."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from stocktake.workbooks.cell_text import write_text
from stocktake.workbooks.excel_writer import save_workbook
from stocktake.workbooks.formulas import write_formula

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_a_formula_and_its_value_are_both_in_the_file(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = 7
    write_formula(workbook.active["B1"], "=ROUND(A1/3,2)", Fraction(233, 100))
    path = tmp_path / "sum.xlsx"
    save_workbook(workbook, path, None, NOW)
    assert openpyxl.load_workbook(path).active["B1"].value == "=ROUND(A1/3,2)"
    assert openpyxl.load_workbook(path, data_only=True).active["B1"].value == 2.33


@pytest.mark.parametrize(
    "formula",
    [
        '=WEBSERVICE("http://example.org")',
        '=HYPERLINK("x")',
        "=cmd|'/c calc'!A0",
        "=[other.xlsx]Sheet1!A1",
        "=INDIRECT(A1)",
        "=SUM(A1)+EXEC(A2)",
        "1+1",
        "",
    ],
)
def test_what_reaches_outside_the_workbook_is_no_formula_of_ours(formula: str) -> None:
    with pytest.raises(ValueError, match="not a formula of ours"):
        write_formula(Workbook().active["A1"], formula, Fraction(0))


def test_a_formula_written_any_other_way_stops_the_file(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = "=1+1"
    with pytest.raises(ValueError, match="nobody meant to write"):
        save_workbook(workbook, tmp_path / "sum.xlsx", None, NOW)
    assert list(tmp_path.iterdir()) == []


def test_text_that_looks_like_a_formula_stays_text_beside_one(tmp_path: Path) -> None:
    workbook = Workbook()
    write_text(workbook.active["A1"], "=1+1 <f>=2</f>")
    write_formula(workbook.active["B1"], "=SUM(C1:C2)", Fraction(0))
    path = tmp_path / "sum.xlsx"
    save_workbook(workbook, path, None, NOW)
    sheet = openpyxl.load_workbook(path).active
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=1+1 <f>=2</f>", "s")
    assert sheet["B1"].data_type == "f"
