"""Files that must not be read, each made here and named by what is wrong with it."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from stocktake.workbooks.guard import check_kind, guard, read_bytes
from stocktake.workbooks.limits import MAX_FILE_BYTES, MAX_PARTS, MIB
from stocktake.workbooks.received import receive, receive_bytes
from stocktake.workbooks.refusals import REASONS, REFUSALS, Refused

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
PARTS = {
    "[Content_Types].xml": f'<Types><Override PartName="/xl/workbook.xml" ContentType="{MAIN}"/>'
    "</Types>",
    "_rels/.rels": '<Relationships><Relationship Id="r" Type="x/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="One" r:id="r1"/></sheets>'
    "</workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Type="x/worksheet"'
    ' Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": SHEET,
}


def packed(
    changes: dict[str, str | bytes | None] | None = None, more: list[tuple[str, str]] | None = None
) -> bytes:
    """Pack a small workbook with some parts changed, taken out, or put in twice."""
    parts = {**PARTS, **(changes or {})}
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in [*parts.items(), *(more or [])]:
            if text is not None:
                archive.writestr(name, text)
    return file.getvalue()


def compound(stream: str) -> bytes:
    """The start of an OLE compound file whose directory names one stream."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
    return header + stream.encode("utf-16-le") + b"\0" * 512


def good() -> bytes:
    file = BytesIO()
    Workbook().save(file)
    return file.getvalue()


def with_entry_changed(offset: int, value: bytes, local: bool = False) -> bytes:
    """Change a field of the last member's directory entry, or of its own header."""
    data = bytearray(packed())
    at = data.rfind(b"PK\x03\x04" if local else b"PK\x01\x02")
    data[at + offset : at + offset + len(value)] = value
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(packed())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def overlapped() -> bytes:
    """Two directory entries that share one member's bytes."""
    data = packed()
    end = data.rfind(b"PK\x05\x06")
    start = struct.unpack_from("<L", data, end + 16)[0]
    entry = data[data.rfind(b"PK\x01\x02") : end]
    name = b"xl/worksheets/sheet1.xml"
    twin = entry.replace(name, name.replace(b"1", b"2"))
    new_end = bytearray(data[end:])
    count = struct.unpack_from("<H", new_end, 8)[0] + 1
    struct.pack_into("<HHL", new_end, 8, count, count, end - start + len(twin))
    return data[:end] + twin + bytes(new_end)


