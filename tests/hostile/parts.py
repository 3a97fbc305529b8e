"""Kinds 60 to 85: parts missing, doubled, cut, misnamed and misdescribed."""

from __future__ import annotations

from dataclasses import replace

from tests.hostile.kinds import (
    BASE,
    BOOK,
    BOOK_LINKS,
    BOOK_RELS,
    CONTENT_TYPES,
    ROOT,
    SHEET,
    STRINGS,
    STYLES,
    book_xml,
    kind,
    link,
    links_xml,
    scaled,
    sheet_xml,
    styles_xml,
    workbook,
)
from tests.hostile.zips import member, zipped

MISSING = (
    ("60a", CONTENT_TYPES, "not_a_workbook", ""),
    ("60b", ROOT, "not_ours", ""),
    ("60c", STRINGS, "damaged", "missing_text"),
    ("60d", SHEET, "damaged", "missing_part"),
    ("60e", STYLES, "not_ours", ""),
    ("60f", BOOK, "not_a_workbook", ""),
    ("60g", BOOK_RELS, "not_ours", ""),
)


def _without(part: str) -> bytes:
    return workbook({part: None})


for _number, _part, _verdict, _reason in MISSING:
    _name = f"without {_part.rpartition('/')[2].strip('[]_.')}"
    kind(_number, _name, _verdict, _reason)(lambda part=_part: _without(part))

for _number, _share in (("61a", 0.5), ("61b", 0.9), ("61c", 0.99)):
    kind(_number, f"cut at {_share:.0%}", "truncated")(
        lambda share=_share: workbook()[: int(len(workbook()) * share)]
    )


@kind("61d", "without its last byte", "truncated")
def last_byte() -> bytes:
    return workbook()[:-1]


@kind("62a", "1 KiB of something before", "not_a_workbook")
def prefixed() -> bytes:
    return b"x" * 1024 + workbook()


@kind("62b", "1 KiB of something after", "damaged", "zip")
def suffixed() -> bytes:
    return workbook() + b"x" * 1024


@kind("63", "wrong checksum", "damaged", "checksum")
def checksum() -> bytes:
    part = member(SHEET, sheet_xml())
    return workbook({SHEET: replace(part, crc=part.crc ^ 1)})


@kind("64", "described as another kind of file", "other_program")
def other_type() -> bytes:
    return workbook({CONTENT_TYPES: BASE[CONTENT_TYPES].replace("sheet.main", "document.main")})


@kind("65", "links that go round in a circle", "not_ours")
def circle() -> bytes:
    round_about = (link("rId1", "worksheet", "workbook.xml"), link("r2", "x", "_rels/x.rels"))
    return workbook({BOOK_RELS: links_xml(*round_about)})


@kind("66", "link that climbs out of the file", "damaged", "missing_part")
def climbing() -> bytes:
    out = link("rId1", "worksheet", "/../../../../etc/passwd")
    return workbook({BOOK_RELS: links_xml(out, *BOOK_LINKS[1:])})


@kind("67", "sheet that lies on a web site", "not_ours")
def on_the_web() -> bytes:
    out = link("rId1", "worksheet", "https://example.invalid/sheet.xml", ' TargetMode="External"')
    return workbook({BOOK_RELS: links_xml(out, *BOOK_LINKS[1:])})


@kind("68", "cell of a format that is not there", "not_ours")
def missing_format() -> bytes:
    return workbook({SHEET: sheet_xml('<row r="2"><c s="999999999999"><v>1</v></c></row>')})


@kind("69", "format that is made from itself", "not_ours")
def own_format() -> bytes:
    return workbook({STYLES: styles_xml(cells='<xf numFmtId="0" xfId="0"/><xf xfId="1"/>')})


@kind("70", "sheet part twice", "damaged", "twice")
def part_twice() -> bytes:
    return workbook({}, member(SHEET, sheet_xml()))


