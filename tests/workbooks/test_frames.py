"""What the child sends back, in frames that are each understood at once."""

from __future__ import annotations

from io import BytesIO

import pytest

from stocktake.processes.pipes import read_frame, write_frame
from stocktake.workbooks.cells import Cell, SheetCells
from stocktake.workbooks.frames import read_received, write_received
from stocktake.workbooks.limits import MAX_PIECE_BYTES
from stocktake.workbooks.received import Received

CELLS = tuple(Cell(n // 20 + 1, n % 20 + 1, "text", "x" * (n % 50)) for n in range(12_000))
LONG = tuple(Cell(n + 1, 1, "text", "é" * 200_000) for n in range(5))
FOUND = Received(
    sha256="a" * 64,
    payload="{}",
    returns=("{}", "[]"),
    sheets=(
        SheetCells("One", "visible", CELLS, frozenset({4}), ("A1",)),
        SheetCells("Two", "veryHidden", ()),
        SheetCells("Three", "hidden", LONG),
    ),
    has_links=True,
)


@pytest.mark.parametrize("found", [FOUND, Received(refused="damaged", part="x", reason="zip")])
def test_an_answer_comes_back_as_it_was_sent(found: Received) -> None:
    stream = BytesIO()
    write_received(stream, found)
    stream.seek(0)
    assert read_received(stream) == found
    assert stream.read() == b""


def test_no_frame_of_an_answer_is_large() -> None:
    """The window stands still while one is understood."""
    stream = BytesIO()
    write_received(stream, FOUND)
    stream.seek(0)
    lengths = []
    while (frame := read_frame(stream, 1 << 30)) is not None:
        lengths.append(len(frame))
    assert len(lengths) == 1 + 2 + 3 + 3
    assert max(lengths) < MAX_PIECE_BYTES


def test_an_answer_cut_short_or_of_other_counts_is_none() -> None:
    stream = BytesIO()
    write_received(stream, FOUND)
    whole = stream.getvalue()
    for length in range(0, len(whole), 40_000):
        assert read_received(BytesIO(whole[:length])) is None
    odd = BytesIO()
    write_frame(odd, b'{"received":{},"cells":[1,2]}')
    odd.seek(0)
    assert read_received(odd) is None
