"""People whom PCNs employ: the PCN Workforce, individual level, added up for each PCN.

Never given to a practice. Rows of contracted services have working time and no person. Source:
design/opendata.md 7.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from stocktake.opendata.cell_figures import pcn_code
from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.release import PublishedValue

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def _read(reading: Reading) -> Iterator[PublishedValue]:
    """Give each PCN's WTE by role and in all, and its number of people."""
    fte: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    people: dict[str, set[str]] = defaultdict(set)
    pcn, role = reading.place("PCN_CODE"), reading.place("STAFF_ROLE")
    time, person = reading.place("FTE"), reading.place("UNIQUE_IDENTIFIER")
    icb = reading.place("ICB_CODE")
    for cells in reading.rows_below():
        reading.dated(cells)
        code = pcn_code(cells[pcn])
        if not code:
            reading.others[cells[pcn]] += 1
            reading.rows -= 1
            continue
        reading.area(cells[icb])
        reading.codes.add(code)
        amount = reading.amount(cells, time)
        if amount is not None:
            fte[code][cells[role]] += amount
        if cells[person].strip():
            people[code].add(cells[person].strip())
    reading.row = 0
    for code in sorted(reading.codes):
        if reading.wanted.has(code):
            yield from _values(reading, code, fte[code], people[code])


def _values(
    reading: Reading, code: str, fte: dict[str, Decimal], people: set[str]
) -> Iterator[PublishedValue]:
    sums = {f"arrs.role.{_NOT_WORD.sub('_', name.lower()).strip('_')}": amount
            for name, amount in sorted(fte.items())}  # fmt: skip
    sums["arrs.fte"] = sum(fte.values(), Decimal(0))
    for key, amount in sums.items():
        if reading.wanted.has_field(key):
            yield PublishedValue(code, key, str(amount), amount, "WTE", 0, "FTE")
    if reading.wanted.has_field("arrs.hc"):
        field, count = Field("arrs.hc", (), "people"), Decimal(len(people))
        yield PublishedValue(code, field.key, str(count), count, field.unit, 0, "UNIQUE_IDENTIFIER")


DATASET = Dataset(
    "pcn_workforce",
    "Primary Care Network Workforce",
    "NHS England",
    (
        Shape(
            "pcn_workforce.individual",
            ("CENSUS_YEAR", "CENSUS_MONTH", "PCN_CODE", "ICB_CODE", "STAFF_ROLE", "FTE",
             "UNIQUE_IDENTIFIER"),
        ),
    ),
    _read,
    by_pcn=True,
    dated_by=("CENSUS_YEAR", "CENSUS_MONTH"),
    named_by="month",
)  # fmt: skip
