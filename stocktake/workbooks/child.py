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
from stocktake.workbooks.received import receive

COMMAND = "read-received"
"""The hidden command by which the program starts itself as a child."""

LIST = b"list"
"""What is wanted of a file that holds a list of practices; blank for a return."""


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
            is_list = read_frame(requests, 65_536) == LIST
            _limit_time()
            path = Path(os.fsdecode(request))
            write_received(results, receive(path, password, is_list=is_list))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
