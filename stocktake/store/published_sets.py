"""Published figures of practices, as they came: kept whole, added to, and never among the answers.

A set is what one file or pack said about one practice, in the bytes of a pack. It is never
rewritten; taking one away leaves it on record with the day, so that an answer which was accepted
from it can still say where it came from. Source: design/opendata.md 16 (lines 13, 17 and 20).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from stocktake.store.database import Database
from stocktake.store.rows import Row, seal

_TABLE = "published_sets"


@dataclass(frozen=True, slots=True)
class PublishedSet:
    """What was brought about one practice at one time.

    Attributes:
        ods_code: the practice.
        content: the bytes of a pack with this practice's part alone.
        kept_at: when it was brought here.
        removed_at: when it was taken away again; None while it is in use.
    """

    id: int
    ods_code: str
    content: bytes
    role: str
    kept_at: datetime
    removed_at: datetime | None = None


class PublishedSetStore:
    """Keeps and reads published figures.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, ods_code: str) -> tuple[PublishedSet, ...]:
        """Every set of a practice, oldest first, those taken away among them; damaged ones not."""
        if not self._database.has_table(_TABLE):
            return ()
        sql = f"SELECT * FROM {_TABLE} WHERE ods_code = ? ORDER BY id"
        rows = map(dict, self._database.rows(sql, ods_code))
        return tuple(_set(row) for row in rows if _is_whole(row))

    def marks(self, ods_code: str) -> tuple[tuple[int, bool], ...]:
        """Which sets a practice has, and whether each is in use: another answer, other figures."""
        if not self._database.has_table(_TABLE):
            return ()
        sql = f"SELECT id, removed_at FROM {_TABLE} WHERE ods_code = ? ORDER BY id"
        return tuple((int(id_), not gone) for id_, gone in self._database.rows(sql, ods_code))

    def keep(self, ods_code: str, content: bytes, *, role: str) -> bool:
        """Keep a set; False when the practice has the very same one in use already."""
        digest = sha256(content).hexdigest()
        sql = f"SELECT * FROM {_TABLE} WHERE ods_code = ? AND sha256 = ? AND removed_at = ''"
        with self._database.transaction():
            for found in map(dict, self._database.rows(sql, ods_code, digest)):
                if _is_whole(found):
                    return False
                self._database.run(f"DELETE FROM {_TABLE} WHERE id = ?", found["id"])
            fields: Row = {
                "ods_code": ods_code,
                "sha256": digest,
                "role": role,
                "kept_at": self._database.clock().isoformat(),
                "removed_at": "",
                "content": content,
            }
            self._database.put(_TABLE, fields)
            self._database.count_change()
        return True

    def take_away(self, set_id: int) -> None:
        """Use a set no more; answers that were accepted from it stay as they are."""
        with self._database.transaction():
            found = self._database.row(f"SELECT * FROM {_TABLE} WHERE id = ?", set_id)
            if found is None or found["removed_at"]:
                return
            now = self._database.clock().isoformat()
            self._database.change(_TABLE, dict(found), {"removed_at": now})
            self._database.count_change()


def _is_whole(row: Row) -> bool:
    is_its_own = seal(_TABLE, row) == row["row_hash"]
    return is_its_own and sha256(row["content"]).hexdigest() == str(row["sha256"])


def _set(row: Row) -> PublishedSet:
    removed = row["removed_at"]
    return PublishedSet(
        int(row["id"]),
        row["ods_code"],
        bytes(row["content"]),
        row["role"],
        datetime.fromisoformat(row["kept_at"]),
        datetime.fromisoformat(removed) if removed else None,
    )
