"""Versions of rate cards that were published here, each kept whole.

A published version never changes, so its text is written once; only the folder its files were last
seen in is brought up to date. Source: content/expectations.md C6 (version, integrity).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from stocktake.store.database import Database
from stocktake.store.rows import Row, seal


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """One version as it was published.

    Attributes:
        sha256: of the canonical form of the card, in hexadecimal.
        text: of its JSON file.
        folder: where its files were last saved.
    """

    sha256: str
    card_id: str
    version: str
    title: str
    text: str
    role: str
    published_at: datetime
    folder: str


class PublishedCardStore:
    """Keeps what was published.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, card_id: str) -> tuple[PublishedVersion, ...]:
        """Versions of one card, the newest first; one that changed on the disk is left out."""
        return tuple(each for each in self.all() if each.card_id == card_id)

    def all(self) -> tuple[PublishedVersion, ...]:
        """Versions of every card, the newest first; one that changed on the disk is left out."""
        if not self._database.has_table("published_cards"):
            return ()
        rows = map(dict, self._database.rows("SELECT * FROM published_cards ORDER BY id DESC"))
        return tuple(
            _version(row) for row in rows if seal("published_cards", row) == row["row_hash"]
        )

    def keep(self, made: PublishedVersion) -> bool:
        """Keep a version; whether it is new. Of one that is kept already only the folder changes.

        A row that changed on the disk gives way to the version as it was published.
        """
        fields: Row = {
            "sha256": made.sha256,
            "card_id": made.card_id,
            "version": made.version,
            "title": made.title,
            "text": made.text,
            "role": made.role,
            "published_at": made.published_at.isoformat(),
            "folder": made.folder,
        }
        with self._database.transaction():
            found = self._database.row(
                "SELECT * FROM published_cards WHERE sha256 = ?", made.sha256
            )
            row = dict(found) if found is not None else None
            if row is not None and seal("published_cards", row) != row["row_hash"]:
                self._database.run("DELETE FROM published_cards WHERE sha256 = ?", made.sha256)
                row = None
            if row is None:
                self._database.put("published_cards", fields)
            else:
                self._database.change("published_cards", row, {"folder": made.folder})
            self._database.count_change()
        return row is None


def _version(row: Row) -> PublishedVersion:
    return PublishedVersion(
        row["sha256"],
        row["card_id"],
        row["version"],
        row["title"],
        row["text"],
        row["role"],
        datetime.fromisoformat(row["published_at"]),
        row["folder"],
    )
