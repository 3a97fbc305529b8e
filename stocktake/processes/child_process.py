"""One child process with its pipes, started and ended by the program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import stocktake
from stocktake.processes.windows_job import Job


def command_for(module: str, command: str) -> list[str]:
    """How a child is started: this Python in a checkout, this very program when frozen.

    Args:
        module: what a Python runs.
        command: the hidden command by which a frozen program runs the same.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, command]
    # Installed on Windows, this program is not itself a Python; one stands beside its library.
    beside = Path(sys.prefix) / "python.exe"
    python = str(beside) if beside.is_file() else sys.executable
    # -P: nothing beside the files that are read is ever imported.
    return [python, "-P", "-m", module]


class ChildProcess:
    """A running child.

    Attributes:
        pid: its number.
        requests: what the child reads.
        results: what the child writes.
    """

    def __init__(self, command: Sequence[str], memory_bytes: int) -> None:
        root = str(Path(stocktake.__file__).parents[1])
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": root},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._job = Job(self._process, memory_bytes)
        self.pid = self._process.pid
        self.requests = _pipe(self._process.stdin)
        self.results = _pipe(self._process.stdout)

    def kill(self) -> None:
        """Stop it at once, whatever it is doing; from any thread. ``end`` clears up."""
        self._process.kill()

    def end(self) -> None:
        """Stop it at once and give back all that it held."""
        self._process.kill()
        for pipe in (self.requests, self.results):
            try:
                pipe.close()
            except OSError:
                # Unsent words to a dead child; nobody is left to read them.
                continue
        self._process.wait()
        self._job.close()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("the child was started without its pipes")
    return pipe
