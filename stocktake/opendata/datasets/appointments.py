"""Appointments of one month: the practice-level crosstab, added up as it streams; and its map.

Twelve million rows come to a dozen figures a practice. Source: design/opendata.md 8.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import itemgetter

from stocktake.opendata.cell_figures import one_line, practice_code
from stocktake.opendata.datasets.practice_map import AREAS, read_map
from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import PublishedValue, Quality, Wanted

_COUNTED: dict[str, dict[str, str]] = {
    "HCP_TYPE": {"GP": "gp", "Other Practice staff": "other", "Unknown": "staff_unknown"},
    "APPT_MODE": {
        "Face-to-Face": "f2f", "Telephone": "phone", "Home Visit": "home",
        "Video Conference/Online": "video", "Unknown": "mode_unknown",
    },
    "APPT_STATUS": {"Attended": "attended", "DNA": "dna", "Unknown": "status_unknown"},
    "TIME_BETWEEN_BOOK_AND_APPT": {
        "Same Day": "same_day", "1 Day": "one_day", "2 to 7 Days": "days_2_7",
        "8 to 14 Days": "days_8_14",
    },
    "NATIONAL_CATEGORY": {"Inconsistent Mapping": "mapped_badly", "Unmapped": "mapped_badly"},
}  # fmt: skip
"""What is counted of each column; other texts, such as longer waits, count to the total alone."""

KEY = "appts.month."
COLUMN = "COUNT_OF_APPOINTMENTS"

NAMES = ("total", *dict.fromkeys(name for names in _COUNTED.values() for name in names.values()))
"""What is counted of a practice, in the order its counts stand."""

_PLACE = {name: place for place, name in enumerate(NAMES)}
_SHARES = {
    "gp_pct": (("gp",), ("total",)),
    "f2f_pct": (("f2f",), ("total",)),
    "phone_pct": (("phone",), ("total",)),
    "same_day_pct": (("same_day",), ("total",)),
    "within_7_pct": (("same_day", "one_day", "days_2_7"), ("total",)),
    "within_14_pct": (("same_day", "one_day", "days_2_7", "days_8_14"), ("total",)),
    "dna_pct": (("dna",), ("attended", "dna")),
    "poorly_mapped_pct": (("mapped_badly",), ("total",)),
}
"""Shares worked out from the counts. Missed of attended and missed, unknown outcomes left out:
design/opendata.md 8 asks to pick one and label it."""

Totals = dict[str, list[int]]


def _read(reading: Reading) -> Iterator[PublishedValue]:
    totals = _added_up(reading)
    reading.codes.update(totals)
    reading.row = 0
    for code, counts in totals.items():
        if reading.wanted.has(code):
            yield from _values(reading, code, counts)


def _added_up(reading: Reading) -> Totals:
    """Add up every row; the loop is kept bare, for it runs twelve million times."""
    code_at, count_at = reading.place("GP_CODE"), reading.place(COLUMN)
    kind_of = itemgetter(*(reading.place(column) for column in _COUNTED))
    totals: Totals = {}
    kinds: dict[tuple[str, ...], tuple[int, ...]] = {}
    known: dict[str, list[int] | None] = {}
    for cells in reading.rows_below():
        reading.dated(cells)
        code = cells[code_at]
        if code not in known:
            known[code] = _counts_of(code, totals)
        counts = known[code]
        if counts is None:
            reading.others[code] += 1
            reading.rows -= 1
            continue
        kind = kind_of(cells)
        places = kinds.get(kind)
        if places is None:
            places = kinds[kind] = _places_of(kind)
        said = cells[count_at]
        count = int(said) if said.isdecimal() else 0
        if not count:
            raise refuse("bad_figure", f"Row {reading.row} says “{said[:40]}” appointments.")
        for place in places:
            counts[place] += count
    return totals


def _counts_of(raw_code: str, totals: Totals) -> list[int] | None:
    """Find the counts of a practice, new ones when it is seen first; None for no practice."""
    code = practice_code(raw_code)
    return totals.setdefault(code, [0] * len(NAMES)) if code else None


def _places_of(kind: tuple[str, ...]) -> tuple[int, ...]:
    """Find what a kind of appointment counts to: the total, and a place for each column."""
    names = (
        counted.get(one_line(text)) for counted, text in zip(_COUNTED.values(), kind, strict=True)
    )
    return (0, *(_PLACE[name] for name in names if name))


def _values(reading: Reading, code: str, counts: Sequence[int]) -> Iterator[PublishedValue]:
    for name, count in zip(NAMES, counts, strict=True):
        key = f"{KEY}{name}"
        if reading.wanted.has_field(key):
            yield PublishedValue(code, key, str(count), Decimal(count), "appointments", 0, COLUMN)
    yield from shares(code, counts, reading.wanted)


def shares(code: str, counts: Sequence[int], wanted: Wanted) -> Iterator[PublishedValue]:
    """Work out a practice's shares from its counts, in percent; ``counts`` are as ``NAMES``."""
    for name, (part_names, whole_names) in _SHARES.items():
        key = f"{KEY}{name}"
        if not wanted.has_field(key):
            continue
        part = sum(counts[_PLACE[each]] for each in part_names)
        whole = sum(counts[_PLACE[each]] for each in whole_names)
        if whole:
            share = Decimal(100) * part / whole
            yield PublishedValue(code, key, f"{part} ÷ {whole}", share, "percent", 0, COLUMN)
        else:
            quality, note = Quality.NOT_PUBLISHED, "No appointment has a known outcome."
            yield PublishedValue(code, key, "", None, "percent", 0, COLUMN, quality, note)


DATASET = Dataset(
    "appointments",
    "Appointments in General Practice",
    "NHS England",
    (
        Shape(
            "appointments.crosstab",
            ("APPOINTMENT_MONTH_START_DATE", "GP_CODE", *_COUNTED, "COUNT_OF_APPOINTMENTS"),
        ),
    ),
    _read,
    dated_by=("APPOINTMENT_MONTH_START_DATE",),
    whole=6_140,
)

_MAP_FIELDS = (
    Field("practice.code", ("GP_CODE",), "code"),
    Field("practice.name", ("GP_NAME",)),
    *AREAS,
    Field("region.code", ("REGION_CODE",), "code"),
    Field("region.name", ("REGION_NAME",)),
    Field("clinical_system", ("SUPPLIER",)),
)


def _read_map(reading: Reading) -> Iterator[PublishedValue]:
    return read_map(reading, "GP_CODE", _MAP_FIELDS)


MAPPING = Dataset(
    "appointments_map",
    "Practices in the appointments data (Mapping)",
    "NHS England",
    (
        Shape(
            "appointments_map.icb",
            ("GP_CODE", "GP_NAME", "SUPPLIER", "PCN_CODE", "SUB_ICB_LOCATION_CODE", "ICB_CODE",
             "REGION_CODE"),
            lacks=("COUNT_OF_APPOINTMENTS",),
        ),
    ),
    _read_map,
    whole=6_140,
    named_by="month",
)  # fmt: skip
