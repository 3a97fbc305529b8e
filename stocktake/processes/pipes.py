"""Frames: what goes over the pipes between the program and a child process.

A frame is eight bytes of length and then the bytes.
"""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


def read_frame(stream: IO[bytes], limit: int) -> bytes | None:
    """Read one frame; None when the other end is gone or the frame is larger than ``limit``."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > limit:
        return None
    body = stream.read(length)
    return body if len(body) == length else None


def write_frame(stream: IO[bytes], body: bytes) -> None:
    """Write one frame and send it off."""
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()
