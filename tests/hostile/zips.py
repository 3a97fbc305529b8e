"""Zip files laid down by hand, so that they can say anything, and gigabytes made in no time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_POLYNOMIAL = 0xEDB88320


@dataclass(frozen=True)
class Member:
    """One member of a zip: what is in it, and what is said of it.

    Attributes:
        packed: its deflated bytes.
        crc, size: of what it unpacks to, as both headers tell.
        listed_size: what the directory says instead, where it lies.
        at: the offset the directory gives, where it lies.
    """

    name: str
    packed: bytes
    crc: int
    size: int
    listed_size: int | None = None
    at: int | None = None


def member(name: str, content: str | bytes) -> Member:
    """A member that unpacks to this."""
    data = content.encode() if isinstance(content, str) else content
    engine = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(name, engine.compress(data) + engine.flush(), zlib.crc32(data), len(data))


def large_member(name: str, start: bytes, block: bytes, times: int, end: bytes) -> Member:
    """A member that unpacks to a start, the same block very many times, and an end.

    Only one block is ever deflated: its deflated bytes are put down again and again.
    """
    packed = _flushed(start) + _flushed(block) * times + _last(end)
    crc, size = zlib.crc32(start), len(start)
    repeated = _repeated_crc(block, times)
    crc = crc_of_both(crc, repeated, len(block) * times)
    crc = crc_of_both(crc, zlib.crc32(end), len(end))
    return Member(name, packed, crc, size + len(block) * times + len(end))


def _flushed(data: bytes) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush(zlib.Z_FULL_FLUSH)


def _last(data: bytes) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


def _repeated_crc(block: bytes, times: int) -> int:
    """The checksum of a block many times over, by doubling."""
    crc, length = zlib.crc32(block), len(block)
    whole, whole_length = 0, 0
    while times:
        if times & 1:
            whole = crc_of_both(whole, crc, length)
            whole_length += length
        crc, length = crc_of_both(crc, crc, length), length * 2
        times >>= 1
    return whole


def crc_of_both(first: int, second: int, second_length: int) -> int:
    """The CRC-32 of two pieces one after the other, from those of each."""
    return _shifted(first, second_length) ^ second


def _shifted(crc: int, zeros: int) -> int:
    """What becomes of a checksum when so many zero bytes follow (without the final turn)."""
    power = 0
    while zeros:
        if zeros & 1:
            crc = _times(_zeros_matrix(power), crc)
        zeros >>= 1
        power += 1
    return crc


@cache
def _zeros_matrix(power: int) -> tuple[int, ...]:
    """The matrix over GF(2) that adds 2**power zero bytes."""
    if power == 0:
        one_bit: tuple[int, ...] = (_POLYNOMIAL, *(1 << n for n in range(31)))
        for _ in range(3):
            one_bit = tuple(_times(one_bit, column) for column in one_bit)
        return one_bit
    half = _zeros_matrix(power - 1)
    return tuple(_times(half, column) for column in half)


def _times(matrix: tuple[int, ...], vector: int) -> int:
    total, row = 0, 0
    while vector:
        if vector & 1:
            total ^= matrix[row]
        vector >>= 1
        row += 1
    return total


def zipped(members: Iterable[Member]) -> bytes:
    """Lay members down as a zip, each with its own header and its line in the directory."""
    body, lines = bytearray(), bytearray()
    count = 0
    for each in members:
        name = each.name.encode()
        at = len(body) if each.at is None else each.at
        listed = each.size if each.listed_size is None else each.listed_size
        if each.at is None:
            body += _LOCAL.pack(
                b"PK\3\4", 20, 0x800, 8, 0, 33, each.crc, len(each.packed), each.size,
                len(name), 0,
            )  # fmt: skip
            body += name + each.packed
        lines += _ENTRY.pack(
            b"PK\1\2", 20, 20, 0x800, 8, 0, 33, each.crc, len(each.packed), listed,
            len(name), 0, 0, 0, 0, 0, at,
        )  # fmt: skip
        lines += name
        count += 1
    count = min(count, 0xFFFF)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(lines), len(body), 0)
    return bytes(body + lines + end)


def lying(each: Member, size: int) -> Member:
    """The same member, of which both headers tell another size."""
    return replace(each, size=size)
