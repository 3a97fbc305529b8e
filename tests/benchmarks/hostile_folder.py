"""The window while a folder of every hostile kind is read: the longest it ever stands still.

The reading is done by child processes and understood by a job away from the window; the window's
own thread only hears the verdicts. Goal: never 100 ms between two beats of the window. The peer is
the same window with nothing to do. Run it from the root; ``STOCKTAKE_LONG=1`` makes the files as
large as they come::

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.hostile_folder
"""

from __future__ import annotations

import gc
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QTimer, Slot

from stocktake.app import Program
from stocktake.tasks.combine import Gathered, gather
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


class Ear(QObject):
    """Hears what was read."""

    @Slot(object)
    def on_read(self, gathered: Gathered) -> None:
        """Say how many files there were."""
        print(f"{len(gathered.results)} files read, {len(gathered.left_out)} left out")


def longest(program: Program, heart: Heart) -> float:
    """The longest the window stands still until everything it does is done."""
    heart.begin()
    while program.jobs.is_busy:
        settle(10)
    settle(200)
    return heart.longest_ms


def main() -> None:
    """Read the folder behind the window, and then on its page, and print the longest stand."""
    with TemporaryDirectory() as name, sample_window() as program:
        folder, heart, ear = Path(name), Heart(), Ear()
        put_return(folder / "Quayside.xlsx")
        for each in BY_NUMBER:
            (folder / each.file_name).write_bytes(each.make())
        program.window.show_page("combine")
        settle(1000)
        # As the program does by itself once it is warm.
        gc.freeze()
        still = longest(program, heart)
        program.jobs.start(partial(gather, [folder]), ear.on_read)
        reading = longest(program, heart)
        page = program.window.page
        assert page is not None
        page.go_to({"paths": [name]})
        shown = longest(program, heart)
        print(
            f"    longest without a beat: {reading:.0f} ms while they are read (goal: {GOAL_MS});"
        )
        print(f"    {shown:.0f} ms with the page filled in; {still:.0f} ms doing nothing")


if __name__ == "__main__":
    main()
