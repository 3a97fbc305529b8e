"""Child processes that die, hang or answer nonsense."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from stocktake.workbooks import children
from stocktake.workbooks.children import ReaderChild, child_command, receive_many

FAKE = """
import os, sys, struct
def frame():
    head = sys.stdin.buffer.read(8)
    return sys.stdin.buffer.read(struct.unpack(">Q", head)[0]) if len(head) == 8 else None
while (path := frame()) is not None:
    frame(), frame()
    name = os.path.basename(os.fsdecode(path))
    if name == "kills.xlsx":
        os.abort()
    if name == "hangs.xlsx":
        sys.stdin.buffer.read()
    body = b"nonsense" if name == "nonsense.xlsx" else b'{"received": {"sha256": "ok"}}'
    length = 1 << 60 if name == "endless.xlsx" else len(body)
    sys.stdout.buffer.write(struct.pack(">Q", length) + body)
    sys.stdout.buffer.flush()
"""


@pytest.mark.parametrize("bad", ["kills.xlsx", "hangs.xlsx", "nonsense.xlsx", "endless.xlsx"])
def test_a_file_that_ends_its_child_is_named_and_the_rest_go_on(
    bad: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "child_command", lambda: [sys.executable, "-c", FAKE])
    paths = [Path(name) for name in ("a.xlsx", bad, "b.xlsx", bad, "c.xlsx")]
    found = list(receive_many(paths, threading.Event(), seconds=2.0))
    assert [path for path, _ in found] == paths
    assert [received.refused for _, received in found] == ["", "gave_up", "", "gave_up", ""]


def test_a_file_that_never_ends_is_given_up(tmp_path: Path) -> None:
    pipe = tmp_path / "endless.xlsx"
    os.mkfifo(pipe)
    (_, received), (_, after) = receive_many([pipe, tmp_path], threading.Event(), seconds=1.0)
    assert (received.refused, after.refused) == ("gave_up", "missing")


def test_a_child_that_died_between_files_is_replaced(exported: Path) -> None:
    child = ReaderChild()
    try:
        assert child.ask(exported).is_trusted
        assert child._process is not None
        os.kill(child._process.pid, signal.SIGKILL)
        assert child.ask(exported).is_trusted
    finally:
        child.end()


def test_a_closed_child_starts_no_other(exported: Path) -> None:
    child = ReaderChild()
    child.close()
    assert child.ask(exported).refused == "gave_up"
    child.end()


def test_the_child_limits_its_own_memory_and_writes_no_file(exported: Path) -> None:
    child = ReaderChild()
    try:
        child.ask(exported)
        assert child._process is not None
        limits = Path(f"/proc/{child._process.pid}/limits").read_text()
    finally:
        child.end()
    by_name = {line[:25].strip(): line[25:].split()[0] for line in limits.splitlines()}
    assert by_name["Max file size"] == "0"
    assert by_name["Max core file size"] == "0"
    assert int(by_name["Max address space"]) <= 1024**3


def test_the_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert child_command()[0] == sys.executable
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, "read-received"]


def test_an_installed_program_starts_the_python_beside_its_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "python.exe").touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert child_command()[0] == str(tmp_path / "python.exe")


def test_no_child_is_left_when_the_results_are_not_all_taken(exported: Path) -> None:
    results = receive_many([exported] * 50, threading.Event())
    next(results)
    results.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("reader_")]
