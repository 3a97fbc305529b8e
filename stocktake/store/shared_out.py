"""Sections that were shared out to a colleague, and sections that somebody shared with us.

A sharing out keeps what the answers were when they went (the baseline), so that what comes back can
be told from what was there, and what was decided of it, so that the same file brought twice asks
nothing twice. The colleague's name stays here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from stocktake.store.database import Database
from stocktake.store.rows import HASHED, Row, seal
from stocktake.store.settling import Settling, settling_from_text, settling_text

NOT_BY_QUESTION = ("shared_out", "shared_in")
"""Tables of a submission whose rows belong to no single question."""


class ShareStanding(StrEnum):
    """Where shared sections are."""

    OUT = "out"
    BACK = "back"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SharedOut:
    """One sharing out.

    Attributes:
        share_id: random; stands in the file that went.
        left_out: questions and columns of the sections that did not go.
        colleague: a role or first name, as it was typed.
        baseline: the answers that went, as the text of a payload; empty when not known any more.
        settled: for each answer, in words of its own, what was decided of what came back and
            stands: decisions of a change that was undone are open again.
    """

    share_id: str
    sections: tuple[str, ...]
    colleague: str
    shared_at: datetime
    left_out: tuple[str, ...] = ()
    return_by: date | None = None
    file_name: str = ""
    role: str = ""
    standing: ShareStanding = ShareStanding.OUT
    ended_at: datetime | None = None
    baseline: str = ""
    settled: Mapping[str, tuple[str, ...]] | None = None

    @property
    def is_out(self) -> bool:
        """Whether it is still with the colleague."""
        return self.standing is ShareStanding.OUT


@dataclass(frozen=True, slots=True)
class SharedIn:
    """Sections that were shared with this person.

    Attributes:
        from_role: who shared them, as a role; may be empty.
        sent_back_at: when a file was last written to go back; None before that.
    """

    share_id: str
    sections: tuple[str, ...]
    left_out: tuple[str, ...]
    from_role: str
    return_by: date | None
    received_at: datetime
    sent_back_at: datetime | None = None


class SharedOutStore:
    """Keeps what was shared out of a submission.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, submission_id: int) -> tuple[SharedOut, ...]:
        """Everything shared out of a submission, the newest first; damaged rows are left out."""
        return tuple(_shared_out(row) for row in reversed(self._rows(submission_id)))

    def is_any(self) -> bool:
        """Whether anything was ever shared out of any submission."""
        return self._database.row("SELECT 1 FROM shared_out LIMIT 1") is not None

    def one(self, submission_id: int, share_id: str) -> SharedOut | None:
        """One sharing out by its id."""
        found = [each for each in self.of(submission_id) if each.share_id == share_id]
        return found[0] if found else None

    def add(self, submission_id: int, shared: SharedOut) -> None:
        """Keep a sharing out; one that is known already is left as it is."""
        with self._database.transaction():
            if self.one(submission_id, shared.share_id) is None:
                fields = {"submission_id": submission_id} | _out_fields(shared)
                self._database.put("shared_out", fields)
                self._database.count_change()

    def end(
        self, submission_id: int, share_id: str, standing: ShareStanding, group: str = ""
    ) -> None:
        """Say that sections are back, or that they are not waited for any more.

        ``group`` makes it part of a change in the history, and undone with it.
        """
        with self._database.transaction():
            for row in self._named(submission_id, share_id):
                settling = settling_from_text(row["settled"])
                new = self._ended(standing)
                if group:
                    new["settled"] = settling_text(settling.end(group))
                self._change(row, new)

    def settle(
        self,
        submission_id: int,
        share_id: str,
        settled: Mapping[str, tuple[str, ...]],
        group: str = "",
    ) -> None:
        """Add to what was decided of what came back; ``group`` as for ``end``."""
        with self._database.transaction():
            for row in self._named(submission_id, share_id):
                settling = settling_from_text(row["settled"]).settle(settled, group)
                self._change(row, {"settled": settling_text(settling)})

    def turn(self, groups: Collection[str], *, is_undone: bool) -> None:
        """Let what was decided with these changes be open again, or decided as before.

        Sections that were back with one of them are out again, or back.
        """
        with self._database.transaction():
            for row in map(dict, self._database.rows("SELECT * FROM shared_out ORDER BY id")):
                if seal("shared_out", row) != row["row_hash"]:
                    continue
                settling = settling_from_text(row["settled"])
                if settling.groups.keys().isdisjoint(groups):
                    continue
                turned = settling.turn(groups, is_undone=is_undone)
                new: Row = {"settled": settling_text(turned)}
                if settling.ended_by(groups):
                    out: Row = {"standing": ShareStanding.OUT.value, "ended_at": ""}
                    new |= out if is_undone else self._ended(ShareStanding.BACK)
                self._change(row, new)

    def _ended(self, standing: ShareStanding) -> Row:
        return {"standing": standing.value, "ended_at": self._database.clock().isoformat()}

    def _named(self, submission_id: int, share_id: str) -> list[Row]:
        return [row for row in self._rows(submission_id) if row["share_id"] == share_id]

    def _change(self, row: Row, new: Row) -> None:
        self._database.change("shared_out", row, new)
        self._database.count_change()

    def _rows(self, submission_id: int) -> list[Row]:
        return _sound_rows(self._database, "shared_out", submission_id)


