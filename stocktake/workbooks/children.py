"""Child processes that read received files for us, and what to do when one dies.

A few children read many files each. A file on which a child dies, hangs or answers too much is
named in its result (``gave_up``), a new child takes over, and the rest go on.
"""

from __future__ import annotations

import math
import os
import queue
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from stocktake.processes.child_process import ChildProcess, command_for
from stocktake.processes.pipes import write_frame
from stocktake.workbooks.child import COMMAND
from stocktake.workbooks.frames import read_received
from stocktake.workbooks.limits import (
    CHILD_MEMORY_BYTES,
    MAX_PASSWORD_CHARACTERS,
    READ_SECONDS,
)
from stocktake.workbooks.received import Received

_FILES_PER_CHILD = 1_000
_AHEAD = 4
_WATCH_SECONDS = 0.25
_GAVE_UP = Received(refused="gave_up")


def child_command() -> list[str]:
    """How the child is started."""
    return command_for("stocktake.workbooks.child", COMMAND)


class ReaderChild:
    """One child process, started when it is first asked.

    Somebody has to call ``end_if_late`` now and then; ``receive_many`` does.
    """

    def __init__(self, seconds: float = READ_SECONDS) -> None:
        self._seconds = seconds
        self._process: ChildProcess | None = None
        self._asked = 0
        self._is_closed = self._is_late = False
        self._deadline = math.inf

    def ask(self, path: Path, password: str = "", wanted: bytes = b"") -> Received:
        """Have one file read; a child that dies of it is replaced at the next question."""
        if self._asked >= _FILES_PER_CHILD:
            self.end()
        was_used = self._asked > 0
        said = password[: MAX_PASSWORD_CHARACTERS + 1].encode("utf-8", "replace")
        request = (os.fsencode(path.absolute()), said, wanted)
        answer, in_time = self._ask(request)
        if answer is None and was_used and in_time:
            # It may have died of what it read before, so the file gets a child of its own.
            answer, _ = self._ask(request)
        return _GAVE_UP if answer is None else answer

    def _ask(self, request: tuple[bytes, ...]) -> tuple[Received | None, bool]:
        """Ask once: the answer, or None, and whether the clock was kept."""
        if self._is_closed:
            return None, False
        process = self._process or self._start()
        self._is_late = False
        self._deadline = time.monotonic() + self._seconds
        answer = self._exchange(process, request)
        self._deadline = math.inf
        self._asked += 1
        if answer is None:
            self.end()
        return answer, not self._is_late

    def end_if_late(self) -> None:
        """Stop the child if the file it reads has had its time; from any thread."""
        process = self._process
        if process is not None and time.monotonic() > self._deadline:
            self._is_late = True
            process.kill()

    def _exchange(self, process: ChildProcess, request: tuple[bytes, ...]) -> Received | None:
        try:
            for piece in request:
                write_frame(process.requests, piece)
            return read_received(process.results)
        except (OSError, ValueError):
            return None

    def _start(self) -> ChildProcess:
        self._process = ChildProcess(child_command(), CHILD_MEMORY_BYTES)
        self._asked = 0
        return self._process

    def close(self) -> None:
        """Stop the child at once and start no other; from any thread. ``end`` clears up."""
        self._is_closed = True
        process = self._process
        if process is not None:
            process.kill()

    def end(self) -> None:
        """End the child, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.end()
        self._asked = 0


def receive_many(
    paths: Sequence[Path],
    cancelled: threading.Event,
    seconds: float = READ_SECONDS,
    passwords: Mapping[Path, str] | None = None,
    wanted: bytes = b"",
) -> Iterator[tuple[Path, Received]]:
    """Have files read by a few children, each file's answer in order.

    Args:
        paths: the files.
        cancelled: once set, no more files are read.
        seconds: wall clock for one file.
        passwords: of the files that ask for one.
        wanted: ``child.LIST`` for lists of practices; blank for returns.
    """
    count = max(1, min(len(paths), os.cpu_count() or 1, 4))
    children = [ReaderChild(seconds) for _ in range(count)]
    idle: queue.SimpleQueue[ReaderChild] = queue.SimpleQueue()
    for child in children:
        idle.put(child)

    def read(path: Path) -> Received | None:
        if cancelled.is_set():
            return None
        child = idle.get()
        try:
            return child.ask(path, (passwords or {}).get(path, ""), wanted)
        finally:
            idle.put(child)

    finished = threading.Event()

    def watch() -> None:
        while not finished.wait(_WATCH_SECONDS):
            for child in children:
                child.end_if_late()

    threading.Thread(target=watch, name="reader-watch", daemon=True).start()
    with ThreadPoolExecutor(count, thread_name_prefix="reader") as threads:
        waiting: deque[tuple[Path, Future[Received | None]]] = deque()
        rest = iter(paths)
        try:
            for path in rest:
                waiting.append((path, threads.submit(read, path)))
                if len(waiting) >= count * _AHEAD:
                    yield from _next(waiting)
            while waiting:
                yield from _next(waiting)
        finally:
            for child in children:
                child.close()
            finished.set()
            threads.shutdown(wait=True, cancel_futures=True)
            for child in children:
                child.end()


def _next(
    waiting: deque[tuple[Path, Future[Received | None]]],
) -> Iterator[tuple[Path, Received]]:
    path, future = waiting.popleft()
    received = future.result()
    if received is not None:
        yield path, received
