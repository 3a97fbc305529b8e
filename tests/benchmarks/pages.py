"""Every page of the window, from asking for it until it is painted: the first visit and the next.

Pages are asked for in the order of the navigation, on the sample. What is worked out away from the
window, such as a chart, comes later and is not timed here. Run it from the root::

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.pages
"""

from __future__ import annotations

import statistics
from functools import partial

from stocktake import charts
from stocktake.ui.pages import PAGES
from tests.benchmarks.sample_window import Painted, sample_window, settle

MOST_MS = 150
AGAIN = 3
"""Visits after the first; the middle one counts."""


def main() -> None:
    """Go to every page once, then a few times more, and print how long it took."""
    charts.warm()
    with sample_window() as program:
        painted, show = Painted(program.window), program.window.show_page
        first = {}
        for spec in PAGES:
            first[spec.name] = painted.after(partial(show, spec.name))
            settle(300)
        next_time: dict[str, list[float]] = {spec.name: [] for spec in PAGES}
        for _ in range(AGAIN):
            for spec in PAGES:
                next_time[spec.name].append(painted.after(partial(show, spec.name)))
                settle(60)
        for spec in PAGES:
            middle = statistics.median(next_time[spec.name])
            slow = "" if max(middle, first[spec.name]) < MOST_MS else f"  over {MOST_MS} ms"
            print(f"{spec.name:14} first {first[spec.name]:6.0f} ms, again {middle:6.0f} ms{slow}")


if __name__ == "__main__":
    main()
