"""Who each practice is: name, PCN, areas and clinical system: ``gp-reg-pat-prac-map``.

The one file that groups for comparison are taken from. Source: design/opendata.md 4 and 0 rule 9.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stocktake.opendata.cell_figures import NO_PCN
from stocktake.opendata.layouts import Dataset, Field, Shape
from stocktake.opendata.reading import Reading
from stocktake.opendata.release import PublishedValue, Quality

IN_NO_PCN = "The practice is in no PCN."

AREAS = (
    Field("pcn.code", ("PCN_CODE",), "code"),
    Field("pcn.name", ("PCN_NAME",)),
    Field("subicb.code", ("SUB_ICB_LOCATION_CODE",), "code"),
    Field("subicb.name", ("SUB_ICB_LOCATION_NAME",)),
    Field("icb.code", ("ICB_CODE",), "code"),
    Field("icb.name", ("ICB_NAME",)),
)
"""The areas of a practice, as both files of practices call them."""

_FIELDS = (
    Field("practice.code", ("PRACTICE_CODE",), "code"),
    Field("practice.name", ("PRACTICE_NAME",)),
    Field("practice.postcode", ("PRACTICE_POSTCODE",)),
    *AREAS,
    Field("region.code", ("COMM_REGION_CODE",), "code"),
    Field("region.name", ("COMM_REGION_NAME",)),
    Field("clinical_system", ("SUPPLIER_NAME",)),
)


def _read(reading: Reading) -> Iterator[PublishedValue]:
    return read_map(reading, "PRACTICE_CODE", _FIELDS)


def read_map(reading: Reading, heading: str, fields: Sequence[Field]) -> Iterator[PublishedValue]:
    """Read a file of one row a practice with its areas.

    Args:
        heading: of the column with the practice's code.
    """
    icb = reading.place("ICB_CODE")
    columns = reading.columns_of(fields)
    for code, cells in reading.practice_rows(heading):
        reading.area(cells[icb])
        yield from (without_group(each) for each in reading.values(code, cells, columns))


def without_group(value: PublishedValue) -> PublishedValue:
    """Say of a practice in no PCN that it is in none; ``U`` and “Unallocated” are no group."""
    is_pcn = value.field_key in ("pcn.code", "pcn.name")
    if is_pcn and value.raw_text.strip().lower() in NO_PCN:
        return replace(value, value=None, quality=Quality.NOT_PUBLISHED, note=IN_NO_PCN)
    return value


DATASET = Dataset(
    "practice_map",
    "Practices with their PCN, ICB and clinical system",
    "NHS England",
    (
        Shape(
            "practice_map.icb",
            ("EXTRACT_DATE", "PRACTICE_CODE", "PRACTICE_NAME", "PRACTICE_POSTCODE", "PCN_CODE",
             "PCN_NAME", "SUB_ICB_LOCATION_CODE", "ICB_CODE", "COMM_REGION_CODE"),
        ),
    ),
    _read,
    dated_by=("EXTRACT_DATE",),
    whole=6_150,
)  # fmt: skip
