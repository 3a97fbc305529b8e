"""The zip container of a workbook, read strictly from its bytes.

Only what a workbook needs: stored and deflated members, each found once, with the directory at the
end and the header before each member telling the same story. Anything else is refused, because two
readers of an ambiguous zip may see two different workbooks (design/reliability.md T1, T6, T7).

Source of the layout: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.16 and 4.5.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from stocktake.workbooks.limits import MAX_NAME_CHARACTERS, MAX_PART_BYTES, MAX_PARTS
from stocktake.workbooks.refusals import refuse

LOCAL_SIGNATURE = b"PK\x03\x04"
_END_SIGNATURE = b"PK\x05\x06"
_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_ZIP64_EXTRA = 1
_FULL32 = 0xFFFFFFFF


class Part(NamedTuple):
    """One member: its name with forward slashes, where it begins and how it is packed.

    Attributes:
        header: offset of its own local header.
        start: offset of its packed bytes.
        packed, size: bytes packed and unpacked.
    """

    name: str
    method: int
    crc: int
    packed: int
    size: int
    header: int
    start: int

    @property
    def end(self) -> int:
        """Offset just after its packed bytes."""
        return self.start + self.packed


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip whose directory has been checked: its bytes, its members in order, its directory."""

    data: bytes
    parts: tuple[Part, ...]
    directory: int

    def find(self, name: str) -> Part | None:
        """Find a member by name, in any mixture of capitals as Excel does."""
        wanted = name.lstrip("/").casefold()
        return next((part for part in self.parts if part.name.casefold() == wanted), None)

    def read(self, part: Part) -> bytes:
        """Unpack one member, never further than its directory entry says.

        Raises:
            Refused: it is too large, or does not unpack to what the directory says.
        """
        if part.size > MAX_PART_BYTES:
            raise refuse("too_large", part.name, "part")
        packed = self.data[part.start : part.end]
        unpacked = packed if part.method == _STORED else _inflate(packed, part.size)
        if len(unpacked) != part.size or zlib.crc32(unpacked) != part.crc:
            raise refuse("damaged", part.name, "checksum")
        return unpacked


def _inflate(packed: bytes, size: int) -> bytes:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacked = engine.decompress(packed, size + 1)
    except zlib.error:
        raise refuse("damaged", reason="checksum") from None
    return unpacked


def open_archive(data: bytes) -> Archive:
    """Read the directory of a zip and check every member against its own header.

    Raises:
        Refused: it is cut short, damaged, encrypted, too large, or tells two stories.
    """
    end = data.rfind(_END_SIGNATURE, max(0, len(data) - 65_557))
    if end < 0 or end + _END.size > len(data):
        raise refuse("truncated")
    _, disk, first_disk, here, count, length, directory, comment = _END.unpack_from(data, end)
    tail = data[end + _END.size + comment :]
    if disk or first_disk or here != count or tail.strip(b"\0") or directory + length != end:
        raise refuse("damaged", reason="zip")
    if count > MAX_PARTS:
        raise refuse("too_large", reason="parts")
    parts = sorted(_entries(data, directory, end, count), key=lambda part: part.header)
    _check_order(parts, directory)
    return Archive(data, tuple(parts), directory)


def _entries(data: bytes, at: int, end: int, count: int) -> Iterable[Part]:
    names: set[str] = set()
    for _ in range(count):
        if at + _ENTRY.size > end:
            raise refuse("damaged", reason="zip")
        entry = _ENTRY.unpack_from(data, at)
        name_length, extra_length, comment_length = entry[10:13]
        name_end = at + _ENTRY.size + name_length
        extra_end = name_end + extra_length
        if entry[0] != b"PK\x01\x02" or extra_end + comment_length > end:
            raise refuse("damaged", reason="zip")
        raw_name = data[at + _ENTRY.size : name_end]
        part = _part(data, entry, raw_name, data[name_end:extra_end])
        folded = part.name.casefold()
        if folded in names:
            raise refuse("damaged", part.name, "twice")
        names.add(folded)
        yield part
        at = extra_end + comment_length
    if at != end:
        raise refuse("damaged", reason="zip")


def _part(data: bytes, entry: tuple[Any, ...], raw_name: bytes, extra: bytes) -> Part:
    flags, method, crc, packed, size = entry[3], entry[4], entry[7], entry[8], entry[9]
    if flags & _ENCRYPTED:
        raise refuse("other_protection")
    if method not in (_STORED, _DEFLATED):
        raise refuse("damaged", reason="zip")
    header = entry[16]
    if _FULL32 in (size, packed, header):
        size, packed, header = _large_values(extra, size, packed, header)
    start = _check_local_header(data, entry, raw_name, header)
    name = _name(raw_name, is_utf8=bool(flags & _UTF8))
    return Part(name, method, crc, packed, size, header, start)


# Every workbook of ours has the same names in it.
@lru_cache(maxsize=1000)
def _name(raw_name: bytes, *, is_utf8: bool) -> str:
    """Read the name of a member; refuses one that would lead astray."""
    name = raw_name.decode("utf-8" if is_utf8 else "cp437", errors="replace").replace("\\", "/")
    _check_name(name)
    return name


def _large_values(extra: bytes, size: int, packed: int, header: int) -> tuple[int, int, int]:
    """Take sizes from the zip64 field where the ordinary ones say they are there."""
    values = [size, packed, header]
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == _ZIP64_EXTRA:
            held = min(length, len(extra) - at - 4) // 8
            large = list(struct.unpack_from(f"<{held}Q", extra, at + 4))
            for index, value in enumerate(values):
                if value == _FULL32 and large:
                    values[index] = large.pop(0)
            return values[0], values[1], values[2]
        at += 4 + length
    raise refuse("damaged", reason="zip")


def _check_local_header(data: bytes, entry: tuple[Any, ...], raw_name: bytes, header: int) -> int:
    """Compare the header before a member with its directory entry; returns where data begin."""
    if header + _LOCAL.size > len(data):
        raise refuse("damaged", reason="zip")
    local = _LOCAL.unpack_from(data, header)
    name_end = header + _LOCAL.size + local[9]
    same = (
        local[0] == LOCAL_SIGNATURE
        and data[header + _LOCAL.size : name_end] == raw_name
        and local[3] == entry[4]
        and local[2] & _ENCRYPTED == 0
    )
    if same and not local[2] & _DESCRIPTOR and _FULL32 not in local[7:9]:
        same = local[6:9] == entry[7:10]
    if not same:
        raise refuse("damaged", reason="zip")
    return int(name_end + local[10])


def _check_name(name: str) -> None:
    """Refuse names that would lead outside the file, though nothing is ever unpacked to disk."""
    steps = name.split("/")
    if (
        not name
        or len(name) > MAX_NAME_CHARACTERS
        or name.startswith("/")
        or ".." in steps
        or ":" in name
        or any(ord(character) < 32 for character in name)
    ):
        raise refuse("damaged", name[:40], "part_name")


def _check_order(parts: list[Part], directory: int) -> None:
    """Refuse members that overlap, or lie inside the directory."""
    if parts and parts[0].header != 0:
        raise refuse("damaged", reason="zip")
    limits = [part.header for part in parts[1:]] + [directory]
    for part, limit in zip(parts, limits, strict=True):
        if part.end > limit:
            raise refuse("damaged", part.name, "zip")
