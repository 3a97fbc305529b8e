"""Frames between the program and a child process."""

from __future__ import annotations

import struct
from io import BytesIO

from stocktake.processes.pipes import read_frame, write_frame


def test_a_frame_comes_back_as_it_was_sent() -> None:
    stream = BytesIO()
    write_frame(stream, b"one")
    write_frame(stream, b"")
    stream.seek(0)
    assert [read_frame(stream, 10) for _ in range(3)] == [b"one", b"", None]


def test_a_frame_that_is_cut_short_or_too_large_is_none() -> None:
    assert read_frame(BytesIO(struct.pack(">Q", 5) + b"abc"), 10) is None
    assert read_frame(BytesIO(struct.pack(">Q", 11) + b"a" * 11), 10) is None
