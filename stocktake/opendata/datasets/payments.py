"""What each practice was paid by the NHS in a year: weighted list, contract, income.

Source: design/opendata.md 12. NHS England, “NHS Payments to General Practice”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.release import PublishedValue

_REGISTERED = (
    "Average Number of Registered Patients",
    "Number of Registered Patients (Last Known Figure)",
)
_WEIGHTED = (
    "Average Number of Weighted Patients",
    "Number of Weighted Patients (Last Known Figure)",
)
_TOTAL = "Total NHS Payments to General Practice"
_NET = "Total NHS Payments to General Practice Minus Deductions"
_OFF = "Deductions for Pensions, Levies and Prescription Charge Income"
_PER_PATIENT = "Average payments per registered patient"

_FIELDS = (
    Field("list.weighted", _WEIGHTED, "weighted patients"),
    Field("list.registered_average", _REGISTERED, "patients"),
    Field("contract_type", ("Contract Type",)),
    Field("dispensing", ("Dispensing Practice",)),
    Field("rurality", ("Practice Rurality",)),
    Field("payments.total", (_TOTAL,), "pounds"),
    Field("payments.global_sum", ("Global Sum",), "pounds"),
    Field("payments.qof", ("Total QOF Payments",), "pounds"),
    Field("payments.premises", ("Premises Payments",), "pounds"),
    Field("payments.deductions", (_OFF,), "pounds"),
    Field("payments.net", (_NET,), "pounds"),
    Field("payments.per_registered", (_PER_PATIENT,), "pounds"),
    Field("payments.per_weighted", ("Average payments per weighted patient",), "pounds"),
)
_PENNY = Decimal("0.011")
"""Published averages are rounded; sums are exact to the penny but for that of long columns."""

_NOT_THIS_QUARTER = "It is the average of a past financial year and not the current quarter's."


def _read(reading: Reading) -> Iterator[PublishedValue]:
    columns = reading.columns_of(_FIELDS)
    items = _items(reading)
    for code, cells in reading.practice_rows("Practice Code"):
        _check(reading, code, cells, items)
        for value in reading.values(code, cells, columns):
            is_weighted = value.field_key == "list.weighted" and not value.note
            yield replace(value, note=_NOT_THIS_QUARTER) if is_weighted else value


def _items(reading: Reading) -> range:
    """Find the columns of single payments: from the global sum to the other payments."""
    first, last = reading.place("Global Sum"), reading.place("Other Payments")
    return range(first, last + 1)


def _check(reading: Reading, code: str, cells: Sequence[str], items: range) -> None:
    """Hold a row to what is exactly so in every real one."""
    total = reading.amount(cells, reading.place(_TOTAL))
    if total is None:
        return
    added = sum((reading.amount(cells, place) or Decimal(0) for place in items), Decimal(0))
    if items and abs(added - total) > _PENNY:
        reading.note("sum", f"{code}: its payments come to £{added:,}, its total to £{total:,}.")
    off, net = (reading.amount(cells, reading.place(each)) for each in (_OFF, _NET))
    if off is not None and net is not None and abs(total + off - net) > _PENNY:
        reading.note("sum", f"{code}: its total less deductions is not what the file says.")
    patients = reading.amount(cells, reading.place(*_REGISTERED))
    average = reading.amount(cells, reading.place(_PER_PATIENT))
    if patients and average is not None and abs(total / patients - average) > _PENNY:
        reading.note("sum", f"{code}: its payments per patient do not follow from the total.")


DATASET = Dataset(
    "payments",
    "NHS Payments to General Practice",
    "NHS England",
    (
        Shape("payments.sub_icb", ("Practice Code", "Contract Type", "Global Sum", _TOTAL,
                                   "Sub ICB Code")),
        Shape("payments.ccg", ("Practice Code", "Contract Type", "Global Sum", _TOTAL),
              is_old=True),
    ),
    _read,
    named_by="financial_year",
)  # fmt: skip
