"""Kinds 01 to 14 and 90 to 92: files that unpack to far more than they are, and entities."""

from __future__ import annotations

from dataclasses import replace

from tests.hostile.kinds import (
    BOOK,
    SHEET,
    SHEET_START,
    STRINGS,
    STYLES,
    book_xml,
    kind,
    scaled,
    sheet_xml,
    strings_xml,
    workbook,
)
from tests.hostile.zips import GIB, KIB, MIB, large_member, lying, member

BLOCK = 64 * KIB


@kind("01", "sheet of 1 GiB of spaces", "too_large", "part")
def spaces() -> bytes:
    part = large_member(SHEET, SHEET_START.encode(), b" " * BLOCK, GIB // BLOCK, b"</worksheet>")
    return workbook({SHEET: part})


@kind("02", "sheet of 512 MiB of rows", "too_large", "part")
def rows() -> bytes:
    block = b"<row/>" * (BLOCK // 6)
    start = f"{SHEET_START}<sheetData>".encode()
    times = 512 * MIB // len(block)
    return workbook({SHEET: large_member(SHEET, start, block, times, b"</sheetData></worksheet>")})


@kind("03", "one text of 1 GiB", "too_large", "part")
def inline_string() -> bytes:
    start = f'{SHEET_START}<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'.encode()
    end = b"</t></is></c></row></sheetData></worksheet>"
    return workbook({SHEET: large_member(SHEET, start, b"a" * BLOCK, GIB // BLOCK, end)})


@kind("04", "picture of 1 GiB that nothing shows", "not_ours")
def media() -> bytes:
    part = large_member("xl/media/image1.png", b"", b"\0" * BLOCK, GIB // BLOCK, b"")
    return workbook({}, part)


@kind("05", "31 million shared texts", "too_large", "part")
def shared_strings() -> bytes:
    block = b"<si><t>a</t></si>" * (BLOCK // 17)
    times = 512 * MIB // len(block)
    return workbook({STRINGS: large_member(STRINGS, b"<sst>", block, times, b"</sst>")})


@kind("06", "541,000 cell formats", "too_large", "styles")
def styles() -> bytes:
    block = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' * 500
    start, end = b"<styleSheet><cellXfs>", b"</cellXfs></styleSheet>"
    return workbook({STYLES: large_member(STYLES, start, block, 1_082, end)})


def laughing(times: int = 10) -> str:
    """A document type whose entities grow tenfold with each step."""
    steps = "".join(
        f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' if n else '<!ENTITY b0 "ha">' for n in range(times)
    )
    return f"<!DOCTYPE t [{steps}]>"


@kind("10", "billion laughs in the texts", "damaged", "document_type")
def laughs_in_strings() -> bytes:
    return workbook({STRINGS: laughing() + strings_xml("&b9;")})


@kind("11", "quadratic entities in the texts", "damaged", "document_type")
def quadratic() -> bytes:
    declared = f'<!DOCTYPE t [<!ENTITY a "{"a" * 50_000}">]>'
    return workbook({STRINGS: declared + strings_xml("&a;" * 50_000)})


@kind("12", "entity that names a file", "damaged", "document_type")
def outside_file() -> bytes:
    declared = '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    return workbook({STRINGS: declared + strings_xml("&x;")})


@kind("13", "billion laughs in a sheet", "damaged", "document_type")
def laughs_in_sheet() -> bytes:
    return workbook({SHEET: laughing() + sheet_xml('<row r="2"><c r="A2"><v>&b9;</v></c></row>')})


@kind("14", "billion laughs in UTF-16 in the workbook part", "damaged", "document_type")
def laughs_in_utf16() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + laughing() + book_xml(more="<x>&b9;</x>")
    return workbook({BOOK: text.encode("utf-16")})


@kind("90", "15 million elements in the theme", "too_large", "packing")
def theme() -> bytes:
    block = b"<a/>" * (BLOCK // 4)
    times = 60 * MIB // BLOCK
    return workbook({}, large_member("xl/theme/theme1.xml", b"<t>", block, times, b"</t>"))


@kind("91", "sheet of 1 GiB that is said to be small", "damaged", "checksum")
def lying_size() -> bytes:
    end = b"</worksheet>"
    part = large_member(SHEET, SHEET_START.encode(), b" " * BLOCK, GIB // BLOCK, end)
    return workbook({SHEET: lying(part, 1_000)})


@kind("92", "two members in the same bytes", "damaged", "zip")
def overlapped() -> bytes:
    part = member(SHEET, sheet_xml())
    return workbook({SHEET: None}, part, replace(part, name="xl/worksheets/sheet2.xml", at=0))


@kind("93", "all members in the same bytes, ten thousand times over", "too_large", "parts")
def quilt() -> bytes:
    part = member(SHEET, b"a" * 1000)
    count = scaled(60_000, 3_000)
    return workbook({}, *(replace(part, name=f"xl/{n}.xml", at=0) for n in range(count)))
