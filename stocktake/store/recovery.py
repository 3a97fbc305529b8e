"""A damaged workspace: set aside untouched, and what can be read kept in a new file.

The order of things, so that being cut off at any moment loses nothing: a marker is written; the
damaged file and its journal are moved aside together; a copy of them is read row by row into a
draft; the draft is checked and takes the workspace's name; the marker goes. Begun again, it carries
on. A row counts as read only if its hash fits; an answer whose row is lost is taken from its
history.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from stocktake.store import opening, refusals
from stocktake.store.backups import newest_good, restore
from stocktake.store.database import Clock, system_clock
from stocktake.store.locking import WriterLock
from stocktake.store.salvage import Salvage, salvage
from stocktake.store.whole_files import move_into_place, sync_file, sync_folder

MOST_CUT_OFF = 8
"""How many times larger than what is left of it a file may say that it was."""

_COMPANIONS = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was got back from a damaged workspace.

    Attributes:
        path: the workspace as it can now be opened.
        set_aside: the damaged file, as it was, under its new name.
        report: answers kept, and what was not; empty when a backup was put in its place.
    """

    path: Path
    set_aside: Path
    report: Salvage


def recover(path: Path, *, backup: Path | None = None, clock: Clock = system_clock) -> Recovered:
    """Set a damaged workspace aside and put what can be read, or ``backup``, in its place.

    May be begun again after being cut off. The damaged file is never written to.

    Raises:
        StocktakeError: ``nothing_recovered`` when not one return could be read: nothing has been
            moved then; ``workspace_locked`` while it is open; ``workspace_not_ours`` and
            ``workspace_newer``, which are not damage; and when the drive refuses.
    """
    _refuse_what_is_not_damage(path)
    lock = WriterLock(path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        aside = _aside(path, clock)
        if backup is not None:
            restore(backup, draft)
            report = Salvage()
        else:
            report = _salvage_copy(path, aside, draft)
        _swap(path, aside, draft)
    except OSError as error:
        raise refusals.could_not_save(path, error.strerror or "no reason given") from error
    finally:
        for leftover in (draft, opening.journal_path(draft)):
            leftover.unlink(missing_ok=True)
        lock.release()
    return Recovered(path, aside, report)


def _refuse_what_is_not_damage(path: Path) -> None:
    state = opening.inspect(path)
    if state.verdict is opening.Verdict.NEW:
        raise refusals.missing(path)
    others = (opening.Verdict.NOT_OURS, opening.Verdict.NEWER, opening.Verdict.READ_ONLY)
    if state.refusal and state.verdict in others:
        raise state.refusal


def _aside(path: Path, clock: Clock) -> Path:
    """The name for the damaged file: that of a recovery cut off, or a new one."""
    marker = opening.recovery_marker(path)
    if marker.exists():
        name = marker.read_text("utf-8").strip()
        if name:
            return path.with_name(Path(name).name)
    day = clock().date().isoformat()
    number = 1
    while True:
        ending = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem}-damaged-{day}{ending}{path.suffix}")
        if not aside.exists():
            return aside
        number += 1


def _salvage_copy(path: Path, aside: Path, draft: Path) -> Salvage:
    """Read a copy of the damaged file, wherever it now is, into a draft."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".recovering-") as folder:
        copy = Path(folder) / "copy.stocktake"
        shutil.copyfile(aside if aside.exists() else path, copy)
        for ending in _COMPANIONS[:2]:
            moved = aside.with_name(aside.name + ending)
            source = (
                moved if aside.exists() and moved.exists() else path.with_name(path.name + ending)
            )
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + ending))
        _fill_up(copy)
        return salvage(copy, draft, newest_good(path), path)


def _fill_up(copy: Path) -> None:
    """Give a file that was cut short its length again, in zeros.

    SQLite reads nothing of a file shorter than its header says, though most of it may be there.
    """
    with copy.open("r+b") as file:
        header = file.read(opening.HEADER_BYTES)
        if len(header) == opening.HEADER_BYTES:
            size = copy.stat().st_size
            # The header may itself be damaged, and must not ask for the whole drive.
            declared = min(opening.declared_size(header), size * MOST_CUT_OFF)
            file.truncate(max(size, declared))


def _swap(path: Path, aside: Path, draft: Path) -> None:
    marker = opening.recovery_marker(path)
    marker.write_text(aside.name, "utf-8")
    sync_file(marker)
    sync_folder(path.parent)
    if not aside.exists():
        path.replace(aside)
    for ending in _COMPANIONS:
        source = path.with_name(path.name + ending)
        if source.exists():
            source.replace(aside.with_name(aside.name + ending))
    sync_folder(path.parent)
    move_into_place(draft, path)
    marker.unlink()
    sync_folder(path.parent)
