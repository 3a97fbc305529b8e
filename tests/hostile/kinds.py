"""The list of hostile kinds: a number, a name, how to make one, and what must be said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stocktake.workbooks.marks import ANSWER_MARK
from tests.hostile.zips import Member, member, zipped
from tests.store.killing import runs

Make = Callable[[], bytes]


@dataclass(frozen=True)
class Kind:
    """One hostile kind.

    Attributes:
        number: as in the table of the design, where it stands there.
        name: what is wrong with it.
        make: its bytes.
        verdict: what must come of it.
        reason: which limit or fault must be named; blank where the verdict says it all.
    """

    number: str
    name: str
    make: Make
    verdict: str
    reason: str = ""

    @property
    def file_name(self) -> str:
        """What it is called in the folder."""
        return f"{self.number} {self.name}.xlsx".replace("/", "-")


KINDS: dict[str, Kind] = {}
"""By number, in the order of the table."""


def kind(number: str, name: str, verdict: str, reason: str = "") -> Callable[[Make], Make]:
    """Put a maker in the list."""

    def listed(make: Make) -> Make:
        assert number not in KINDS
        KINDS[number] = Kind(number, name, make, verdict, reason)
        return make

    return listed


def scaled(full: int, small: int) -> int:
    """How many of something: all of them only where the long form was asked for."""
    return runs(long=full, short=small)


_NS = "http://schemas.openxmlformats.org"
MAIN_NS = f"{_NS}/spreadsheetml/2006/main"
_LINK_NS = f"{_NS}/package/2006/relationships"
_OFFICE = f"{_NS}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPES, ROOT, BOOK = "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"
BOOK_RELS, SHEET = "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
SHEET_START = f'<worksheet xmlns="{MAIN_NS}">'
MARK_ROW = (
    f'<row r="1"><c r="A1" t="inlineStr"><is><t>{ANSWER_MARK}</t></is></c>'
    '<c r="B1" t="s"><v>0</v></c></row>'
)
"""With this a sheet is taken for one of ours, and is read to its end."""


def sheet_xml(rows: str = "", before: str = "", after: str = "") -> str:
    """A sheet that is taken for ours, with more rows and other elements around them."""
    data = f"<sheetData>{MARK_ROW}{rows}</sheetData>"
    return f"{SHEET_START}{before}{data}{after}</worksheet>"


def strings_xml(*items: str) -> str:
    """The table of shared strings."""
    inside = "".join(f"<si><t>{item}</t></si>" for item in items or ("hello",))
    return f'<sst xmlns="{MAIN_NS}">{inside}</sst>'


def styles_xml(formats: str = "", cells: str = '<xf numFmtId="0"/>') -> str:
    """The table of styles."""
    return (
        f'<styleSheet xmlns="{MAIN_NS}"><numFmts>{formats}</numFmts>'
        f"<cellXfs>{cells}</cellXfs></styleSheet>"
    )


def book_xml(sheets: str = '<sheet name="Data" sheetId="1" r:id="rId1"/>', more: str = "") -> str:
    """The list of sheets."""
    inside = f"<sheets>{sheets}</sheets>{more}"
    return f'<workbook xmlns="{MAIN_NS}" xmlns:r="{_OFFICE}">{inside}</workbook>'


def link(key: str, kind_of: str, target: str, more: str = "") -> str:
    """One relationship."""
    return f'<Relationship Id="{key}" Type="{_OFFICE}/{kind_of}" Target="{target}"{more}/>'


def links_xml(*links: str) -> str:
    """A part of relationships."""
    return f'<Relationships xmlns="{_LINK_NS}">{"".join(links)}</Relationships>'


BOOK_LINKS = (
    link("rId1", "worksheet", "worksheets/sheet1.xml"),
    link("rId2", "sharedStrings", "sharedStrings.xml"),
    link("rId3", "styles", "styles.xml"),
)
BASE: Mapping[str, str] = {
    CONTENT_TYPES: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/></Types>',
    ROOT: links_xml(link("rId1", "officeDocument", "xl/workbook.xml")),
    BOOK: book_xml(),
    BOOK_RELS: links_xml(*BOOK_LINKS),
    SHEET: sheet_xml(),
    STRINGS: strings_xml(),
    STYLES: styles_xml(),
}
"""A small workbook with one sheet that is taken for ours."""


def workbook(
    changes: Mapping[str, str | bytes | Member | None] | None = None, *more: Member
) -> bytes:
    """The small workbook with parts changed or taken out, and more put in."""
    parts = {**BASE, **(changes or {})}
    members = [
        part if isinstance(part, Member) else member(name, part)
        for name, part in parts.items()
        if part is not None
    ]
    return zipped([*members, *more])
