"""Every GP practice with address, status and telephone: ``epraccur``, old layout and new.

The 27 columns have no headings and have kept their places; their vocabularies changed when the Data
Search and Export service took over. Source: design/opendata.md 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from stocktake.opendata.cell_figures import one_line, parse_date
from stocktake.opendata.layouts import Dataset, Field
from stocktake.opendata.reading import Reading
from stocktake.opendata.release import PublishedValue
from stocktake.units import date_in_words

_WIDTH = 27
CODE, NAME, REGION, ICB, ADDRESS, POSTCODE = 0, 1, 2, 3, slice(4, 9), 9
OPENED, CLOSED, STATUS, SUB_ICB, TELEPHONE, SETTING = 10, 11, 12, 14, 17, 25
"""Places of the columns, which have no names."""

_STATUS = {
    "A": "Open", "ACTIVE": "Open", "P": "Open",
    "C": "Closed", "INACTIVE": "Closed", "D": "Dormant", "DORMANT": "Dormant",
}  # fmt: skip
_LEGACY = ("A", "C", "D", "P")
_GP = frozenset({"4", "RO76"})
"""Settings of a GP practice; a cell may list several, as in ``RO76|RO268``."""

_ORGANISATION = re.compile(r"[A-Z0-9]{3,10}")
_LEAST_LIVE = 6_000

_FIELDS = (
    (Field("practice.code", (), "code"), CODE, "code"),
    (Field("practice.name", ()), NAME, "name"),
    (Field("practice.postcode", ()), POSTCODE, "postcode"),
    (Field("practice.telephone", ()), TELEPHONE, "telephone"),
    (Field("practice.opened", (), "date"), OPENED, "open date"),
    (Field("practice.closed", (), "date"), CLOSED, "close date"),
    (Field("subicb.code", (), "code"), SUB_ICB, "commissioner"),
    (Field("icb.code", (), "code"), ICB, "high level health geography"),
    (Field("region.code", (), "code"), REGION, "national grouping"),
)


def _headless(cells: Sequence[str]) -> str:
    """Tell which vocabulary a row of 27 cells is in."""
    if len(cells) != _WIDTH or not _ORGANISATION.fullmatch(cells[CODE]):
        return ""
    if parse_date(cells[OPENED]) is None:
        return ""
    if cells[STATUS] in _LEGACY:
        return "practices.legacy"
    is_role = all(each.startswith("RO") for each in cells[SETTING].split("|"))
    return "practices.dse" if cells[STATUS] in _STATUS and is_role else ""


def _read(reading: Reading) -> Iterator[PublishedValue]:
    columns = [each for each in _FIELDS if reading.wanted.has_field(each[0].key)]
    live = 0
    for code, cells in _practices(reading):
        live += _STATUS.get(cells[STATUS]) == "Open"
        reading.area(cells[ICB])
        if not reading.wanted.has(code):
            continue
        for field, place, column in columns:
            yield reading.value(code, field, cells[place], column)
        if reading.wanted.has_field("practice.address"):
            address = ", ".join(one_line(line) for line in cells[ADDRESS] if line.strip())
            raw = "|".join(cells[ADDRESS])
            yield PublishedValue(
                code, "practice.address", raw, address, "text", reading.row, "address"
            )
        if reading.wanted.has_field("practice.status"):
            yield _status(reading, code, cells)
    if live < _LEAST_LIVE:
        reading.row = 0
        reading.note("part", f"It holds {live:,} of the 6,200 or so open practices in England.")


def _practices(reading: Reading) -> Iterator[tuple[str, list[str]]]:
    """Give the rows of GP practices in England, and no other prescribers'."""
    for code, cells in reading.practice_rows(reading.layout.headings[CODE]):
        if _GP.intersection(cells[SETTING].split("|")):
            yield code, cells
        else:
            reading.codes.discard(code)
            reading.rows -= 1


def _status(reading: Reading, code: str, cells: Sequence[str]) -> PublishedValue:
    field = Field("practice.status", ())
    value = reading.value(code, field, cells[STATUS], "status")
    word = _STATUS.get(cells[STATUS], "")
    closed = parse_date(cells[CLOSED])
    note = "" if word == "Open" else f"The national register says it is {word.lower()}"
    if note:
        note += f" since {date_in_words(closed)}." if isinstance(closed, date) else "."
    return replace(value, value=word or value.value, note=note)


DATASET = Dataset(
    "practices",
    "GP practices in the national register (epraccur)",
    "NHS England, Organisation Data Service",
    (),
    _read,
    headless=_headless,
    named_by="month",
)
