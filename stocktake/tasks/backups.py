"""The backups of a file of practices, looked at one by one. May take a while; needs no window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stocktake.store.backups import Backup, is_good, list_backups


@dataclass(frozen=True, slots=True)
class BackupSeen:
    """One backup as it is shown.

    Attributes:
        path: of the file.
        made_on: the day, and ``time`` as 14:32.
        size_bytes: how large it is.
        is_sound: it was read from end to end and every row is as it was saved; None before that.
        before_upgrade: made just before a newer version of the program changed its tables.
    """

    path: Path
    made_on: date
    time: str
    size_bytes: int
    is_sound: bool | None
    before_upgrade: bool


def listed(path: Path) -> tuple[BackupSeen, ...]:
    """The backups of the file at a path, newest first, not looked into."""
    return tuple(_seen(each, None) for each in list_backups(path))


def looked_into(
    path: Path,
    stop: threading.Event | None = None,
    report: Callable[[int, int, str], None] | None = None,
) -> tuple[BackupSeen, ...]:
    """The same, each read from end to end; those not reached before ``stop`` are left unsaid."""
    found = list_backups(path)
    seen = []
    for at, each in enumerate(found):
        if report is not None:
            report(at, len(found), "Reading the backups")
        is_over = stop is not None and stop.is_set()
        seen.append(_seen(each, None if is_over else is_good(each.path)))
    return tuple(seen)


def _seen(backup: Backup, is_sound: bool | None) -> BackupSeen:
    try:
        size = backup.path.stat().st_size
    except OSError:
        size = 0
    time = f"{backup.time[:2]}:{backup.time[2:]}"
    return BackupSeen(backup.path, backup.made_on, time, size, is_sound, backup.before_upgrade)


def size_in_words(size_bytes: int) -> str:
    """Say a size as file windows do: ``84 KB``, ``1.2 MB``."""
    if size_bytes < 1024 * 1024:
        return f"{max(1, round(size_bytes / 1024))} KB"
    return f"{size_bytes / 1024 / 1024:.1f} MB"
