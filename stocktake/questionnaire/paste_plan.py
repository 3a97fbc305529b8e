"""Decides where each cell of a paste goes, before anything is changed.

A ``Match`` says which pasted column goes into which column of the table; ``plan_paste`` follows it
and accounts for every pasted cell: it is taken, or it is among what is left, with the reason. An
empty pasted cell changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from stocktake.phrases import counted, listed
from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.as_typed import (
    NotUnderstood,
    nearest,
    plain_words,
    shortened,
    without_invisible,
)
from stocktake.questionnaire.form import Column
from stocktake.questionnaire.table_rows import CellChange, TableRow, is_filled_in
from stocktake.questionnaire.types import parse, show

Grid = Sequence[Sequence[str]]
Place = tuple[int, int]
"""Line and column of a pasted cell, from 0, headings counted."""

MOST_LINES = 1_000
"""Lines taken at once; the longest table of a practice is a tenth of this."""


MOST_NAMED = 3
"""Pasted columns that go nowhere and are named; the others are counted."""

_ALIKE = 0.7
"""How alike a heading and a column's label must be, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Target:
    """The table a paste goes into.

    Attributes:
        key: id of the column whose options name its rows.
        top: the row in hand.
        may_add: rows may be added, up to ``most_rows``.
    """

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    key: str = ""
    top: int = 0
    may_add: bool = True
    most_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Where pasted columns go.

    Attributes:
        columns: for each pasted column the id of the table's column, or empty: left out.
        has_headings: the first line is headings and no answers.
        accepted: (column id, words): words that stand for the option nearest to them.
    """

    columns: tuple[str, ...]
    has_headings: bool = False
    accepted: frozenset[tuple[str, str]] = frozenset()

    def going(self, place: int, column_id: str) -> Match:
        """The match with one pasted column going elsewhere; no two go into the same."""
        kept = ["" if each == column_id else each for each in self.columns]
        kept[place] = column_id
        return replace(self, columns=tuple(kept))


@dataclass(frozen=True, slots=True)
class Left:
    """Pasted cells that do not go in, or go in changed: where, why, and what to do about it."""

    where: str
    what: str
    how_to_fix: str = ""
    cells: tuple[Place, ...] = ()

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.how_to_fix}".strip()


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that are no option of their column, with the option that is nearest to them."""

    column_id: str
    words: str
    nearest: str


@dataclass(slots=True)
class PastePlan:
    """What a paste would do.

    Attributes:
        added: rows that are added at the foot.
        changes: every cell that gets another value.
        taken: pasted cells whose value stands in the table afterwards.
        left: those that do not go in; ``told``: those that go in with something left out.
        unknown: words for which the nearest option could be taken.
        lines: for each line that goes in, the row and what each of its cells would hold.
    """

    added: list[TableRow] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    taken: set[Place] = field(default_factory=set)
    left: list[Left] = field(default_factory=list)
    told: list[Left] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    lines: list[dict[str, Value]] = field(default_factory=list)


def width_of(grid: Grid) -> int:
    """How many columns the widest line has."""
    return max((len(line) for line in grid), default=0)


def match_of(target: Target, grid: Grid, left: int) -> Match:
    """Propose where columns go: by their headings, or else in order from the column in hand."""
    filled_in = _filled_in(target)
    width = width_of(grid)
    named = _named(filled_in, grid[0] if grid else ())
    if any(named):
        return Match((*named, *("",) * (width - len(named))), has_headings=True)
    ids = [column.id for column in filled_in]
    start = _start(target, left)
    start = start if start + width <= len(ids) else 0
    return Match(tuple(ids[at] if at < len(ids) else "" for at in range(start, start + width)))


def _filled_in(target: Target) -> list[Column]:
    return [each for each in target.columns if each.type != "calculated" and not each.read_only]


def _start(target: Target, left: int) -> int:
    """The first column from ``left`` on that is filled in, among those that are."""
    return len(_filled_in(replace(target, columns=target.columns[:left])))


def _named(columns: Sequence[Column], line: Sequence[str]) -> list[str]:
    """The columns that a line of headings names, each once; all empty when it is no such line."""
    exact: dict[str, str] = {}
    for column in columns:
        sign = "£" if column.unit == "pounds" else column.unit
        bare = column.label.partition("(")[0]
        for words in (bare, f"{column.label} ({sign})", column.label):
            exact[plain_words(words)] = column.id
    named = [exact.get(plain_words(cell), "") if cell.strip() else "" for cell in line]
    if not any(named):
        return named
    for at, cell in enumerate(line):
        free = [words for words, column_id in exact.items() if column_id not in named]
        alike = get_close_matches(plain_words(cell), free, n=1, cutoff=_ALIKE)
        if not named[at] and cell.strip() and alike:
            named[at] = exact[alike[0]]
    named = [each if each not in named[:at] else "" for at, each in enumerate(named)]
    given = sum(bool(cell.strip()) for cell in line)
    return named if sum(map(bool, named)) * 2 >= given else [""] * len(named)


