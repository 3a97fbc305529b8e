"""Published NHS files to published values: what a file is, what it says, and what looks wrong.

Everything a caller needs::

    look_at(path)                  what a file is, from its first rows: one Verdict a file
    read(source, wanted, ...)      a file read wholly: a Release of values, or a StocktakeError
    verdict_on(release, practice)  what came of it, in a sentence
    field_map()                    which question each fact fills
    DATASETS                       what can be read
    where_to_download()            where each file is found (``downloads``)
    mean_of_months(values, code)   a practice's last three months (``three_months``)

Nothing is kept here and no answer is ever written. Source: design/opendata.md.
"""

from __future__ import annotations

from stocktake.opendata.datasets import DATASETS
from stocktake.opendata.field_map import field_map
from stocktake.opendata.importing import look_at, read, verdict_on
from stocktake.opendata.streams import sources_in

__all__ = ["DATASETS", "field_map", "look_at", "read", "sources_in", "verdict_on"]
