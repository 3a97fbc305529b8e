"""One writer at a time: a lock file beside the workspace.

The operating system holds the lock and lets go of it when the process ends, however it ends, so a
lock is never stale: a file left behind by a crash or a power cut is simply taken over. The file
names the computer and process for the sentence shown to the second person.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from pathlib import Path

from stocktake.store import refusals

# Far behind the text, because Windows also stops others reading the bytes that are locked.
LOCKED_BYTE = 1 << 20


def lock_path(path: Path) -> Path:
    """Where the lock file of a workspace stands."""
    return path.with_name(path.name + ".lock")


def _take(descriptor: int) -> bool:
    """Try to lock an open file without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(file: Path) -> str:
    """The computer named in a lock file, or nothing when it cannot be read."""
    try:
        return file.read_text("utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError):
        return ""


def holder(path: Path) -> str | None:
    """Say which computer holds a workspace open for writing; None when it is free.

    Nothing is created or changed.
    """
    file = lock_path(path)
    try:
        descriptor = os.open(file, os.O_RDWR)
    except FileNotFoundError:
        return None
    except OSError:
        return _holder(file)
    try:
        return None if _take(descriptor) else _holder(file)
    finally:
        os.close(descriptor)


class WriterLock:
    """The right to write one workspace, held until released or until the process ends.

    Raises:
        StocktakeError: ``workspace_locked`` when another holds it; ``workspace_read_only`` when
            no lock file can be made in that folder.
    """

    def __init__(self, path: Path) -> None:
        self._file = lock_path(path)
        while True:
            self._descriptor = self._open(path)
            if not _take(self._descriptor):
                os.close(self._descriptor)
                raise refusals.locked(path, _holder(self._file))
            if self._is_still_there():
                break
            # Its last holder removed the file between our opening and locking it.
            os.close(self._descriptor)
        self._sign()

    def _sign(self) -> None:
        """Name this computer, for a sentence only: on a full drive the lock holds without it."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, f"{socket.gethostname()}\n{os.getpid()}\n".encode())

    def _open(self, path: Path) -> int:
        try:
            return os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise refusals.read_only(path) from error

    def _is_still_there(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._file.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._descriptor < 0:
            return
        if sys.platform != "win32":
            # Removed while still held, so that nobody can lock a file about to go.
            self._file.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = -1
        if sys.platform == "win32":
            # Windows cannot remove an open file; if the next writer has it by now, it stays.
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)
