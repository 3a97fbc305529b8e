"""History: who changed what, when, from what to what. Only ever added to; never rewritten.

Each entry holds the whole answer before and after, so that any change can be undone later, also
after a restart. Changes made in one go (a paste, a row taken out) share a group.
"""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from stocktake.questionnaire.answers import Address, Answer
from stocktake.store.database import Database
from stocktake.store.rows import address_of, answer_from_text, order_from_text, seal

WHOLE = Address("")
"""Stands in an entry that is about no single answer."""

BEGUN = "Begun"
"""The note of what a return begins with, which is no change that could be undone."""


class Kind(StrEnum):
    """What sort of change an entry records."""

    ANSWER = "answer"
    ROWS = "rows"
    SECTION = "section"
    ROUTE = "route"
    SUBJECT = "subject"
    SUBMISSION = "submission"
    TAKEN_IN = "taken_in"
    MENDED = "mended"
    UNDONE = "undone"
    REDONE = "redone"
    REMOVED = "removed"
    EXPORTED = "exported"
    SIGNED = "signed"
    REOPENED = "reopened"


OF_AN_ANSWER = (Kind.ANSWER, Kind.TAKEN_IN, Kind.MENDED, Kind.UNDONE, Kind.REDONE)
"""The kinds of entry that tell what an answer was and became."""


@dataclass(frozen=True, slots=True)
class By:
    """Whose hand a change is in: the role, why, and what sort of change it is.

    ``group`` makes it part of a group that was begun; otherwise it begins one.
    """

    role: str
    note: str = ""
    kind: Kind = Kind.ANSWER
    group: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change to record: a submission or subject, an address in it, and the texts.

    ``kind`` is given when it differs from that of the whole.
    """

    old: str
    new: str
    address: Address = WHOLE
    submission_id: int | None = None
    subject_id: int | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that was changed.

    Attributes:
        id: rises with every entry; the clock does not order history.
        group: the same for everything changed in one go.
        old, new: the texts before and after; see ``old_answer`` and ``old_order``.
    """

    id: int
    at: datetime
    by: By
    group: str
    submission_id: int | None
    subject_id: int | None
    address: Address
    old: str
    new: str

    @property
    def old_answer(self) -> Answer | None:
        """The whole answer before the change; None when there was none."""
        return answer_from_text(self.old)

    @property
    def new_answer(self) -> Answer | None:
        """The whole answer after the change; None when it was taken away."""
        return answer_from_text(self.new)

    @property
    def old_order(self) -> tuple[str, ...]:
        """For a change of rows: the row ids before it, in order."""
        return order_from_text(self.old)

    @property
    def new_order(self) -> tuple[str, ...]:
        """For a change of rows: the row ids after it, in order."""
        return order_from_text(self.new)


@dataclass(frozen=True, slots=True)
class Trace:
    """Where and when something was changed, without what; read in bulk and so not checked.

    Attributes:
        at: as it is written.
        kind: the value of a ``Kind``.
        named: for the first entry of an undoing, the groups that were undone or done again.
        is_taken_away: nothing stands there any more.
    """

    id: int
    submission_id: int | None
    group: str
    at: str
    kind: str
    address: Address
    note: str
    named: tuple[str, ...]
    is_taken_away: bool


def new_group() -> str:
    """Make the id of a group of changes."""
    return secrets.token_hex(6)


