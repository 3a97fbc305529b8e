"""Registered patients by five-year age band and sex: ``gp-reg-pat-prac-quin-age``.

Rows of PCNs, ICBs and regions stand among those of practices and are left out, or everyone would
be counted five times. Source: design/opendata.md 5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from stocktake.opendata.cell_figures import practice_code
from stocktake.opendata.layouts import Dataset, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import PublishedValue

ALL_BANDS = (*(f"{low}_{low + 4}" for low in range(0, 95, 5)), "95+")
"""The twenty bands. Source: design/opendata.md 5."""


def _bands(low: int, high: int) -> tuple[str, ...]:
    return ALL_BANDS[low // 5 : high // 5 + 1]


GROUPS = {
    "list.age_0_4": _bands(0, 4),
    "list.age_5_14": _bands(5, 14),
    "list.age_15_44": _bands(15, 44),
    "list.age_45_64": _bands(45, 64),
    "list.age_65_74": _bands(65, 74),
    "list.age_75_84": _bands(75, 84),
    "list.age_85_plus": _bands(85, 99),
}
SHARES = {"list.pct_under5": _bands(0, 4), "list.pct_65plus": _bands(65, 99)}
_SEXES = ("FEMALE", "MALE")

Counts = dict[tuple[str, str], int]


def _read(reading: Reading) -> Iterator[PublishedValue]:
    for code, counts in _gathered(reading).items():
        reading.row = 0
        _check(reading, code, counts)
        if reading.wanted.has(code):
            yield from _values(reading, code, counts)


def _gathered(reading: Reading) -> dict[str, Counts]:
    kind, org = reading.place("ORG_TYPE"), reading.place("ORG_CODE")
    sex, band = reading.place("SEX"), reading.place("AGE_GROUP_5")
    patients = reading.place("NUMBER_OF_PATIENTS")
    found: dict[str, Counts] = defaultdict(dict)
    for cells in reading.rows_below():
        reading.dated(cells)
        code = practice_code(cells[org]) if cells[kind] == "GP" else ""
        if not code:
            reading.rows -= 1
            if cells[kind] == "GP":
                reading.others[cells[org]] += 1
            continue
        key = (cells[sex], cells[band])
        if key in found[code]:
            raise refuse("twice", f"{code} has one age band twice, again in row {reading.row}.")
        if not cells[patients].isdecimal():
            raise refuse("bad_figure", f"Row {reading.row} says “{cells[patients][:40]}” patients.")
        found[code][key] = int(cells[patients])
        reading.codes.add(code)
    return found


def _check(reading: Reading, code: str, counts: Counts) -> None:
    whole = counts.get(("ALL", "ALL"))
    by_sex = sum(counts.get((sex, "ALL"), 0) for sex in _SEXES)
    by_band = _total(counts, ALL_BANDS)
    if whole is None or not whole == by_sex == by_band:
        reading.note(
            "sum",
            f"{code}: its age bands come to {by_band:,}, its list to {whole or 0:,}.",
        )


def _total(counts: Counts, bands: Sequence[str]) -> int:
    return sum(counts.get((sex, band), 0) for sex in _SEXES for band in bands)


def _values(reading: Reading, code: str, counts: Counts) -> Iterator[PublishedValue]:
    everyone = _total(counts, ALL_BANDS)
    for key, bands in GROUPS.items():
        if reading.wanted.has_field(key):
            parts = [str(counts.get((sex, b), 0)) for sex in _SEXES for b in bands]
            figure = Decimal(_total(counts, bands))
            yield _summed(code, key, " + ".join(parts), figure, "patients", bands)
    if reading.wanted.has_field("list.by_age"):
        yield _summed(code, "list.by_age", str(everyone), Decimal(everyone), "patients", ALL_BANDS)
    for key, bands in SHARES.items():
        if reading.wanted.has_field(key) and everyone:
            part = _total(counts, bands)
            share = Decimal(100) * part / everyone
            yield _summed(code, key, f"{part} ÷ {everyone}", share, "percent", bands)


def _summed(
    code: str, key: str, raw: str, figure: Decimal, unit: str, bands: Sequence[str]
) -> PublishedValue:
    column = f"AGE_GROUP_5 {bands[0]} to {bands[-1]}" if len(bands) > 1 else bands[0]
    return PublishedValue(code, key, raw, figure, unit, 0, column)


DATASET = Dataset(
    "age_bands",
    "Registered patients by age",
    "NHS England",
    (
        Shape(
            "age_bands.quinary",
            ("EXTRACT_DATE", "ORG_TYPE", "ORG_CODE", "SEX", "AGE_GROUP_5", "NUMBER_OF_PATIENTS"),
        ),
    ),
    _read,
    dated_by=("EXTRACT_DATE",),
    whole=6_150,
)
