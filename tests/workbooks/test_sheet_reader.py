from __future__ import annotations

import math
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from stocktake.workbooks.cells import Cell, SheetCells
from stocktake.workbooks.guard import guard
from stocktake.workbooks.limits import MAX_ROW
from stocktake.workbooks.refusals import Refused
from stocktake.workbooks.sheet_reader import read_sheets
from tests.store.killing import runs

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TYPES = f'<Types><Override PartName="/xl/workbook.xml" ContentType="{MAIN}"/></Types>'


def packed(sheet: str, **more: str) -> bytes:
    """A workbook of one sheet from the XML of its rows, with other parts if given."""
    parts = {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": '<workbook><sheets><sheet name="One" r:id="r1" xmlns:r="r"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Type="/worksheet"'
        ' Target="sheet1.xml"/><Relationship Id="r2" Type="/sharedStrings"'
        ' Target="/xl/strings.xml"/><Relationship Id="r3" Type="/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/sheet1.xml": f"<worksheet><sheetData>{sheet}</sheetData></worksheet>",
        **{f"xl/{name}.xml": text for name, text in more.items()},
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def sheets(data: bytes) -> list[SheetCells]:
    return list(read_sheets(guard(data)))


def cells(sheet: str, **more: str) -> dict[str, tuple[str, str]]:
    (only,) = sheets(packed(sheet, **more))
    return {cell.reference: (cell.kind, cell.value) for cell in only.cells}


def cell(xml: str, **more: str) -> Cell:
    (only,) = sheets(packed(f'<row r="1">{xml}</row>', **more))
    return only.cells[0]


def saved(workbook: Workbook) -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("xml", "kind", "value"),
    [
        ('<c r="A1"><v>12.50</v></c>', "number", "12.50"),
        ('<c r="A1"><v>0.10000000000000001</v></c>', "number", "0.1"),
        ('<c r="A1"><v>0.30000000000000004</v></c>', "number", "0.3"),
        ('<c r="A1"><v>1E3</v></c>', "number", "1000"),
        ('<c r="A1"><v>1e999</v></c>', "error", "1e999"),
        ('<c r="A1"><v>NaN</v></c>', "error", "NaN"),
        ('<c r="A1"><v>٣</v></c>', "error", "٣"),
        (f'<c r="A1"><v>{"9" * 5000}</v></c>', "error", "9" * 20),
        ('<c r="A1" t="b"><v>1</v></c>', "boolean", "TRUE"),
        ('<c r="A1" t="b"><v>true</v></c>', "boolean", "TRUE"),
        ('<c r="A1" t="b"><v>0</v></c>', "boolean", "FALSE"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "error", "#REF!"),
        ('<c r="A1" t="e"><f>1/0</f><v>#SPILL!</v></c>', "error", "#SPILL!"),
        ('<c r="A1"><f>1+1</f></c>', "uncached", ""),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "number", "2"),
        ('<c r="A1" t="str"><f>"a"</f><v>a</v></c>', "text", "a"),
        ('<c r="A1" t="inlineStr"><is><t> 7 </t></is></c>', "text", " 7 "),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "text", "ab"),
        ('<c r="A1" t="inlineStr"><is><t>_x005F_x0041_</t></is></c>', "text", "_x0041_"),
        ('<c r="A1" t="d"><v>2026-11-22</v></c>', "date", "2026-11-22"),
        ('<c r="A1" t="d"><v>yesterday</v></c>', "error", "yesterday"),
    ],
)
def test_kinds_are_kept_apart(xml: str, kind: str, value: str) -> None:
    found = cell(xml)
    assert (found.kind, found.value) == (kind, value)


STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d mmmm yyyy"/>'
    '<numFmt numFmtId="165" formatCode="[Red]&quot;days&quot; 0"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="10"/></cellXfs>'
    "</styleSheet>"
)


