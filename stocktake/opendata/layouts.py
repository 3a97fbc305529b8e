"""What makes a published file recognisable: the columns a dataset has had, year by year.

Columns are addressed by name, never by position: six new columns moved every later one of the
workforce file in 2025. Source: design/opendata.md 0 rule 8, and its table “File sniffer”.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stocktake.opendata.cell_figures import squeezed
from stocktake.opendata.release import PublishedValue
from stocktake.opendata.tables import Row

if TYPE_CHECKING:
    from stocktake.opendata.reading import Reading


@dataclass(frozen=True, slots=True)
class Shape:
    """One layout of a dataset, known by its headings.

    Attributes:
        id: kept with every value, for the parsing rules go by it.
        needs: headings that must all be there, as published; their case and marks do not count,
            and one that ends in “…” may go on otherwise each year.
        lacks: headings that another layout has and this one must not.
        is_old: its areas are from before July 2022.
    """

    id: str
    needs: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    is_old: bool = False

    def is_headed_by(self, headings: set[str]) -> bool:
        """Whether a row of squeezed headings is this layout's."""
        return not self.missing_from(headings) and not any(
            squeezed(each) in headings for each in self.lacks
        )

    def missing_from(self, headings: set[str]) -> list[str]:
        """Name the headings that a row lacks."""
        return [each for each in self.needs if not _is_among(each, headings)]


def _is_among(need: str, headings: set[str]) -> bool:
    if need.endswith("…"):
        start = squeezed(need)
        return any(each.startswith(start) for each in headings)
    return squeezed(need) in headings


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a dataset was found in one file.

    Attributes:
        table: name of the sheet; empty in a text file.
        heading_row: number of the row of headings; 0 when the file has none.
        headings: as the file has them.
        dated_by: as the dataset's.
    """

    id: str
    table: str
    heading_row: int
    headings: tuple[str, ...]
    is_old: bool = False
    dated_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """One published dataset and how it is read.

    Attributes:
        id: kept with every release.
        title: what it is, as a manager would say it.
        publisher: who publishes it, for the attribution.
        shapes: its layouts that have headings, newest first.
        read: gives the values of a file and notes what looks wrong.
        headless: tells the id of a layout without headings from its first row; its columns
            are known by their places, for they have no names.
        only_text: its layout in a workbook belongs to another dataset.
        by_pcn: its values are about PCNs, and are never a practice's.
        whole: practices in a file of all England, about; 0 where that cannot be said.
        dated_by: the column that says of which day each row is, or of which month; or two
            columns, its year and its month.
        named_by: what its file names say where the file does not: ``day``, ``month``, ``year``
            or ``financial_year``; empty when the period stands in the file.
        refusal: set for files that are recognised and cannot be used: why, and what to use.
    """

    id: str
    title: str
    publisher: str
    shapes: tuple[Shape, ...]
    read: Callable[[Reading], Iterator[PublishedValue]]
    headless: Callable[[Sequence[str]], str] | None = None
    only_text: bool = False
    by_pcn: bool = False
    whole: int = 0
    dated_by: tuple[str, ...] = ()
    named_by: str = ""
    refusal: str = ""

    def found_in(self, table: str, head: Sequence[Row]) -> Layout | None:
        """Look for this dataset in the first rows of a table."""
        if self.only_text and table:
            return None
        for number, cells in head:
            headings = {squeezed(cell) for cell in cells}
            for shape in self.shapes:
                if shape.is_headed_by(headings):
                    old, dated = shape.is_old, self.dated_by
                    return Layout(shape.id, table, number, tuple(cells), old, dated)
        return self._found_headless(head) if self.headless is not None and not table else None

    def _found_headless(self, head: Sequence[Row]) -> Layout | None:
        """Look in the first row, or in the second when the first is a heading of that width."""
        for place, (_, cells) in enumerate(head[:2]):
            layout_id = self.headless(cells) if self.headless is not None else ""
            if not layout_id:
                continue
            names = tuple(f"column {n}" for n in range(1, len(cells) + 1))
            if place and len(head[0][1]) == len(cells):
                names = tuple(head[0][1])
            heading_row = head[0][0] if place else 0
            return Layout(layout_id, "", heading_row, names, dated_by=self.dated_by)
        return None


@dataclass(frozen=True, slots=True)
class Field:
    """One fact of a row.

    Attributes:
        key: what it is called in ``field_map.toml``.
        headings: the names its column has had, newest first.
        unit: what a number counts; ``text``, ``code`` or ``date`` otherwise.
        shift: decimal places to move: 2 turns a share of one into a percentage.
    """

    key: str
    headings: tuple[str, ...]
    unit: str = "text"
    shift: int = 0
