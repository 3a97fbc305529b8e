"""Kinds 20 to 33: cells, rows and ranges in places where no return has any."""

from __future__ import annotations

from tests.hostile.kinds import SHEET, kind, scaled, sheet_xml, workbook

WHOLE = "A1:XFD1048576"


def with_rows(rows: str, before: str = "", after: str = "") -> bytes:
    return workbook({SHEET: sheet_xml(rows, before, after)})


def cell(reference: str, value: str = "1", more: str = "") -> str:
    return f'<c r="{reference}"{more}><v>{value}</v></c>'


@kind("20", "dimension that lies", "not_ours")
def dimension() -> bytes:
    return with_rows("", before=f'<dimension ref="{WHOLE}"/>')


@kind("21", "cell in the last corner", "too_large", "row")
def last_corner() -> bytes:
    return with_rows(f'<row r="1048576">{cell("XFD1048576")}</row>')


@kind("22", "cell in the last row", "too_large", "row")
def last_row() -> bytes:
    return with_rows(f'<row r="1048576">{cell("A1048576")}</row>')


@kind("23", "cell beyond the last column", "too_large", "column")
def beyond_grid() -> bytes:
    return with_rows(f'<row r="2">{cell("A2")}{cell("XFE2")}{cell("ZZZ2")}</row>')


@kind("24", "a million empty rows", "not_ours")
def empty_rows() -> bytes:
    return with_rows("".join(f'<row r="{n}"/>' for n in range(2, scaled(1_000_000, 20_000))))


@kind("25", "a million formatted empty cells", "not_ours")
def empty_cells() -> bytes:
    row = '<row r="{0}">' + "".join(f'<c r="{c}{{0}}" s="0"/>' for c in "ABCDEFGHIJKLMNOPQRST")
    return with_rows("".join(f"{row.format(n)}</row>" for n in range(2, scaled(50_000, 1_000))))


@kind("26", "the whole grid merged", "not_ours")
def whole_merge() -> bytes:
    return with_rows("", after=f'<mergeCells><mergeCell ref="{WHOLE}"/></mergeCells>')


@kind("27", "a link over the whole grid", "not_ours")
def whole_link() -> bytes:
    links = f'<hyperlinks><hyperlink ref="{WHOLE}" location="file:///etc/hostname"/></hyperlinks>'
    return with_rows("", after=links)


@kind("28", "rules over the whole grid", "not_ours")
def whole_rules() -> bytes:
    rules = (
        f'<conditionalFormatting sqref="{WHOLE}"><cfRule type="expression" priority="1">'
        "<formula>A1=1</formula></cfRule></conditionalFormatting>"
        f'<dataValidations><dataValidation type="list" sqref="{WHOLE}"><formula1>1</formula1>'
        "</dataValidation></dataValidations>"
    )
    return with_rows("", after=rules)


@kind("29", "50,000 merged ranges", "too_large", "merges")
def many_merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(2, 50_002))
    return with_rows("", after=f"<mergeCells>{merges}</mergeCells>")


@kind("30", "two thousand million columns", "not_ours")
def wide_columns() -> bytes:
    return with_rows("", before='<cols><col min="1" max="2000000000" width="9"/></cols>')


@kind("31", "row of an impossible number", "damaged", "cell_place")
def huge_row() -> bytes:
    return with_rows(f'<row r="99999999999">{cell("A99999999999")}</row>')


@kind("32", "cells that are nowhere", "damaged", "cell_place")
def bad_references() -> bytes:
    return with_rows(f'<row r="0">{cell("A0")}{cell("1A")}{cell("")}</row>')


@kind("33", "one cell three times", "damaged", "cell_twice")
def cell_twice() -> bytes:
    return with_rows(f'<row r="2">{cell("A2", "1")}{cell("A2", "99")}{cell("A2", "77")}</row>')
