"""The sentences said when a workspace cannot be used, one for each reason.

Each is a ``StocktakeError`` whose code callers may rely on. None of them is raised after anything
in the file has been changed.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from stocktake.errors import FULL, StocktakeError

FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What reading a file may raise: SQLite puts bytes of a damaged file into its own messages."""

UNCHANGED = "Nothing in the file has been changed."


def missing(path: Path) -> StocktakeError:
    """There is no file there."""
    return StocktakeError(
        "workspace_missing",
        f"There is no workspace called {path.name} in {path.parent}.",
        "It may have been moved or renamed. Choose where it is now, or start a new workspace.",
    )


def already_there(path: Path) -> StocktakeError:
    """A new file was asked for where one is."""
    return StocktakeError(
        "workspace_exists",
        f"There is already a file called {path.name} in {path.parent}.",
        "Choose another name. Nothing has been written over.",
    )


def newer(path: Path, version: str) -> StocktakeError:
    """A later version of the program wrote it."""
    return StocktakeError(
        "workspace_newer",
        f"{path.name} was last saved by a newer version of Stocktake ({version or 'not named'}).",
        f"Install version {version or 'that saved it'} or later and open it with that. {UNCHANGED}",
    )


def not_ours(path: Path) -> StocktakeError:
    """It is a file of some other kind."""
    return StocktakeError(
        "workspace_not_ours",
        f"{path.name} is not a Stocktake workspace.",
        f"Choose a file whose name ends in .stocktake. {UNCHANGED}",
    )


def damaged(path: Path, why: str) -> StocktakeError:
    """It is ours but cannot be read as a whole."""
    return StocktakeError(
        "workspace_damaged",
        f"{path.name} is damaged: {why}.",
        "Open the newest backup, or recover what can be read: the damaged file is kept as it is. "
        + UNCHANGED,
    )


def locked(path: Path, holder: str = "") -> StocktakeError:
    """Someone else has it open for writing."""
    where = f" on {holder}" if holder else " in another window or program"
    return StocktakeError(
        "workspace_locked",
        f"{path.name} is already open{where}.",
        f"Close it there first, or open it here to read only. {UNCHANGED}",
    )


def busy(path: Path) -> StocktakeError:
    """Another program holds the file just now, so that a save did not go through."""
    return StocktakeError(
        "workspace_busy",
        f"Your last change is not saved: another program is using {path.name} just now.",
        "Wait a moment and save again. Everything saved before is safe.",
    )


def read_only(path: Path) -> StocktakeError:
    """The file or its folder may not be written to."""
    return StocktakeError(
        "workspace_read_only",
        f"{path.name} cannot be saved to: the file or its folder is read-only.",
        f"Open it to read only, or copy it to a folder of your own first. {UNCHANGED}",
    )


def unreadable(path: Path, why: str) -> StocktakeError:
    """The computer would not let us read it."""
    return StocktakeError(
        "workspace_unreadable",
        f"{path.name} could not be read: {why}.",
        "Check that you may open files in that folder and that the drive is connected.",
    )


def full(path: Path) -> StocktakeError:
    """The drive is full."""
    return StocktakeError(
        "workspace_full",
        f"Your last change is not saved: the drive that holds {path.name} is full.",
        f"Free at least 50 MB on {_drive(path)} and save again. Everything saved before is safe.",
    )


_OF_THE_WORLD = ("workspace_full", "workspace_not_saved", "workspace_busy", "workspace_read_only")
"""Reasons that lie in the drive or the folder, and not in the file that was read."""


def not_copied(path: Path, error: StocktakeError) -> StocktakeError:
    """The same reason, said of a copy or a new file that could not be written at ``path``.

    Everything in the file that is open is saved, whatever became of the copy.
    """
    if error.code not in _OF_THE_WORLD:
        return error
    what = f"{path.name} could not be written in {path.parent}"
    if error.code == "workspace_full":
        what, how = f"{what}: the drive is full.", f"Free at least 50 MB on {_drive(path)}."
    elif error.code == "workspace_read_only":
        what, how = f"{what}: nothing may be written there.", "Allow it, or choose another folder."
    else:
        what, how = f"{what}.", "Check that its folder is there, and that there is room."
    return StocktakeError(error.code, what, f"{how} Then try again; your answers are not affected.")


def not_written(path: Path, error: OSError) -> StocktakeError:
    """Say why the system did not let a copy or a new file be written."""
    if isinstance(error, PermissionError):
        return not_copied(path, read_only(path))
    if error.errno in FULL:
        return not_copied(path, full(path))
    return not_copied(path, could_not_save(path, error.strerror or "no reason given"))


def is_of_the_world(error: Exception, path: Path) -> bool:
    """Whether writing failed for want of room or a drive, and the file itself may be sound."""
    known = error if isinstance(error, StocktakeError) else explain(error, path)
    if known is None or known.code not in _OF_THE_WORLD:
        return False
    cause = error.__cause__ if isinstance(error, StocktakeError) else error
    name = getattr(cause, "sqlite_errorname", "") or ""
    return not name.startswith("SQLITE_IOERR") or name.startswith("SQLITE_IOERR_WRITE")


def _drive(path: Path) -> str:
    """The letter of a drive, or the folder where drives have none."""
    return path.drive or str(path.parent)


def moved(path: Path) -> StocktakeError:
    """The file under the open connection is no longer the one at its path."""
    return StocktakeError(
        "workspace_moved",
        f"Your last change is not saved: {path.name} was moved, deleted or replaced while open.",
        "Put the file back where it was, or close Stocktake and open the file from where it is.",
    )


def not_safe(path: Path, setting: str) -> StocktakeError:
    """The file could not be put into the way of saving that survives a power cut."""
    return StocktakeError(
        "workspace_not_safe",
        f"{path.name} cannot be saved safely where it is ({setting} could not be set).",
        "Copy it to a folder on this computer's own drive and open it there.",
    )


def could_not_save(path: Path, why: str) -> StocktakeError:
    """The drive refused for a reason of its own."""
    return StocktakeError(
        "workspace_not_saved",
        f"Your last change is not saved: {path.name} could not be written ({why}).",
        "Check that the drive is connected and has room, and save again. Everything saved before "
        "is safe.",
    )


def explain(error: Exception, path: Path) -> StocktakeError | None:
    """Turn what SQLite says about the world into a sentence; None if it is a fault of ours."""
    if isinstance(error, UnicodeDecodeError):
        return damaged(path, "part of it cannot be read")
    name = getattr(error, "sqlite_errorname", "") or ""
    if name == "SQLITE_FULL":
        return full(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return busy(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")):
        return read_only(path)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path, "part of it cannot be read")
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return could_not_save(path, "the drive did not answer as it should, or is full")
    return None
