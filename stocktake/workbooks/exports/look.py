"""How an exported workbook looks and prints: one accent colour, A4, headings repeated.

Source: design/look.md, "Workbooks and documents" and the light palette.
"""

from __future__ import annotations

import unicodedata
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from stocktake.units import date_in_words
from stocktake.workbooks.cell_text import clean_text
from stocktake.workbooks.exports.data import WorkbookData

FONT = "Arial"
"""Stands on every Windows and Mac; other systems have one of the same widths."""

BODY_SIZE = 10
TEXT, MUTED, HAIRLINE = "1A2430", "4F5B68", "CBD3DC"
ACCENT, ACCENT_SOFT, GREY, WHITE = "0B5A9D", "E3EEF8", "F5F7F9", "FFFFFF"
ATTENTION, ATTENTION_SOFT = "7A4F00", "FFF3D1"

LEVEL_FILLS = ("EDF2F7", "C3DAEE", "8AB9DF", "2F73B0", "0B4A87")
GAP_FILLS = ("EEF2F6", "F8D3A0", "EE9C55", "BF4526", "7C1D1D")
SERIES = ("0B5A9D", "B8860B", "1B6E42", "8A3F9B", "A8201A")

NUMBER_FORMATS = {
    "count": "#,##0",
    "one_place": "#,##0.0",
    "wte": "#,##0.00",
    "pounds": "£#,##0",
    "date": "d mmmm yyyy",
}

WORKING_DOCUMENT = "Working document. Not a contract return."
SAMPLE_WORDS = "Sample - made-up practice"

_A4 = 9
_MOST_HEADER = 200
_FORBIDDEN_IN_TITLE = str.maketrans(dict.fromkeys(":\\/?*[]", " "))
_TITLE_LENGTH = 31

_HAIRLINE = Side(style="thin", color=HAIRLINE)
_ACCENT_LINE = Side(style="medium", color=ACCENT)
_ANSWER_LINE = Side(style="thin", color="97A3B0")


def solid(colour: str) -> PatternFill:
    """Fill a cell with one colour, as RRGGBB."""
    return PatternFill("solid", fgColor=colour)


@dataclass(frozen=True, slots=True)
class Look:
    """What one kind of cell looks like."""

    size: float = BODY_SIZE
    bold: bool = False
    colour: str = TEXT
    fill: str = ""
    wrap: bool = True
    horizontal: str = "general"
    vertical: str = "top"
    border: Border = field(default_factory=Border)
    indent: int = 0


_ROW_LINE = Border(bottom=_HAIRLINE)
_BOX = Border(left=_HAIRLINE, right=_HAIRLINE, top=_HAIRLINE, bottom=_HAIRLINE)

LOOKS = {
    "title": Look(size=16, bold=True, colour=ACCENT, wrap=False),
    "subtitle": Look(colour=MUTED, wrap=False),
    "line": Look(wrap=False),
    "section": Look(size=12, bold=True, wrap=False),
    "strong": Look(size=11, bold=True, wrap=False),
    "label": Look(colour=MUTED, wrap=True),
    "text": Look(),
    "caution": Look(fill=ATTENTION_SOFT, colour=ATTENTION, bold=True),
    "heading": Look(
        bold=True,
        fill=ACCENT_SOFT,
        border=Border(bottom=_ACCENT_LINE),
        vertical="center",
    ),
    "heading_left": Look(
        bold=True,
        fill=ACCENT_SOFT,
        border=Border(bottom=_ACCENT_LINE),
        vertical="center",
        horizontal="left",
        indent=1,
    ),
    "heading_middle": Look(
        bold=True,
        fill=ACCENT_SOFT,
        border=Border(bottom=_ACCENT_LINE),
        vertical="center",
        horizontal="center",
    ),
    "heading_right": Look(
        bold=True,
        fill=ACCENT_SOFT,
        border=Border(bottom=_ACCENT_LINE),
        vertical="center",
        horizontal="right",
        indent=1,
    ),
    "cell": Look(border=_ROW_LINE, indent=1, vertical="center"),
    "first": Look(border=_ROW_LINE, bold=True, vertical="center"),
    "day": Look(border=_ROW_LINE, indent=1, vertical="center"),
    "number": Look(border=_ROW_LINE, horizontal="right", indent=1, vertical="center"),
    "middle": Look(border=_BOX, horizontal="center", vertical="center"),
    "muted": Look(border=_ROW_LINE, colour=MUTED, indent=1, vertical="center"),
    "total": Look(bold=True, border=Border(top=_ANSWER_LINE)),
    "total_number": Look(bold=True, horizontal="right", border=Border(top=_ANSWER_LINE)),
    "answer_id": Look(size=8, colour=MUTED, fill=GREY, wrap=False, border=_ROW_LINE),
    "answer": Look(border=Border(_ANSWER_LINE, _ANSWER_LINE, _ANSWER_LINE, _ANSWER_LINE)),
}
LOOKS |= {
    f"level{n}": replace(LOOKS["middle"], fill=fill, colour=TEXT if n < 3 else WHITE)
    for n, fill in enumerate(LEVEL_FILLS)
}
LOOKS |= {
    f"gap{n}": replace(LOOKS["middle"], fill=fill, colour=TEXT if n < 3 else WHITE)
    for n, fill in enumerate(GAP_FILLS)
}


