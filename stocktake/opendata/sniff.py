"""Tell what a file is by what is in it, never by its name.

Source: design/opendata.md, “File sniffer”, and 18.
"""

from __future__ import annotations

from collections.abc import Sequence

from stocktake.errors import StocktakeError
from stocktake.opendata.cell_figures import one_line, squeezed
from stocktake.opendata.datasets import DATASETS
from stocktake.opendata.layouts import Dataset, Layout
from stocktake.opendata.refusing import refuse
from stocktake.opendata.streams import Meter
from stocktake.opendata.tables import Row, Tables, head
from stocktake.phrases import listed

_CELLS_SAID = 6
_ALIKE = 0.6
"""Share of a layout's headings that makes a file look like an edited copy of it."""


def sniff(tables: Tables, meter: Meter) -> tuple[Dataset, Layout]:
    """Find the dataset in a file, sheet by sheet.

    Raises:
        StocktakeError: it is none that can be read; the sentence says what was seen.
    """
    heads: list[list[Row]] = []
    for name in tables.names():
        first = head(tables, name, meter)
        for dataset in DATASETS.values():
            layout = dataset.found_in(name, first)
            if layout is None:
                continue
            if dataset.refusal:
                raise refuse("other_file", dataset.refusal)
            return dataset, layout
        heads.append(first)
    raise _edited(heads) or _unknown(heads)


def _edited(heads: Sequence[Sequence[Row]]) -> StocktakeError | None:
    """Name the dataset that a file is nearly, and the columns it lacks."""
    best: tuple[float, str, list[str]] = (0.0, "", [])
    for _, cells in (row for first in heads for row in first):
        headings = {squeezed(cell) for cell in cells}
        for dataset in (each for each in DATASETS.values() if not each.refusal):
            for shape in dataset.shapes:
                missing = shape.missing_from(headings)
                share = 1 - len(missing) / len(shape.needs)
                if len(shape.needs) - len(missing) >= 2 and share >= _ALIKE and share > best[0]:
                    best = (share, dataset.title, missing)
    if not best[2]:
        return None
    columns = listed([f"“{each}”" for each in best[2]])
    thing = "the column" if len(best[2]) == 1 else "the columns"
    return refuse(
        "edited_copy", f"It looks like a changed copy of “{best[1]}”: it lacks {thing} {columns}."
    )


def _unknown(heads: Sequence[Sequence[Row]]) -> StocktakeError:
    row = next((first[0][1] for first in heads if first), [])
    cells = [one_line(cell)[:40] for cell in row if cell.strip()][:_CELLS_SAID]
    if not cells:
        return refuse("unknown_file", "It has nothing in it.")
    seen = listed([f"“{cell}”" for cell in cells])
    return refuse("unknown_file", f"It begins with {seen}.")
