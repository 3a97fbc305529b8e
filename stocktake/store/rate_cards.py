"""Working rate cards: one for each practice and round, and others that belong to no return.

Every change keeps the whole card as one more step, so that any change can be undone later, also
after a restart. What the text of a card holds is no concern of the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from stocktake.store.database import Database
from stocktake.store.rows import Row, seal

STEPS_KEPT = 200
"""Steps of one card that can be gone back to; older ones are let go."""

ONE_GO = timedelta(seconds=2)
"""Changes of one place within this are one step. Source: design/screens.md F.0, "Undo"."""


Owner = int | str | None
"""Whose the text is: a return by its number, None for the whole workspace, or any other place."""


@dataclass(frozen=True, slots=True)
class CardStep:
    """A card as it stood after one change.

    Attributes:
        text: the whole card as it was written; empty for no card.
        what: what was changed, in words.
    """

    text: str
    what: str
    role: str
    saved_at: datetime


class RateCardStore:
    """Keeps the working card of a return, of the workspace with None, or of a place by its name.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tables: dict[str, bool] = {}

    def now(self, owner: Owner) -> CardStep | None:
        """The card as it stands; None before the first change."""
        return _step(self._last(owner, is_undone=False))

    def steps(self, owner: Owner) -> tuple[CardStep, ...]:
        """Every step that stands, oldest first."""
        return tuple(_read(row) for row in self._rows(owner, is_undone=False))

    def places(self, start: str) -> tuple[str, ...]:
        """Places whose name begins so, in the order they were begun."""
        if not self._is_there("card_steps"):
            return ()
        sql = "SELECT place FROM card_steps GROUP BY place ORDER BY min(id)"
        names = (str(row[0]) for row in self._database.rows(sql))
        return tuple(name for name in names if name.startswith(start))

    def next_undo(self, owner: Owner) -> CardStep | None:
        """The change that would be undone; None when there is none."""
        steps = self._rows(owner, is_undone=False)
        # The oldest step that is kept stands on nothing once others were let go.
        can = len(steps) > 1 or (steps and steps[0]["step"] == 1)
        return _step(steps[-1]) if can else None

    def next_redo(self, owner: Owner) -> CardStep | None:
        """The change that would be done again; None when there is none."""
        return _step(self._first_undone(owner))

    def keep(self, owner: Owner, text: str, what: str, *, role: str) -> CardStep:
        """Keep a card as it now stands; changes of one place in quick succession are one step."""
        table, column = _table(owner)
        with self._database.transaction():
            at = self._database.clock()
            self._forget_undone(owner)
            last = self._last(owner, is_undone=False)
            fields: Row = {"text": text, "saved_at": at.isoformat()}
            if last is not None and last["what"] == what and _is_one_go(last, at):
                self._database.change(table, last, fields)
            else:
                place: Row = {column: owner, "step": last["step"] + 1 if last else 1}
                more = {"what": what, "role": role, "undone": 0}
                self._database.put(table, place | fields | more)
                self._let_old_ones_go(owner)
            self._database.count_change()
            return CardStep(text, what, role, at)

    def undo(self, owner: Owner) -> CardStep | None:
        """Take the last change back and return it; None when there is none."""
        done = self.next_undo(owner)
        return self._mark(owner, self._last(owner, is_undone=False), 1) if done else None

    def redo(self, owner: Owner) -> CardStep | None:
        """Do again what was last undone and return it; None when there is none."""
        return self._mark(owner, self._first_undone(owner), 0)

    def _mark(self, owner: Owner, row: Row | None, undone: int) -> CardStep | None:
        if row is None:
            return None
        with self._database.transaction():
            self._database.change(_table(owner)[0], row, {"undone": undone})
            self._database.count_change()
        return _step(row)

    def _last(self, owner: Owner, *, is_undone: bool) -> Row | None:
        table, _ = _table(owner)
        if not self._is_there(table):
            return None
        sql = f"{_select(owner)} ORDER BY step DESC LIMIT 1"
        newest = self._database.row(sql, owner, int(is_undone))
        if newest is None or seal(table, dict(newest)) == newest["row_hash"]:
            return dict(newest) if newest is not None else None
        rows = self._rows(owner, is_undone=is_undone)
        return rows[-1] if rows else None

    def _first_undone(self, owner: Owner) -> Row | None:
        rows = self._rows(owner, is_undone=True)
        return rows[0] if rows else None

    def _rows(self, owner: Owner, *, is_undone: bool) -> list[Row]:
        """Steps in order; one that was damaged on the disk is left out."""
        table, _ = _table(owner)
        if not self._is_there(table):
            return []
        sql = f"{_select(owner)} ORDER BY step"
        rows = (dict(each) for each in self._database.rows(sql, owner, int(is_undone)))
        return [row for row in rows if seal(table, row) == row["row_hash"]]

    def _is_there(self, table: str) -> bool:
        """Whether the file has the table; one of an earlier day that is only read may not."""
        if table not in self._tables:
            self._tables[table] = self._database.has_table(table)
        return self._tables[table]

    def _forget_undone(self, owner: Owner) -> None:
        table, column = _table(owner)
        self._database.run(f"DELETE FROM {table} WHERE {column} IS ? AND undone = 1", owner)

    def _let_old_ones_go(self, owner: Owner) -> None:
        table, column = _table(owner)
        sql = f"""DELETE FROM {table} WHERE {column} IS ? AND step <=
            (SELECT max(step) FROM {table} WHERE {column} IS ?) - ?"""
        self._database.run(sql, owner, owner, STEPS_KEPT)


def _table(owner: Owner) -> tuple[str, str]:
    """The table a card stands in, and the column that says whose it is."""
    return ("card_steps", "place") if isinstance(owner, str) else ("rate_cards", "submission_id")


def _select(owner: Owner) -> str:
    table, column = _table(owner)
    return f"SELECT * FROM {table} WHERE {column} IS ? AND undone = ?"


def _is_one_go(last: Row, at: datetime) -> bool:
    # Another desk's clock may be ahead of this one; its step is no part of what is done here.
    return timedelta(0) <= at - datetime.fromisoformat(last["saved_at"]) < ONE_GO


def _step(row: Row | None) -> CardStep | None:
    return None if row is None else _read(row)


def _read(row: Row) -> CardStep:
    at = datetime.fromisoformat(row["saved_at"])
    return CardStep(row["text"], row["what"], row["role"], at)
