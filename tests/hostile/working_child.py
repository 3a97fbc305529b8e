"""A program that merges or exports again and again, each time in a process that may be killed.

Usage: working_child.py FOLDER MERGED EXPORTED, where the folder holds the workbooks to merge. It
does both works, says how long each takes, and then does one for every line it is sent, ``merge`` or
``export``, in a process of its own whose number it says first; the next line asks how that ended.
Forking saves the seconds in which everything is loaded, so a hundred kills take minutes.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from stocktake.tasks.combine import combine
from tests.pcn_files import QUAYSIDE, leaving, practice, write_practice


def merging(folder: Path) -> Callable[[Path], object]:
    return lambda out: combine([folder], out, say=lambda _: None)


def exporting(_: Path) -> Callable[[Path], object]:
    left = leaving(practice(QUAYSIDE))
    return lambda out: write_practice(out, left)


def in_its_own_process(work: Callable[[Path], object], out: Path) -> None:
    """Do the work in a process whose number is said, and say how it ended when asked."""
    number = os.fork()
    if number == 0:
        work(out)
        os._exit(0)
    os.write(1, f"{number}\n".encode())
    # Only then is it cleared up, so that its number is nobody else's until it was killed.
    sys.stdin.readline()
    _, status = os.waitpid(number, 0)
    how = {0: "done", signal.SIGKILL: "killed"}.get(status, "failed")
    os.write(1, f"{how}\n".encode())


def main(folder: str, merged: str, exported: str) -> None:
    works = {
        "merge": (merging(Path(folder)), Path(merged)),
        "export": (exporting(Path(folder)), Path(exported)),
    }
    for work, out in works.values():
        work(out)
        start = time.perf_counter()
        work(out)
        os.write(1, f"{time.perf_counter() - start}\n".encode())
    while kind := sys.stdin.readline().strip():
        in_its_own_process(*works[kind])


if __name__ == "__main__":
    main(*sys.argv[1:])
