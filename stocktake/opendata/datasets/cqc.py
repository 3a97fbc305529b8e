"""CQC ratings of GP practices: active locations with filters, and latest ratings.

Columns with people's names are never read. A practice may have several locations: each is given,
and a person says which is theirs. Source: design/opendata.md 11.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from stocktake.opendata.cell_figures import one_line
from stocktake.opendata.datasets.cqc_uncoded import Uncoded
from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.release import PublishedValue

INHERITED = "The rating was given to the provider before this one."
SEVERAL = "The CQC lists more than one location with this code: choose yours."

_FIELDS = (
    Field("cqc.location_id", ("Location ID",)),
    Field("cqc.location_name", ("Location Name",)),
    Field("cqc.rating", ("Location Latest Overall Rating",)),
    Field("cqc.rating_date", ("Publication Date",), "date"),
    Field("cqc.inherited", ("Inherited Rating (Y/N)",)),
)
_DOMAINS = ("overall", "safe", "effective", "caring", "responsive", "well-led")


def _read(reading: Reading) -> Iterator[PublishedValue]:
    columns = reading.columns_of(_FIELDS)
    inherited = reading.place("Inherited Rating (Y/N)")
    locations: Counter[str] = Counter()
    kept: list[PublishedValue] = []
    uncoded = Uncoded(reading)
    for code, cells in reading.practice_rows("Location ODS Code", once=False, other=uncoded.look):
        locations[code] += 1
        is_inherited = inherited >= 0 and cells[inherited].strip().upper() == "Y"
        for value in reading.values(code, cells, columns):
            is_rating = value.field_key in ("cqc.rating", "cqc.rating_date")
            marked = is_inherited and is_rating and value.value is not None
            kept.append(replace(value, note=INHERITED) if marked else value)
    kept += uncoded.values(columns)
    without = sum(count for code, count in reading.others.items() if not code)
    if without:
        reading.row = 0
        reading.note(
            "no_code",
            f"{without:,} locations have no practice code; none of them is matched by itself.",
        )
    for value in kept:
        is_one = locations[value.ods_code] <= 1
        yield value if is_one else replace(value, note=f"{SEVERAL} {value.note}".strip())


def _read_latest(reading: Reading) -> Iterator[PublishedValue]:
    group, domain = reading.place("Service / Population Group"), reading.place("Domain")
    rating, published = reading.place("Latest Rating"), reading.place("Publication Date")
    inherited, location = reading.place("Inherited Rating (Y/N)"), reading.place("Location ID")
    for code, cells in reading.practice_rows("Location ODS Code", once=False):
        said = one_line(cells[domain]).lower()
        is_overall = one_line(cells[group]).lower() == "overall"
        if not is_overall or said not in _DOMAINS or not reading.wanted.has(code):
            continue
        key = "cqc.rating" if said == "overall" else f"cqc.{said.replace('-', '_')}"
        note = INHERITED if inherited >= 0 and cells[inherited].upper() == "Y" else ""
        found = [(Field(key, ()), rating)]
        if said == "overall":
            found.append((Field("cqc.rating_date", (), "date"), published))
            found.append((Field("cqc.location_id", ()), location))
        for field, place in found:
            if reading.wanted.has_field(field.key):
                value = reading.value(code, field, cells[place], reading.layout.headings[place])
                yield replace(value, note=value.note or note)


DATASET = Dataset(
    "cqc",
    "CQC active locations with ratings",
    "Care Quality Commission",
    (
        Shape(
            "cqc.locations",
            ("Location ID", "Location Name", "Location ODS Code", "Location Latest Overall Rating",
             "Publication Date"),
        ),
    ),
    _read,
    named_by="day",
)  # fmt: skip

LATEST = Dataset(
    "cqc_latest",
    "CQC latest ratings",
    "Care Quality Commission",
    (
        Shape(
            "cqc_latest.locations",
            ("Location ID", "Location ODS Code", "Service / Population Group", "Domain",
             "Latest Rating", "Publication Date"),
        ),
    ),
    _read_latest,
    named_by="day",
)  # fmt: skip
