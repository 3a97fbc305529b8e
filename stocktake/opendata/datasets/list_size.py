"""Patients registered at each practice, month by month: ``gp-reg-pat-prac-all``.

Source: design/opendata.md 3. NHS England, “Patients Registered at a GP Practice”.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import PublishedValue

_FIELDS = (Field("list.registered", ("NUMBER_OF_PATIENTS",), "patients"),)
_LEAST_OF_ALL, _MOST_OF_ALL = 58_000_000, 70_000_000
_NEARLY_ALL = 6_000
"""Practices from which a file is taken to be of all England."""


def _read(reading: Reading) -> Iterator[PublishedValue]:
    sex, age = reading.place("SEX"), reading.place("AGE")
    patients = reading.place("NUMBER_OF_PATIENTS")
    columns = reading.columns_of(_FIELDS)
    total = Decimal(0)
    for code, cells in reading.practice_rows("CODE"):
        if (cells[sex], cells[age]) != ("ALL", "ALL"):
            raise refuse("edited_copy", f"Row {reading.row} counts some of a practice's patients.")
        counted = reading.amount(cells, patients)
        if counted is None or counted < 1 or counted % 1:
            raise refuse(
                "bad_figure", f"Row {reading.row} says “{cells[patients]}” patients for {code}."
            )
        total += counted
        yield from reading.values(code, cells, columns)
    if len(reading.codes) >= _NEARLY_ALL and not _LEAST_OF_ALL <= total <= _MOST_OF_ALL:
        reading.row = 0
        reading.note(
            "total",
            f"Its practices have {total:,} patients together; England has 58 to 70 million.",
        )


DATASET = Dataset(
    "list_size",
    "Patients registered at a GP practice",
    "NHS England",
    (
        Shape(
            "list_size.sub_icb",
            ("PUBLICATION", "EXTRACT_DATE", "TYPE", "SUB_ICB_LOCATION_CODE", "CODE", "SEX", "AGE",
             "NUMBER_OF_PATIENTS"),
        ),
        Shape(
            "list_size.ccg",
            ("PUBLICATION", "EXTRACT_DATE", "TYPE", "CCG_CODE", "CODE", "SEX", "AGE",
             "NUMBER_OF_PATIENTS"),
            is_old=True,
        ),
    ),
    _read,
    dated_by=("EXTRACT_DATE",),
    whole=6_150,
)  # fmt: skip
