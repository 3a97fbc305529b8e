"""How deprived each practice's patients are: the IMD score from Fingertips.

Source: design/opendata.md 13. Office for Health Improvement and Disparities.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from stocktake.opendata.cell_figures import practice_code
from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import Basis, Period, PublishedValue

INDICATORS = {"93553": "2019", "94240": "2025"}
"""Indicator of Fingertips, and the year of the index it is of."""

_NEARLY_ALL = 6_000
_DECILE_NOTE = "Worked out from all practices in the file; 1 is the most deprived tenth."
_SCORE = Field("imd.score", (), "score")


def _read(reading: Reading) -> Iterator[PublishedValue]:
    indicator, name = reading.place("Indicator ID"), reading.place("Indicator Name")
    area, kind = reading.place("Area Code"), reading.place("Area Type")
    score = reading.place("Value")
    scores: dict[str, Decimal] = {}
    version = other = ""
    for cells in reading.rows_below():
        code = practice_code(cells[area]) if cells[kind].strip() in ("GP", "GPs") else ""
        said = INDICATORS.get(cells[indicator].strip(), "")
        other = other or ("" if said else cells[name])
        if not code or not said:
            reading.rows -= 1
            continue
        if version and said != version:
            raise refuse("two_periods", "It holds the scores of 2019 and of 2025.")
        year = int(said)
        reading.take_period(Period(date(year, 1, 1), date(year, 12, 31), Basis.IN_FILE))
        if code in reading.codes:
            raise refuse("twice", f"{code} is in the file twice, again in row {reading.row}.")
        version = said
        reading.codes.add(code)
        amount = reading.amount(cells, score)
        if amount is not None:
            scores[code] = amount
        if reading.wanted.has(code) and reading.wanted.has_field(_SCORE.key):
            yield reading.value(code, _SCORE, cells[score], "Value")
            yield PublishedValue(
                code, "imd.version", cells[indicator], version, "text", reading.row, "Indicator ID"
            )
    if not version and other:
        raise refuse("other_file", f"It holds “{other[:80]}”, and only deprivation is read here.")
    if len(scores) >= _NEARLY_ALL:
        yield from _deciles(reading, scores)


def _deciles(reading: Reading, scores: dict[str, Decimal]) -> Iterator[PublishedValue]:
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    for rank, code in enumerate(ranked):
        if reading.wanted.has(code) and reading.wanted.has_field("imd.decile"):
            decile = Decimal(rank * 10 // len(ranked) + 1)
            yield PublishedValue(
                code, "imd.decile", str(scores[code]), decile, "decile", 0, "Value",
                note=_DECILE_NOTE,
            )  # fmt: skip


DATASET = Dataset(
    "deprivation",
    "Deprivation score of each practice (Fingertips)",
    "Office for Health Improvement and Disparities",
    (
        Shape(
            "deprivation.fingertips",
            ("Indicator ID", "Indicator Name", "Area Code", "Area Type", "Time period", "Value"),
        ),
    ),
    _read,
    named_by="year",
)