@pytest.mark.parametrize(
    ("style", "value", "kind", "read"),
    [
        (0, "46348", "number", "46348"),
        (1, "46348", "date", "2026-11-22"),
        (2, "46348.5", "date", "2026-11-22T12:00:00"),
        (3, "46348", "number", "46348"),
        (4, "0.45", "number", "0.45"),
        (99, "46348", "number", "46348"),
        (1, "59", "error", "59"),
        (1, "-5", "error", "-5"),
        (1, "99999999", "error", "99999999"),
    ],
)
def test_a_number_is_a_date_only_by_its_format(
    style: int, value: str, kind: str, read: str
) -> None:
    found = cell(f'<c r="A1" s="{style}"><v>{value}</v></c>', styles=STYLES)
    assert (found.kind, found.value) == (kind, read)
    assert found.is_percent == (style == 4)


def test_shared_strings_leave_out_the_readings_above_them() -> None:
    strings = "<sst><si><t>one</t></si><si><t>two</t><rPh><t>zwei</t></rPh></si></sst>"
    assert cells('<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>', strings=strings) == {
        "A1": ("text", "two"),
        "B1": ("text", "one"),
    }


def test_references_are_absolute_and_blank_cells_are_not_there() -> None:
    found = cells('<row r="5"><c r="C5"><v>1</v></c><c r="D5"/><c r="F5" s="1"></c></row>')
    assert found == {"C5": ("number", "1")}


def test_hidden_sheets_and_rows_are_read_and_said_to_be_hidden() -> None:
    workbook = Workbook()
    workbook.create_sheet("Lists").sheet_state = "hidden"
    workbook.create_sheet("manifest").sheet_state = "veryHidden"
    workbook["Lists"]["A3"] = "x"
    workbook["Lists"].row_dimensions[3].hidden = True
    found = sheets(saved(workbook))
    assert [(s.name, s.visibility) for s in found] == [
        ("Sheet", "visible"),
        ("Lists", "hidden"),
        ("manifest", "veryHidden"),
    ]
    assert found[1].hidden_rows == {3}


def test_a_strict_workbook_is_read_like_any_other() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = (
        f'<x:worksheet xmlns:x="{strict}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    (only,) = sheets(packed("", sheet1=sheet))
    assert only.cells == (Cell(1, 1, "number", "5"),)


def test_values_under_merged_cells_are_read_and_named() -> None:
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
    )
    (only,) = sheets(packed("", sheet1=sheet))
    assert len(only.cells) == 2
    assert only.covered == ("B1",)


def test_a_sheet_that_is_not_wanted_is_given_up_early() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 60))
    seen: list[int] = []

    def keeps(found: tuple[Cell, ...]) -> bool:
        seen.append(len(found))
        return False

    assert list(read_sheets(guard(packed(rows)), keeps)) == []
    assert seen == [30]


DAMAGED = {
    "a cell twice": '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "a reference that is none": '<row r="1"><c r="1A"><v>1</v></c></row>',
    "row nought": '<row r="0"><c r="A0"><v>1</v></c></row>',
    "a cell in another row": '<row r="1"><c r="A2"><v>1</v></c></row>',
    "a row that is no number": '<row r="x"/>',
    "a row number without end": f'<row r="{"9" * 40}"><c r="A1"><v>1</v></c></row>',
    "a string that is not there": '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
    "a control character": '<row r="1"><c r="A1"><v>\x01</v></c></row>',
    "XML cut short": '<row r="1"><c',
    "very deep": "<a>" * 5000,
    "an entity of its own": '<row r="1"><c r="A1"><v>&b;</v></c></row>',
}


@pytest.mark.parametrize("xml", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_sheet_is_refused(xml: str) -> None:
    with pytest.raises(Refused) as refused:
        sheets(packed(xml))
    assert refused.value.code == "damaged"


def test_a_declaration_is_refused_in_any_encoding() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ha">]><worksheet/>'
    for xml in (laughs, f'<?xml version="1.0" encoding="UTF-16"?>{laughs}'):
        data = xml.encode("utf-16" if "UTF-16" in xml else "utf-8")
        file = BytesIO(packed("", sheet1="placeholder"))
        with zipfile.ZipFile(file) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        parts["xl/sheet1.xml"] = data
        again = BytesIO()
        with zipfile.ZipFile(again, "w") as new:
            for name, part in parts.items():
                new.writestr(name, part)
        with pytest.raises(Refused):
            sheets(again.getvalue())


TOO_LARGE = {
    "a far corner": lambda: packed('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a column far out": lambda: packed('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'),
    "a text without end": lambda: packed(
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * 300_000}</t></is></c></row>'
    ),
    "one long text used many times": lambda: packed(
        "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2_000)),
        strings=f"<sst><si><t>{'a' * 200_000}</t></si></sst>",
    ),
    "many sheets": lambda: packed(
        "",
        workbook="<workbook><sheets>"
        + "".join(f'<sheet name="S{n}" r:id="r1" xmlns:r="r"/>' for n in range(10_000))
        + "</sheets></workbook>",
    ),
    "many cell formats": lambda: packed(
        "", styles="<styleSheet><cellXfs>" + "<xf/>" * 30_000 + "</cellXfs></styleSheet>"
    ),
    "many merged ranges": lambda: packed(
        "",
        sheet1="<worksheet>"
        + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 20_000))
        + "</worksheet>",
    ),
}


