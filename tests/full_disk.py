"""A disk with no room left, for tests: by a limit on the size of files, or a small disk filled up.

By hand, on a real small disk::

    mount -t tmpfs -o size=24m none /mnt/small
    STOCKTAKE_SMALL_DISK=/mnt/small pytest tests/journeys/test_disk_full.py
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SMALL_DISK = os.environ.get("STOCKTAKE_SMALL_DISK", "")
"""A folder on a small disk, to be filled to the brim instead of limiting files."""

FILLER = "filler"


@contextmanager
def no_room(largest: int = 0) -> Iterator[None]:
    """Let nothing more be written until the end of the block.

    Args:
        largest: bytes that a file may have; of a real disk, bytes left free on it.
    """
    if SMALL_DISK:
        with _filled(Path(SMALL_DISK) / FILLER, largest):
            yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def _filled(filler: Path, left: int) -> Iterator[None]:
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    os.truncate(filler, max(0, filler.stat().st_size - left))
    try:
        yield
    finally:
        filler.unlink()


def small_folder(usual: Path) -> Path:
    """An empty folder on the disk that is filled up: the usual one unless a small disk is given."""
    if not SMALL_DISK:
        return usual
    folder = Path(SMALL_DISK) / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder
