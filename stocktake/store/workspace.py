"""A workspace, open: everything a person has put in, in one file, safe from the moment it is saved.

::

    with Workspace.open(path) as workspace:
        answers = workspace.answers.load(submission_id)
        workspace.answers.save(submission_id, {address: answer}, role="Practice manager")
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from stocktake import __version__
from stocktake.errors import StocktakeError
from stocktake.store import migrations, opening, refusals
from stocktake.store.answers import AnswerStore
from stocktake.store.attachments import AttachmentStore
from stocktake.store.backups import BackupStore, copy_aside
from stocktake.store.beginning import write_empty
from stocktake.store.database import (
    Clock,
    Database,
    apply_settings,
    connect,
    connect_to_memory,
    problems,
    system_clock,
)
from stocktake.store.desk_marks import DeskMarks
from stocktake.store.exported import ExportedStore
from stocktake.store.history import HistoryStore
from stocktake.store.locking import WriterLock
from stocktake.store.published_cards import PublishedCardStore
from stocktake.store.published_sets import PublishedSetStore
from stocktake.store.putting_back import PuttingBack
from stocktake.store.rate_cards import RateCardStore
from stocktake.store.removal import Removal
from stocktake.store.returns import ReturnStore
from stocktake.store.sections import SectionStore
from stocktake.store.shared_out import SharedInStore, SharedOutStore
from stocktake.store.sign_offs import SignOffStore
from stocktake.store.taking_in import TakingIn
from stocktake.store.whole_files import remove_empty_journal, sync_folder

if TYPE_CHECKING:
    from stocktake.store.askings import AskingStore

SESSIONS_KEPT = 50
"""Sessions whose opening and closing times are kept."""

_NOT_NOW = ("workspace_busy", "workspace_read_only")
"""Refusals after which a file is not opened to be changed."""


class Workspace:
    """One open workspace file, closed with ``close`` or at the end of a ``with`` block.

    Attributes:
        read_only: nothing can be saved.
        was_cut_off: the last session was not closed properly; the file was checked and is sound.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, clock: Clock) -> None:
        self.path = path
        self.read_only = False
        self.was_cut_off = False
        self._session = 0
        self._lock: WriterLock | None = None
        self._database = Database(path, connection, clock)
        self.history = HistoryStore(self._database)
        self.answers = AnswerStore(self._database, self.history)
        self.returns = ReturnStore(self._database, self.history, self.answers)
        self.taking_in = TakingIn(self._database, self.returns, self.answers)
        self.sections = SectionStore(self._database, self.history)
        self.sign_offs = SignOffStore(self._database, self.history, self.returns)
        self.exported = ExportedStore(self._database, self.history)
        self.attachments = AttachmentStore(self._database, self.answers)
        self.shared_out = SharedOutStore(self._database)
        self.shared_in = SharedInStore(self._database)
        self.putting_back = PuttingBack(
            self._database, self.history, self.answers, self.sections, self.shared_out
        )
        self.rate_cards = RateCardStore(self._database)
        self.published_cards = PublishedCardStore(self._database)
        self.published_sets = PublishedSetStore(self._database)
        self.backups = BackupStore(self._database)
        self.removal = Removal(self._database, self.backups)
        self.desk_marks = DeskMarks(self._database)

    @classmethod
    def create(cls, path: Path, *, clock: Clock = system_clock) -> Self:
        """Begin a workspace: a whole file appears at ``path``, or none.

        Raises:
            StocktakeError: ``workspace_exists``, ``workspace_read_only`` or ``workspace_full``.
        """
        if os.path.lexists(path):
            raise refusals.already_there(path)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        try:
            write_empty(draft)
            draft.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            raise refusals.not_written(path, error) from error
        except refusals.FAULTS as error:
            explained = refusals.explain(error, path) or refusals.read_only(path)
            raise refusals.not_copied(path, explained) from error
        finally:
            for leftover in (draft, opening.journal_path(draft)):
                with contextlib.suppress(OSError):
                    leftover.unlink()
        return cls.open(path, clock=clock)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, clock: Clock = system_clock) -> Self:
        """Open a workspace, bringing an older one up to date after copying it aside.

        Raises:
            StocktakeError: one code for each reason it cannot be opened (``refusals``).
        """
        state = opening.inspect(path)
        if state.verdict is opening.Verdict.NEW:
            raise refusals.missing(path)
        shared = (opening.Verdict.LOCKED, opening.Verdict.READ_ONLY)
        if state.refusal and not (read_only and state.verdict in shared):
            raise state.refusal
        lock = None if read_only else WriterLock(path)
        try:
            workspace = cls._connected(path, read_only, clock)
        except BaseException:
            if lock:
                lock.release()
            raise
        workspace._lock = lock
        return workspace

    @classmethod
    def _connected(cls, path: Path, read_only: bool, clock: Clock) -> Self:
        connection = None
        try:
            connection = connect(path, "ro" if read_only else "rw")
            apply_settings(connection, path)
            names = migrations.applied(connection)
            if migrations.unknown(names):
                raise refusals.newer(path, "")
            if read_only and migrations.pending(names):
                connection = _up_to_date_in_memory(connection)
            workspace = cls(path, connection, clock)
            workspace.read_only = read_only
            if not read_only:
                workspace._check_if_cut_off()
                workspace._migrate()
                workspace._begin_session()
        except refusals.FAULTS as error:
            explained = refusals.explain(error, path)
            if connection is not None:
                connection.close()
            if explained is None:
                raise
            raise explained from error
        except BaseException:
            if connection is not None:
                connection.close()
            raise
        return workspace

    def _check_if_cut_off(self) -> None:
        last = self._database.row("SELECT closed_at FROM sessions ORDER BY id DESC LIMIT 1")
        self.was_cut_off = last is not None and not last["closed_at"]
        if not self.was_cut_off:
            return
        check = self._database.row("PRAGMA integrity_check(1)")
        if check is None or check[0] != "ok":
            raise refusals.damaged(self.path, "its last session ended without being closed")

    def _migrate(self) -> None:
        connection = self._database.connection
        if not migrations.pending(migrations.applied(connection)):
            return
        copy_aside(self._database)
        try:
            migrations.apply(connection, __version__)
        except refusals.FAULTS as error:
            explained = refusals.explain(error, self.path)
            raise explained or StocktakeError(
                "workspace_not_upgraded",
                f"{self.path.name} could not be brought up to date for this version.",
                "It has been left as it was and still opens with the version that saved it. A "
                "copy is among the backups.",
            ) from error

    def _begin_session(self) -> None:
        try:
            with self._database.transaction():
                self._session = self._database.run(
                    "INSERT INTO sessions (opened_at, version) VALUES (?, ?)",
                    self._database.clock().isoformat(),
                    __version__,
                )
                oldest = self._session - SESSIONS_KEPT
                self._database.run("DELETE FROM sessions WHERE id < ?", oldest)
                self.attachments.sweep()
        except StocktakeError as error:
            # On a full drive what is there can still be read and exported elsewhere.
            if not refusals.is_of_the_world(error, self.path) or error.code in _NOT_NOW:
                raise
            self._session = 0

    def close(self) -> None:
        """Close the file and let others write it; a second call does nothing."""
        session, self._session = self._session, 0
        try:
            if session:
                self._end_session(session)
        finally:
            self._database.connection.close()
            if self._lock:
                remove_empty_journal(self.path)
                self._lock.release()
                self._lock = None

    def _end_session(self, session: int) -> None:
        # Every answer is safe already; failing to note the time only means a check next time.
        with contextlib.suppress(StocktakeError), self._database.transaction():
            self._database.run(
                "UPDATE sessions SET closed_at = ? WHERE id = ?",
                self._database.clock().isoformat(),
                session,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def workspace_id(self) -> str:
        """Random, made when the workspace was begun; every copy of it keeps it."""
        return self._database.meta("workspace_id")

    @property
    def change_counter(self) -> int:
        """How many changes have been saved; a copy that has moved on has a higher one."""
        return int(self._database.meta("change_counter") or 0)

    def today(self) -> date:
        """The day it is, by the clock that every change is noted with."""
        return self._database.clock().date()

    @cached_property
    def askings(self) -> AskingStore:
        """Questions to practices; fetched when first wanted, since few files hold any."""
        from stocktake.store.askings import AskingStore

        return AskingStore(self._database)

    def problems(self) -> list[str]:
        """Check everything: structure, references and the hash of every row. None: sound."""
        return problems(self._database.connection)


def _up_to_date_in_memory(old: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of an older workspace, brought up to date without touching the file, to be read.

    Raises:
        sqlite3.Error: it could not be read or brought up to date.
    """
    connection = connect_to_memory()
    try:
        old.backup(connection)
        migrations.apply(connection, __version__)
        connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    finally:
        old.close()
    return connection
