"""The published datasets that can be read, each in a file of its own, and DATASETS.

To add one, write ``datasets/<name>.py`` with its ``DATASET`` and a line here; its facts go into
``resources/opendata/field_map.toml``. A test fails until a row of it is read.
"""

from __future__ import annotations

from stocktake.opendata.datasets import (
    age_bands,
    appointments,
    cqc,
    deprivation,
    gpps,
    list_size,
    not_used,
    online,
    payments,
    pcn_members,
    pcn_workforce,
    practice_map,
    practices,
    qof,
    telephony,
    workforce,
)
from stocktake.opendata.layouts import Dataset

DATASETS: dict[str, Dataset] = {
    each.id: each
    for each in (
        practice_map.DATASET,
        list_size.DATASET,
        age_bands.DATASET,
        practices.DATASET,
        pcn_members.DATASET,
        pcn_members.PCNS,
        workforce.DATASET,
        workforce.LONG,
        pcn_workforce.DATASET,
        appointments.DATASET,
        appointments.MAPPING,
        gpps.DATASET,
        qof.ACHIEVEMENT,
        qof.REGISTERS,
        qof.AVAILABLE,
        qof.WORKBOOK,
        cqc.DATASET,
        cqc.LATEST,
        payments.DATASET,
        deprivation.DATASET,
        telephony.DATASET,
        online.DATASET,
        *not_used.NOT_USED,
    )
}
"""In the order they are looked for."""
