"""The Quality and Outcomes Framework: points, registers and points on offer, by practice.

Source: design/opendata.md 10.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import PublishedValue, Quality

PROTECTED = "Points were protected in the pandemic years: do not compare them with other years."
_PROTECTED_FROM = (2020, 2021)
Reader = Callable[[Reading], Iterator[PublishedValue]]
_MEASURES = ("REGISTER", "ACHIEVED_POINTS", "NUMERATOR", "DENOMINATOR", "PCAS")
_OF = re.compile(r"\((?:max )?([\d.]{3,6})(?: max)?\)")


def _read(reading: Reading) -> Iterator[PublishedValue]:
    measure, figure = reading.place("MEASURE"), reading.place("VALUE")
    indicator = reading.place("INDICATOR_CODE")
    points: dict[str, Decimal] = {}
    counts: dict[str, Decimal | None] = {}
    last = ("", "")
    for code, cells in reading.practice_rows("PRACTICE_CODE", once=False):
        said = cells[measure].strip().upper()
        if said not in _MEASURES:
            raise refuse("edited_copy", f"Row {reading.row} measures “{said[:40]}”.")
        if (code, cells[indicator]) != last:
            _check(reading, last, counts)
            counts, last = {}, (code, cells[indicator])
        if said in counts:
            raise refuse("twice", f"{code} has one figure twice, again in row {reading.row}.")
        amount = counts[said] = reading.amount(cells, figure)
        if said == "ACHIEVED_POINTS" and amount is not None:
            points[code] = points.get(code, Decimal(0)) + amount
    _check(reading, last, counts)
    reading.row = 0
    for code in sorted(reading.codes):
        if reading.wanted.has(code) and reading.wanted.has_field("qof.points"):
            yield _points(reading, code, points.get(code))


def _check(reading: Reading, line: tuple[str, str], counts: dict[str, Decimal | None]) -> None:
    some, whole = counts.get("NUMERATOR"), counts.get("DENOMINATOR")
    if some is not None and whole is not None and not 0 <= some <= whole:
        reading.note("order", f"{line[0]}: {line[1]} counts {some} patients of {whole}.")


def _points(reading: Reading, code: str, total: Decimal | None) -> PublishedValue:
    column = "ACHIEVED_POINTS"
    if total is None:
        return PublishedValue(
            code, "qof.points", "", None, "points", 0, column, Quality.NOT_PUBLISHED,
            "No points are published for this practice.",
        )  # fmt: skip
    note = PROTECTED if _was_protected(reading) else ""
    return PublishedValue(code, "qof.points", str(total), total, "points", 0, column, note=note)


def _was_protected(reading: Reading) -> bool:
    return reading.likely is not None and reading.likely.start.year in _PROTECTED_FROM


def _read_registers(reading: Reading) -> Iterator[PublishedValue]:
    group, register = reading.place("GROUP_CODE"), reading.place("REGISTER")
    patients = reading.place("PRACTICE_LIST_SIZE")
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for code, cells in reading.practice_rows("PRACTICE_CODE", once=False):
        name = cells[group].strip().upper()
        if name in seen[code]:
            raise refuse("twice", f"{code} has {name} twice, again in row {reading.row}.")
        seen[code].add(name)
        some, whole = reading.amount(cells, register), reading.amount(cells, patients)
        if some is not None and whole is not None and some > whole:
            reading.note("order", f"{code}: its {name} register is larger than its list.")
        if not reading.wanted.has(code):
            continue
        key = f"qof.register.{name}"
        if reading.wanted.has_field(key):
            yield reading.value(code, Field(key, (), "patients"), cells[register], "REGISTER")
        key = f"qof.prevalence.{name}"
        if reading.wanted.has_field(key) and some is not None and whole:
            raw = f"{cells[register]} ÷ {cells[patients]}"
            share = Decimal(100) * some / whole
            yield PublishedValue(
                code, key, raw, share, "percent", reading.row, "REGISTER ÷ PRACTICE_LIST_SIZE"
            )


def _read_available(reading: Reading) -> Iterator[PublishedValue]:
    columns = reading.columns_of((Field("qof.available", ("REVISED_MAXIMUM_POINTS",), "points"),))
    for code, cells in reading.practice_rows("PRACTICE_CODE"):
        yield from reading.values(code, cells, columns)


def _read_workbook(reading: Reading) -> Iterator[PublishedValue]:
    """Read the first overall score of the workbook, whose heading names the points on offer."""
    headings = reading.layout.headings
    place = next(n for n, name in enumerate(headings) if _is_score(name))
    most = _most(headings[place])
    for code, cells in reading.practice_rows("Practice code"):
        field = Field("qof.points", (), "points")
        value = reading.value(code, field, cells[place], " ".join(headings[place].split()))
        if isinstance(value.value, Decimal) and most is not None and value.value > most:
            reading.note("order", f"{code} has more points than were on offer.")
        if not reading.wanted.has(code):
            continue
        if reading.wanted.has_field("qof.points"):
            yield replace(value, note=PROTECTED) if _was_protected(reading) else value
        if most is not None and reading.wanted.has_field("qof.available"):
            yield PublishedValue(
                code, "qof.available", str(most), most, "points", reading.row, value.column_name
            )


def _is_score(heading: str) -> bool:
    return heading.strip().lower().startswith("achievement score (")


def _most(heading: str) -> Decimal | None:
    found = _OF.search(heading)
    return Decimal(found[1]) if found else None


def _dataset(name: str, title: str, needs: tuple[str, ...], read: Reader, whole: int) -> Dataset:
    shapes = (Shape(name, needs),)
    return Dataset(name, title, "NHS England", shapes, read, whole=whole, named_by="financial_year")


ACHIEVEMENT = _dataset(
    "qof_achievement",
    "QOF points by practice",
    ("PRACTICE_CODE", "INDICATOR_CODE", "MEASURE", "VALUE"),
    _read,
    0,
)
REGISTERS = _dataset(
    "qof_registers",
    "QOF disease registers by practice",
    ("PRACTICE_CODE", "GROUP_CODE", "REGISTER", "PATIENT_LIST_TYPE", "PRACTICE_LIST_SIZE"),
    _read_registers,
    6_150,
)
AVAILABLE = _dataset(
    "qof_points_available",
    "QOF points on offer to each practice",
    ("PRACTICE_CODE", "REVISED_MAXIMUM_POINTS"),
    _read_available,
    6_150,
)
WORKBOOK = _dataset(
    "qof_workbook",
    "QOF achievement by practice (workbook)",
    ("Practice code", "Practice name", "Achievement score (…", "QOF points total / …"),
    _read_workbook,
    6_150,
)
