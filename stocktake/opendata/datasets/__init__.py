"""The published datasets that can be read, each in a file of its own, and DATASETS.

To add one, write ``datasets/<name>.py`` with its ``DATASET`` and a line here; its facts go into
``resources/opendata/field_map.toml``. A test fails until a real row of it is read.
"""

from __future__ import annotations

from stocktake.opendata.datasets import list_size, practice_map
from stocktake.opendata.layouts import Dataset

DATASETS: dict[str, Dataset] = {
    each.id: each
    for each in (
        practice_map.DATASET,
        list_size.DATASET,
        list_size.WIDE_LEGACY,
    )
}
"""In the order they are looked for."""