class HistoryStore:
    """Reads the history, and adds to it inside the transaction of the change itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, changes: list[Change], by: By, at: datetime) -> str:
        """Add entries for changes made in one go and return their group."""
        group = by.group or new_group()
        for change in changes:
            self._database.put(
                "history",
                {
                    "submission_id": change.submission_id,
                    "subject_id": change.subject_id,
                    "group_id": group,
                    "at": at.isoformat(),
                    "role": by.role,
                    "kind": (change.kind or by.kind).value,
                    "question": change.address.question,
                    "row": change.address.row,
                    "col": change.address.column,
                    "old": change.old,
                    "new": change.new,
                    "note": by.note,
                },
            )
        return group

    def of(self, submission_id: int, address: Address | None = None) -> tuple[HistoryEntry, ...]:
        """The history of a submission, or of one answer in it, oldest first.

        Entries that were damaged on the disk are left out.
        """
        sql = "SELECT * FROM history WHERE submission_id = ?"
        if address is None:
            return self._entries(self._database.rows(f"{sql} ORDER BY id", submission_id))
        place = (address.question, address.row, address.column)
        sql = f"{sql} AND question = ? AND row = ? AND col = ? ORDER BY id"
        return self._entries(self._database.rows(sql, submission_id, *place))

    def of_kind(self, submission_id: int, kind: Kind) -> tuple[HistoryEntry, ...]:
        """The history of a submission of one kind, oldest first."""
        sql = "SELECT * FROM history WHERE submission_id = ? AND kind = ? ORDER BY id"
        return self._entries(self._database.rows(sql, submission_id, kind.value))

    def of_subject(self, subject_id: int) -> tuple[HistoryEntry, ...]:
        """Changes of a practice's own code and names, oldest first."""
        sql = "SELECT * FROM history WHERE subject_id = ? ORDER BY id"
        return self._entries(self._database.rows(sql, subject_id))

    def of_question(self, submission_id: int, question: str) -> tuple[HistoryEntry, ...]:
        """The history of a question, of a table with all its cells and rows, oldest first."""
        sql = "SELECT * FROM history WHERE submission_id = ? AND question = ? ORDER BY id"
        return self._entries(self._database.rows(sql, submission_id, question))

    def between(self, submission_id: int, first: int, last: int) -> tuple[HistoryEntry, ...]:
        """The history of a submission from one entry's id to another's, both among them."""
        sql = "SELECT * FROM history WHERE id BETWEEN ? AND ? AND submission_id = ? ORDER BY id"
        return self._entries(self._database.rows(sql, first, last, submission_id))

    def traces(self, after: int = 0, of: tuple[int, ...] | None = None) -> tuple[Trace, ...]:
        """Where and when anything was changed after an entry, of these submissions or of all."""
        which = f"AND submission_id IN ({', '.join('?' * len(of))})" if of is not None else ""
        rows = self._database.rows(
            f"""SELECT id, submission_id, group_id, at, kind, question, row, col, note,
            new = '' AS gone, CASE WHEN kind IN (?, ?) AND question = '' THEN old END AS named
            FROM history WHERE id > ? {which} ORDER BY id""",
            Kind.UNDONE.value,
            Kind.REDONE.value,
            after,
            *(of or ()),
        )
        return tuple(_trace(row) for row in rows)

    def mark_of(self, entry_id: int) -> str:
        """The hash of an entry, to tell whether it is still the one it was; empty when gone."""
        found = self._database.row("SELECT row_hash FROM history WHERE id = ?", entry_id)
        return str(found[0]) if found else ""

    def removals(self) -> tuple[HistoryEntry, ...]:
        """When something was removed for good, and by which role; never what."""
        sql = "SELECT * FROM history WHERE kind = ? ORDER BY id"
        return self._entries(self._database.rows(sql, Kind.REMOVED.value))

    def latest(self, submission_id: int) -> dict[Address, HistoryEntry]:
        """The last entry of each answer of a submission: what each should be now."""
        entries = self.of(submission_id)
        return {
            entry.address: entry
            for entry in entries
            if entry.by.kind in OF_AN_ANSWER and entry.address != WHOLE
        }

    def _entries(self, rows: list[sqlite3.Row]) -> tuple[HistoryEntry, ...]:
        sound = (row for row in map(dict, rows) if seal("history", row) == row["row_hash"])
        return tuple(
            HistoryEntry(
                id=row["id"],
                at=datetime.fromisoformat(row["at"]),
                by=By(row["role"], row["note"], Kind(row["kind"])),
                group=row["group_id"],
                submission_id=row["submission_id"],
                subject_id=row["subject_id"],
                address=address_of(row),
                old=row["old"],
                new=row["new"],
            )
            for row in sound
        )


def _trace(row: sqlite3.Row) -> Trace:
    return Trace(
        id=row["id"],
        submission_id=row["submission_id"],
        group=row["group_id"],
        at=row["at"],
        kind=row["kind"],
        address=Address(row["question"], row["row"], row["col"]),
        note=row["note"],
        named=tuple((row["named"] or "").split()),
        is_taken_away=bool(row["gone"]),
    )
