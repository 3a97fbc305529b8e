"""Files while they are being written, beside the one they will replace.

A draft has a name nobody else uses, and is locked for as long as it is written. One that a crash or
a power cut left behind is locked by nobody, and is cleared away when the program next starts.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import sys
import tempfile
from pathlib import Path

_ENDING = ".part"


def begin_draft(folder: Path) -> tuple[int, Path]:
    """Make an empty file to write into; only this person can read it.

    Returns:
        Its handle, which is closed by whoever asked, and its path.

    Raises:
        OSError: the folder would not take it.
    """
    while True:
        handle, name = tempfile.mkstemp(_ENDING, _beginning(), folder)
        # Another program that is just starting may have taken it for one left behind.
        if _lock(handle) and os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)


def clear_drafts(folder: Path) -> int:
    """Remove drafts that a crash left in a folder; those being written stay.

    Only drafts of this computer are looked at, as a folder may be shared with others.

    Returns:
        How many were removed.
    """
    removed = 0
    with contextlib.suppress(OSError):
        for path in sorted(folder.glob(f"{_beginning()}*{_ENDING}")):
            removed += _removed(path)
    return removed


def _beginning() -> str:
    """How the drafts of this computer begin; the name itself is nobody else's business."""
    here = hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]
    return f".stocktake-{here}-"


def _removed(path: Path) -> bool:
    """Remove a draft that nobody writes; on Windows an open one cannot be removed at all."""
    try:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return False
    try:
        if not _lock(handle):
            return False
        if sys.platform != "win32":
            path.unlink()
    except OSError:
        return False
    finally:
        os.close(handle)
    if sys.platform == "win32":
        try:
            path.unlink()
        except OSError:
            return False
    return True


def _lock(handle: int) -> bool:
    """Take a draft for this program, where the system and the folder know locks."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
