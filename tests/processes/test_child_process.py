"""A child process is started with its pipes, limits itself and is gone when it is ended."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from stocktake.processes.child_process import ChildProcess, command_for
from stocktake.processes.pipes import read_frame, write_frame

ECHO = """
from stocktake.processes.limiting import limit_memory_and_files
from stocktake.processes.pipes import read_frame, write_frame
limit_memory_and_files(1 << 30)
with open(0, "rb") as requests, open(1, "wb") as results:
    while (said := read_frame(requests, 100)) is not None:
        with open("/proc/self/limits") as file:
            write_frame(results, said + file.read().encode())
"""


def test_a_child_answers_within_its_limits_and_is_gone_when_ended() -> None:
    child = ChildProcess([sys.executable, "-c", ECHO], 1 << 30)
    try:
        write_frame(child.requests, b"hello")
        said = (read_frame(child.results, 100_000) or b"").decode()
        assert said.startswith("hello")
        by_name = {line[:25].strip(): line[25:].split()[0] for line in said.splitlines()[1:]}
        assert by_name["Max file size"] == "0"
        assert by_name["Max core file size"] == "0"
        assert int(by_name["Max address space"]) == 1 << 30
    finally:
        child.end()
    assert not Path(f"/proc/{child.pid}").exists()


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command_for("a.module", "a-command")[-2:] == ["-m", "a.module"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command_for("a.module", "a-command") == [sys.executable, "a-command"]
