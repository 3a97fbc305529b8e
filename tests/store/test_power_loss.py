"""A power cut at any moment loses no acknowledged answer, while saving and while upgrading."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from stocktake.errors import StocktakeError
from stocktake.store.backups import backup_folder, is_good, newest_good
from stocktake.store.workspace import Workspace
from tests.store.killing import SAVING_CHILD, acknowledged, lost, python, runs
from tests.store.making import new_workspace, numbers_kept, write_first_schema
from tests.store.power_loss import Disk, Image, images, record

# Above any number in the first answers, so that a later answer is known to be later.
FIRST_NUMBER = "1000"


@dataclass
class Outcome:
    """How many images there were, and how many could not be opened or had lost an answer."""

    opened: int = 0
    damaged: int = 0
    lost: int = 0
    backups: int = 0
    copied_aside: int = 0


def _cut(tmp_path: Path, how: str, saves: int, count: int) -> Iterator[tuple[Image, Path]]:
    """Record a saving program, cut its power ``count`` times, write each image out in turn."""
    folder = tmp_path / "recorded"
    path = folder / "practice.stocktake"
    disk = Disk.holding(folder)
    command = python(SAVING_CHILD, how, str(path), FIRST_NUMBER, str(saves))
    events = record(command, folder, tmp_path / "trace")
    for image in images(disk, events, count, Random(20261122)):
        copy = tmp_path / "image"
        image.write(folder, copy)
        yield image, copy / path.name
        shutil.rmtree(copy)


def _count(cuts: Iterator[tuple[Image, Path]], before: dict[str, int]) -> Outcome:
    """Open each image with the store's own code and count what is wrong with it."""
    outcome = Outcome()
    for image, path in cuts:
        promised = before | acknowledged(image.said)
        promised.pop("opened", None)
        for name in [each for each in promised if each.startswith("backup:")]:
            del promised[name]
            assert is_good(backup_folder(path) / name.removeprefix("backup:"))
            outcome.backups += 1
        try:
            with Workspace.open(path) as workspace:
                kept = numbers_kept(workspace)
                sound = workspace.problems() == []
        except (StocktakeError, AssertionError):
            outcome.damaged += 1
            continue
        outcome.opened += 1
        outcome.copied_aside += newest_good(path) is not None
        outcome.damaged += not sound
        outcome.lost += bool(lost(promised, kept))
    return outcome


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """Where the program to be recorded keeps its workspace."""
    folder = tmp_path / "recorded"
    folder.mkdir()
    return folder / "practice.stocktake"


def test_a_power_cut_while_saving_loses_nothing_acknowledged(
    tmp_path: Path, recorded: Path
) -> None:
    new_workspace(recorded)[0].close()
    count = runs(long=1_500, short=150)
    outcome = _count(_cut(tmp_path, "safe", saves=80, count=count), {})
    assert (outcome.opened, outcome.damaged, outcome.lost) == (count, 0, 0)
    assert outcome.backups > 0


def test_a_power_cut_while_upgrading_loses_nothing(tmp_path: Path, recorded: Path) -> None:
    write_first_schema(recorded)
    with_first_answers = {f"q{n}": n for n in range(30)} | {"tablegp_partner": 1}
    count = runs(long=500, short=50)
    outcome = _count(_cut(tmp_path, "safe", saves=3, count=count), with_first_answers)
    assert (outcome.opened, outcome.damaged, outcome.lost) == (count, 0, 0)
    assert outcome.copied_aside == count


def test_the_simulation_notices_a_log_that_is_not_flushed(tmp_path: Path, recorded: Path) -> None:
    new_workspace(recorded)[0].close()
    outcome = _count(_cut(tmp_path, "wal", saves=60, count=40), {})
    assert outcome.lost > 10


def test_the_simulation_notices_a_file_that_is_not_flushed(tmp_path: Path, recorded: Path) -> None:
    new_workspace(recorded)[0].close()
    outcome = _count(_cut(tmp_path, "unsynced", saves=60, count=40), {})
    assert outcome.damaged + outcome.lost > 10


def test_a_missing_recorder_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="strace is not installed"):
        record(python(SAVING_CHILD), tmp_path, tmp_path / "trace")
