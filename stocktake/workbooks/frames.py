"""What goes over the pipes between the program and the child that reads workbooks for it.

A file's answer is many small frames (``processes.pipes``), each understood by itself, because the
window stands still while one is understood: a sheet of a million cells in one frame would hold it
up for a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import msgspec

from stocktake.processes.pipes import read_frame, write_frame
from stocktake.workbooks.cells import Cell, SheetCells
from stocktake.workbooks.limits import MAX_ANSWER_BYTES, MAX_PIECE_BYTES
from stocktake.workbooks.received import Received

_MOST_CELLS, _MOST_CHARACTERS = 5_000, 400_000


class _Start(msgspec.Struct, omit_defaults=True):
    """The first frame: all but the returns and the cells, and how many frames of each follow."""

    received: Received
    returns: int = 0
    cells: tuple[int, ...] = ()


def write_received(stream: IO[bytes], received: Received) -> None:
    """Send what was found in one file."""
    cells = [list(_in_pieces(sheet.cells)) for sheet in received.sheets]
    bare = tuple(msgspec.structs.replace(sheet, cells=()) for sheet in received.sheets)
    start = _Start(
        msgspec.structs.replace(received, returns=(), sheets=bare),
        len(received.returns),
        tuple(map(len, cells)),
    )
    write_frame(stream, msgspec.json.encode(start))
    for each in received.returns:
        write_frame(stream, each.encode())
    for sheet in cells:
        for some in sheet:
            write_frame(stream, msgspec.json.encode(some))


def _in_pieces(cells: tuple[Cell, ...]) -> Iterator[list[Cell]]:
    """Take cells a few at a time, fewer where they hold long texts."""
    some: list[Cell] = []
    characters = 0
    for cell in cells:
        if len(some) == _MOST_CELLS or (some and characters + len(cell.value) > _MOST_CHARACTERS):
            yield some
            some, characters = [], 0
        some.append(cell)
        characters += len(cell.value)
    if some:
        yield some


def read_received(stream: IO[bytes]) -> Received | None:
    """Take what was found in one file; None when the other end is gone or sends too much.

    Raises:
        ValueError: what came is no answer.
    """
    frames = _Frames(stream)
    try:
        start = msgspec.json.decode(frames.next(), type=_Start)
        returns = tuple(frames.next().decode() for _ in range(start.returns))
        sheets = []
        if len(start.cells) != len(start.received.sheets):
            return None
        for sheet, count in zip(start.received.sheets, start.cells, strict=True):
            sheets.append(_with_cells(sheet, frames, count))
    except EOFError:
        return None
    return msgspec.structs.replace(start.received, returns=returns, sheets=tuple(sheets))


def _with_cells(sheet: SheetCells, frames: _Frames, count: int) -> SheetCells:
    cells: list[Cell] = []
    for _ in range(count):
        cells += msgspec.json.decode(frames.next(), type=list[Cell])
    return msgspec.structs.replace(sheet, cells=tuple(cells))


class _Frames:
    """The frames of one answer, so long as they are not too many or too large."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._left = MAX_ANSWER_BYTES

    def next(self) -> bytes:
        frame = read_frame(self._stream, min(self._left, 2 * MAX_PIECE_BYTES))
        if frame is None:
            raise EOFError
        self._left -= len(frame)
        return frame
