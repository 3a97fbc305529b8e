"""Rolling verified backups, copies made before an upgrade, and copies for somewhere else.

A backup is written beside its place, read back, checked (structure and the hash of every row), and
only then given its name, which is always new: no good backup is ever written over. Older ones go
only after a newer one has been verified.
"""

from __future__ import annotations

import contextlib
import glob
import os
import re
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.store import migrations, opening, refusals
from stocktake.store.database import Database, connect, problems
from stocktake.store.whole_files import move_into_place

RECENT_KEPT = 5
"""The newest backups kept, whatever their day."""

DAYS_KEPT = 10
"""Days of which the last backup is kept. Source: design/reliability.md 5.5c."""

WEEKS_KEPT = 8
"""Weeks of which the last backup is kept. Source: design/reliability.md 5.5c."""

UPGRADES_KEPT = 3
"""Copies kept from before the tables were brought up to date."""

_NAME = re.compile(r"(\d{4,})-(\d{4}-\d{2}-\d{2})-(\d{4})(-before-upgrade-from-\d+)?\.stocktake")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file.

    Attributes:
        number: rises with each; decides which is newest, since a clock may be wrong.
        made_on, time: the day, and the time as 24-hour HHMM.
        before_upgrade: made just before the tables were brought up to date.
    """

    path: Path
    number: int
    made_on: date
    time: str
    before_upgrade: bool


def backup_folder(path: Path) -> Path:
    """The folder beside a workspace that holds its backups."""
    return path.with_name(f"{path.stem}-backups")


def list_backups(path: Path) -> tuple[Backup, ...]:
    """Backups of the workspace at ``path``, newest first; it need not be readable itself."""
    folder = backup_folder(path)
    if not folder.is_dir():
        return ()
    found = [_backup(file) for file in folder.iterdir()]
    known = [each for each in found if each is not None]
    return tuple(sorted(known, key=lambda each: each.number, reverse=True))


def _backup(file: Path) -> Backup | None:
    match = _NAME.fullmatch(file.name)
    if match is None:
        return None
    number, day, time, upgrade = match.groups()
    try:
        return Backup(file, int(number), date.fromisoformat(day), time, upgrade is not None)
    except ValueError:
        # Somebody named a file so, on a day that no calendar has: none of ours.
        return None


def files_set_aside(path: Path) -> tuple[Path, ...]:
    """Damaged files of this workspace that were set aside, with their journals."""
    return tuple(sorted(path.parent.glob(f"{glob.escape(path.stem)}-damaged-*")))


def is_good(file: Path) -> bool:
    """Whether a workspace file is sound from end to end."""
    try:
        connection = connect(file, "ro")
    except refusals.FAULTS:
        return False
    try:
        return not problems(connection) and bool(migrations.applied(connection))
    except refusals.FAULTS:
        return False
    finally:
        connection.close()


def newest_good(path: Path) -> Backup | None:
    """The newest backup of a workspace that is sound, to offer when the workspace is not."""
    return next((each for each in list_backups(path) if is_good(each.path)), None)


def restore(backup: Path, target: Path) -> None:
    """Write a backup out as a workspace of its own, verified; nothing is ever written over.

    Raises:
        StocktakeError: ``workspace_exists`` when ``target`` is there; the refusal of the backup
            when it is not a sound workspace; ``copy_not_good`` when the copy did not verify.
    """
    if os.path.lexists(target):
        raise refusals.already_there(target)
    state = opening.inspect(backup)
    if state.refusal and state.verdict not in (opening.Verdict.LOCKED, opening.Verdict.READ_ONLY):
        raise state.refusal
    if state.verdict is opening.Verdict.NEW:
        raise refusals.missing(backup)
    try:
        connection = connect(backup, "ro")
    except refusals.FAULTS as error:
        raise refusals.explain(error, backup) or refusals.damaged(backup, str(error)) from error
    try:
        write_verified_copy(connection, target)
    finally:
        connection.close()


def write_verified_copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy an open workspace to a file that appears whole and checked, or not at all.

    Raises:
        StocktakeError: ``copy_not_good`` when what was written does not verify;
            ``workspace_not_saved``, ``workspace_full`` or ``workspace_read_only``.
    """
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.touch(mode=0o600, exist_ok=False)
        copy = connect(draft, "rw")
        try:
            source.backup(copy)
        finally:
            copy.close()
        if not is_good(draft):
            raise StocktakeError(
                "copy_not_good",
                f"The copy {target.name} did not read back as it should and was thrown away.",
                "Earlier backups are untouched. Check the workspace and the drive, then try again.",
            )
        move_into_place(draft, target)
    except OSError as error:
        raise refusals.not_written(target, error) from error
    except refusals.FAULTS as error:
        explained = refusals.explain(error, target) or refusals.damaged(target, str(error))
        raise refusals.not_copied(target, explained) from error
    finally:
        for leftover in (draft, opening.journal_path(draft)):
            # Where the folder or drive has gone nothing can be removed; why is being raised.
            with contextlib.suppress(OSError):
                leftover.unlink()


