"""Online consultation requests of a month, and the systems they came through.

A practice may use several systems. Source: design/opendata.md 14.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.release import PublishedValue, Quality

NOT_TAKING_PART = "The practice or its supplier does not take part in the collection."

_FIELDS = (
    Field("access.online.supplier", ("Supplier",)),
    Field("access.online.submissions", ("Submissions",), "requests"),
    Field("access.online.per1000", ("Rate per 1,000 Registered Patients",), "per 1,000 patients"),
)


def _read(reading: Reading) -> Iterator[PublishedValue]:
    columns = reading.columns_of(_FIELDS)
    icb, part = reading.place("ICB Code"), reading.place("Participation")
    for code, cells in reading.practice_rows("GP Code"):
        reading.area(cells[icb].strip())
        is_out = reading.amount(cells, part) == Decimal(0)
        for value in reading.values(code, cells, columns):
            out = replace(value, value=None, quality=Quality.NOT_PUBLISHED, note=NOT_TAKING_PART)
            yield out if is_out else value


DATASET = Dataset(
    "online_consultations",
    "Submissions via online consultation systems",
    "NHS England",
    (
        Shape(
            "online.submissions",
            ("Month", "GP Code", "GP Name", "ICB Code", "Supplier", "Submissions",
             "Rate per 1,000 Registered Patients"),
        ),
    ),
    _read,
    dated_by=("Month",),
    named_by="month",
)  # fmt: skip
