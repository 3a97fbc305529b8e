"""Runs a peer and the program in turn, so that a busy computer slows both alike, and compares."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

TIMES = 7
"""Runs of each; the middle one counts."""


def nothing() -> None:
    """What is done before a run when nothing has to be."""


@dataclass(frozen=True)
class Runner:
    """Something to time.

    Attributes:
        name: what the line says it is.
        run: what is timed.
        before: puts things back first, untimed.
    """

    name: str
    run: Callable[[], object]
    before: Callable[[], object] = nothing

    def timed(self) -> float:
        """Milliseconds of one run, by the clock on the wall."""
        self.before()
        start = time.perf_counter()
        self.run()
        return (time.perf_counter() - start) * 1000


@dataclass(frozen=True)
class Goal:
    """What is aimed at: a ratio to the peer, and milliseconds where there is such a goal."""

    ratio: float
    most_ms: float | None = None


def compare(row: str, peer: Runner, ours: Runner, goal: Goal, times: int = TIMES) -> None:
    """Time both in turn and print the middle of each, the ratio and the goal.

    Args:
        row: which row of the goals it is, such as ``P4``.
        peer: what the program is measured against.
        ours: the program.
        goal: what is aimed at.
        times: runs of each.
    """
    taken: dict[str, list[float]] = {peer.name: [], ours.name: []}
    for _ in range(times):
        for each in (peer, ours):
            taken[each.name].append(each.timed())
    theirs, mine = (statistics.median(taken[each.name]) for each in (peer, ours))
    aim = f"at most {goal.ratio:g} times"
    if goal.most_ms is not None:
        aim += f", under {goal.most_ms:g} ms"
    print(f"{row}: {ours.name} {mine:.2f} ms; {peer.name} {theirs:.2f} ms")
    print(f"    {mine / theirs:.2f} times (goal: {aim}; {times} runs of each, the middle one)")
