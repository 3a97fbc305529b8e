"""Telephone calls of a month: Cloud Based Telephony, two sheets with headings two rows deep.

Rows of shared accounts (“Unassigned”) are never given to a practice. Source: design/opendata.md 14.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stocktake.opendata.cell_figures import parse_date, practice_code, squeezed
from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading, month_of, places
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import PublishedValue
from stocktake.opendata.streams import Meter

_KEY = "GP Practice (ODS_CODE)"
_MONTH, _CODE, _ICB = 0, 1, 7
"""Columns that stand first in every sheet."""

_SHEETS: dict[str, tuple[Field, ...]] = {
    "Table 3": (
        Field("access.phone.inbound", ("Count of Inbound calls Total",), "calls"),
        Field("access.phone.answered_pct", ("Answered %",), "percent", 2),
        Field("access.phone.ivr_pct", ("Ended during the IVR Stage %",), "percent", 2),
        Field("access.phone.callback_pct", ("Call back requested %",), "percent", 2),
        Field("access.phone.missed_pct", ("Missed %",), "percent", 2),
    ),
    "Table 4": (
        Field("access.phone.wait1_pct", ("Less than 1 minute %",), "percent", 2),
        Field("access.phone.wait5_pct", ("Longer than 5 minutes %",), "percent", 2),
    ),
}
"""The sheets that are read; of two columns of one name the first, the wait, counts."""


def _read(reading: Reading) -> Iterator[PublishedValue]:
    for sheet, given in _SHEETS.items():
        found: dict[str, int] = {}
        seen: set[str] = set()
        for cells in _rows(reading, sheet, found):
            code = practice_code(cells[_CODE])
            day = parse_date(cells[_MONTH])
            if not code or day is None:
                reading.others["shared"] += cells[_CODE].strip().lower() == "unassigned"
                continue
            if code in seen:
                raise refuse("twice", f"{code} is twice in {sheet}, again in row {reading.row}.")
            seen.add(code)
            reading.take_period(month_of(day))
            reading.rows += sheet == "Table 3"
            reading.codes.add(code)
            reading.area(cells[_ICB].strip())
            if reading.wanted.has(code):
                yield from _values(reading, code, cells, _placed(sheet, given, found))
    reading.others = +reading.others


def _rows(reading: Reading, sheet: str, found: dict[str, int]) -> Iterator[list[str]]:
    """Give a sheet's rows below its headings, whose columns are put into ``found``."""
    if sheet not in reading.tables.names():
        return
    upper: list[str] = []
    for row, cells in reading.tables.rows(sheet, Meter(sheet)):
        reading.row = row
        if not upper:
            has_key = squeezed(_KEY) in {squeezed(cell) for cell in cells}
            upper = list(cells) if has_key else []
        elif not found:
            found.update(places(_joined(upper, cells)))
        else:
            yield [*cells, *[""] * (len(upper) + 2 - len(cells))]


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Put the heading above a column before its own: “Answered” and “%”."""
    names: list[str] = []
    above = ""
    for place in range(max(len(upper), len(lower))):
        above = (upper[place] if place < len(upper) else "") or above
        below = lower[place] if place < len(lower) else ""
        names.append(f"{above} {below}" if below else "")
    return names


def _placed(
    sheet: str, given: Sequence[Field], found: dict[str, int]
) -> Iterator[tuple[Field, int, str]]:
    """Find the column of each fact, with the sheet it stands in."""
    for field in given:
        place = found.get(squeezed(field.headings[0]), -1)
        if place >= 0:
            yield field, place, f"{sheet}: {field.headings[0]}"


def _values(
    reading: Reading, code: str, cells: Sequence[str], columns: Iterator[tuple[Field, int, str]]
) -> Iterator[PublishedValue]:
    for field, place, column in columns:
        if place < len(cells) and reading.wanted.has_field(field.key):
            yield reading.value(code, field, cells[place], column)


DATASET = Dataset(
    "telephony",
    "Cloud Based Telephony in general practice",
    "NHS England",
    (
        Shape(
            "telephony.summary",
            ("Month", _KEY, "GP Name", "Count of Inbound calls", "Answered", "Missed"),
        ),
    ),
    _read,
    named_by="month",
)
