"""Kill a saving program at random moments and compare what it acknowledged with what is kept.

Any program can be killed that writes one line, ``<key> <number>``, to its standard output after
each save has been acknowledged, with numbers that only rise.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Timer

SAVING_CHILD = Path(__file__).with_name("saving_child.py")

LONGEST_START = 60
"""Seconds in which a child must save for the first time; one that hangs fails its test."""


def runs(long: int, short: int) -> int:
    """How many runs to make: ``long`` when the long form of the tests was asked for."""
    return long if os.environ.get("STOCKTAKE_LONG") == "1" else short


def python(script: Path, *arguments: str) -> list[str]:
    """The command that runs a script with this interpreter."""
    return [sys.executable, str(script), *arguments]


def environment() -> dict[str, str]:
    """What a child needs to find the package from wherever it is started."""
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": root, "OPENBLAS_NUM_THREADS": "1"}


def run_and_kill(
    command: Sequence[str], random: Random, longest: float = 0.1, saves: int = 1
) -> list[str]:
    """Start a program, let it run for a random time after one of its first saves, kill it.

    Returns every line it had acknowledged.

    Args:
        longest: seconds it may still run after that save.
        saves: it is one of this many. What is reached by counting is reached on any machine.
    """
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment()) as child:
        assert child.stdout is not None
        never = Timer(LONGEST_START, child.kill)
        never.start()
        first = child.stdout.readline()
        for _ in range(random.randrange(saves)):
            first += child.stdout.readline()
        never.cancel()
        if not first:
            raise RuntimeError(f"the program ended before its first save: {command}")
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=random.uniform(0, longest))
            raise RuntimeError(f"the program ended by itself: {command}")
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read()
    whole, _, _ = (first + rest).rpartition(b"\n")
    return whole.decode().splitlines()


def side_by_side(*works: Callable[[], None]) -> None:
    """Do independent works at the same time, as children leave most of a second core idle."""
    with ThreadPoolExecutor(len(works)) as pool:
        for done in [pool.submit(work) for work in works]:
            done.result()


def acknowledged(lines: Iterable[str]) -> dict[str, int]:
    """The last number acknowledged for each key."""
    last: dict[str, int] = {}
    for line in lines:
        key, _, number = line.partition(" ")
        last[key] = int(number)
    return last


def lost(promised: Mapping[str, int], kept: Mapping[str, int]) -> list[str]:
    """Keys whose kept number is older than the one acknowledged; a later one may be kept."""
    return [key for key, number in promised.items() if kept.get(key, -1) < number]