def is_plain(target: Target, match: Match, plan: PastePlan, left: int) -> bool:
    """Whether a paste needs no looking at: it fits, and nothing of it is left."""
    if match.has_headings or plan.left or plan.told:
        return False
    width = len(match.columns)
    return width == 1 or _start(target, left) + width == len(_filled_in(target))


def plan_paste(
    target: Target, grid: Grid, match: Match, new_row_id: Callable[[int], str]
) -> PastePlan:
    """Work out what a paste would do; nothing is changed.

    Args:
        target: the table.
        grid: the pasted cells, line by line.
        match: where each pasted column goes.
        new_row_id: gives the id of the row that a line adds, the same each time it is asked.
    """
    plan = PastePlan()
    start = 1 if match.has_headings else 0
    lines = [(at, grid[at]) for at in range(start, len(grid)) if any(map(str.strip, grid[at]))]
    _leave_columns(plan, lines[:MOST_LINES], grid, match)
    rows = _Rows(target, plan, match, new_row_id)
    beyond: list[int] = [at for at, _ in lines[MOST_LINES:]]
    for at, line in lines[:MOST_LINES]:
        if (nameless := rows.without_name(at, line)) is not None:
            plan.left.append(nameless)
            continue
        place = rows.place_of(at, line)
        if place is None:
            beyond.append(at)
            continue
        held: dict[str, Value] = {}
        for across, text in enumerate(line):
            column = rows.columns.get(match.columns[across])
            if column is not None and text.strip():
                _Cell(plan, rows, match, place, column).take((at, across), text, held)
        plan.lines.append(held)
    _leave_lines(plan, grid, match, sorted(beyond), rows)
    return plan


def _leave_columns(
    plan: PastePlan, lines: list[tuple[int, Sequence[str]]], grid: Grid, match: Match
) -> None:
    """Tell of pasted columns that go nowhere, all in one, so that nothing is told after thirty."""
    cells: list[Place] = []
    for across, column_id in enumerate(match.columns):
        held = [(at, across) for at, line in lines if across < len(line) and line[across].strip()]
        cells += held if not column_id else []
    going_nowhere = list(dict.fromkeys(across for _, across in cells))
    names = [column_name(grid, match, across) for across in going_nowhere[:MOST_NAMED]]
    if (rest := len(going_nowhere) - len(names)) > 0:
        names.append(counted(rest, "more column"))
    if len(names) == 1:
        what = "it goes into no column of this table, and is left out."
    else:
        what = "they go into no column of this table, and are left out."
    if names:
        plan.left.append(Left(listed(names), what, "", tuple(cells)))


def column_name(grid: Grid, match: Match, across: int) -> str:
    """What a pasted column is called: by its heading, or by its place."""
    heading = grid[0][across] if match.has_headings and across < len(grid[0]) else ""
    return f"“{shortened(heading, 40)}”" if heading.strip() else f"Pasted column {across + 1}"


def _leave_lines(plan: PastePlan, grid: Grid, match: Match, beyond: list[int], rows: _Rows) -> None:
    if not beyond:
        return
    cells = tuple(
        (at, across)
        for at in beyond
        for across, text in enumerate(grid[at])
        if text.strip() and (match.columns[across] or at not in rows.seen)
    )
    several = len(beyond) > 1
    where = (
        f"Pasted lines {beyond[0] + 1} to {beyond[-1] + 1}"
        if several
        else (f"Pasted line {beyond[0] + 1}")
    )
    if len(beyond) > 1 and beyond[-1] - beyond[0] + 1 != len(beyond):
        where = f"{len(beyond)} pasted lines, from line {beyond[0] + 1} on"
    plan.left.append(Left(where, "the table has no more rows for them.", "", cells))


