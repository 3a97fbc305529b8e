"""Reading what is left of a damaged table, row by row, around the parts that cannot be read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from stocktake.store import refusals
from stocktake.store.rows import Row

SEARCHED_PAST_THE_END = 20_000
"""How many row numbers are tried beyond the last row read, when the end cannot be found."""


@dataclass(frozen=True, slots=True)
class TableRead:
    """The rows of a table that could be read, in order, and whether that was all of it."""

    rows: tuple[Row, ...]
    complete: bool


def read_rows(connection: sqlite3.Connection, table: str) -> TableRead:
    """Read a table by its row numbers: up from the start, down from the end, then one by one.

    Indexes are not used, so that a damaged one hides nothing.
    """
    start = f"SELECT * FROM {table} NOT INDEXED"
    found: dict[int, Row] = {}
    if _gather(connection, f"{start} ORDER BY id", found):
        return TableRead(tuple(found.values()), True)
    last = max(found, default=0)
    _gather(connection, f"{start} WHERE id > ? ORDER BY id DESC", found, last)
    end = min((each for each in found if each > last), default=last + SEARCHED_PAST_THE_END)
    for row_id in range(last + 1, end):
        _gather(connection, f"{start} WHERE id = ?", found, row_id)
    return TableRead(tuple(found[each] for each in sorted(found)), False)


def _gather(connection: sqlite3.Connection, sql: str, found: dict[int, Row], *values: int) -> bool:
    """Add rows until the end (True) or until one cannot be read (False)."""
    try:
        for row in connection.execute(sql, values):
            if isinstance(row["id"], int):
                found.setdefault(row["id"], dict(row))
    except refusals.FAULTS:
        return False
    return True