@pytest.mark.parametrize("make", TOO_LARGE.values(), ids=TOO_LARGE.keys())
def test_more_than_any_return_holds_is_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(Refused) as refused:
        sheets(make())
    assert refused.value.code == "too_large"


def test_formatted_rows_without_cells_down_to_the_last_are_harmless() -> None:
    assert cells('<row r="1048576" hidden="1"><c r="XFD1048576" s="1"/></row>') == {}
    assert MAX_ROW < 1_048_576


def test_a_dimension_is_never_believed() -> None:
    sheet = '<worksheet><dimension ref="A1:XFD1048576"/><sheetData/></worksheet>'
    assert sheets(packed("", sheet1=sheet))[0].cells == ()


def test_two_sheets_of_one_name_are_refused() -> None:
    book = (
        '<workbook><sheets><sheet name="Data" r:id="r1" xmlns:r="r"/>'
        '<sheet name="data" r:id="r1" xmlns:r="r"/></sheets></workbook>'
    )
    with pytest.raises(Refused):
        sheets(packed("", workbook=book))


def test_a_link_to_the_outside_is_not_followed(tmp_path: Path) -> None:
    links = (
        '<Relationships><Relationship Id="r1" Type="/worksheet" TargetMode="External"'
        ' Target="http://example.org/sheet.xml"/></Relationships>'
    )
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(packed(""))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, links if name.endswith(".rels") else old.read(name))
    assert sheets(file.getvalue()) == []


# The oracles: what two other readers make of the same workbooks.

WHEN = st.datetimes(datetime(1905, 1, 1), datetime(2150, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff_"
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: text.strip() == text and not text.startswith(("=", "#")))
FIGURE = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda figure: round(figure, 4)),
)
GRID = st.dictionaries(
    st.tuples(st.integers(1, 40), st.integers(1, 12)),
    st.one_of(TEXT, FIGURE, st.booleans(), WHEN),
    min_size=1,
    max_size=25,
)


@settings(deadline=None, max_examples=runs(long=60, short=25))
@given(GRID, st.booleans())
def test_it_reads_what_openpyxl_and_calamine_read(
    grid: dict[tuple[int, int], object], from_1904: bool
) -> None:
    workbook = Workbook()
    if from_1904:
        workbook.epoch = CALENDAR_MAC_1904
    for (row, column), value in grid.items():
        written = workbook.active.cell(row, column, value)
        written.data_type = "s" if isinstance(value, str) else written.data_type
    data = saved(workbook)
    (only,) = sheets(data)
    ours = {(found.row, found.column): found for found in only.cells}
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    rows = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    theirs = rows.to_python(skip_empty_area=False)
    assert ours.keys() == grid.keys()
    for (row, column), found in ours.items():
        assert agrees(found, sheet.cell(row, column).value)
        assert agrees(found, theirs[row - 1][column - 1])


def agrees(found: Cell, value: object) -> bool:
    """Whether another reader's value is the same, to the second and to 12 digits."""
    if isinstance(value, bool):
        return found.kind == "boolean" and found.value == str(value).upper()
    if isinstance(value, int | float):
        return found.kind == "number" and math.isclose(float(found.value), value, rel_tol=1e-12)
    if isinstance(value, date):
        own = datetime.fromisoformat(found.value)
        moment = value if isinstance(value, datetime) else datetime(*value.timetuple()[:3])  # noqa: DTZ001
        return found.kind == "date" and abs(own - moment) <= timedelta(seconds=1)
    return found.kind == "text" and found.value == value
