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


class Kind(StrEnum):
    """What sort of change an entry records."""

    ANSWER = "answer"
    ROWS = "rows"
    SECTION = "section"
    SUBJECT = "subject"
    SUBMISSION = "submission"
    TAKEN_IN = "taken_in"
    MENDED = "mended"
    REMOVED = "removed"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class By:
    """Whose hand a change is in: the role, why, and what sort of change it is."""

    role: str
    note: str = ""
    kind: Kind = Kind.ANSWER


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


class HistoryStore:
    """Reads the history, and adds to it inside the transaction of the change itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, changes: list[Change], by: By, at: datetime) -> str:
        """Add entries for changes made in one go and return their group."""
        group = secrets.token_hex(6)
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

    def removals(self) -> tuple[HistoryEntry, ...]:
        """When something was removed for good, and by which role; never what."""
        sql = "SELECT * FROM history WHERE kind = ? ORDER BY id"
        return self._entries(self._database.rows(sql, Kind.REMOVED.value))

    def latest(self, submission_id: int) -> dict[Address, HistoryEntry]:
        """The last entry of each answer of a submission: what each should be now."""
        entries = self.of(submission_id)
        answered = (Kind.ANSWER, Kind.TAKEN_IN, Kind.MENDED)
        return {entry.address: entry for entry in entries if entry.by.kind in answered}

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
