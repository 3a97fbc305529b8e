"""Children that die, hang, eat memory or talk nonsense over a published file."""

from __future__ import annotations

import sys
import threading
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from stocktake.errors import StocktakeError
from stocktake.opendata.pack import from_bytes
from stocktake.tasks import published_children
from stocktake.tasks.bring_published import Looked, bring, look
from tests.opendata.published import ROWS

TODAY = date(2026, 11, 22)
LISTS = ROWS / "gp-reg-pat-prac-all_2026-03-01.csv"
MAP = ROWS / "gp-reg-pat-prac-map_2026-07-01.csv"

SPOILT = """
import os, signal
from stocktake.processes.pipes import write_frame
from stocktake.tasks import published_child, published_reading

def spoil(name):
    if name == "kills.csv":
        os.abort()
    if name == "hangs.csv":
        signal.pause()
    if name == "eats.csv":
        bytearray(published_child.MEMORY_BYTES)
    with open(1, "wb", closefd=False) as results:
        if name == "nonsense.csv":
            write_frame(results, b"nonsense")
        if name == "endless.csv":
            results.write(b"\\xff" * 8)

def looking(path, *rest, look_at=published_reading.look_at):
    spoil(path.name)
    return look_at(path, *rest)

def reading(source, *rest, read=published_reading.read, **more):
    spoil(source.path.name)
    return read(source, *rest, **more)

published_reading.look_at, published_reading.read = looking, reading
"""
ANSWER = "raise SystemExit(published_child.main())"
NOT_TOGETHER = "published_reading.build_pack = lambda *_: os.abort()\n"


def spoil(monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    """From here on, a child comes to grief over files of certain names."""
    command = [sys.executable, "-c", SPOILT + more + ANSWER]
    monkeypatch.setattr(published_children, "child_command", lambda: command)


def copied(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_bytes(LISTS.read_bytes())
    return [folder / name for name in names]


def looked(*paths: Path) -> tuple[Looked, ...]:
    return look(paths, (), TODAY)


def test_a_file_a_child_dies_of_is_said_and_the_rest_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("a.csv", "kills.csv", "eats.csv", "nonsense.csv", "endless.csv", "b.csv")
    paths = copied(tmp_path, *names)
    spoil(monkeypatch)
    found = looked(*paths)
    assert [each.verdict.source.path for each in found] == paths
    assert [each.can_be_read for each in found] == [True, False, False, False, False, True]
    assert found[1].verdict.sentence.startswith("The file could not be read: ")
    assert "The other files are not affected." in found[1].verdict.sentence


def test_a_file_that_kills_the_reading_leaves_the_others_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = looked(LISTS, *copied(tmp_path, "kills.csv"), MAP)
    spoil(monkeypatch)
    brought = bring(given, "A81001", TODAY)
    (own,) = (from_bytes(each).pack for each in brought.contents)
    assert {each.name for each in own.sources} == {LISTS.name, MAP.name}
    assert "Your practice, A81001, is in it." in brought.verdicts[0].sentence
    bad = brought.verdicts[1]
    assert (bad.dataset, bad.title) == ("", given[1].verdict.title)
    assert [each.code for each in bad.problems] == ["gave_up"]


def test_files_that_cannot_be_put_together_are_all_said(monkeypatch: pytest.MonkeyPatch) -> None:
    given = looked(LISTS, MAP)
    spoil(monkeypatch, NOT_TOGETHER)
    brought = bring(given, "A81001", TODAY)
    assert brought.contents == ()
    assert all("Bring fewer files at a time." in each.sentence for each in brought.verdicts)


def test_a_child_that_says_nothing_any_more_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch)
    monkeypatch.setattr(published_children, "QUIET_SECONDS", 2.0)
    hanging, good = looked(*copied(tmp_path, "hangs.csv", "a.csv"))
    assert not hanging.can_be_read
    assert good.can_be_read


def test_stopping_ends_the_child_whatever_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = looked(LISTS, *copied(tmp_path, "hangs.csv"))
    spoil(monkeypatch)
    stop = Event()
    told: list[tuple[int, int, str]] = []

    def report(done: int, total: int, words: str) -> None:
        told.append((done, total, words))
        stop.set()

    with pytest.raises(StocktakeError) as stopped:
        bring(given, "A81001", TODAY, report=report, stop=stop)
    assert stopped.value.code == "stopped"
    assert told[0] == (0, LISTS.stat().st_size, LISTS.name)
    assert not [each for each in threading.enumerate() if each.name == "published-listener"]