def copy_aside(database: Database) -> Path:
    """Copy a workspace aside before its tables are brought up to date; dated, with its schema.

    Raises:
        StocktakeError: as ``write_verified_copy``; nothing has been brought up to date then.
    """
    names = migrations.applied(database.connection)
    level = names[-1].partition("_")[0] if names else "000"
    target = _next_path(database, f"-before-upgrade-from-{level}")
    write_verified_copy(database.connection, target)
    return target


def _next_path(database: Database, ending: str = "") -> Path:
    there = list_backups(database.path)
    number = there[0].number + 1 if there else 1
    stamp = database.clock().strftime("%Y-%m-%d-%H%M")
    return backup_folder(database.path) / f"{number:04d}-{stamp}{ending}.stocktake"


def kept(backups: tuple[Backup, ...]) -> set[Backup]:
    """Which backups to keep, given newest first: recent ones, then by day and by week."""
    upgrades = [each for each in backups if each.before_upgrade]
    routine = [each for each in backups if not each.before_upgrade]
    keep = {*routine[:RECENT_KEPT], *upgrades[:UPGRADES_KEPT]}
    days: dict[str, Backup] = {}
    weeks: dict[str, Backup] = {}
    for each in routine:
        days.setdefault(each.made_on.isoformat(), each)
        weeks.setdefault(each.made_on.strftime("%G-%V"), each)
    return keep | set([*days.values()][:DAYS_KEPT]) | set([*weeks.values()][:WEEKS_KEPT])


class BackupStore:
    """Makes and lists the backups of one open workspace.

    Raises:
        StocktakeError: as ``write_verified_copy``.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self) -> Backup:
        """Make and verify a backup now, then let go of those no longer kept."""
        target = _next_path(self._database)
        write_verified_copy(self._database.connection, target)
        there = list_backups(self._database.path)
        keep = kept(there)
        for each in there:
            if each not in keep:
                each.path.unlink(missing_ok=True)
        return next(each for each in there if each.path == target)

    def make_if_changed(self) -> Backup | None:
        """Make a backup unless the newest one already holds the last change."""
        newest = self.list()
        if newest and _change_counter(newest[0].path) == self._database.meta("change_counter"):
            return None
        return self.make()

    def list(self) -> tuple[Backup, ...]:
        """Backups of this workspace, newest first."""
        return list_backups(self._database.path)


def _change_counter(file: Path) -> str:
    """The change counter of a backup; the empty text when it cannot be read."""
    try:
        connection = connect(file, "ro")
    except refusals.FAULTS:
        return ""
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'change_counter'").fetchone()
    except refusals.FAULTS:
        return ""
    finally:
        connection.close()
    return str(row[0]) if row else ""