class SharedInStore:
    """Keeps which sections of a submission were shared with this person; of most, none.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, submission_id: int) -> tuple[SharedIn, ...]:
        """What was shared of a submission, in the order it came."""
        rows = _sound_rows(self._database, "shared_in", submission_id)
        return tuple(_shared_in(row) for row in rows)

    def is_any(self) -> bool:
        """Whether anything in the file was shared with this person."""
        return self._database.row("SELECT 1 FROM shared_in LIMIT 1") is not None

    def add(self, submission_id: int, shared: SharedIn) -> None:
        """Keep what was shared; what is known already is left as it is."""
        with self._database.transaction():
            if shared.share_id in {each.share_id for each in self.of(submission_id)}:
                return
            fields: Row = {
                "submission_id": submission_id,
                "share_id": shared.share_id,
                "sections": " ".join(shared.sections),
                "left_out": " ".join(shared.left_out),
                "from_role": shared.from_role,
                "return_by": shared.return_by.isoformat() if shared.return_by else "",
                "received_at": shared.received_at.isoformat(),
                "sent_back_at": "",
            }
            self._database.put("shared_in", fields)
            self._database.count_change()

    def sent_back(self, submission_id: int, share_id: str) -> None:
        """Note that a file was written to go back."""
        now = self._database.clock().isoformat()
        with self._database.transaction():
            for row in _sound_rows(self._database, "shared_in", submission_id):
                if row["share_id"] == share_id:
                    self._database.change("shared_in", row, {"sent_back_at": now})
                    self._database.count_change()


def forget_baselines(database: Database, submission_id: int) -> None:
    """Forget what went and what was decided, because an answer in it is removed for good."""
    columns = ", ".join("''" if c in ("baseline", "settled") else c for c in HASHED["shared_out"])
    sql = f"UPDATE shared_out SET baseline = '', settled = '', row_hash = row_hash({columns})"
    database.run(f"{sql} WHERE submission_id = ?", submission_id)


def _sound_rows(database: Database, table: str, submission_id: int) -> list[Row]:
    sql = f"SELECT * FROM {table} WHERE submission_id = ? ORDER BY id"
    rows = (dict(row) for row in database.rows(sql, submission_id))
    return [row for row in rows if seal(table, row) == row["row_hash"]]


def _out_fields(shared: SharedOut) -> Row:
    return {
        "share_id": shared.share_id,
        "sections": " ".join(shared.sections),
        "left_out": " ".join(shared.left_out),
        "colleague": shared.colleague,
        "return_by": shared.return_by.isoformat() if shared.return_by else "",
        "file_name": shared.file_name,
        "shared_at": shared.shared_at.isoformat(),
        "role": shared.role,
        "standing": shared.standing.value,
        "ended_at": shared.ended_at.isoformat() if shared.ended_at else "",
        "baseline": shared.baseline,
        "settled": settling_text(Settling(shared.settled or {})),
    }


def _shared_out(row: Row) -> SharedOut:
    return SharedOut(
        share_id=row["share_id"],
        sections=tuple(row["sections"].split()),
        colleague=row["colleague"],
        shared_at=datetime.fromisoformat(row["shared_at"]),
        left_out=tuple(row["left_out"].split()),
        return_by=_day(row["return_by"]),
        file_name=row["file_name"],
        role=row["role"],
        standing=ShareStanding(row["standing"]),
        ended_at=_moment(row["ended_at"]),
        baseline=row["baseline"],
        settled=settling_from_text(row["settled"]).standing,
    )


def _shared_in(row: Row) -> SharedIn:
    return SharedIn(
        share_id=row["share_id"],
        sections=tuple(row["sections"].split()),
        left_out=tuple(row["left_out"].split()),
        from_role=row["from_role"],
        return_by=_day(row["return_by"]),
        received_at=datetime.fromisoformat(row["received_at"]),
        sent_back_at=_moment(row["sent_back_at"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
