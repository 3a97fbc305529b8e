"""The bytes of a published file, wherever they lie: on the disk, or in place inside a zip.

Nothing is ever unpacked to the disk. Sizes are checked before anything is inflated and again while
it is, so that a small file cannot become an endless one (design/reliability.md T1 and T7).
"""

from __future__ import annotations

import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import IO

from stocktake.opendata.refusing import refuse
from stocktake.opendata.release import Source, told_apart

MIB = 1024 * 1024
MAX_TABLE_BYTES = 3 * 1024 * MIB
"""One file, unpacked. A year of all England's appointments in one file would be about 2 GB."""

MAX_WORKBOOK_BYTES = 192 * MIB
"""A workbook inside a zip: it is held in memory while it is read."""

MAX_RATIO = 200
"""How many times its packed size a large member may unpack to; real ones reach about 40."""

RATIO_FLOOR_BYTES = 32 * MIB
MAX_MEMBERS = 2_000
_PACKED_OTHERWISE = "It is packed in a way that cannot be undone here."
_LOCKED, _PATCHED = 0x41, 0x20
"""Flags of a member. Source: PKWARE, APPNOTE 4.4.4."""

_PIECE = MIB
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_READABLE = (".csv", ".txt", ".xlsx", ".ods")

Report = Callable[[int, int, str], None]
"""Told how many bytes of how many are read, and of what."""


class Meter:
    """Counts what has been read, tells whoever watches, and stops when asked to.

    Attributes:
        done: bytes read so far.
    """

    def __init__(self, name: str, report: Report | None = None, stop: Event | None = None) -> None:
        self.total = 0
        self.done = 0
        self._name = name
        self._report = report
        self._stop = stop
        self._told = 0

    def spend(self, count: int) -> None:
        """Note that more bytes were read.

        Raises:
            StocktakeError: ``stopped`` when asked to stop, ``too_large`` beyond any real file.
        """
        self.done += count
        if self._stop is not None and self._stop.is_set():
            raise refuse("stopped")
        if self.done > MAX_TABLE_BYTES:
            raise refuse("too_large")
        if self._report is not None and self.done - self._told >= _PIECE:
            self._told = self.done
            self._report(min(self.done, self.total), self.total, self._name)

    def finish(self) -> None:
        """Tell whoever watches that all of it is read."""
        if self._report is not None:
            self._report(self.total, self.total, self._name)


@contextmanager
def refusing_damage() -> Iterator[None]:
    """Turn what the zip and file libraries raise for a bad file into a sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, UnicodeError):
        raise refuse("damaged", "It may not have been downloaded whole.") from None
    except OSError:
        raise refuse("missing") from None


def digest(path: Path, stop: Event | None = None, report: Report | None = None) -> str:
    """Work out the SHA-256 of a file.

    Args:
        stop: set it to stop.
        report: told how many bytes of how many are done, beginning with none.

    Raises:
        StocktakeError: it cannot be opened, or reading was stopped.
    """
    found = hashlib.sha256()
    with refusing_damage(), path.open("rb") as file:
        size, done = path.stat().st_size, 0
        while piece := file.read(_PIECE):
            if stop is not None and stop.is_set():
                raise refuse("stopped")
            if report is not None:
                report(min(done, size), size, path.name)
            found.update(piece)
            done += len(piece)
    return found.hexdigest()


def is_zip(start: bytes) -> bool:
    """Whether a file begins as zips do, workbooks among them."""
    return start.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def checked_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """Open a zip and look its list over.

    Raises:
        StocktakeError: it is damaged, locked, holds one name twice or unpacks to too much.
    """
    try:
        with refusing_damage():
            archive = zipfile.ZipFile(file)
    except RuntimeError:
        # What is raised for a zip of a newer kind than is known.
        raise refuse("damaged", _PACKED_OTHERWISE) from None
    infos = archive.infolist()
    names = [info.filename.replace("\\", "/").casefold() for info in infos]
    if len(infos) > MAX_MEMBERS:
        raise refuse("too_large", f"It holds {len(infos):,} files.")
    if len(set(names)) < len(names):
        raise refuse("damaged", "It holds two files of one name.")
    for info in infos:
        if info.flag_bits & _LOCKED:
            raise refuse("locked")
        if info.flag_bits & _PATCHED or info.compress_type not in _PACKINGS:
            raise refuse("damaged", _PACKED_OTHERWISE)
        is_large = info.file_size > RATIO_FLOOR_BYTES
        is_bomb = is_large and info.file_size > MAX_RATIO * max(1, info.compress_size)
        if is_bomb or info.file_size > MAX_TABLE_BYTES:
            raise refuse("too_large", f"“{_last(info.filename)}” would unpack to far too much.")
    return archive


def sources_in(path: Path) -> tuple[Source, ...]:
    """List what may be read in a file: itself, or the tables and workbooks inside a zip.

    Raises:
        StocktakeError: it cannot be opened, or is a zip with nothing to read in it.
    """
    with refusing_damage(), path.open("rb") as file:
        start = file.read(8)
        if not is_zip(start):
            return (Source(path),)
        with checked_zip(file) as archive:
            names = archive.namelist()
    if any(name in names for name in ("[Content_Types].xml", "mimetype")):
        return (Source(path),)
    inside = [
        Source(path, name)
        for name in names
        if name.lower().endswith(_READABLE) and not name.startswith("__MACOSX/")
    ]
    if not inside:
        raise refuse("unknown_file", "The zip holds no table and no workbook.")
    return told_apart(inside)


@contextmanager
def opened(source: Source) -> Iterator[tuple[IO[bytes], int]]:
    """Open a source to be read from its start; gives the stream and its size in bytes.

    Raises:
        StocktakeError: it cannot be opened or is damaged.
    """
    with refusing_damage(), source.path.open("rb") as file:
        if not source.member:
            yield file, source.path.stat().st_size
            return
        with checked_zip(file) as archive:
            if source.member not in archive.namelist():
                raise refuse("missing")
            info = archive.getinfo(source.member)
            with archive.open(info) as member:
                yield member, info.file_size


@contextmanager
def seekable(source: Source) -> Iterator[IO[bytes]]:
    """Open a workbook: one inside a zip is held in memory, for its own parts must be found.

    Raises:
        StocktakeError: it cannot be opened, is damaged or is too large to hold.
    """
    with opened(source) as (stream, size):
        if not source.member:
            yield stream
            return
        if size > MAX_WORKBOOK_BYTES:
            raise refuse("too_large")
        yield io.BytesIO(stream.read(MAX_WORKBOOK_BYTES))


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]
