"""Get back what can be read from a damaged workspace, or set another file aside for a new one."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.store.backups import newest_good
from stocktake.store.recovery import recover


def open_rescued(path: Path) -> str:
    """Set a damaged workspace aside and put what can be read, or the newest backup, in its place.

    Returns what was done, in a sentence or two.

    Raises:
        StocktakeError: neither the file nor a backup could be read.
    """
    try:
        found = recover(path)
    except StocktakeError as error:
        backup = newest_good(path)
        if error.code != "nothing_recovered" or backup is None:
            raise
        found = recover(path, backup=backup.path)
        kept = "Nothing in it could be read, so the newest backup was put in its place."
        return f"{kept} The damaged file is kept as {found.set_aside.name}."
    return f"{found.report.sentence} The damaged file is kept as {found.set_aside.name}."


def set_aside(path: Path, today: date) -> Path:
    """Give a file that is no workspace another name, so that one can be begun in its place.

    Returns where it is kept.

    Raises:
        StocktakeError: ``not_set_aside`` when the folder cannot be written to.
    """
    stem = f"{path.stem}-set-aside-{today.isoformat()}"
    names = (f"{stem}{f'-{number}' if number > 1 else ''}{path.suffix}" for number in count(1))
    kept = next(each for name in names if not (each := path.with_name(name)).exists())
    try:
        path.rename(kept)
    except OSError as error:
        raise StocktakeError(
            "not_set_aside",
            f"{path.name} could not be given another name: {error.strerror or error}.",
            "Close other programs that have it open, and try again.",
        ) from error
    return kept
