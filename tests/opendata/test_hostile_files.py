"""Files made to do harm: each comes to a sentence, and none to anything else."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from stocktake.opendata import look_at
from stocktake.opendata.release import Source
from stocktake.opendata.streams import Meter
from stocktake.opendata.tables import tables_of
from tests.opendata.ods import write_ods
from tests.opendata.published import ROWS

LAUGHS = "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10)
)  # 2 GB of laughter
BLOWUP = f'<!ENTITY long "{"x" * 50_000}">'
OUTSIDE = '<!ENTITY out SYSTEM "file:///etc/hostname">'
TYPES = "<Types/>"
BOOK = (
    '<workbook xmlns:r="r"><sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>'
)
RELATIONS = '<Relationships><Relationship Id="r1" Target="{target}"/></Relationships>'
SHEET = "<worksheet><sheetData>{rows}</sheetData></worksheet>"
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>Code</t></is></c></row>'


def ods(content: str) -> Callable[[Path], object]:
    return lambda path: write_ods(path, content)


def table(rows: str) -> Callable[[Path], object]:
    names = 'xmlns:table="t" xmlns:text="x" xmlns:office="o"'
    return ods(f'<d {names}><table:table table:name="S">{rows}</table:table></d>')


def xlsx(sheet: str = "", **parts: str) -> Callable[[Path], object]:
    """A workbook of one sheet, of which any part may be given otherwise."""

    def write(path: Path) -> None:
        found = {
            "[Content_Types].xml": TYPES,
            "xl/workbook.xml": BOOK.format(name="S"),
            "xl/_rels/workbook.xml.rels": RELATIONS.format(target="worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet or SHEET.format(rows=ROW),
        }
        names = {"book": "xl/workbook.xml", "shared": "xl/sharedStrings.xml"}
        found |= {names[part]: text for part, text in parts.items()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in found.items():
                archive.writestr(name, text)

    return write


def flagged(flag: int) -> Callable[[Path], object]:
    """A zip of a good file that says of itself how it is packed."""

    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.csv", "a,b\n1,2\n")
        data = bytearray(path.read_bytes())
        data[data.index(b"PK\x01\x02") + 8] |= flag
        path.write_bytes(data)

    return write


def zipped(**members: str) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in members.items():
                archive.writestr(name.replace("_", "."), text)

    return write


DECLARES = "It declares a document type"
HOSTILE = {
    "laughs.ods": (ods(f"<!DOCTYPE d [{LAUGHS}]><d>&a9;</d>"), DECLARES),
    "blowup.ods": (ods(f"<!DOCTYPE d [{BLOWUP}]><d>{'&long;' * 5_000}</d>"), DECLARES),
    "outside.ods": (ods(f"<!DOCTYPE d [{OUTSIDE}]><d>&out;</d>"), DECLARES),
    "undeclared.ods": (ods("<d>&nothing;</d>"), "The file is damaged"),
    "laughs in the list.xlsx": (xlsx(book=f"<!DOCTYPE d [{LAUGHS}]><d>&a9;</d>"), DECLARES),
    "laughs in the sheet.xlsx": (xlsx(f"<!DOCTYPE d [{LAUGHS}]><d>&a9;</d>"), DECLARES),
    "laughs in the texts.xlsx": (xlsx(shared=f"<!DOCTYPE d [{LAUGHS}]><d>&a9;</d>"), DECLARES),
    "deep.ods": (ods("<d>" * 100_000), "more than 64 deep"),
    "deep.xlsx": (xlsx("<d>" * 100_000), "more than 64 deep"),
    "properties.ods": (
        ods("<d " + " ".join(f"a{n}='1'" for n in range(500)) + "/>"),
        "more than 128 properties",
    ),
    "long property.ods": (ods(f'<d a="{"x" * 3_000_000}"/>'), "A single piece of it"),
    "long name.xlsx": (xlsx(f"<{'x' * 3_000_000}/>"), "A single piece of it"),
    "long text.ods": (
        table(
            "<table:table-row><table:table-cell><text:p>"
            f"{'x' * 300_000}</text:p></table:table-cell></table:table-row>"
        ),
        "The text of one cell",
    ),
    "long text.xlsx": (
        xlsx(SHEET.format(rows=f'<row r="1"><c r="A1"><v>{"1" * 300_000}</v></c></row>')),
        "The text of one cell",
    ),
    "spaces.ods": (
        table(
            "<table:table-row><table:table-cell><text:p>"
            + '<text:s text:c="99999999"/>' * 3_000
            + "</text:p></table:table-cell></table:table-row>"
        ),
        "The text of one cell",
    ),
    "repeated rows.ods": (
        table(
            '<table:table-row table:number-rows-repeated="99999999">'
            '<table:table-cell office:value="1"/></table:table-row>'
        ),
        "more than 1,048,576 rows",
    ),
    "sheets.ods": (
        ods(f'<d xmlns:table="t">{"<table:table/>" * 300}</d>'),
        "more than 200 sheets",
    ),
    "letters.ods": (
        ods('<?xml version="1.0" encoding="x-no-such-letters"?><d/>'),
        "The file is damaged",
    ),
    "bomb.xlsx": (xlsx(" " * 40 * 1024 * 1024), "“sheet1.xml” would unpack to far too much"),
    "locked.zip": (flagged(0x01), "protected by a password"),
    "locked well.zip": (flagged(0x40), "protected by a password"),
    "patched.zip": (flagged(0x20), "packed in a way that cannot be undone"),
    "zip in a zip.zip": (zipped(inner_zip="PK"), "The zip holds no table"),
    "one endless row.csv": (
        lambda path: path.write_bytes(b'"a\n' * 50_000 + b'"' + b"x" * 10),
        "The file is damaged",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_comes_to_a_sentence(tmp_path: Path, name: str) -> None:
    write, words = HOSTILE[name]
    path = tmp_path / name
    write(path)
    (verdict,) = look_at(path)
    assert words in verdict.sentence
    assert not verdict.can_be_read
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "corner.xlsx"
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    xlsx(SHEET.format(rows=ROW + last))(path)
    tables = tables_of(Source(path))
    assert list(tables.rows("S", Meter(""))) == [(1, ["Code"])]


def test_a_workbook_cannot_name_a_file_outside_itself(tmp_path: Path) -> None:
    path = tmp_path / "outside.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("xl/workbook.xml", BOOK.format(name="S"))
        archive.writestr(
            "xl/_rels/workbook.xml.rels", RELATIONS.format(target="../../../../etc/hostname")
        )
    assert list(tables_of(Source(path)).names()) == []
    assert not look_at(path)[0].can_be_read


def test_a_member_named_as_if_elsewhere_is_read_in_place_and_called_by_its_last_name(
    tmp_path: Path,
) -> None:
    path = tmp_path / "download.zip"
    rows = (ROWS / "gp-reg-pat-prac-all_2026-03-01.csv").read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../../../up.csv", "/root.csv", "..\\..\\back.csv", "C:\\windows\\x.csv"):
            archive.writestr(name, rows)
    verdicts = look_at(path)
    assert [each.can_be_read for each in verdicts] == [True] * 4
    assert [each.source.name for each in verdicts] == [
        f"download.zip: {name}" for name in ("up.csv", "root.csv", "back.csv", "x.csv")
    ]
    assert [each.name for each in tmp_path.iterdir()] == ["download.zip"]