REFUSED: list[tuple[str, str, Callable[[], bytes]]] = [
    ("an empty file", "truncated", lambda: b""),
    ("a text file renamed", "not_a_workbook", lambda: b"Practice,List size\nA81001,9120\n"),
    ("a web page renamed", "not_a_workbook", lambda: b"<html><table><tr><td>1</td></tr></table>"),
    ("a PDF renamed", "not_a_workbook", lambda: b"%PDF-1.7\n%..."),
    ("a workbook of Excel 2003 XML", "old_excel", lambda: EXCEL_2003),
    ("an old .xls", "old_excel", lambda: compound("Workbook")),
    ("a very old .xls", "old_excel", lambda: b"\x09\x04\x06\x00\x00\x00\x10\x00"),
    ("a password", "password", lambda: compound("EncryptedPackage")),
    ("a zip with a password", "other_protection", encrypted),
    ("another kind of OLE file", "not_a_workbook", lambda: compound("WordDocument")),
    ("nothing but zeros from a synced folder", "truncated", lambda: b"\0" * 4096),
    ("half of a workbook", "truncated", lambda: good()[: len(good()) // 2]),
    ("all but the last byte", "truncated", lambda: good()[:-1]),
    ("a zip of something else", "not_a_workbook", lambda: packed({"[Content_Types].xml": None})),
    (
        "a LibreOffice spreadsheet",
        "other_program",
        lambda: packed({"[Content_Types].xml": None, "mimetype": "application/vnd.oasis"}),
    ),
    (
        "a Word document",
        "other_program",
        lambda: packed({"[Content_Types].xml": PARTS["[Content_Types].xml"].replace(MAIN, "w")}),
    ),
    ("another program's workbook", "not_ours", good),
    ("junk after the end", "damaged", lambda: good() + b"more"),
    ("junk before the start", "not_a_workbook", lambda: b"junk" + good()),
    ("a member twice", "damaged", lambda: duplicated("xl/worksheets/sheet1.xml")),
    ("a member twice in other capitals", "damaged", lambda: duplicated("XL/workSheets/SHEET1.xml")),
    ("a member twice with backslashes", "damaged", lambda: duplicated(r"xl\worksheets\sheet1.xml")),
    ("a name that climbs out", "damaged", lambda: packed(more=[("../../out.xml", "<a/>")])),
    ("a name with a drive", "damaged", lambda: packed(more=[("C:/out.xml", "<a/>")])),
    ("members that overlap", "damaged", overlapped),
    ("another name before the member", "damaged", lambda: with_entry_changed(30, b"X", True)),
    (
        "another size before the member",
        "damaged",
        lambda: with_entry_changed(22, b"\1", True),
    ),
    ("a wrong checksum", "damaged", lambda: with_entry_changed(16, b"\0\0\0\0")),
    ("a way of packing nobody uses", "damaged", lambda: with_entry_changed(10, b"\x63")),
    (
        "a member that starts nowhere",
        "damaged",
        lambda: with_entry_changed(42, b"\xff" * 3),
    ),
    ("too many members", "too_large", lambda: packed(more=many_members())),
    ("a zip bomb in one part", "too_large", lambda: packed({"xl/big.xml": b" " * (65 * MIB)})),
    ("a zip bomb by its ratio", "too_large", lambda: packed({"xl/big.xml": b" " * (20 * MIB)})),
    ("entities", "damaged", lambda: packed({"[Content_Types].xml": laughs("<Types>&b;</Types>")})),
    ("a part described twice", "damaged", lambda: packed({"[Content_Types].xml": TWICE_DESCRIBED})),
    ("content types that are no XML", "damaged", lambda: packed({"[Content_Types].xml": "<Types"})),
]

EXCEL_2003 = (
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
TWICE_DESCRIBED = PARTS["[Content_Types].xml"].replace(
    "</Types>", '<Override PartName="/XL/workbook.xml" ContentType="x"/></Types>'
)


def laughs(body: str) -> str:
    return f'<!DOCTYPE t [<!ENTITY a "{"ha" * 100}"><!ENTITY b "&a;&a;&a;">]>{body}'


@pytest.mark.filterwarnings("ignore:Duplicate name")
def duplicated(name: str) -> bytes:
    """Put a second member of a name in, the way a careless or a cunning program would."""
    data = packed(more=[("xl/worksheets/sheet_.xml".ljust(len(name), "_")[: len(name)], SHEET)])
    placeholder = "xl/worksheets/sheet_.xml".ljust(len(name), "_")[: len(name)].encode()
    return data.replace(placeholder, name.encode())


def many_members() -> list[tuple[str, str]]:
    return [(f"xl/media/{number}.bin", "") for number in range(MAX_PARTS)]


@pytest.mark.parametrize(("code", "make"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_it_is_refused_with_its_own_code_and_left_as_it_was(
    code: str, make: Callable[[], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "return.xlsx"
    data = make()
    path.write_bytes(data)
    assert receive(path).refused == code
    assert path.read_bytes() == data


def test_a_file_beyond_the_limit_is_refused_before_it_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(Refused) as refused:
        read_bytes(path)
    assert refused.value.code == "too_large"


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert receive(tmp_path / "gone.xlsx").refused == "missing"
    assert receive(tmp_path).refused == "missing"


def test_an_ordinary_workbook_of_another_program_passes_the_guard() -> None:
    guarded = guard(good())
    assert guarded.part("xl/workbook.xml") is not None
    assert not guarded.has_links
    assert not guarded.has_objects


def test_a_member_kept_without_packing_and_zeros_after_the_end_are_harmless() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
    assert guard(file.getvalue() + b"\0" * 100).part("xl/workbook.xml") is not None


def test_sizes_told_after_the_member_are_read() -> None:
    class NoSeek(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    file = NoSeek()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
    assert guard(file.getvalue()).part("xl/workbook.xml") is not None


def test_a_workbook_of_large_file_entries_is_read() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(text.encode())
    assert guard(file.getvalue()).part("xl/workbook.xml") is not None


def test_a_picture_is_never_unpacked_however_large_it_says_it_is() -> None:
    data = packed({"xl/media/picture.png": b"\0" * (70 * MIB)})
    guarded = guard(data)
    part = guarded.archive.find("xl/media/picture.png")
    assert part is not None
    with pytest.raises(Refused) as refused:
        guarded.archive.read(part)
    assert refused.value.code == "too_large"


def test_links_to_other_files_and_files_inside_are_noted() -> None:
    links = guard(packed({"xl/externalLinks/externalLink1.xml": "<a/>"}))
    assert (links.has_links, links.has_objects) == (True, False)
    objects = guard(packed({"xl/embeddings/oleObject1.bin": b"\0"}))
    assert (objects.has_links, objects.has_objects) == (False, True)


@pytest.mark.parametrize(
    "name", ["xl/vbaProject.bin", "XL/other/VBAproject.BIN", "xl/macrosheets/s.xml"]
)
def test_macros_are_refused_whatever_the_file_is_called(name: str) -> None:
    with pytest.raises(Refused) as refused:
        guard(packed({name: b"\0"}))
    assert (refused.value.code, refused.value.part) == ("macros", name)


def test_the_kind_is_told_from_the_bytes_and_not_the_name() -> None:
    check_kind(good())
    with pytest.raises(Refused):
        check_kind(b"PK but not a zip")


def test_every_refusal_says_what_happened_and_what_to_do() -> None:
    for what, how in REFUSALS.values():
        assert what.endswith(".")
        assert how.endswith(".")
    assert all(reason[0].isupper() and reason.endswith(".") for reason in REASONS.values())


def test_the_digest_of_a_refused_file_is_still_told() -> None:
    assert len(receive_bytes(b"text").sha256) == 64