@kind("71", "names that climb out of the file", "damaged", "part_name")
def climbing_names() -> bytes:
    return workbook({}, member("../../../tmp/evil.xml", "<a/>"), member("C:/evil.xml", "<a/>"))


@kind("72", "names in other capitals", "not_ours")
def capitals() -> bytes:
    return zipped(member(name.upper(), text) for name, text in BASE.items())


@kind("73", "names with backslashes", "not_ours")
def backslashes() -> bytes:
    return zipped(member(name.replace("/", "\\"), text) for name, text in BASE.items())


@kind("74", "60,000 parts", "too_large", "parts")
def many_parts() -> bytes:
    part = member("", "")
    count = scaled(60_000, 3_000)
    return workbook({}, *(replace(part, name=f"xl/media/{n}.bin") for n in range(count)))


@kind("75", "nothing at all", "truncated")
def nothing() -> bytes:
    return b""


@kind("76", "list of values, renamed", "not_a_workbook")
def values() -> bytes:
    return b"a,b\n1,2\n"


@kind("77", "web page, renamed", "not_a_workbook")
def web_page() -> bytes:
    return b"<html><table><tr><td>1</td></tr></table></html>"


@kind("78", "zip of something else", "not_a_workbook")
def other_zip() -> bytes:
    return zipped([member("notes.txt", "hello")])


@kind("79", "compound file of rubbish", "not_a_workbook")
def compound() -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(range(250)) * 8


@kind("80", "100,000 elements inside one another in a sheet", "damaged", "nesting")
def deep_sheet() -> bytes:
    return workbook({SHEET: sheet_xml("<row><c>" + "<is>" * 100_000 + "</is>" * 100_000)})


@kind("81", "elements inside one another in the workbook part", "damaged", "nesting")
def deep_book() -> bytes:
    return workbook({BOOK: book_xml(more="<ext>" * 100_000 + "</ext>" * 100_000)})


@kind("82", "element of 100,000 attributes", "damaged", "attributes")
def many_attributes() -> bytes:
    attributes = " ".join(f'a{n}="1"' for n in range(100_000))
    return workbook({SHEET: sheet_xml(f'<row r="2" {attributes}/>')})


@kind("83", "20,000 cells of one formula without a value", "not_ours")
def shared_formula() -> bytes:
    cells = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(3, 20_000)
    )
    first = '<row r="2"><c r="A2"><f t="shared" ref="A2:A20000" si="0">A1+1</f></c></row>'
    return workbook({SHEET: sheet_xml(first + cells)})


@kind("84", "comments that are not there", "not_ours")
def comments() -> bytes:
    missing = links_xml(link("rId1", "comments", "../comments1.xml"))
    return workbook({"xl/worksheets/_rels/sheet1.xml.rels": missing})


@kind("85", "directory that lies about a size", "damaged", "zip")
def lying_directory() -> bytes:
    part = member(CONTENT_TYPES, BASE[CONTENT_TYPES])
    return workbook({CONTENT_TYPES: replace(part, listed_size=10)})


@kind("86", "three million links", "too_large", "list")
def many_links() -> bytes:
    odd = "".join(f'<Relationship Id="r{n}"/>' for n in range(scaled(1_500_000, 60_000)))
    return workbook({BOOK_RELS: links_xml(odd)})


@kind("87", "part described twice", "damaged", "twice")
def described_twice() -> bytes:
    twice = '<Override PartName="/XL/workbook.xml" ContentType="x"/></Types>'
    return workbook({CONTENT_TYPES: BASE[CONTENT_TYPES].replace("</Types>", twice)})


@kind("88", "macros", "macros")
def macros() -> bytes:
    return workbook({}, member("xl/vbaProject.bin", b"\0" * 64))


@kind("89", "macro sheet", "macros")
def macro_sheet() -> bytes:
    return workbook({}, member("xl/macrosheets/sheet1.xml", "<a/>"))
