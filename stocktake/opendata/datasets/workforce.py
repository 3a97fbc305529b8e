"""People who work in each practice: the General Practice Workforce, wide file and long file.

``NA`` means that the practice's return could not be used, which is not zero. Staff whom the PCN
employs are not in it. Source: design/opendata.md 6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from stocktake.opendata.cell_figures import one_line
from stocktake.opendata.datasets.workforce_columns import (
    GP_ROLES,
    LONG_GROUPS,
    LONG_ROLES,
    SOURCES,
    WIDE,
)
from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import PublishedValue, Quality

NO_RETURN = (
    "Not published: the practice's workforce return was not usable and was estimated for the area."
)
ESTIMATED = "Estimated by the publisher: the practice's own workforce return was incomplete."
_NEARLY = Decimal("0.01")
_MOST_FTE = Decimal("1.5")
_UNITS = {"HC": "people", "FTE": "WTE"}


@dataclass(frozen=True, slots=True)
class _Sum:
    """One fact of the wide file and the places of the columns that make it."""

    field: Field
    places: tuple[int, ...]
    source: int


def _read(reading: Reading) -> Iterator[PublishedValue]:
    sums = [each for each in _sums(reading) if reading.wanted.has_field(each.field.key)]
    patients = reading.columns_of((Field("staff.patients", ("TOTAL_PATIENTS",), "patients"),))
    for code, cells in reading.practice_rows("PRAC_CODE"):
        _check(reading, code, cells)
        if not reading.wanted.has(code):
            continue
        yield from reading.values(code, cells, patients)
        for each in sums:
            yield _marked(reading.total(code, each.field, cells, each.places), cells, each.source)


def _sums(reading: Reading) -> Iterator[_Sum]:
    """Find the columns of each fact; those that this year's file lacks are left out."""
    for key, (group, columns) in WIDE.items():
        for measure, unit in _UNITS.items():
            if not any("{}" in each for each in columns) and measure != "HC":
                continue
            names = [each.format(measure) for each in columns]
            places = tuple(place for place in map(reading.place, names) if place >= 0)
            ending = f".{measure.lower()}" if "{}" in columns[0] else ""
            if places:
                yield _Sum(Field(key + ending, (), unit), places, reading.place(SOURCES[group]))


def _marked(value: PublishedValue, cells: Sequence[str], source: int) -> PublishedValue:
    """Say of a figure that it was estimated, or that there was none to publish."""
    if value.quality is not Quality.OK:
        return replace(value, note=NO_RETURN)
    if source >= 0 and "estimat" in cells[source].lower():
        return replace(value, quality=Quality.ESTIMATED, note=ESTIMATED)
    return value


def _check(reading: Reading, code: str, cells: Sequence[str]) -> None:
    """Hold a row to what is so in every real one, within a hundredth of a person."""

    def amount(name: str) -> Decimal | None:
        return reading.amount(cells, reading.place(name))

    everyone, qualified = amount("TOTAL_GP_FTE"), amount("TOTAL_GP_EXTG_FTE")
    permanent, heads = amount("TOTAL_GP_EXTGL_FTE"), amount("TOTAL_GP_HC")
    if everyone is None:
        return
    roles = [amount(f"TOTAL_GP_{role}_FTE") for role in GP_ROLES]
    known = [each for each in roles if each is not None]
    if len(known) == len(GP_ROLES) and abs(sum(known) - everyone) > _NEARLY:
        reading.note("sum", f"{code}: the WTE of its GPs by role do not come to their total.")
    if qualified is not None and qualified > everyone + _NEARLY:
        reading.note("order", f"{code}: more WTE of qualified GPs than of all GPs.")
    if permanent is not None and qualified is not None and permanent > qualified + _NEARLY:
        reading.note("order", f"{code}: more WTE of permanent GPs than of qualified GPs.")
    if heads is not None and everyone > heads * _MOST_FTE:
        reading.note("odd", f"{code}: its GPs work far more than full time, as published.")


def _read_long(reading: Reading) -> Iterator[PublishedValue]:
    group, role = reading.place("STAFF_GROUP"), reading.place("DETAILED_STAFF_ROLE")
    measure, figure = reading.place("MEASURE"), reading.place("VALUE")
    seen: set[tuple[str, str, str, str]] = set()
    for code, cells in reading.practice_rows("PRAC_CODE", once=False):
        line = (code, cells[group], cells[role], cells[measure])
        if line in seen:
            raise refuse("twice", f"{code} has one role twice, again in row {reading.row}.")
        seen.add(line)
        key = _long_key(cells[group], cells[role])
        unit = {"fte": "WTE", "headcount": "people"}.get(cells[measure].strip().lower(), "")
        if not key or not unit:
            continue
        field = Field(f"{key}.{'fte' if unit == 'WTE' else 'hc'}", (), unit)
        if reading.wanted.has(code) and reading.wanted.has_field(field.key):
            value = reading.value(code, field, cells[figure], "VALUE")
            yield value if value.quality is Quality.OK else replace(value, note=NO_RETURN)


def _long_key(group: str, role: str) -> str:
    """Name the fact of a row: a group's total, or a role that is known by its name."""
    if one_line(role).lower() == "total":
        return LONG_GROUPS.get(one_line(group).lower(), "")
    return LONG_ROLES.get(one_line(role).lower(), "")


DATASET = Dataset(
    "workforce",
    "General Practice Workforce, by practice",
    "NHS England",
    (
        Shape("workforce.training_grade", ("PRAC_CODE", "TOTAL_PATIENTS", "TOTAL_GP_FTE",
                                           "TOTAL_GP_EXTG_FTE", "TOTAL_NURSES_FTE")),
        Shape("workforce.registrars", ("PRAC_CODE", "TOTAL_PATIENTS", "TOTAL_GP_FTE",
                                       "TOTAL_GP_EXRRL_FTE"), is_old=True),
    ),
    _read,
    dated_by=("YEAR", "MONTH"),
    whole=6_150,
    named_by="month",
)  # fmt: skip

LONG = Dataset(
    "workforce_roles",
    "General Practice Workforce, high level",
    "NHS England",
    (
        Shape("workforce_roles.long", ("PRAC_CODE", "STAFF_GROUP", "DETAILED_STAFF_ROLE",
                                       "MEASURE", "VALUE")),
    ),
    _read_long,
    dated_by=("YEAR", "MONTH"),
    whole=6_150,
    named_by="month",
)  # fmt: skip
