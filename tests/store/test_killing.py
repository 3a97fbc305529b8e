"""A program killed at any moment loses no acknowledged answer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random

from stocktake.store.workspace import Workspace
from tests.store.killing import (
    SAVING_CHILD,
    acknowledged,
    lost,
    python,
    run_and_kill,
    runs,
    side_by_side,
)
from tests.store.making import new_workspace, numbers_kept


def kill_again_and_again(path: Path, times: int, random: Random) -> None:
    """Save into one file, be killed, and look into the file, so many times."""
    new_workspace(path)[0].close()
    promised: dict[str, int] = {}
    for run in range(times):
        command = python(SAVING_CHILD, "safe", str(path), str(run * 1_000_000 + 1), "0")
        promised |= acknowledged(run_and_kill(command, random))
        promised.pop("opened")
        with Workspace.open(path) as workspace:
            assert workspace.was_cut_off
            assert lost(promised, numbers_kept(workspace)) == []
            assert workspace.problems() == []


def test_a_killed_program_keeps_every_acknowledged_answer(tmp_path: Path) -> None:
    times = runs(long=100, short=10)
    side_by_side(
        partial(kill_again_and_again, tmp_path / "one.stocktake", times, Random(20261122)),
        partial(kill_again_and_again, tmp_path / "two.stocktake", times, Random(20261123)),
    )


def test_the_comparison_notices_an_answer_that_is_older_or_gone() -> None:
    assert lost({"q1": 5, "q2": 7, "q3": 1}, {"q1": 4, "q2": 9}) == ["q1", "q3"]
