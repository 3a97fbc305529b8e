"""The child process that opens received files, and nothing else.

It limits itself before it reads anything: memory, processor time, no file may grow, no core dump
(``processes.limiting``). The promise on every system is the guard's budgets, and the parent's
clock, which ends the child.

Over the pipes go frames (``frames``): a path, its password (blank for most) and what is wanted of
it in, what was found out. Start it as ``python -m
stocktake.workbooks.child``, or in a frozen build as the program itself with ``COMMAND``.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from stocktake.processes.limiting import limit_memory_and_files
from stocktake.processes.pipes import read_frame
from stocktake.workbooks.frames import write_received
from stocktake.workbooks.limits import CHILD_MEMORY_BYTES, READ_SECONDS
from stocktake.workbooks.received import Received, receive

COMMAND = "read-received"
"""The hidden command by which the program starts itself as a child."""

LIST = b"list"
"""What is wanted of a file that holds a list of practices; blank for a return."""

FIGURES = b"figures "
"""Begins what is wanted of a return where its figures do in the place of its answers; what the
figures have to be worked out with follows."""


def _limit_time() -> None:
    """Allow the next file its processor time, and no more."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime + READ_SECONDS) + 1
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def main() -> int:
    """Answer the parent until it hangs up; returns the exit code."""
    limit_memory_and_files(CHILD_MEMORY_BYTES)
    # By number: a window program has no sys.stdin, but the pipes are there.
    with open(0, "rb", closefd=False) as requests, open(1, "wb", closefd=False) as results:
        while (request := read_frame(requests, 65_536)) is not None:
            password = (read_frame(requests, 65_536) or b"").decode("utf-8")
            wanted = read_frame(requests, 65_536) or b""
            _limit_time()
            path = Path(os.fsdecode(request))
            found = receive(path, password, is_list=wanted == LIST)
            if wanted.startswith(FIGURES):
                found = _in_brief(found, wanted.removeprefix(FIGURES).decode("utf-8"))
            write_received(results, found)
    return 0


def _in_brief(found: Received, made_with: str) -> Received:
    # Imported when it is wanted: reading one file begins sooner without it.
    from stocktake.workbooks.briefly import in_brief

    return in_brief(found, made_with)


if __name__ == "__main__":
    raise SystemExit(main())
