"""Kinds 40 to 52: texts, numbers, formats and names that undo those who believe them."""

from __future__ import annotations

from tests.hostile.kinds import (
    BOOK,
    SHEET,
    STRINGS,
    STYLES,
    book_xml,
    kind,
    scaled,
    sheet_xml,
    strings_xml,
    styles_xml,
    workbook,
)


def values(*written: tuple[str, str], style: str = "") -> str:
    """A row of cells of a kind each: ``("n", "1")``."""
    row = "".join(f'<c t="{kind_of}"{style}><v>{value}</v></c>' for kind_of, value in written)
    return f'<row r="2">{row}</row>'


@kind("40", "text of 1 MB that 10,000 cells share", "too_large", "string")
def shared_a_lot() -> bytes:
    rows = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(2, 10_002))
    return workbook({STRINGS: strings_xml("a" * 1_000_000), SHEET: sheet_xml(rows)})


@kind("41", "text that is not in the table", "damaged", "missing_text")
def missing_text() -> bytes:
    return workbook({SHEET: sheet_xml(values(("s", "999999")))})


@kind("42", "control characters, spelt out", "not_ours")
def spelt_controls() -> bytes:
    return workbook({STRINGS: strings_xml("a_x0000_b_x0007_c_xD800_")})


@kind("43", "control characters, bare", "damaged", "xml")
def bare_controls() -> bytes:
    return workbook({STRINGS: strings_xml("a\x07b")})


@kind("44", "text in no alphabet", "damaged", "xml")
def invalid_utf8() -> bytes:
    return workbook({STRINGS: strings_xml("@@").encode().replace(b"@@", b"\xff\xfe\xc0\xaf")})


@kind("45", "number of 5,000 digits", "not_ours")
def many_digits() -> bytes:
    return workbook({SHEET: sheet_xml(values(("n", "9" * 5_000), ("n", "1")))})


@kind("46", "numbers that are none", "not_ours")
def odd_numbers() -> bytes:
    odd = ("NaN", "Infinity", "-1e999", "1e-999", "0x10", "1_000", "١٢", "--1", "1,5")
    return workbook({SHEET: sheet_xml(values(*(("n", each) for each in odd)))})


@kind("47", "dates that are none", "not_ours")
def odd_dates() -> bytes:
    odd = ("-5", "0", "59", "60", "99999999", "1e30", "NaN")
    style = styles_xml(cells='<xf numFmtId="14"/>')
    days = values(
        *(("n", each) for each in odd), ("d", "2026-99-99"), ("d", "x" * 99), style=' s="0"'
    )
    return workbook({SHEET: sheet_xml(days), STYLES: style})


@kind("48", "number format of 60,000 brackets", "too_large", "format")
def bracket_format() -> bytes:
    odd = f'<numFmt numFmtId="164" formatCode="{"[" * 60_000}"/>'
    cells = '<xf numFmtId="164"/>'
    return workbook({STYLES: styles_xml(odd, cells), SHEET: sheet_xml(values(("n", "1")))})


@kind("49", "header of a thousand codes", "not_ours")
def header() -> bytes:
    odd = "&amp;L" * 500 + "&amp;" * 500
    after = f"<headerFooter><oddHeader>{odd}</oddHeader></headerFooter>"
    return workbook({SHEET: sheet_xml(after=after)})


@kind("50", "100,000 defined names", "too_large", "list")
def many_names() -> bytes:
    names = "".join(f'<definedName name="n{n}">Data!$A$1</definedName>' for n in range(100_000))
    return workbook({BOOK: book_xml(more=f"<definedNames>{names}</definedNames>")})


@kind("51", "print titles of 60,000 quotes", "too_large", "name")
def quotes() -> bytes:
    name = f'<definedName name="_xlnm.Print_Titles">{chr(39) * 60_000}!$A:$A</definedName>'
    return workbook({BOOK: book_xml(more=f"<definedNames>{name}</definedNames>")})


@kind("52", "2,000 sheets", "too_large", "sheets")
def many_sheets() -> bytes:
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 2_001))
    return workbook({BOOK: book_xml(sheets)})


@kind("53", "texts that together are more than any return", "too_large", "text")
def shared_text_together() -> bytes:
    rows = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(2, 10_002))
    text = "a" * scaled(30_000, 30_000)
    return workbook({STRINGS: strings_xml(text), SHEET: sheet_xml(rows)})


@kind("54", "half a million cells", "too_large", "cells")
def many_cells() -> bytes:
    row = "".join(f"<c><v>{n}</v></c>" for n in range(1_000))
    return workbook({SHEET: sheet_xml("".join(f'<row r="{n}">{row}</row>' for n in range(2, 502)))})


@kind("55", "two sheets of one name", "damaged", "sheet_twice")
def one_name() -> bytes:
    sheets = "".join(f'<sheet name="{n}" sheetId="1" r:id="rId1"/>' for n in ("Data", "DATA"))
    return workbook({BOOK: book_xml(sheets)})
