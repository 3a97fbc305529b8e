"""One reading of one published file: its rows in order, what they come to, and what looks wrong.

A file is read wholly or refused: a row of another width, a figure that is none, a practice there
twice or a second period stops it with a sentence. What is merely odd becomes a problem.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from stocktake.errors import Problem
from stocktake.opendata.cell_figures import (
    OLD_AREAS,
    number,
    one_line,
    parse_date,
    practice_code,
    quality_of,
    squeezed,
    workbook_number,
)
from stocktake.opendata.layouts import Field, Layout
from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import (
    EVERYTHING,
    Basis,
    Period,
    PublishedFigure,
    PublishedValue,
    Quality,
    Wanted,
)
from stocktake.opendata.streams import Meter
from stocktake.opendata.tables import Tables

TEXT_UNITS = ("text", "code")
QUALITY_NOTES = {
    Quality.SUPPRESSED: "Held back by the publisher, because few people answered.",
    Quality.NOT_PUBLISHED: "Not published for this practice.",
}
_MOST_PROBLEMS = 12


class Reading:
    """What one reading knows and gathers.

    Attributes:
        layout: where the dataset was found in the file.
        row: number of the row now being read.
        rows: rows of figures read so far.
        codes: practices, or PCNs, read so far.
        period: what the file says its figures are of, None until it does.
        likely: what its name or the manager says they are of.
        uses_old_areas: areas from before the mergers were seen.
    """

    def __init__(
        self, tables: Tables, layout: Layout, name: str, meter: Meter, wanted: Wanted = EVERYTHING
    ) -> None:
        self.layout = layout
        self.wanted = wanted
        self.row = 0
        self.rows = 0
        self.codes: set[str] = set()
        self.period: Period | None = None
        self.likely: Period | None = None
        self.uses_old_areas = layout.is_old
        self.others: Counter[str] = Counter()
        self.tables = tables
        self._name = name
        self._number = workbook_number if layout.table else number
        self._meter = meter
        self._places = places(layout.headings)
        self._found: dict[tuple[str, ...], int] = {}
        self._columns: dict[tuple[int, ...], str] = {}
        dates = [self.place(each) for each in layout.dated_by]
        self._dates = dates if all(place >= 0 for place in dates) else []
        self._date = self._dates[0] if len(self._dates) == 1 else -1
        self._said: list[str] = []
        self._day = ""
        self._problems: list[Problem] = []
        self._kinds: Counter[str] = Counter()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What looked wrong, and how often where that was more than a few times."""
        more = [
            Problem(code, self._name, f"The same is so of {count - _MOST_PROBLEMS:,} more.", "")
            for code, count in self._kinds.items()
            if count > _MOST_PROBLEMS
        ]
        return (*self._problems, *more)

    def note(self, code: str, what: str, how: str = "") -> None:
        """Note something that looks wrong and does not stop the reading."""
        self._kinds[code] += 1
        if self._kinds[code] <= _MOST_PROBLEMS:
            where = f"{self._name}, row {self.row}" if self.row else self._name
            self._problems.append(Problem(code, where, what, how))

    def place(self, *headings: str) -> int:
        """Find a column by the names it has had; -1 when this file has none of them."""
        known = self._found.get(headings)
        if known is None:
            found = (self._places.get(squeezed(each), -1) for each in headings)
            known = self._found[headings] = next((place for place in found if place >= 0), -1)
        return known

    def rows_below(self) -> Iterator[list[str]]:
        """Give the rows under the heading, each as wide as it.

        Raises:
            StocktakeError: ``uneven_row`` or ``cut_short``.
        """
        width = len(self.layout.headings)
        is_text = self.layout.table == ""
        uneven = 0
        for row, cells in self.tables.rows(self.layout.table, self._meter):
            self.row = row
            if self.row <= self.layout.heading_row:
                continue
            if uneven:
                raise refuse("uneven_row", f"Row {uneven} has fewer columns than the heading.")
            if len(cells) < width:
                if is_text:
                    uneven = self.row
                    continue
                cells = [*cells, *[""] * (width - len(cells))]
            elif is_text and len(cells) > width and any(cells[width:]):
                raise refuse("uneven_row", f"Row {self.row} has more columns than the heading.")
            self.rows += 1
            yield cells
        if uneven:
            raise refuse("cut_short")

    def practice_rows(
        self, *key: str, once: bool = True, other: Callable[[list[str]], None] | None = None
    ) -> Iterator[tuple[str, list[str]]]:
        """Give the rows about English practices with their codes; others are counted apart.

        Args:
            key: the names the column of codes has had.
            once: a practice has one row.
            other: given each row that has no such code.

        Raises:
            StocktakeError: ``twice`` when a practice must have one row and has two;
                ``two_periods`` when rows are of different times.
        """
        place = self.place(*key)
        for cells in self.rows_below():
            code = practice_code(cells[place])
            if not code:
                self.others[cells[place].strip()] += 1
                self.rows -= 1
                if other is not None:
                    other(cells)
                continue
            self.dated(cells)
            if once and code in self.codes:
                raise refuse("twice", f"{code} is in the file twice, again in row {self.row}.")
            self.codes.add(code)
            yield code, cells

    def columns_of(self, given: Sequence[Field]) -> list[tuple[Field, int, str]]:
        """Find the columns of the facts this file has and that are wanted."""
        found = [(each, self.place(*each.headings)) for each in given]
        return [
            (each, place, one_line(self.layout.headings[place]))
            for each, place in found
            if place >= 0 and self.wanted.has_field(each.key)
        ]

    def values(
        self, code: str, cells: Sequence[str], columns: Sequence[tuple[Field, int, str]]
    ) -> Iterator[PublishedValue]:
        """Read the facts of a row."""
        if self.wanted.has(code):
            for field, place, column in columns:
                yield self.value(code, field, cells[place], column)

    def value(self, code: str, field: Field, raw: str, column: str) -> PublishedValue:
        """Read one fact; what is missing has a quality and a sentence, and is never zero.

        Raises:
            StocktakeError: ``bad_figure`` when a figure is no figure.
        """
        quality = quality_of(raw)
        figure: PublishedFigure | None = None
        if quality is Quality.OK:
            figure = self.figure(raw, field.unit, column, field.shift)
        note = QUALITY_NOTES.get(quality, "")
        return PublishedValue(
            code, field.key, raw, figure, field.unit, self.row, column, quality, note
        )

    def total(
        self, code: str, field: Field, cells: Sequence[str], adding: tuple[int, ...]
    ) -> PublishedValue:
        """Add up the columns that make one fact; when one of them is missing, so is the sum."""
        raws = [cells[place] for place in adding]
        column = self._columns.get(adding)
        if column is None:
            column = " + ".join(one_line(self.layout.headings[place]) for place in adding)
            self._columns[adding] = column
        raw = " + ".join(raws)
        worst = next((each for each in map(quality_of, raws) if each is not Quality.OK), Quality.OK)
        figure: Decimal | None = None
        if worst is Quality.OK:
            figure = sum((self.amount(cells, place) or Decimal(0) for place in adding), Decimal(0))
        note = QUALITY_NOTES.get(worst, "")
        return PublishedValue(
            code, field.key, raw, figure, field.unit, self.row, column, worst, note
        )

    def figure(self, raw: str, unit: str, column: str, shift: int = 0) -> PublishedFigure:
        """Read a text, a day or a number.

        Raises:
            StocktakeError: ``bad_figure``.
        """
        if unit in TEXT_UNITS:
            return one_line(raw).upper() if unit == "code" else one_line(raw)
        found = parse_date(raw) if unit == "date" else self._number(raw)
        if found is None:
            kind = "a date" if unit == "date" else "a number"
            said = one_line(raw)[:40]
            raise refuse(
                "bad_figure",
                f"Row {self.row}, column “{column}” says “{said}”, which is not {kind}.",
            )
        return found.scaleb(shift) if isinstance(found, Decimal) and shift else found

    def amount(self, cells: Sequence[str], place: int) -> Decimal | None:
        """Read the number in a column, or None when there is none or no such column."""
        if place < 0 or quality_of(cells[place]) is not Quality.OK:
            return None
        found = self.figure(cells[place], "number", self.layout.headings[place])
        return found if isinstance(found, Decimal) else None

    def dated(self, cells: Sequence[str]) -> None:
        """Take the period from a row; every row must say the same.

        Raises:
            StocktakeError: ``bad_figure``, or ``two_periods`` when rows differ.
        """
        if self._date >= 0 and cells[self._date] == self._day:
            return
        said = [cells[place] for place in self._dates]
        if not said or said == self._said:
            return
        if len(said) == 2:
            year, month = (number(each) for each in said)
            text = f"{year}-{month}-1"
        else:
            text = said[0]
        day = parse_date(text)
        if day is None:
            raise refuse(
                "bad_figure", f"Row {self.row} says “{text[:40]}” where its date should be."
            )
        self._said, self._day = said, said[0]
        is_month = len(said) == 2 or "month" in self.layout.dated_by[0].lower()
        self.take_period(month_of(day) if is_month else Period(day, day, Basis.IN_FILE))

    def take_period(self, period: Period) -> None:
        """Take the period the file is of.

        Raises:
            StocktakeError: ``two_periods`` when the file said another before.
        """
        if self.period is not None and self.period != period:
            raise refuse(
                "two_periods",
                f"It holds figures of {self.period.words} and of {period.words} (row {self.row}).",
            )
        self.period = period

    def area(self, code: str) -> None:
        """Note the code of an ICB: one that was merged away makes the file old."""
        if code in OLD_AREAS:
            self.uses_old_areas = True


def places(headings: Sequence[str]) -> dict[str, int]:
    """Index headings by their squeezed names; of two alike the first counts."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        found.setdefault(squeezed(heading), place)
    return found


def month_of(day: date, basis: Basis = Basis.IN_FILE) -> Period:
    """Make the period of a whole month."""
    first = day.replace(day=1)
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return Period(first, date.fromordinal(after.toordinal() - 1), basis)
