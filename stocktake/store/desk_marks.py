"""The marks a workspace carries of the copies it has come through, by which copies are ordered.

Each copy for another desk gets a mark: a random id beside the device, its name and the change
counter at that moment. A file that has the last mark of another among its own has everything that
was in it; when neither has the other's, both have moved on. Neither a clock nor a counter that a
restored backup has set back can deceive this.

Source: design/data-model.md, "Return file".
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from pathlib import Path

from stocktake.store import refusals
from stocktake.store.database import Database, connect

KEY = "desk_marks"
"""Where the marks stand among a workspace's own facts."""

MOST_KEPT = 200
"""Marks kept. A copy with an older one counts as moved on by itself: nothing is lost by that."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One copy that was made, at one state of a workspace.

    Attributes:
        id: random; the same in the workspace and in the copy.
        device: the random id of the computer that made it.
        desk: what that computer is called by the person, such as ``Desk 3``.
        counter: the change counter at that state.
        saved_at: when, ISO 8601; for people only, and never used to order.
    """

    id: str
    device: str
    desk: str
    counter: int
    saved_at: str

    @property
    def at(self) -> datetime | None:
        """When it was made by that computer's clock; None when it cannot be read."""
        try:
            return datetime.fromisoformat(self.saved_at).astimezone()
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a workspace decides how it stands to a copy of it.

    Attributes:
        counter: how many changes were saved in it.
        marks: of the copies it has come through, oldest first.
        is_empty: no practice, and no question to practices, has been begun in it.
    """

    workspace_id: str
    counter: int
    marks: tuple[Mark, ...]
    is_empty: bool

    @property
    def head(self) -> Mark | None:
        """The mark of exactly this state; None when it was changed since its last mark."""
        last = self.marks[-1] if self.marks else None
        return last if last is not None and last.counter == self.counter else None

    def has_all_of(self, other: Facts) -> bool:
        """Whether everything in another was in this at some time."""
        head = other.head
        return head is not None and any(each.id == head.id for each in self.marks)


def marks_from_text(text: str) -> tuple[Mark, ...]:
    """Read marks; none from a text that is not as it was written, which loses nothing."""
    try:
        found = json.loads(text)
        marks = tuple(
            Mark(str(key), str(device), str(desk), int(counter), str(saved_at))
            for key, device, desk, counter, saved_at in found
        )
    except (ValueError, TypeError):
        return ()
    return marks


def marks_to_text(marks: tuple[Mark, ...]) -> str:
    """Write the newest marks as text."""
    return json.dumps([astuple(each) for each in marks[-MOST_KEPT:]], ensure_ascii=False)


def facts_of(connection: sqlite3.Connection) -> Facts:
    """Read the facts of a workspace.

    Raises:
        sqlite3.Error, UnicodeDecodeError: it cannot be read.
    """
    meta = {str(key): str(value) for key, value in connection.execute("SELECT * FROM meta")}
    begun = connection.execute("SELECT 1 FROM submissions LIMIT 1").fetchone()
    counter = meta.get("change_counter", "")
    return Facts(
        meta.get("workspace_id", ""),
        int(counter) if counter.isdigit() else -1,
        marks_from_text(meta.get(KEY, "")),
        begun is None,
    )


def read_facts(path: Path) -> Facts:
    """Read the facts of a workspace file that nobody has open.

    Raises:
        StocktakeError: it cannot be read.
    """
    try:
        connection = connect(path, "ro")
        try:
            connection.execute("PRAGMA trusted_schema=OFF")
            return facts_of(connection)
        finally:
            connection.close()
    except refusals.FAULTS as error:
        raise refusals.explain(error, path) or refusals.damaged(path, str(error)) from error


class DeskMarks:
    """The marks of one open workspace.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def facts(self) -> Facts:
        """The facts of the workspace as it is now."""
        sql = "SELECT 1 FROM submissions UNION ALL SELECT 1 FROM askings LIMIT 1"
        begun = self._database.row(sql)
        return Facts(
            self._database.meta("workspace_id"),
            int(self._database.meta("change_counter") or 0),
            self._marks(),
            begun is None,
        )

    def _marks(self) -> tuple[Mark, ...]:
        return marks_from_text(self._database.meta(KEY))

    def keep(self, mark: Mark) -> None:
        """Keep the mark of a copy of this workspace that is about to be put in its folder."""
        with self._database.transaction():
            marks = self._marks()
            if all(each.id != mark.id for each in marks):
                self._database.set_meta(KEY, marks_to_text((*marks, mark)))

    def absorb(self, theirs: Facts, mark: Mark) -> None:
        """Say that what another copy holds has been looked at and settled here.

        It counts as a change, so that this workspace, with a mark of its own, is ahead of both.
        """
        with self._database.transaction():
            self._database.count_change()
            marks = self._marks()
            known = {each.id for each in marks}
            new = tuple(each for each in theirs.marks if each.id not in known)
            counter = int(self._database.meta("change_counter") or 0)
            own = replace(mark, counter=counter)
            self._database.set_meta(KEY, marks_to_text((*marks, *new, own)))
