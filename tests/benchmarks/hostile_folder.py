"""The window while a folder of every hostile kind is read: the longest it ever stands still.

The reading is done by child processes and understood by a job away from the window; the window's
own thread only hears the verdicts. Goal: never 100 ms between two beats of the window. The peer is
the same window with nothing to do. Run it from the root; ``STOCKTAKE_LONG=1`` makes the files as
large as they come::

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.hostile_folder
"""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QTimer, Slot

from tests.benchmarks.sample_window import sample_window, settle
from tests.hostile.returns import put_return
from tests.hostile.test_hostile_kinds import BY_NUMBER

GOAL_MS = 100
_BEAT_MS = 5


class Heart(QObject):
    """Beats in the window's thread, and keeps the longest time between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(_BEAT_MS)

    @Slot()
    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now

    def begin(self) -> None:
        """Forget what was before."""
        self.longest_ms, self._last = 0.0, time.perf_counter()


def main() -> None:
    """Read the folder in the window and print the longest it stood still."""
    with TemporaryDirectory() as name, sample_window() as program:
        folder = Path(name)
        put_return(folder / "Quayside.xlsx")
        for each in BY_NUMBER:
            (folder / each.file_name).write_bytes(each.make())
        program.window.show_page("combine")
        settle(500)
        heart = Heart()
        settle(1000)
        still = heart.longest_ms
        start = time.perf_counter()
        page = program.window.page
        assert page is not None
        heart.begin()
        page.go_to({"paths": [name]})
        reading = 0.0
        while program.jobs.is_busy:
            reading = heart.longest_ms
            settle(10)
        seconds = time.perf_counter() - start
        shown = heart.longest_ms
        print(f"{len(BY_NUMBER) + 1} files in {seconds:.1f} s")
        print(f"    longest without a beat: {reading:.0f} ms while they are read,")
        print(f"    {shown:.0f} ms with the list and the view shown; {still:.0f} ms doing nothing")
        print(f"    (goal: under {GOAL_MS} ms while they are read)")


if __name__ == "__main__":
    main()
