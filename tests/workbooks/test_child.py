from __future__ import annotations

import struct
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from stocktake.workbooks.child import read_frame, write_frame
from stocktake.workbooks.children import child_command


def test_a_frame_comes_back_as_it_was_sent() -> None:
    stream = BytesIO()
    write_frame(stream, b"one")
    write_frame(stream, b"")
    stream.seek(0)
    assert [read_frame(stream, 10) for _ in range(3)] == [b"one", b"", None]


def test_a_frame_that_is_cut_short_or_too_large_is_none() -> None:
    assert read_frame(BytesIO(struct.pack(">Q", 5) + b"abc"), 10) is None
    assert read_frame(BytesIO(struct.pack(">Q", 11) + b"a" * 11), 10) is None


def test_the_child_loads_nothing_heavy(exported: Path) -> None:
    code = (
        "import sys; from stocktake.workbooks import child;"
        "print([m for m in ('openpyxl', 'numpy', 'PySide6', 'matplotlib', 'msoffcrypto') if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert run.stdout.strip() == "[]"
    assert child_command()[-1] == "stocktake.workbooks.child"