class Looks:
    """Gives cells their looks, each made once for a workbook."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Any] = {}

    def give(self, cell: Any, name: str, number_format: str = "General") -> None:
        """Give a cell one of ``LOOKS``."""
        key = (name, number_format)
        if key not in self._made:
            look = LOOKS[name]
            cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.colour)
            cell.alignment = Alignment(
                wrap_text=look.wrap,
                vertical=look.vertical,
                horizontal=_side(look),
                indent=look.indent,
            )
            cell.border = look.border
            if look.fill:
                cell.fill = solid(look.fill)
            cell.number_format = number_format
            cell.protection = Protection(locked=True)
            self._made[key] = copy(cell._style)
        else:
            cell._style = copy(self._made[key])


def _side(look: Look) -> str:
    """Excel indents only what stands to one side."""
    return "left" if look.indent and look.horizontal == "general" else look.horizontal


def sheet_title(text: str, taken: list[str]) -> str:
    """Make a tab's name that Excel takes: at most 31 characters, cut between words, and unique."""
    plain = " ".join(clean_text(text).translate(_FORBIDDEN_IN_TITLE).split()).strip("' ")
    title = _cut(plain, _TITLE_LENGTH) or "Answers"
    used = {each.casefold() for each in taken} | {"history"}
    number = 2
    while title.casefold() in used:
        suffix = f" {number}"
        title = _cut(plain, _TITLE_LENGTH - len(suffix)) + suffix
        number += 1
    return title


def _cut(text: str, length: int) -> str:
    """Cut a text to so many UTF-16 units, as Excel counts, at the end of a word."""
    if len(text.encode("utf-16-le")) // 2 <= length:
        return text
    while len(text.encode("utf-16-le")) // 2 > length:
        shorter = text.rpartition(" ")[0]
        text = shorter if len(shorter) > length // 2 else text[:-1]
    return text.rstrip(" ,;-'")


def set_page(
    sheet: Any,
    data: WorkbookData,
    title_row: int = 0,
    *,
    is_wide: bool = True,
    pages_across: int = 1,
) -> None:
    """Set a sheet up for printing, with what it is in the header and the pages in the footer.

    Args:
        sheet: the openpyxl sheet.
        data: whose workbook it is.
        title_row: the row repeated at the head of every page; 0 repeats none.
        is_wide: landscape.
        pages_across: how many pages side by side it fits on; the first two columns are repeated.
    """
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if is_wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_across, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.8, 0.7
    margins.header = margins.footer = 0.35
    if title_row:
        sheet.print_title_rows = f"{title_row}:{title_row}"
    if pages_across > 1:
        sheet.print_title_cols = "A:B"
    words = [word for word in (data.mark, SAMPLE_WORDS * data.is_sample) if word]
    head, foot = sheet.oddHeader, sheet.oddFooter
    subject = data.first.subject
    head.left.text = _header_text(f"{subject.name} {subject.code}, {data.first.round}")
    head.center.text = _header_text(" - ".join(words))
    head.right.text = "&A"
    mark = f"{data.mark}. " if data.mark else ""
    foot.left.text = _header_text(f"{mark}{WORKING_DOCUMENT}")
    foot.center.text = _header_text(date_in_words(data.first.assessed_on))
    foot.right.text = "Page &P of &N"
    for part in (head.left, head.center, head.right, foot.left, foot.center, foot.right):
        part.size = 9
        part.font = f"{FONT},Regular"
    head.center.font = f"{FONT},Bold"


def _header_text(text: str) -> str:
    """Make text fit for a header, where an ampersand begins a code and 255 characters is all."""
    plain = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in clean_text(text))
    return _cut(" ".join(plain.split()), _MOST_HEADER // 3).replace("&", "&&")
