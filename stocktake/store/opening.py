"""What a file is, said before anything in it is changed.

Everything here only reads. A file that was cut off in the middle of a save is examined through a
copy, because merely reading it in place would finish the save.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.store import locking, migrations, refusals
from stocktake.store.database import APPLICATION_ID, connect

MAGIC = b"SQLite format 3\x00"
HEADER_BYTES = 100
CHECKED_IN_FULL = 32 * 1024 * 1024
"""Bytes up to which the structure of the whole file is checked at opening; it stays instant."""

PATIENCE_MS = 800
"""Milliseconds to wait for another program before saying that it holds the file."""


class Verdict(StrEnum):
    """What a path turned out to be."""

    NEW = "new"
    OURS = "ours"
    NEWER = "newer"
    NOT_OURS = "not_ours"
    DAMAGED = "damaged"
    LOCKED = "locked"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True)
class WorkspaceState:
    """What a path is, and why it cannot be opened for writing if it cannot.

    Attributes:
        refusal: the sentence to show, or None when it can be opened (or begun).
        written_by: the version that last changed its tables, where known.
        unfinished: the last save was cut off and will be undone or finished at opening.
    """

    path: Path
    verdict: Verdict
    refusal: StocktakeError | None = None
    written_by: str = ""
    unfinished: bool = False


def journal_path(path: Path) -> Path:
    """Where SQLite keeps what it needs to undo a save that was cut off."""
    return path.with_name(path.name + "-journal")


def recovery_marker(path: Path) -> Path:
    """The file that says a recovery was begun and not finished."""
    return path.with_name(path.name + ".recovering")


def inspect(path: Path) -> WorkspaceState:
    """Say what is at ``path`` without changing a byte of it.

    Raises:
        StocktakeError: ``workspace_unreadable`` when the computer does not let it be read.
    """
    try:
        if recovery_marker(path).exists():
            why = "getting back what could be read was not finished"
            return _refused(path, Verdict.DAMAGED, refusals.damaged(path, why))
        if not path.exists():
            return _new(path)
        header = _header(path)
        return _stranger(path, header) or _by_content(path, header)
    except OSError as error:
        raise refusals.unreadable(path, error.strerror or "it did not answer") from error


def _refused(
    path: Path, verdict: Verdict, refusal: StocktakeError, written_by: str = ""
) -> WorkspaceState:
    return WorkspaceState(path, verdict, refusal, written_by)


def _new(path: Path) -> WorkspaceState:
    if path.parent.is_dir() and not _may_write(path.parent):
        return _refused(path, Verdict.READ_ONLY, refusals.read_only(path))
    return WorkspaceState(path, Verdict.NEW)


def _header(path: Path) -> bytes:
    if path.is_dir():
        return b"a folder"
    with path.open("rb") as file:
        return file.read(HEADER_BYTES)


def _stranger(path: Path, header: bytes) -> WorkspaceState | None:
    """Whatever can be told from the first bytes alone; None when it looks like ours."""
    if not header:
        return _refused(path, Verdict.DAMAGED, refusals.damaged(path, "it is empty"))
    if not header.strip(b"\0"):
        return _refused(path, Verdict.DAMAGED, refusals.damaged(path, "its beginning is gone"))
    if not MAGIC.startswith(header[: len(MAGIC)]):
        return _refused(path, Verdict.NOT_OURS, refusals.not_ours(path))
    if len(header) < HEADER_BYTES:
        return _refused(path, Verdict.DAMAGED, refusals.damaged(path, "it has been cut short"))
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        return _refused(path, Verdict.NOT_OURS, refusals.not_ours(path))
    return None


def _is_cut_short(path: Path, header: bytes) -> bool:
    """Whether the file is smaller than its own header says."""
    return path.stat().st_size < declared_size(header)


def declared_size(header: bytes) -> int:
    """The bytes a file should have by its own header; 0 when the header does not say.

    Source: the SQLite file format, https://www.sqlite.org/fileformat.html, "The Database Header";
    the count of pages holds only when the two change counters agree.
    """
    if header[24:28] != header[92:96]:
        return 0
    page = int.from_bytes(header[16:18], "big")
    return int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)


def is_unfinished(path: Path) -> bool:
    """Whether the last save was cut off: SQLite still holds what it needs to undo it."""
    journals = (journal_path(path), path.with_name(path.name + "-wal"))
    return any(journal.exists() and journal.stat().st_size > 0 for journal in journals)


def _by_content(path: Path, header: bytes) -> WorkspaceState:
    holder = locking.holder(path)
    if holder is not None:
        # Whoever holds it may be in the middle of a save, which must not be taken for damage.
        return _refused(path, Verdict.LOCKED, refusals.locked(path, holder))
    unfinished = is_unfinished(path)
    if not unfinished and _is_cut_short(path, header):
        return _refused(path, Verdict.DAMAGED, refusals.damaged(path, "it has been cut short"))
    kept_apart = unfinished or header[18:20] == b"\x02\x02"
    try:
        written_by, names = _facts_from_copy(path) if kept_apart else _facts(path)
    except refusals.FAULTS as error:
        refusal = refusals.explain(error, path)
        if refusal and refusal.code == "workspace_busy":
            return _refused(path, Verdict.LOCKED, refusals.locked(path))
        why = "part of it cannot be read"
        return _refused(path, Verdict.DAMAGED, refusals.damaged(path, why))
    if not names:
        why = "its list of tables is gone"
        return _refused(path, Verdict.DAMAGED, refusals.damaged(path, why))
    if migrations.unknown(names):
        return _refused(path, Verdict.NEWER, refusals.newer(path, written_by), written_by)
    return _by_right(path, written_by, unfinished)


def _by_right(path: Path, written_by: str, unfinished: bool) -> WorkspaceState:
    """It is ours and sound: whether it may be written to just now."""
    if not (_may_write(path) and _may_write(path.parent)):
        return _refused(path, Verdict.READ_ONLY, refusals.read_only(path), written_by)
    return WorkspaceState(path, Verdict.OURS, None, written_by, unfinished)


def _may_write(path: Path) -> bool:
    # The marks are asked as well, since an administrator may write whatever they say.
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & 0o222)


def _facts(path: Path) -> tuple[str, tuple[str, ...]]:
    """The version that wrote a file and the migrations it has had, checking its structure."""
    connection = connect(path, "ro")
    try:
        connection.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute("PRAGMA trusted_schema=OFF")
        names = migrations.applied(connection)
        if not names:
            return "", ()
        found = connection.execute("SELECT value FROM meta WHERE key = 'written_by'").fetchone()
        if path.stat().st_size <= CHECKED_IN_FULL:
            check = connection.execute("PRAGMA quick_check(1)").fetchone()
            if check is None or check[0] != "ok":
                raise sqlite3.DatabaseError("the structure of the file is broken")
        return (str(found[0]) if found else ""), names
    finally:
        connection.close()


def _facts_from_copy(path: Path) -> tuple[str, tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.stocktake"
        for suffix in ("", "-journal", "-wal"):
            source = path.with_name(path.name + suffix)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + suffix))
        # Reading the copy for writing lets SQLite undo the save that was cut off, in the copy.
        settle = connect(copy)
        try:
            settle.execute("SELECT count(*) FROM sqlite_master").fetchone()
            settle.execute("PRAGMA journal_mode=TRUNCATE")
        finally:
            settle.close()
        return _facts(copy)


def place_from_text(text: str) -> tuple[int, str, str] | None:
    """Read the place to carry on from; None when there is none."""
    submission, _, rest = text.partition("\n")
    section, _, question = rest.partition("\n")
    return (int(submission), section, question) if submission.isdigit() else None
