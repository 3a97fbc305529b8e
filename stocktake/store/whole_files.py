"""Files that appear whole or not at all: written beside their place, flushed, then moved there."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


def sync_file(path: Path) -> None:
    """Wait until everything in a file is on the disk.

    Raises:
        OSError: the drive refused.
    """
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows does so by itself.

    Raises:
        OSError: the drive refused.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move_into_place(draft: Path, target: Path) -> None:
    """Flush a finished file and give it its name, in place of whatever had that name.

    Raises:
        OSError: the drive refused; whatever had the name still has it.
    """
    sync_file(draft)
    draft.replace(target)
    sync_folder(target.parent)


def remove_empty_journal(path: Path) -> None:
    """Remove the empty file SQLite leaves beside a closed workspace, so that one file is left.

    A journal with anything in it is needed to undo a save that was cut off, and stays.
    """
    journal = path.with_name(path.name + "-journal")
    with contextlib.suppress(OSError):
        if journal.stat().st_size == 0:
            journal.unlink()
