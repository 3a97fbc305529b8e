from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from stocktake.workbooks.cells import Cell, column_letters, read_reference


@given(st.integers(1, 9_999_999), st.integers(1, 18_278))
def test_a_reference_is_read_as_it_is_written(row: int, column: int) -> None:
    cell = Cell(row, column, "number", "1")
    assert read_reference(cell.reference) == (row, column)
    assert column_letters(column) == get_column_letter(column)


@pytest.mark.parametrize(
    "text", ["", "A", "1", "A0", "a1", "$A$1", "AAAA1", "A1:B2", "A٣", "A" * 99]
)
def test_what_is_no_reference_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="not a cell"):
        read_reference(text)
