"""The one connection to a workspace: its settings, and the transaction every change goes through.

``journal_mode=TRUNCATE`` with ``synchronous=FULL`` is what survives a power cut without losing an
acknowledged answer and leaves one file to copy (design/decisions.md 11); both are read back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from stocktake.errors import StocktakeError
from stocktake.store import refusals
from stocktake.store.rows import HASHED, Cell, Row, row_hash, seal

APPLICATION_ID = 0x53544B54
"""Marks a SQLite file as a Stocktake workspace: "STKT"."""

SQLITE_VERSION = sqlite3.sqlite_version
"""The version of SQLite that reads and writes every workspace."""

BUSY_SECONDS = 2.5
"""How long to wait for another program that holds the file, such as a virus scanner."""

_SETTINGS = (
    ("cell_size_check", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("mmap_size", "0", None),
    ("foreign_keys", "ON", 1),
    ("locking_mode", "NORMAL", "normal"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", 2),
)

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The time now, with the computer's own time zone."""
    return datetime.now().astimezone()


def _text(raw: bytes) -> str:
    # A damaged byte must reach the row hash, which names the row, and not stop the whole reading.
    return raw.decode("utf-8", "replace")


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open a connection with no settings yet; ``mode`` is ro, rw or rwc.

    Raises:
        sqlite3.Error: the file cannot be opened.
    """
    place = path.absolute().as_posix()
    rooted = place if place.startswith("/") else f"/{place}"
    return _prepared(f"file://{quote(rooted)}?mode={mode}")


def connect_to_memory() -> sqlite3.Connection:
    """Open a connection to an empty workspace in memory, to read a changed copy of a file from."""
    return _prepared("file::memory:")


def _prepared(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    connection.row_factory = sqlite3.Row
    connection.text_factory = _text
    connection.create_function("row_hash", -1, row_hash, deterministic=True)
    return connection


def apply_settings(connection: sqlite3.Connection, path: Path) -> None:
    """Put a connection into the way of saving that is known to be safe, and read it back.

    Raises:
        StocktakeError: ``workspace_not_safe`` when a setting did not take.
        sqlite3.Error: the file cannot be read.
    """
    for name, wanted, expected in _SETTINGS:
        connection.execute(f"PRAGMA {name}={wanted}")
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if expected is not None and (found is None or found[0] != expected):
            raise refusals.not_safe(path, name)


class Database:
    """One open workspace file: reading rows, and changing them inside a transaction.

    Raises:
        StocktakeError: from every method, when the world stands in the way (``refusals``).
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, clock: Clock) -> None:
        self.path = path
        self.connection = connection
        self.clock = clock
        self._depth = 0
        self._file = path.stat()

    def rows(self, sql: str, *values: Cell) -> list[sqlite3.Row]:
        """Run a query and return all its rows."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except refusals.FAULTS as error:
            self._explain(error)
            raise

    def row(self, sql: str, *values: Cell) -> sqlite3.Row | None:
        """Run a query and return its first row, or None."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def run(self, sql: str, *values: Cell) -> int:
        """Run one statement that changes something and return the id of a row it added."""
        try:
            return self.connection.execute(sql, values).lastrowid or 0
        except refusals.FAULTS as error:
            self._explain(error)
            raise

    def put(self, table: str, fields: Mapping[str, Cell]) -> int:
        """Add a row with its hash and return its id."""
        cells = dict(fields)
        if "id" in HASHED.get(table, ()):
            # Its own id is in the hash, so that rows which others point at cannot change places.
            cells["id"] = self._next_id(table)
        if table in HASHED:
            cells["row_hash"] = seal(table, cells)
        marks = ", ".join("?" * len(cells))
        sql = f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({marks})"
        return self.run(sql, *cells.values())

    def change(self, table: str, before: Row, new: Row) -> None:
        """Change columns of a row that was read, and its hash.

        Only the columns that are given are written: naming an indexed column, or the id, would
        make SQLite write the indexes and look for everything that points at the row.
        """
        cells = {**new, "row_hash": seal(table, before | new)}
        places = ", ".join(f"{column} = ?" for column in cells)
        self.run(f"UPDATE {table} SET {places} WHERE id = ?", *cells.values(), before["id"])

    def _next_id(self, table: str) -> int:
        last = self.row(f"SELECT coalesce(max(id), 0) FROM {table}")
        return (last[0] if last else 0) + 1

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is saved together or not at all; may be nested, the outermost counts.

        When it ends without an error the change is on the disk.
        """
        if self._depth:
            yield
            return
        self._refuse_if_moved()
        if self.connection.in_transaction:
            self.run("ROLLBACK")
        self.run("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                # On a drive that has gone this fails too, and is tried again before the next change
                # or at the next start; what is raised is why this change was not saved.
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
            raise
        finally:
            self._depth = 0

    def _refuse_if_moved(self) -> None:
        # Saving into a file that was replaced or deleted would look like saving and keep nothing.
        try:
            now = self.path.stat()
        except OSError as error:
            raise refusals.moved(self.path) from error
        if (now.st_ino, now.st_dev) != (self._file.st_ino, self._file.st_dev):
            raise refusals.moved(self.path)

    def _explain(self, error: Exception) -> None:
        """Raise what a person can act on, if that is what it was."""
        explained = refusals.explain(error, self.path)
        if explained is not None:
            raise explained from error

    def has_table(self, name: str) -> bool:
        """Whether the file has a table; one of an earlier day that is only read may not."""
        sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
        return self.row(sql, name) is not None

    def meta(self, key: str) -> str:
        """Read one of the workspace's own facts; the empty text when it was never set."""
        found = self.row("SELECT value FROM meta WHERE key = ?", key)
        return str(found[0]) if found else ""

    def set_meta(self, key: str, value: str) -> None:
        """Keep one of the workspace's own facts."""
        with self.transaction():
            self.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, value)

    def count_change(self) -> None:
        """Move the change counter on by one, inside the transaction of the change."""
        self.run("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'change_counter'")


def problems(connection: sqlite3.Connection) -> list[str]:
    """Check a whole file: its structure, its references and the hash of every row.

    Returns one short line for each thing wrong; none for a sound file.
    """
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
        found = [] if found == ["ok"] else found
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            found.append("an answer belongs to nothing")
        present = {
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        }
        for table in HASHED:
            if table in present:
                found.extend(_unsealed(connection, table))
    except (*refusals.FAULTS, StocktakeError) as error:
        return [str(error)]
    return found


def _unsealed(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = ", ".join(HASHED[table])
    rows = connection.execute(f"SELECT {columns}, row_hash FROM {table} NOT INDEXED")
    return [f"a row of {table} has changed" for row in rows if row_hash(*row[:-1]) != row[-1]]
