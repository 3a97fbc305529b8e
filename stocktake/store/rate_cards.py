"""Working rate cards: one for each practice and round, and one that belongs to the whole workspace.

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
    """Keeps the working card of a return, or with None that of the workspace.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def now(self, submission_id: int | None) -> CardStep | None:
        """The card as it stands; None before the first change."""
        return _step(self._last(submission_id, is_undone=False))

    def next_undo(self, submission_id: int | None) -> CardStep | None:
        """The change that would be undone; None when there is none."""
        steps = self._rows(submission_id, is_undone=False)
        # The oldest step that is kept stands on nothing once others were let go.
        can = len(steps) > 1 or (steps and steps[0]["step"] == 1)
        return _step(steps[-1]) if can else None

    def next_redo(self, submission_id: int | None) -> CardStep | None:
        """The change that would be done again; None when there is none."""
        return _step(self._first_undone(submission_id))

    def keep(self, submission_id: int | None, text: str, what: str, *, role: str) -> CardStep:
        """Keep a card as it now stands; changes of one place in quick succession are one step."""
        with self._database.transaction():
            at = self._database.clock()
            self._forget_undone(submission_id)
            last = self._last(submission_id, is_undone=False)
            fields: Row = {"text": text, "saved_at": at.isoformat()}
            if last is not None and last["what"] == what and _is_one_go(last, at):
                self._database.change("rate_cards", last, fields)
            else:
                place = {"submission_id": submission_id, "step": last["step"] + 1 if last else 1}
                more = {"what": what, "role": role, "undone": 0}
                self._database.put("rate_cards", place | fields | more)
                self._let_old_ones_go(submission_id)
            self._database.count_change()
            return CardStep(text, what, role, at)

    def undo(self, submission_id: int | None) -> CardStep | None:
        """Take the last change back and return it; None when there is none."""
        done = self.next_undo(submission_id)
        return self._mark(self._last(submission_id, is_undone=False), 1) if done else None

    def redo(self, submission_id: int | None) -> CardStep | None:
        """Do again what was last undone and return it; None when there is none."""
        return self._mark(self._first_undone(submission_id), 0)

    def _mark(self, row: Row | None, undone: int) -> CardStep | None:
        if row is None:
            return None
        with self._database.transaction():
            self._database.change("rate_cards", row, {"undone": undone})
            self._database.count_change()
        return _step(row)

    def _last(self, submission_id: int | None, *, is_undone: bool) -> Row | None:
        sql = "SELECT * FROM rate_cards WHERE submission_id IS ? AND undone = ? ORDER BY step DESC"
        newest = self._database.row(f"{sql} LIMIT 1", submission_id, int(is_undone))
        if newest is None or seal("rate_cards", dict(newest)) == newest["row_hash"]:
            return dict(newest) if newest is not None else None
        rows = self._rows(submission_id, is_undone=is_undone)
        return rows[-1] if rows else None

    def _first_undone(self, submission_id: int | None) -> Row | None:
        rows = self._rows(submission_id, is_undone=True)
        return rows[0] if rows else None

    def _rows(self, submission_id: int | None, *, is_undone: bool) -> list[Row]:
        """Steps in order; one that was damaged on the disk is left out."""
        sql = "SELECT * FROM rate_cards WHERE submission_id IS ? AND undone = ? ORDER BY step"
        rows = (dict(each) for each in self._database.rows(sql, submission_id, int(is_undone)))
        return [row for row in rows if seal("rate_cards", row) == row["row_hash"]]

    def _forget_undone(self, submission_id: int | None) -> None:
        sql = "DELETE FROM rate_cards WHERE submission_id IS ? AND undone = 1"
        self._database.run(sql, submission_id)

    def _let_old_ones_go(self, submission_id: int | None) -> None:
        sql = """DELETE FROM rate_cards WHERE submission_id IS ? AND step <=
            (SELECT max(step) FROM rate_cards WHERE submission_id IS ?) - ?"""
        self._database.run(sql, submission_id, submission_id, STEPS_KEPT)


def _is_one_go(last: Row, at: datetime) -> bool:
    return at - datetime.fromisoformat(last["saved_at"]) < ONE_GO


def _step(row: Row | None) -> CardStep | None:
    if row is None:
        return None
    at = datetime.fromisoformat(row["saved_at"])
    return CardStep(row["text"], row["what"], row["role"], at)
