"""The child process that opens published files, and nothing else (decisions 16).

It limits its memory before it reads anything; the readers have limits of their own, and the parent
ends it when nothing happens any more. It is asked once, answers and ends. Start it as ``python -m
stocktake.tasks.published_child``, or in a frozen build as the program itself with ``COMMAND``.
"""

from __future__ import annotations

from stocktake.processes.limiting import limit_memory_and_files
from stocktake.processes.pipes import read_frame, write_frame
from stocktake.tasks.published_messages import MIB, MOST_FRAME_BYTES, decoded_request, encoded
from stocktake.tasks.published_reading import answer

COMMAND = "read-published"
"""The hidden command by which the program starts itself as a child."""

MEMORY_BYTES = 1024 * MIB
"""Seven times what the largest file that is published takes, all of England's workforce."""


def main() -> int:
    """Answer the one question of the parent; returns the exit code."""
    limit_memory_and_files(MEMORY_BYTES)
    # By number: a window program has no sys.stdin, but the pipes are there.
    with open(0, "rb", closefd=False) as requests, open(1, "wb", closefd=False) as results:
        asked = read_frame(requests, MOST_FRAME_BYTES)
        if asked is not None:
            answer(decoded_request(asked), lambda message: write_frame(results, encoded(message)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
