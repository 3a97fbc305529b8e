"""Have published files read in a child process, message by message.

There is no clock for a whole file, because an honest one of two gigabytes takes minutes on an old
computer: the child is ended when it has said nothing for long, and it says something every MiB.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from stocktake.opendata.refusing import refuse
from stocktake.processes.child_process import ChildProcess, command_for
from stocktake.processes.pipes import read_frame, write_frame
from stocktake.tasks.published_child import COMMAND, MEMORY_BYTES
from stocktake.tasks.published_messages import (
    MOST_ANSWER_BYTES,
    MOST_FRAME_BYTES,
    Finished,
    Message,
    Request,
    decoded,
    encoded,
)

QUIET_SECONDS = 90.0
"""How long a child may say nothing; an honest one, comparing England, was silent for 1.2 s."""

_LISTEN_SECONDS = 0.25
_Frames = queue.SimpleQueue[bytes | None]


def child_command() -> list[str]:
    """How the child is started."""
    return command_for("stocktake.tasks.published_child", COMMAND)


def ask(request: Request, stop: Event | None = None) -> Iterator[Message]:
    """Ask a child of its own and pass on what it says, ``Finished`` last.

    When it dies, hangs, says nonsense or says too much, its messages end without ``Finished``.

    Raises:
        StocktakeError: ``stopped``; the child is ended at once.
    """
    with _frames_of(request) as frames:
        while (frame := _next(frames, stop)) is not None:
            try:
                message = decoded(frame)
            except ValueError:
                return
            yield message
            if isinstance(message, Finished):
                return


@contextmanager
def _frames_of(request: Request) -> Iterator[_Frames]:
    """Start a child, ask it and gather what it says from a thread, which may be kept waiting."""
    child = ChildProcess(child_command(), MEMORY_BYTES)
    frames: _Frames = queue.SimpleQueue()
    listening = threading.Thread(
        target=_listen, args=(child, request, frames), name="published-listener", daemon=True
    )
    listening.start()
    try:
        yield frames
    finally:
        child.kill()
        listening.join()
        child.end()


def _listen(child: ChildProcess, request: Request, frames: _Frames) -> None:
    left = MOST_ANSWER_BYTES
    try:
        write_frame(child.requests, encoded(request))
        while (frame := read_frame(child.results, min(left, MOST_FRAME_BYTES))) is not None:
            left -= len(frame)
            frames.put(frame)
    except (OSError, ValueError):
        # The child is gone; what it said so far stands.
        child.kill()
    frames.put(None)


def _next(frames: _Frames, stop: Event | None) -> bytes | None:
    """Wait for what is said next; None when there is nothing more, or nothing for too long.

    The silence is counted in waits and not by the clock, which goes on while a computer sleeps.
    """
    for _ in range(max(1, round(QUIET_SECONDS / _LISTEN_SECONDS))):
        if stop is not None and stop.is_set():
            raise refuse("stopped")
        try:
            return frames.get(timeout=_LISTEN_SECONDS)
        except queue.Empty:
            continue
    return None