class _Rows:
    """Finds the row each line goes into."""

    def __init__(
        self, target: Target, plan: PastePlan, match: Match, new_row_id: Callable[[int], str]
    ) -> None:
        self.columns = {column.id: column for column in target.columns}
        self.rows = list(target.rows)
        self.key = target.key
        self.seen: set[int] = set()
        self._target = target
        self._plan = plan
        self._match = match
        self._new_row_id = new_row_id
        first = target.columns[0]
        self._name_at = match.columns.index(first.id) if first.id in match.columns else -1
        self._named: dict[str, int] = {}
        if match.has_headings and self._name_at >= 0:
            names = [show(row.cells.get(first.id), first) for row in target.rows]
            self._named = {plain_words(name): at for at, name in enumerate(names) if name}
        # Lines that name no row of the table never overwrite one, where rows can be added instead.
        at_foot = match.has_headings and (target.may_add or self._name_at >= 0)
        self._next = len(target.rows) if at_foot else target.top

    def without_name(self, at: int, line: Sequence[str]) -> Left | None:
        """Why a line goes nowhere: what it calls its row is none of the choices there are."""
        name = line[self._name_at] if 0 <= self._name_at < len(line) else ""
        first = self._target.columns[0]
        if first.type != "choice" or not name.strip() or not self._match.has_headings:
            return None
        try:
            parse(name, first)
        except NotUnderstood as refusal:
            near = nearest(name, first)
            if near is not None:
                unknown = Unknown(first.id, " ".join(name.split()), near.label)
                if unknown not in self._plan.unknown:
                    self._plan.unknown.append(unknown)
                if (first.id, plain_words(name)) in self._match.accepted:
                    return None
            cells = tuple(
                (at, across)
                for across, text in enumerate(line)
                if text.strip() and self._match.columns[across]
            )
            return Left(f"Pasted line {at + 1}", refusal.what, refusal.how_to_fix, cells)
        return None

    def place_of(self, at: int, line: Sequence[str]) -> int | None:
        """The place of the row a line goes into; None when there is none for it."""
        self.seen.add(at)
        name = line[self._name_at] if 0 <= self._name_at < len(line) else ""
        first = self._target.columns[0]
        if (first.id, plain_words(name)) in self._match.accepted:
            near = nearest(name, first)
            name = near.label if near is not None else name
        place = self._named.pop(plain_words(name), None) if name.strip() else None
        if place is None:
            place, self._next = self._next, self._next + 1
        if place < len(self.rows):
            return place
        most = self._target.most_rows
        if not self._target.may_add or (most is not None and len(self.rows) >= most):
            return None
        row = TableRow(self._new_row_id(at))
        self.rows.append(row)
        self._plan.added.append(row)
        self._next = len(self.rows)
        return len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell of the table that something is pasted into."""

    plan: PastePlan
    rows: _Rows
    match: Match
    place: int
    column: Column

    def take(self, pasted: Place, text: str, held: dict[str, Value]) -> None:
        """Read a pasted text into it, or say why not."""
        row, column = self.rows.rows[self.place], self.column
        where = f"Row {self.place + 1}, {column.label}"
        now = row.cells.get(column.id)
        if not is_filled_in(column, row, self.rows.key):
            named = nearest(text, column) if self._is_accepted(text) else None
            said = named.label if named is not None else text
            if plain_words(said) == plain_words(show(now, column)):
                self.plan.taken.add(pasted)
                if now is not None:
                    held[column.id] = now
            else:
                what = "this cell is not filled in by hand."
                self.plan.left.append(Left(where, what, "", (pasted,)))
            return
        try:
            value = self._read(text)
        except NotUnderstood as refusal:
            left = Left(where, refusal.what, refusal.how_to_fix, (pasted,))
            self.plan.left.append(left)
            return
        if value is None:
            self.plan.left.append(Left(where, "there is nothing in it to read.", "", (pasted,)))
            return
        self.plan.taken.add(pasted)
        held[column.id] = value
        gone = len(text) - len(without_invisible(text)) - text.count("\r\n")
        if gone > 0:
            signs = "one sign" if gone == 1 else f"{gone} signs"
            what = f"taken without {signs} that no screen shows."
            self.plan.told.append(Left(where, what, "", (pasted,)))
        if value != now:
            self.plan.changes.append(CellChange(row.id, column.id, value))

    def _read(self, text: str) -> Value | None:
        try:
            return parse(text, self.column)
        except NotUnderstood:
            near = nearest(text, self.column) if self.column.type == "choice" else None
            if near is None:
                raise
            unknown = Unknown(self.column.id, " ".join(text.split()), near.label)
            if unknown not in self.plan.unknown:
                self.plan.unknown.append(unknown)
            if self._is_accepted(text):
                return near.code
            raise

    def _is_accepted(self, text: str) -> bool:
        return (self.column.id, plain_words(text)) in self.match.accepted
