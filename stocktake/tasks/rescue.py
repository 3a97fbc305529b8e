"""Get back what can be read from a damaged workspace, and say what became of it."""

from __future__ import annotations

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
