"""Sections marked complete, and the place to carry on from next time."""

from __future__ import annotations

from datetime import datetime

from stocktake.questionnaire.answers import Address
from stocktake.store.database import Database
from stocktake.store.history import By, Change, HistoryStore, Kind
from stocktake.store.opening import place_from_text
from stocktake.store.rows import Row, seal
from stocktake.store.submission_rows import count_on, refuse_signed

COMPLETE = "complete"
"""What the history says of a section that is marked so."""


class SectionStore:
    """Marks sections complete and remembers the last place.

    Raises:
        StocktakeError: when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database, history: HistoryStore) -> None:
        self._database = database
        self._history = history

    def done(self, submission_id: int) -> dict[str, datetime]:
        """Sections marked complete, and when; one whose mark was damaged is open again."""
        sql = "SELECT * FROM sections_done WHERE submission_id = ? ORDER BY id"
        rows = (dict(row) for row in self._database.rows(sql, submission_id))
        sound = (row for row in rows if seal("sections_done", row) == row["row_hash"])
        return {row["section"]: datetime.fromisoformat(row["done_at"]) for row in sound}

    def mark(
        self, submission_id: int, section: str, done: bool, *, role: str, group: str = ""
    ) -> None:
        """Mark a section complete, or open it again; kept in the history either way.

        ``group`` makes it part of a group of changes that was begun.
        """
        with self._database.transaction():
            refuse_signed(self._database, submission_id)
            was_done = section in self.done(submission_id)
            if was_done == done:
                return
            at = self._database.clock()
            if done:
                fields: Row = {
                    "submission_id": submission_id,
                    "section": section,
                    "done_at": at.isoformat(),
                    "role": role,
                }
                self._database.put("sections_done", fields)
            else:
                sql = "DELETE FROM sections_done WHERE submission_id = ? AND section = ?"
                self._database.run(sql, submission_id, section)
            words = {True: COMPLETE, False: "open"}
            change = Change(words[was_done], words[done], Address(section), submission_id)
            self._history.record([change], By(role, kind=Kind.SECTION, group=group), at)
            count_on(self._database, submission_id, 0, at)

    def last_place(self) -> tuple[int, str, str] | None:
        """Submission id, section and question to carry on from; None before the first."""
        return place_from_text(self._database.meta("place"))

    def keep_place(self, submission_id: int, section: str, question: str) -> None:
        """Remember where to carry on; not a change of the return."""
        self._database.set_meta("place", f"{submission_id}\n{section}\n{question}")

    def keep_first_page(self, text: str) -> None:
        """Keep what the window wants to show on its first page next time."""
        self._database.set_meta("first_page", text)

    def keep_ticks(self, text: str) -> None:
        """Keep what was ticked to leave in the last exports; not a change of any return.

        It is a JSON object by submission id, so that the ticks of a return go when it goes.
        """
        self._database.set_meta("ticks", text)

    def ticks(self) -> str:
        """What was last kept of the ticks; empty before the first export."""
        return self._database.meta("ticks")

    def first_page(self) -> str:
        """What was last kept for the first page; empty before the first time."""
        return self._database.meta("first_page")

    def keep_looked_at(self, text: str) -> None:
        """Keep which newer forms were looked at; not a change of any return."""
        self._database.set_meta("looked_at", text)

    def looked_at(self) -> str:
        """What was last kept of the newer forms looked at; empty before the first."""
        return self._database.meta("looked_at")
